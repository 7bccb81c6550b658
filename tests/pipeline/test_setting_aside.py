"""One text never takes the others down: what cannot be built is set aside, in one line, and the rest is built."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import Literal

from tests.pipeline import faulty
from xpkg import workers
from xpkg.annotators import Choice
from xpkg.corpus import read_corpus
from xpkg.errors import NonconformanceError
from xpkg.inference import Known, Lines
from xpkg.inference import conclude_lines as conclude_as_ever
from xpkg.inference.concluded import Conclusion
from xpkg.iris import Iris
from xpkg.model import Authority
from xpkg.pipeline.build import Plan
from xpkg.pipeline.build import build as build_graph
from xpkg.store import open_snapshot, sorted_lines
from xpkg.vocab import RDF, XPKG

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
GOOD = {
    "a": "A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over. “We won,” she said.\n",
    "b": "A bridge opens\n\nThe Ministry of Transport said the bridge would open. Jon Ek denied the delay.\n",
}
FAULTS = {
    "SPIN": "takes more than 1 seconds of processor time (--text-timeout allows more)",
    "EAT": "takes more than 100 megabytes of memory (--text-memory allows more)",
    "EXIT": "the process that read it ended each time, perhaps for want of memory (status 9)",
    "FAIL": "xpkg fails on it (IndexError: a fault of \ufffd[31mours; faulty.py, line",
    "RECURSE": "xpkg fails on it (RecursionError: maximum recursion depth exceeded",
    "SPOIL": "characters 1 to 2 do not say 'so'",
    "BREAK": "the graph does not conform: BREAK the news, characters 16-75: A statement must have exactly one mode",
}


class House:
    """A folder of texts, a store, and the command line, which fails on the texts that ask for it."""

    def __init__(self, place: Path, xpkg: Run) -> None:
        self.texts, self.store, self._xpkg = place / "texts", place / "db", xpkg

    def write(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.texts / f"{name}.txt").write_text(text)

    def arguments(self, *options: str) -> list[str]:
        limits = ("--text-timeout", "1", "--text-memory", "100", "--annotator", "rules")
        return ["build", str(self.texts), *limits, *options, "--store", str(self.store)]

    def build(self, *options: str) -> tuple[int, str]:
        done = self._xpkg(*self.arguments(*options))
        return done.exit_code, done.stderr

    def process(self, *options: str) -> subprocess.Popen[str]:
        """The same in a process of its own."""
        command = [sys.executable, "-m", "tests.pipeline.faulty", *self.arguments(*options)]
        return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, text=True, cwd=ROOT)

    def lines(self) -> list[str]:
        with open_snapshot(self.store) as snapshot:
            return sorted_lines(snapshot.open())

    def names(self) -> list[str]:
        with open_snapshot(self.store) as snapshot:
            return [source.name for source in snapshot.manifest().sources]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Iterator[Path]:
    """A folder with the good texts and a store of them, for all tests to copy."""
    folder = tmp_path_factory.mktemp("begun")
    (folder / "texts").mkdir()
    house = House(folder, xpkg)
    house.write(**GOOD)
    assert house.build()[0] == 0
    yield folder
    for worker in workers._idle:  # with our fault in it
        worker.process.kill()


@pytest.fixture
def house(begun: Path, tmp_path: Path, xpkg: Run, monkeypatch: pytest.MonkeyPatch) -> House:
    """The good texts, and a store of them."""
    shutil.copytree(begun, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr("xpkg.pipeline.sources._start", faulty.start)
    monkeypatch.setenv(faulty.MARKS, str(tmp_path))
    return House(tmp_path, xpkg)


@pytest.fixture
def new_house(house: House) -> House:
    """The same without a store."""
    shutil.rmtree(house.store)
    return house


def bad(word: str) -> str:
    return f"{word} the news\n\nJon Ek said that the bridge was safe, and denied the delay.\n"


def test_what_cannot_be_built_is_set_aside_and_the_rest_is_built(new_house: House) -> None:
    house = new_house
    house.write(**{word.lower(): bad(word) for word in FAULTS}, once=bad("ONCE").replace("safe", "old"))
    with house.process("--workers", "2") as process:
        told = process.communicate()[1]
    assert process.returncode == 3, told
    assert "Traceback" not in told
    for word, why in FAULTS.items():
        assert told.count(f"xpkg: {word.lower()}: set aside: {why}") == 1, told
    assert "\nxpkg: once" not in told, "another process reads it again"
    assert house.names() == ["a", "b", "once"]
    built = house.lines()
    for word in FAULTS:
        (house.texts / f"{word.lower()}.txt").unlink()
    shutil.rmtree(house.store)
    assert house.build()[0] == 0
    assert house.lines() == built


def test_who_waits_without_end_is_set_aside(new_house: House) -> None:
    house = new_house
    house.write(c=bad("SLEEP"))
    status, told = house.build("--text-timeout", "0.5")
    assert status == 3
    assert "xpkg: c: set aside: takes more than 0.5 seconds" in told
    assert house.names() == ["a", "b"]


def test_the_old_graph_stays_and_the_next_build_tries_again(house: House) -> None:
    before = house.lines()
    house.write(b=bad("FAIL"))
    for _ in range(2):
        status, told = house.build()
        assert status == 3
        assert "xpkg: b: set aside; the store keeps what it had: xpkg fails on it" in told
        assert house.lines() == before
        with open_snapshot(house.store) as snapshot:
            record = snapshot.manifest().source("b")
        assert record
        assert record.sha256 == hashlib.sha256(GOOD["b"].encode()).hexdigest()
    house.write(b=GOOD["b"])
    status, told = house.build()
    assert status == 0
    assert "2 sources, 0 analysed, 2 as they were" in told, "the text as it was is there"
    assert house.lines() == before
    house.write(b=bad("MENDED"))
    status, told = house.build()
    assert status == 0
    assert "2 sources, 1 analysed, 1 as it was" in told


def test_the_old_graphs_stay_where_all_are_read_again(house: House) -> None:
    house.write(a=GOOD["a"].replace("Monday", "Friday"), b=bad("BREAK"))
    assert house.build()[0] == 3
    with open_snapshot(house.store) as snapshot:
        found = snapshot.open().quads_for_pattern(None, XPKG.text, None)
        texts = {quad.object.value for quad in found if isinstance(quad.object, Literal)}
        merged = [quad.triple for quad in snapshot.open() if str(quad.graph_name) == "DEFAULT"]
        named = {quad.triple for quad in snapshot.open() if str(quad.graph_name) != "DEFAULT"}
    assert texts == {GOOD["a"].replace("Monday", "Friday"), GOOD["b"]}
    assert len(merged) == len(named)
    assert set(merged) == named


def test_a_renamed_text_that_fails_stays_under_its_old_name(house: House) -> None:
    house.write(c="AGAIN and again\n\nJon Ek denied the delay.\n")
    assert house.build()[0] == 0
    before = house.lines()
    (house.texts / "c.txt").rename(house.texts / "d.txt")
    status, told = house.build()
    assert status == 3
    assert "xpkg: d: set aside; the store keeps what it had" in told
    assert house.lines() == before
    assert house.names() == ["a", "b", "c"]


def test_a_bad_text_is_not_added(house: House) -> None:
    before = house.lines()
    for path in house.texts.iterdir():
        path.unlink()
    house.write(c=bad("SPOIL"))
    status, told = house.build("--add")
    assert status == 3
    assert "xpkg: c: set aside: characters 1 to 2" in told
    assert "2 sources, 0 analysed, 2 as they were" in told
    assert house.lines() == before


def test_what_is_concluded_rests_on_no_text_that_was_set_aside(new_house: House) -> None:
    house = new_house
    words = "\n\nJon Ek said: “Every warning was answered within a day.”\n"
    house.write(a="Warnings answered" + words, b="A bridge opens" + words)
    assert house.build()[0] == 0
    assert [line for line in house.lines() if "/graph/inferred>" in line]
    house.write(b="BREAK the news" + words)
    shutil.rmtree(house.store)
    assert house.build()[0] == 3
    assert house.names() == ["a"]
    assert not [line for line in house.lines() if "/graph/inferred>" in line]


def fails(known: Known, iris: Iris) -> Lines:
    raise ValueError("a fault of ours")


def does_not_conform(known: Known, iris: Iris) -> Lines:
    node = iris.thing("utterance", "no words")
    bare = Conclusion(node, "utterance", frozenset(), ((node, RDF.type, XPKG.Utterance),))
    known.concluded.add(bare, iris.graph("inferred"))
    return known.concluded.write()


@pytest.mark.parametrize(
    ("conclude", "why"),
    [(fails, "xpkg fails on it (ValueError: a fault of ours;"), (does_not_conform, "the graph does not conform: ")],
)
def test_a_conclusion_that_fails_costs_no_text(
    house: House, monkeypatch: pytest.MonkeyPatch, conclude: object, why: str
) -> None:
    monkeypatch.setattr("xpkg.pipeline.shared.conclude_lines", conclude)
    house.write(c=bad("MENDED"))
    status, told = house.build()
    assert status == 3, told
    assert f"xpkg: what is concluded across the texts: set aside: {why}" in told
    assert house.names() == ["a", "b", "c"]
    assert not [line for line in house.lines() if "/graph/inferred>" in line]
    monkeypatch.setattr("xpkg.pipeline.shared.conclude_lines", conclude_as_ever)
    assert house.build()[0] == 0


def test_where_all_are_set_aside_the_store_is_as_it_was(new_house: House) -> None:
    house = new_house
    house.write(a=bad("FAIL"), b=bad("BREAK"))
    status, told = house.build()
    assert status == 3
    assert told.splitlines()[0].startswith("xpkg: a: set aside: xpkg fails on it")
    assert told.splitlines()[-1] == "no text is left; nothing was built, the store is as it was"
    assert not (house.store / "current").exists()


def test_strict_builds_nothing_and_shows_all(house: House) -> None:
    before = house.lines()
    house.write(c=bad("FAIL"), d=bad("BREAK"))
    status, told = house.build("--strict")
    assert status == 3
    first, *others = told.splitlines()
    assert first == "xpkg: not all texts can be built; the store is as it was"
    assert others[0].startswith("c: xpkg fails on it")
    assert sum("must have exactly one mode" in line for line in others) == 2
    assert house.lines() == before


def test_strict_builds_nothing_where_a_text_cannot_be_read(house: House) -> None:
    before = house.lines()
    house.write(c="")
    status, told = house.build("--strict")
    assert status == 1
    assert "c.txt: the text is empty" in told
    assert told.splitlines()[-1].endswith("--strict: nothing was built, the store is as it was")
    assert house.lines() == before


def test_an_interrupt_ends_a_build_in_the_midst_of_a_text_and_the_next_goes_on(new_house: House) -> None:
    house, done = new_house, new_house.store / "unfinished" / "done.jsonl"
    house.write(c=bad("SPIN"), d=bad("SPIN").replace("safe", "old"))
    with house.process("--text-timeout", "600", "--workers", "2") as process:
        spinning = wait_for_a_worker_that_spins(process, house.store.parent / "spins")
        while not (done.exists() and done.read_text().count("\n") == 2):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read() == (
            "xpkg: interrupted; the store is as it was; "
            "what is analysed (2 sources) is kept, and the next build goes on from there\n"
        )
    assert process.returncode == 1
    assert not Path(f"/proc/{spinning}").exists(), "nobody works on"
    assert not (house.store / "current").exists()
    damaged = next(path for path in done.parent.glob("*.gz"))
    damaged.write_bytes(damaged.read_bytes()[:-20])  # as where the power fails
    house.write(c=bad("MENDED"))
    (house.texts / "d.txt").unlink()
    status, told = house.build()
    assert status == 0
    assert "3 sources, 3 analysed (1 of them before an interruption), " in told
    built = house.lines()
    shutil.rmtree(house.store)
    assert house.build()[0] == 0
    assert house.lines() == built
    assert not done.parent.exists()


def wait_for_a_worker_that_spins(process: subprocess.Popen[str], mark: Path) -> str:
    """The process that has begun with a text on which it spins, and has used a tenth of a second of the processor."""
    while not (mark.exists() and (number := mark.read_text())):
        assert process.poll() is None
    before = ticks(number)
    while ticks(number) < before + os.sysconf("SC_CLK_TCK") / 10:
        assert process.poll() is None
    return number


def ticks(number: str) -> int:
    """Of the processor's time that the process has used for itself."""
    return int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[11])


def test_the_library_tells_the_same(house: House) -> None:
    house.write(c=bad("SPIN"))
    plan = Plan(read_corpus([house.texts]).sources, Authority(), annotator=Choice("rules"), text_seconds=0.3)
    built = build_graph(house.store, plan)
    assert built.done == ("a", "b")
    (fault,) = built.set_aside
    assert (fault.name, fault.stays) == ("c", False)
    assert fault.why.startswith("takes more than 0.3 seconds of processor time")
    with pytest.raises(NonconformanceError, match="c: takes more than"):
        build_graph(house.store, replace(plan, strict=True))
