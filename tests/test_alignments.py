"""What the types of events are called elsewhere: each match has its sources, and the events are counted by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from xpkg.alignments import alignment_quads
from xpkg.catalogue import catalogue
from xpkg.concepts import concepts
from xpkg.errors import InputError
from xpkg.iris import Iris
from xpkg.linking.sssom import read_set, set_text
from xpkg.pipeline.ontology import ontology_quads
from xpkg.resources import folder
from xpkg.validation import validate
from xpkg.vocab import RDF, SKOS, XPKG

IRIS = Iris()
FOLDER = folder("data") / "links"
FILE = FOLDER / "event-types.sssom.tsv"
ROWS = [row for _, row in read_set(FILE).rows]
QUADS = [*ontology_quads(IRIS)]
PINNED = re.compile(
    r"https://(?:pypi\.org/project/[\w-]+/[\d.]+/|unpkg\.com/(?:@\w+/)?[\w-]+@[\d.]+/\S+"
    r"|github\.com/[\w-]+/[\w-]+/blob/[0-9a-f]{40}/\S+)"
)


def _objects(subject: NamedNode, predicate: NamedNode) -> list[object]:
    return [quad.object for quad in QUADS if quad.subject == subject and quad.predicate == predicate]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['subject_id']} {row['object_id']}")
def test_each_match_is_of_a_type_and_names_its_sources(row: dict[str, str]) -> None:
    assert row["subject_id"].removeprefix("xpkg:event-") in concepts()["event"]
    assert all(PINNED.fullmatch(source) for source in row["see_also"].split("|"))
    assert row["object_label"]


def test_the_file_is_as_sssom_writes_it_and_no_pair_stands_twice() -> None:
    told = read_set(FILE)
    assert FILE.read_text(encoding="utf-8") == set_text(told.head, ROWS)
    assert len({(row["subject_id"], row["object_id"]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("scheme", ["CAMEO", "ACLED"])
def test_the_codes_are_a_tree(scheme: str) -> None:
    codes = [quad.subject for quad in QUADS if quad.predicate == SKOS.inScheme and quad.object == XPKG[scheme]]
    assert len(codes) >= 15
    report = validate([quad for quad in QUADS if quad.subject in codes])
    assert report.conforms, report.violations
    for code in codes:
        assert isinstance(code, NamedNode)
        (notation,) = _objects(code, SKOS.notation)
        assert isinstance(notation, Literal)
        for above in _objects(code, SKOS.broader):
            assert above in codes
            assert isinstance(above, NamedNode)
            if scheme == "CAMEO":  # what is told in fewer digits stands above what is told in more
                assert notation.value[:-1] == above.value.rpartition("-")[2]


def test_a_type_falls_under_one_root_code_at_most() -> None:
    falls = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)
    roots: dict[object, set[str]] = {}
    for quad in QUADS:
        if quad.predicate in falls and isinstance(quad.object, NamedNode) and "#cameo-" in quad.object.value:
            roots.setdefault(quad.subject, set()).add(quad.object.value.rpartition("-")[2][:2])
    assert len(roots) >= 30
    assert {subject: codes for subject, codes in roots.items() if len(codes) > 1} == {}


def test_events_are_counted_by_root_code() -> None:
    store, graph = Store(), IRIS.document_graph("a text")
    store.extend(QUADS)
    for number, kind in enumerate(["arrest", "detention", "deportation", "torture", "birth"]):
        event = NamedNode(f"https://w3id.org/xpkg/id/event/one-{number:010d}")
        store.add(Quad(event, RDF.type, XPKG.Event, graph))
        store.add(Quad(event, XPKG.eventType, NamedNode(f"{XPKG.iri}event-{kind}"), graph))
        store.add(Quad(event, XPKG.inStory, Literal(True), graph))
    (query,) = (each for each in catalogue() if each.name == "events-by-cameo")
    rows = store.query(query.text, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    counted = [tuple(row[name].value for name in ("code", "name", "events")) for row in rows]
    assert counted == [("17", "Coerce", "3"), ("18", "Assault", "1")]


@pytest.mark.parametrize(
    ("cell", "other"),
    [("xpkg:cameo-173", "xpkg:cameo-999"), ("skos:closeMatch", "skos:related"), ("schema:JoinAction", "schemata:Join")],
)
def test_a_match_that_is_not_known_is_told_with_its_line(tmp_path: Path, cell: str, other: str) -> None:
    for path in FOLDER.glob("event-*.tsv"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / FILE.name).write_text(FILE.read_text(encoding="utf-8").replace(cell, other), encoding="utf-8")
    with pytest.raises(InputError, match=r"event-types\.sssom\.tsv, line \d+"):
        list(alignment_quads(tmp_path, IRIS.graph("ontology")))
