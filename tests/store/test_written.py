"""What users wrote into the store survives every build, and leaves what is built as it would be without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import DefaultGraph, NamedNode

from xpkg.server import write_jobs
from xpkg.server.jobs import Job
from xpkg.server.settings import Settings
from xpkg.store import differences, open_snapshot, sorted_lines

Run = Callable[..., Result]

STORIES = {
    "a": "A strike ends\n\nMara Lindqvist, a nurse, said on Monday that the strike was over. “We won,” she said.\n",
    "b": "A bridge opens\n\nThe Ministry of Transport said the bridge would open. Jon Ek denied the delay.\n",
}
EX = "http://example.org/"
BASE = "https://w3id.org/xpkg/"
OWN = f'INSERT DATA {{ GRAPH <{EX}own> {{ <{EX}s> rdfs:label "A note", [] ; rdfs:seeAlso <{EX}o> }} }}'


@pytest.fixture
def store(begun: Path) -> Path:
    return begun


@pytest.fixture
def build(store: Path, xpkg: Run) -> Run:
    return lambda *options: xpkg("build", *options, "--annotator", "rules", "--store", store)


def write(store: Path, update: str) -> None:
    assert write_jobs.write(store, Job("update", update, base=EX), None, Settings()).kind == "ok"


def graph(store: Path, name: str) -> list[str]:
    """The lines of a named graph, or of the default graph for an empty name."""
    with open_snapshot(store) as snapshot:
        node = NamedNode(name) if name else DefaultGraph()
        return sorted_lines(snapshot.open().quads_for_pattern(None, None, None, node))


def built(store: Path) -> list[str]:
    """The lines of all graphs that are built."""
    with open_snapshot(store) as snapshot:
        names = {NamedNode(record.iri) for record in snapshot.manifest().graphs}
        return sorted_lines(quad for quad in snapshot.open() if quad.graph_name in names)


def is_right(store: Path) -> bool:
    """Whether every graph is what the manifest says, and the default graph the merge of all."""
    with open_snapshot(store) as snapshot:
        return not list(differences(snapshot.open(), snapshot.manifest()))


def test_a_graph_of_ones_own_survives_every_build(texts: Path, store: Path, build: Run, tmp_path: Path) -> None:
    fresh = built(store)
    write(store, OWN)
    own = graph(store, f"{EX}own")
    assert len(own) == 3
    told = build(texts).stderr
    assert "0 analysed" in told, "a write costs no reading of what has not changed"
    assert built(store) == fresh
    (texts / "c.txt").write_text("A mayor resigns\n\nMayor Olga Brandt resigned on 3 May 2019.\n")
    for options in (
        (texts / "c.txt", "--add"), ("--remove", "a"), (texts / "b.txt", "--replace"),
        (texts, "--base", "https://example.org/kg/"), (texts,),
    ):  # fmt: skip
        result = build(*options)
        assert result.exit_code == 0, result.stderr
        assert graph(store, f"{EX}own") == own, options
        assert is_right(store), options
    (texts / "c.txt").unlink()
    assert build(texts, "--replace").exit_code == 0
    assert built(store) == fresh
    assert set(graph(store, "")) >= {line.rsplit(" <", 1)[0] + " ." for line in own}


def test_one_write_after_another_survives(texts: Path, store: Path, build: Run) -> None:
    write(store, OWN)
    write(store, f"CREATE GRAPH <{EX}empty> ; INSERT DATA {{ GRAPH <{EX}other> {{ <{EX}s> a <{EX}T> }} }}")
    assert build(texts).exit_code == 0
    write(store, f"DELETE DATA {{ GRAPH <{EX}own> {{ <{EX}s> rdfs:seeAlso <{EX}o> }} }} ; DROP GRAPH <{EX}other>")
    result = build(texts)
    assert result.exit_code == 0, result.stderr
    assert len(graph(store, f"{EX}own")) == 2
    assert not graph(store, f"{EX}other")
    assert not any(f"{EX}T" in line for line in graph(store, "")), "what is gone is gone from the merge"
    with open_snapshot(store) as snapshot:
        assert snapshot.open().contains_named_graph(NamedNode(f"{EX}empty"))
    assert is_right(store)


def test_what_was_written_into_the_default_graph_goes_back_there(texts: Path, store: Path, build: Run) -> None:
    fresh = built(store)
    line = f'<{EX}s> <{EX}p> "in no graph" .'
    write(store, f'INSERT DATA {{ <{EX}s> <{EX}p> "in no graph" }}')
    assert graph(store, "") == [line]
    assert build(texts).exit_code == 0
    assert graph(store, f"{BASE}graph/default") == [f"{line[:-2]} <{BASE}graph/default> ."]
    assert is_right(store)
    assert line in graph(store, "")
    assert build(texts, "--base", "https://example.org/kg/").exit_code == 0
    assert len(graph(store, "https://example.org/kg/graph/default")) == 1
    assert build(texts).exit_code == 0
    write(store, f"INSERT DATA {{ <{EX}s> <{EX}p> 2 }}")
    assert len(graph(store, "")) == 2, "a writer finds there what writers wrote there"
    assert not graph(store, f"{BASE}graph/default")
    write(store, "CLEAR DEFAULT")
    assert build(texts).exit_code == 0
    assert not graph(store, f"{BASE}graph/default")
    assert built(store) == fresh
    assert is_right(store)


def test_what_was_added_to_a_built_graph_is_kept_apart(texts: Path, store: Path, build: Run) -> None:
    fresh = built(store)
    document = documents(store)[0]
    write(store, f'INSERT DATA {{ GRAPH <{document}> {{ <{EX}s> rdfs:comment "checked" }} }}')
    (texts / "a.txt").write_text(STORIES["a"].replace("Monday", "Tuesday"))
    result = build(texts)
    assert result.exit_code == 0
    assert f"what users added to 1 built graph ({document}) is now in" in result.stderr
    assert graph(store, f"{BASE}graph/written") == [
        f'<{EX}s> <http://www.w3.org/2000/01/rdf-schema#comment> "checked" <{BASE}graph/written> .'
    ]
    assert "users added" not in build(texts).stderr
    assert len(graph(store, f"{BASE}graph/written")) == 1
    (texts / "a.txt").write_text(STORIES["a"])
    assert build(texts).exit_code == 0
    assert built(store) == fresh
    assert is_right(store)


@pytest.mark.parametrize("update", ["DELETE WHERE {{ GRAPH <{0}> {{ ?s rdfs:label ?l }} }}", "DROP GRAPH <{0}>"])
def test_what_was_taken_out_of_a_built_graph_comes_back_only_when_told_to(
    texts: Path, store: Path, build: Run, update: str
) -> None:
    fresh = built(store)
    document = documents(store)[0]
    write(store, update.format(document))
    before = (store / "current").read_text()
    result = build(texts)
    assert result.exit_code == 1
    (told,) = result.stderr.splitlines()
    assert f"what users took out of 1 built graph ({document}) would come back" in told
    assert (store / "current").read_text() == before
    assert build(texts, "--replace").exit_code == 0
    assert built(store) == fresh


def documents(store: Path) -> list[str]:
    with open_snapshot(store) as snapshot:
        return [each.iri for each in snapshot.manifest().graphs if "/document/" in each.iri]


def test_a_graph_that_comes_to_be_built_leaves_what_stood_there(texts: Path, store: Path, build: Run) -> None:
    fresh, (_, name) = built(store), documents(store)
    assert build("--remove", "b").exit_code == 0
    write(store, f"INSERT DATA {{ GRAPH <{name}> {{ <{EX}s> <{EX}p> <{EX}o> }} }}")
    assert build("--add", texts / "a.txt").exit_code == 0
    assert len(graph(store, name)) == 1, "nothing is built there"
    result = build(texts)
    assert f"what users added to 1 built graph ({name}) is now in" in result.stderr
    assert len(graph(store, f"{BASE}graph/written")) == 1
    assert built(store) == fresh
    assert is_right(store)


@pytest.mark.parametrize("part", ["oxigraph", "built"])
def test_damage_after_a_write_is_not_mended_in_silence(texts: Path, store: Path, build: Run, part: str) -> None:
    fresh = built(store)
    write(store, OWN)
    with open_snapshot(store) as snapshot:
        (snapshot.folder / part / "CURRENT").write_text("")
    result = build(texts)
    if part == "oxigraph":
        assert result.exit_code == 1
        (told,) = result.stderr.splitlines()
        assert "what users have written since the last build cannot be read; --replace" in told
        assert build(texts, "--replace").exit_code == 0
    else:
        assert result.exit_code == 0, result.stderr
        assert len(graph(store, f"{EX}own")) == 3
    assert built(store) == fresh
    assert is_right(store)
