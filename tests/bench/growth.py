"""How the time from text to validated quads grows with the length of texts of awkward shape: a table.

    python tests/bench/growth.py                  every shape, 64 to 512 kB: some hours on one core
    python tests/bench/growth.py --quick          4 and 32 kB: enough to see what is far from linear
    python tests/bench/growth.py --stages WORDS   the shapes with WORDS in their name, stage by stage

Each text is read in a process of its own, which is killed past its limit. The exponent is the slope between the
shortest and the longest text in the double logarithmic plane: 1 where twice the text takes twice the time. Not a
test: the status is 1 where an exponent is above the mark or a text was not done in time.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from xpkg.analysis.attributions import ANNOTATORS, find_attributions
from xpkg.analysis.documents import find_documents
from xpkg.analysis.events import find_events
from xpkg.analysis.mentions import find_mentions
from xpkg.analysis.mentions.gazetteer import gazetteer_of
from xpkg.analysis.positions import find_positions
from xpkg.analysis.references import parse_references
from xpkg.analysis.times import find_times
from xpkg.annotators import DEFAULT
from xpkg.authority import load_authority
from xpkg.coreference import complete, resolve
from xpkg.evidence import check_evidence
from xpkg.iris import DEFAULT_BASE, Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Authority, Metadata, Source
from xpkg.pipeline.graphs import check
from xpkg.resources import folder
from xpkg.store import sorted_lines
from xpkg.text import parse

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.awkward import ORDINARY, SHAPES, made

SIZES = (64, 128, 256, 512)
QUICK = (4, 32)
MARK = 1.15
"""The largest exponent that passes: n log n between 64 and 512 kB, and some noise."""
_FLOOR = 0.05
"""Seconds that are added to each time, so that the noise of what takes no time at all is no growth."""

Times = dict[str, float]
T = TypeVar("T")


@lru_cache
def _authority() -> Authority:
    return load_authority(folder("data") / "authority")


def measure(words: str) -> Times:
    """Seconds of processor time that ``words`` take, by stage."""
    authority, iris, annotate = _authority(), Iris(DEFAULT_BASE), ANNOTATORS[DEFAULT]
    times: Times = {}

    def timed(stage: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        times[stage] = time.process_time() - start
        return result

    source = Source("made-up", words, "0" * 64, Metadata("Made up", language="en"))
    text = timed("text", lambda: parse(source))
    dates = timed("times", lambda: find_times(text))
    references = timed("references", lambda: parse_references(text))
    mentions = timed("mentions", lambda: find_mentions(text, authority))
    said = timed("attributions", lambda: find_attributions(text, mentions, dates, annotate))
    works = timed("works", lambda: find_documents(text, mentions, dates, authority))
    positions = timed("positions", lambda: find_positions(text, mentions, dates, gazetteer_of(authority).lands()))
    known = timed("identity", lambda: resolve(text, mentions, said, references, works, authority, positions))
    events = timed("events", lambda: find_events(text, mentions, dates, works, said, known))
    found = Analysis(
        text, times=dates, mentions=mentions, references=references, works=works, attributions=said,
        positions=positions, events=events, identities=known,
    )  # fmt: skip
    analysis = timed("phrases", lambda: complete(found, authority))
    quads = timed("mapping", lambda: tuple(map_source(analysis, iris, authority)))
    timed("evidence", lambda: check_evidence(quads))
    report = timed("validation", lambda: check(quads))
    timed("lines", lambda: sorted_lines(quads))
    if not report.conforms:
        raise ValueError(f"{len(report.violations)} violations: {report.violations[0].message}")
    return times


def _tell(words: str, limit: int, end: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    try:
        end.send(measure(words))
    except Exception as error:  # the table says so
        end.send(f"{type(error).__name__}: {error}"[:90])


def measured(words: str, limit: int) -> Times | str:
    """The same in a process of its own, killed after ``limit`` seconds of processor time; or why there are no times."""
    context = multiprocessing.get_context("fork")  # what is loaded once is loaded
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(words, limit, there))
    process.start()
    there.close()
    try:
        return here.recv()  # type: ignore[no-any-return]
    except EOFError:
        return f"not done in {limit} s"
    finally:
        process.kill()
        process.join()


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope from the first to the last.

    >>> exponent((1, 2, 4), (1.0, 4.0, 16.0))
    2.0
    """
    first, last = (each + _FLOOR for each in (seconds[0], seconds[-1]))
    return math.log(last / first) / math.log(sizes[-1] / sizes[0])


def rows(shape: str, sizes: Sequence[int], limit: int, *, stages: bool) -> tuple[bool, list[str]]:
    """Whether ``shape`` passes, and its lines of the table."""
    found: list[Times] = []
    for size in sizes:
        times = measured(made(shape, size * 1024), limit)
        if isinstance(times, str):
            before = " ".join(f"{sum(each.values()):8.2f}" for each in found)
            return False, [f"{shape:48} {before} {times}  <-"]
        found.append(times)
    whole = [sum(times.values()) for times in found]
    passed = exponent(sizes, whole) <= MARK
    lines = [_line(shape, sizes, whole) + ("" if passed else "  <-")]
    if stages:
        lines += [_line(f"    {stage}", sizes, [times[stage] for times in found]) for stage in found[0]]
    return passed, lines


def _line(name: str, sizes: Sequence[int], seconds: Sequence[float]) -> str:
    return f"{name:48} " + " ".join(f"{each:8.2f}" for each in seconds) + f"  {exponent(sizes, seconds):5.2f}"


def main(arguments: Sequence[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="part of the names of the shapes that are wanted")
    parser.add_argument("--quick", action="store_true", help="4 and 32 kB alone")
    parser.add_argument("--sizes", help="other lengths, in kB: 64,512")
    parser.add_argument("--stages", action="store_true", help="each stage, too")
    parser.add_argument("--limit", type=int, default=120, help="seconds of processor time for one text (120)")
    asked = parser.parse_args(arguments)
    sizes = tuple(map(int, asked.sizes.split(","))) if asked.sizes else QUICK if asked.quick else SIZES
    wanted = [shape for shape in SHAPES if not asked.words or any(words in shape for words in asked.words)]
    measure(made(f"{ORDINARY}, blocks", 4096))
    print(f"{'seconds of processor time':48} " + " ".join(f"{size:5} kB" for size in sizes) + "  exponent")
    failed = 0
    for shape in wanted:
        passed, lines = rows(shape, sizes, asked.limit, stages=asked.stages)
        failed += not passed
        print("\n".join(lines), flush=True)
    print(f"{failed} of {len(wanted)} shapes above {MARK} or not done")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
