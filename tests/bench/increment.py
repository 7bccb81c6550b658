"""What one more text costs, what a build of nothing new costs, memory and disk, beside an older commit.

    python tests/bench/increment.py                          stores of 100 and 400 invented texts, 1,000 tiny files
    python tests/bench/increment.py --against REV            the same beside that commit, installed in an environment
    python tests/bench/increment.py --texts FOLDER --sizes 200,400,1600 --tiny 10000 --runs 5

The two programs take turns, and each figure is a median. Times are of processors, of all processes together. An added
text counts with what it costs beyond its own build into an empty store. Not a test: machines differ, ratios do not.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.invented import BODIES, BODY_SHAPES, PEOPLE, PLACE_SHAPES, PLACES, SHAPES
from tests.bench.memory import watched

ROOT = Path(__file__).parents[2]
SENTENCES = 40
"""Of an invented text: as long as a news story."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took: seconds of processor time, bytes of memory at most, both of all its processes together."""

    seconds: float
    memory: int


def run(program: Sequence[str], *arguments: object) -> Run:
    """Runs a command to its end, which has to be a good one."""
    process = subprocess.Popen(
        [*program, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    with watched(process.pid) as most:
        told = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(map(str, arguments))}: {told.strip() or status}")
    return Run(used.ru_utime + used.ru_stime, most[0])


def story(chance: random.Random) -> str:
    """An invented text."""
    kinds = ((SHAPES, PEOPLE), (BODY_SHAPES, BODIES), (PLACE_SHAPES, PLACES))
    said = (chance.choice(shapes).format(chance.choice(names)) for shapes, names in chance.choices(kinds, k=SENTENCES))
    lines = [*said]
    paragraphs = (" ".join(lines[at : at + 4]) for at in range(0, SENTENCES, 4))
    return f"A story of number {chance.randrange(10**9)}\n\n" + "\n\n".join(paragraphs) + "\n"


def write(folder: Path, texts: Iterable[str]) -> Path:
    """A folder with ``texts``, a file each."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"text-{number:05}.txt").write_text(text, "utf-8")
    return folder


def installed(revision: str, folder: Path) -> list[str]:
    """The program of ``revision``, installed in an environment of its own under ``folder``."""
    tree = folder / "tree"
    tree.mkdir(parents=True)
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", revision], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(tree)], input=archive, check=True)
    venv.create(folder / "env", with_pip=True)
    subprocess.run([str(folder / "env" / "bin" / "python"), "-m", "pip", "install", "-q", str(tree)], check=True)
    return [str(folder / "env" / "bin" / "xpkg")]


def adding(program: Sequence[str], store: Path | None, text: Path, runs: Path) -> Run:
    """What it takes to add ``text`` to a copy of ``store``, or to an empty one."""
    copy = runs / "copy.db"
    shutil.rmtree(copy, ignore_errors=True)
    if store is not None:
        shutil.copytree(store, copy)
        run(program, "build", "--add", text, "--store", copy)  # the copy is a store like any other from now on
        text = text.with_name(f"another-{text.name}")
    return run(program, "build", "--add", text, "--store", copy)


def size_of(store: Path) -> int:
    """Bytes of the current snapshot."""
    current = store / "snapshots" / (store / "current").read_text("utf-8").strip()
    return sum(path.stat().st_size for path in current.rglob("*") if path.is_file())


def measured(programs: Mapping[str, Sequence[str]], asked: argparse.Namespace, work: Path) -> dict[str, list[str]]:
    """The table: a row a figure, a column a program."""
    sizes = [int(each) for each in asked.sizes.split(",")]
    texts = _texts(asked.texts, max(sizes) + 2)
    one = write(work / "one", [texts[-1]]) / "text-00000.txt"
    one.with_name(f"another-{one.name}").write_text(texts[-2], "utf-8")
    notices = (f"Notice {at}\n\nAnn Low said that bridge {at} was safe.\n" for at in range(asked.tiny))
    tiny = write(work / "tiny", notices)
    rows: dict[str, list[float]] = {}
    told: dict[str, list[str]] = {}
    for size in sizes:
        folder = write(work / f"texts-{size}", texts[:size])
        for name, program in programs.items():
            whole = run(program, "build", folder, "--workers", asked.workers, "--store", work / name / f"{size}.db")
            told.setdefault(f"memory of a build of {size} texts, MB", []).append(f"{whole.memory / 1e6:.0f}")
            told.setdefault(f"disk of {size} texts, MB", []).append(f"{size_of(work / name / f'{size}.db') / 1e6:.0f}")
    for name, program in programs.items():
        run(program, "build", tiny, "--store", work / name / "tiny.db")
    for _ in range(asked.runs):
        for name, program in programs.items():  # in turn: what else the machine does comes to all alike
            alone = adding(program, None, one.with_name(f"another-{one.name}"), work / name).seconds
            for size in sizes:
                took = adding(program, work / name / f"{size}.db", one, work / name).seconds
                rows.setdefault(f"{name} add {size}", []).append(took - alone)
            rows.setdefault(f"{name} again", []).append(
                run(program, "build", tiny, "--store", work / name / "tiny.db").seconds
            )
    for size in sizes:
        values = [median(rows[f"{name} add {size}"]) for name in programs]
        told[f"one more text than {size}, s beyond the text"] = [f"{each:.2f}" for each in values] + _ratio(values)
    values = [median(rows[f"{name} again"]) for name in programs]
    told[f"{asked.tiny} tiny files again, s"] = [f"{each:.2f}" for each in values] + _ratio(values)
    growth = [median(rows[f"{n} add {sizes[-1]}"]) / median(rows[f"{n} add {sizes[0]}"]) for n in programs]
    told[f"one more than {sizes[-1]} against one more than {sizes[0]}"] = [f"{each:.2f}" for each in growth]
    return told


def _ratio(values: Sequence[float]) -> list[str]:
    return [f"{values[1] / values[0]:.1f} times less"] if len(values) > 1 and values[0] > 0 else []


def _texts(folder: Path | None, count: int) -> list[str]:
    if folder is None:
        chance = random.Random(1)
        return [story(chance) for _ in range(count)]
    files = sorted(folder.glob("*.txt"))
    return [  # a folder that has too few gives each text several times, with another first line
        f"Edition {at // len(files)}\n\n{files[at % len(files)].read_text('utf-8')}" for at in range(count)
    ]


def main(arguments: Sequence[str]) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="REV", help="a commit to compare with")
    parser.add_argument("--texts", type=Path, help="a folder of texts in place of invented ones")
    parser.add_argument("--sizes", default="100,400", help="texts of the stores (100,400)")
    parser.add_argument("--tiny", type=int, default=1000, help="tiny files that are built again (1000)")
    parser.add_argument("--runs", type=int, default=5, help="of which the median counts (5)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the first builds (2)")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        programs: dict[str, Sequence[str]] = {"here": [sys.executable, "-c", "from xpkg.cli import main; main()"]}
        if asked.against:
            programs["then"] = installed(asked.against, work / "then")
        print(f"{'':55}" + "".join(f"{name:>10}" for name in programs))
        for label, cells in measured(programs, asked, work).items():
            print(f"{label:55}" + "".join(f"{cell:>10}" for cell in cells[: len(programs)]), *cells[len(programs) :])


if __name__ == "__main__":
    main(sys.argv[1:])
