"""A damaged store: a build mends it or says why not, and whoever asks it gets one line or the right answer."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.annotators import Choice
from xpkg.corpus import read_corpus
from xpkg.errors import StoreError
from xpkg.model import Authority, Metadata, Source
from xpkg.pipeline.build import Built, Plan, build
from xpkg.search import search
from xpkg.server import write_jobs
from xpkg.server.engine import Engine
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job
from xpkg.server.settings import Settings
from xpkg.store import inspect, open_snapshot, sorted_lines

Run = Callable[..., Result]

STORIES = {
    "a": "A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over. “We won,” she said.\n",
    "b": "A bridge opens\n\nThe Ministry of Transport said the bridge would open. Jon Ek denied the delay.\n",
}
OWN = 'INSERT DATA { GRAPH <http://example.org/own> { <http://example.org/s> rdfs:label "A note", [] } }'
KINDS = (
    "current", "lock", "snapshots", "snapshots/*", "snapshots/*/in-use", "snapshots/*/manifest.json",
    "snapshots/*/manifest.copy.json", "snapshots/*/search.sqlite", "snapshots/*/written.nq", "snapshots/*/oxigraph",
    "snapshots/*/oxigraph/CURRENT", "snapshots/*/oxigraph/MANIFEST-*", "snapshots/*/oxigraph/IDENTITY",
    "snapshots/*/oxigraph/OPTIONS-*", "snapshots/*/oxigraph/*.log",
)  # fmt: skip
"""What a store is made of, tables of the database aside: these are many."""
TABLES = "snapshots/*/oxigraph/*.sst"


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes() or b"\0")
    data[len(data) // 2] ^= 0x55
    path.write_bytes(data)


def replace_by_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def remove_folder(path: Path) -> None:
    shutil.rmtree(path)


def replace_by_file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("no folder")


OF_FILES = (halve, empty, remove, flip, replace_by_folder)
OF_FOLDERS = (remove_folder, replace_by_file)
HARMS = [
    pytest.param(kind, harm, id=f"{kind.removeprefix('snapshots/*/')}-{harm.__name__}")
    for kind in KINDS
    for harm in (OF_FOLDERS if kind in ("snapshots", "snapshots/*", "snapshots/*/oxigraph") else OF_FILES)
]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Source, ...]:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in STORIES.items():
        (folder / f"{name}.txt").write_text(text)
    return read_corpus([folder]).sources


def make(store: Path, sources: tuple[Source, ...], **options: object) -> Built:
    return build(store, Plan(sources, Authority(), annotator=Choice("rules"), **options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, sources: tuple[Source, ...]) -> Path:
    """A store of two texts and a graph that a user wrote, as a build left it."""
    store = tmp_path_factory.mktemp("whole") / "db"
    make(store, sources)
    assert write_jobs.write(store, Job("update", OWN, base="http://127.0.0.1/"), None, Settings()).kind == "ok"
    make(store, sources)
    for path in (store / "snapshots").iterdir():  # what no reader holds any more
        if path.name != (store / "current").read_text().strip():
            shutil.rmtree(path)
    return store


def lines(store: Path) -> list[str]:
    with open_snapshot(store) as snapshot:
        return sorted_lines(snapshot.open())


def is_whole(store: Path, like: Path) -> bool:
    with open_snapshot(store) as snapshot:
        found = search(snapshot.search, "strike").total
    return lines(store) == lines(like) and found > 0 and not inspect(store).faults


@pytest.fixture
def harmed(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "db")
    return tmp_path / "db"


@pytest.fixture
def collected() -> Iterator[None]:
    """What a test leaves in a cycle goes here: an iterator that damage has ended may not go in another thread."""
    yield
    gc.collect()


def places(store: Path, kind: str) -> list[Path]:
    found = sorted(store.glob(kind))
    assert found, kind
    return found


@pytest.mark.parametrize(("kind", "harm"), HARMS[::2])  # each kind has some of the harms
def test_a_build_mends_it(
    whole: Path, harmed: Path, sources: tuple[Source, ...], kind: str, harm: Callable[[Path], None]
) -> None:
    for place in places(harmed, kind):
        harm(place)
        try:
            make(harmed, sources)
        except StoreError as error:
            pytest.fail(str(error))
        if kind in ("snapshots", "snapshots/*"):  # nothing is left of what users wrote, nor of what tells of it
            assert {line for line in lines(harmed) if "example.org/own" not in line} < {*lines(whole)}
            assert not inspect(harmed).faults
        else:
            assert is_whole(harmed, whole)


@pytest.mark.slow
@pytest.mark.parametrize("harm", OF_FILES)
def test_a_build_mends_its_tables(
    whole: Path, tmp_path: Path, sources: tuple[Source, ...], harm: Callable[[Path], None]
) -> None:
    for table in places(whole, TABLES)[OF_FILES.index(harm) :: 8]:  # each harm is done to others
        store = tmp_path / table.stem
        shutil.copytree(whole, store)
        harm(store / table.relative_to(whole))
        make(store, sources)
        assert is_whole(store, whole), table.name


@pytest.mark.parametrize(("kind", "harm"), [*HARMS[::3], *((TABLES, harm) for harm in OF_FILES)])
def test_adding_to_it_loses_nothing(whole: Path, harmed: Path, kind: str, harm: Callable[[Path], None]) -> None:
    harm(places(harmed, kind)[-1])
    more = Source("c", "A mayor resigns\n\nMayor Olga Brandt resigned.\n", "0" * 64, read_metadata())
    refused = ""
    try:
        make(harmed, (more,), add=True)
    except StoreError as error:
        refused = str(error)
    if refused:
        assert "\n" not in refused
        assert "without --add" in refused
    else:
        with open_snapshot(harmed) as snapshot:
            assert [source.name for source in snapshot.manifest().sources] == ["a", "b", "c"]
        assert {line for line in lines(whole) if "/graph/document/" in line} < {*lines(harmed)}


def read_metadata() -> Metadata:
    return Metadata("A mayor resigns")


ASKED = (
    ("query", "-e", 'SELECT ?l { ?s rdfs:label ?l FILTER(xpkg:matches(?s, "strike")) } ORDER BY ?l'),
    ("show", "A strike ends"),
    ("export", "--format", "nquads"),
    ("stats",),
    ("explain", "a"),
    ("validate",),
    ("serve",),
)


@pytest.fixture(scope="module")
def answers(whole: Path, xpkg: Run) -> dict[tuple[str, ...], str]:
    return {command: xpkg(*command, "--store", whole).output for command in ASKED if command[0] != "serve"}


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize(("kind", "harm"), [*HARMS[1::4], *((TABLES, harm) for harm in OF_FILES)])
def test_who_asks_it_gets_a_line_or_the_right_answer(
    harmed: Path, xpkg: Run, kind: str, harm: Callable[[Path], None], answers: dict[tuple[str, ...], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("xpkg.server.run", lambda *given: None)
    for place in places(harmed, kind)[:1]:
        harm(place)
    for command in ASKED:
        result = xpkg(*command, "--store", harmed)
        assert result.exception is None or isinstance(result.exception, SystemExit), command
        assert result.exit_code in (0, 1), command
        if result.exit_code:
            assert all(line.startswith("xpkg: ") for line in result.stderr.splitlines()), command
            assert "build" in result.stderr, command
        elif command[0] not in ("validate", "serve"):
            assert result.output == answers[command], command
        elif command[0] == "validate":
            assert kind in ("lock", "snapshots/*/in-use"), "it reads everything"


@pytest.mark.slow
@pytest.mark.usefixtures("collected")
def test_a_block_of_a_large_table_is_not_read_unless_it_is_whole(
    whole: Path, harmed: Path, xpkg: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is too large to be compared as a whole before each question."""
    monkeypatch.setattr("xpkg.store.reading._SMALL", 0)
    monkeypatch.setattr("xpkg.store.reading.Snapshot.check", lambda *given: None)
    good = xpkg("export", "--format", "nquads", "--store", whole).stdout
    refused = 0
    for table in places(harmed, TABLES):
        before = table.read_bytes()
        flip(table)
        result = xpkg("export", "--format", "nquads", "--store", harmed)
        assert isinstance(result.exception, SystemExit | None)
        assert result.exit_code == 1 or result.stdout == good
        if result.exit_code:
            assert "xpkg: " in result.stderr
            assert "build" in result.stderr
            refused += 1
        table.write_bytes(before)
    assert refused


@pytest.mark.usefixtures("collected")
def test_damage_that_only_the_engine_sees_is_told_by_the_server(harmed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xpkg.store.reading.Snapshot.check", lambda *given: None)
    kinds = set()
    for table in places(harmed, TABLES):
        before = table.read_bytes()
        flip(table)
        try:
            engine = Engine(harmed, Settings())
        except StoreError as error:
            kinds.add(str(error).partition("build the store again")[1])
        else:
            outcome = run_job(engine, Job("dump", format="nq", content_type="application/n-quads"))
            kinds.add(outcome.kind)
            assert outcome.kind == "ok" or "damaged" in outcome.message
            del engine
        table.write_bytes(before)
    assert kinds <= {"ok", "failed", "build the store again"}
    assert "failed" in kinds


@pytest.mark.usefixtures("collected")
def test_a_search_that_fails_is_no_search_that_finds_nothing(
    harmed: Path, xpkg: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xpkg.store.reading.Snapshot.check", lambda *given: None)
    empty(places(harmed, "snapshots/*/search.sqlite")[0])
    for command in ASKED[0], ("show", "what stands nowhere"):
        result = xpkg(*command, "--store", harmed)
        assert result.exit_code == 1, result.output
        assert result.stderr.startswith("xpkg: ")
        assert len(result.stderr.splitlines()) == 1
    asked = Job("query", ASKED[0][2], format="csv", base="http://127.0.0.1/", unchecked=True)
    assert run_job(Engine(harmed, Settings()), asked).kind == "failed"


@pytest.mark.usefixtures("collected")
@pytest.mark.parametrize(("data", "why"), [("", "manifest.json is damaged"), ('{"layout": 1}', "another version")])
def test_where_nobody_can_tell_what_would_go_nothing_goes(
    whole: Path, harmed: Path, sources: tuple[Source, ...], data: str, why: str
) -> None:
    for name in ("manifest.json", "manifest.copy.json"):
        places(harmed, f"snapshots/*/{name}")[0].write_text(data)
    for add in (False, True):
        with pytest.raises(StoreError, match=why) as raised:
            make(harmed, sources, add=add)
        assert "--replace" in str(raised.value)
        assert "\n" not in str(raised.value)
    make(harmed, sources, replace=True)
    assert {line for line in lines(harmed) if "example.org/own" not in line} < {*lines(whole)}
