"""Each folder is a case: a text, what an analysis found in it, and the approved Turtle of its graph."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from mapper_cases import Case
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from xpkg.authority import load_authority
from xpkg.evidence import check_evidence
from xpkg.iris import Iris
from xpkg.mappers import map_authority, map_links, map_source
from xpkg.mappers.naming import name_things
from xpkg.model import Link
from xpkg.text import parse
from xpkg.validation import to_text, validate
from xpkg.vocab import NAMESPACES, RDFS, SKOS, XPKG

FOLDERS = sorted(folder for folder in Path(__file__).parent.iterdir() if folder.is_dir() and folder.name[0] != "_")
IRIS = Iris()


def graph(folder: Path) -> list[Quad]:
    case = Case(folder)
    return list(map_source(case.analysis(), IRIS, case.authority))


def turtle(quads: list[Quad]) -> str:
    """The Turtle of ``quads``, always the same: the serializer writes prefixes in any order."""
    triples = sorted({quad.triple for quad in quads}, key=str)
    lines = (pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=NAMESPACES) or b"").decode().split("\n")
    prefixes = sorted(line for line in lines if line.startswith("@prefix "))
    return "\n".join([*prefixes, *(line for line in lines if not line.startswith("@prefix "))])


def test_there_are_cases() -> None:
    assert FOLDERS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_has_its_approved_turtle(folder: Path) -> None:
    made = turtle(graph(folder))
    if os.environ.get("XPKG_APPROVE"):  # pragma: no cover
        (folder / "approved.ttl").write_text(made, encoding="utf-8")
    assert made == (folder / "approved.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_conforms_and_its_passages_are_there(folder: Path) -> None:
    quads = graph(folder)
    assert check_evidence(quads)
    assert to_text(validate(quads)) == ""
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {IRIS.document_graph(folder.name)}


def test_an_edit_elsewhere_leaves_what_stands_where_it_stood(tmp_path: Path) -> None:
    """Only offsets move: the IRIs of statements, events, positions, works and entities stay."""
    chain = next(folder for folder in FOLDERS if folder.name == "chain")
    edited = tmp_path / "chain"
    edited.mkdir()
    text = (chain / "text.txt").read_text("utf-8")
    (edited / "text.txt").write_text(text.replace("It was said", "Rain fell all day. It was said"), encoding="utf-8")
    (edited / "analysis.toml").write_bytes((chain / "analysis.toml").read_bytes())
    before, after = ({str(quad.subject) for quad in graph(folder)} for folder in (chain, edited))
    assert {iri for iri in before if "#char=" not in iri} == {iri for iri in after if "#char=" not in iri}
    assert before != after


def test_two_alike_are_two(tmp_path: Path) -> None:
    folder = tmp_path / "twice"
    folder.mkdir()
    (folder / "text.txt").write_text("Lee said no to it. Then it rained. Lee said no to it.", encoding="utf-8")
    one = '[[attribution]]\nsource = "Lee{0}"\ncue = ["said{0}"]\ncontent = ["no to it{0}"]\n'
    one += 'mode = "Indirect"\nact = "says"\n'
    (folder / "analysis.toml").write_text(one.format("") + one.format("#2"), encoding="utf-8")
    statements = {quad.subject for quad in graph(folder) if quad.predicate == XPKG.speakerText}
    assert len(statements) == 2


def test_only_the_entries_that_a_graph_names_come_with_it() -> None:
    folder = next(folder for folder in FOLDERS if folder.name == "references")
    authority = load_authority(folder)
    named = {quad.object for quad in graph(folder) if isinstance(quad.object, NamedNode)}
    quads = list(map_authority(authority, named, IRIS))
    assert {quad.graph_name for quad in quads} == {IRIS.graph("authority")}
    assert {str(quad.object) for quad in quads if quad.predicate == RDFS.label} == {'"The Herald"'}
    assert '"Herald"' in {str(quad.object) for quad in quads if quad.predicate == SKOS.altLabel}


def test_the_names_that_the_authority_has_are_not_those_of_the_text() -> None:
    folder = next(folder for folder in FOLDERS if folder.name == "references")
    names = [quad for quad in graph(folder) if quad.predicate == SKOS.altLabel]
    assert names
    assert '"Herald"' not in {str(quad.object) for quad in names}


def test_links_are_those_of_what_a_graph_names() -> None:
    node = NamedNode("https://w3id.org/xpkg/id/person/xi-jinping-14de1edaca")
    rest = ("Xi Jinping", "skos:exactMatch", "http://www.wikidata.org/entity/Q15031", "Xi Jinping", "semapv:x", 1.0, "")
    links = [Link("person/xi-jinping-14de1edaca", *rest), Link("person/nobody-0000000000", *rest)]
    expected = Quad(node, SKOS.exactMatch, NamedNode("http://www.wikidata.org/entity/Q15031"), IRIS.graph("links"))
    assert list(map_links(links, {node}, IRIS)) == [expected]
    with pytest.raises(ValueError, match="sameAs"):
        list(map_links([Link("person/x-0000000000", "X", "owl:sameAs", *rest[2:])], {node}, IRIS))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("the Daily Herald", ["Daily Herald"]),
        ("The Ministry of Roads (MOR) and Ravi Rao", ["Ministry of Roads", "Ravi Rao"]),
        ("A guide for drivers of 40 pages", ["guide for drivers"]),
        ("Ravi Rao, its former head", []),
        ("a Daily Herald", []),
        ("the ministry", ["Ministry of Roads"]),
    ],
)
def test_a_source_is_whom_its_words_name_and_nobody_else(source: str, names: list[str]) -> None:
    case = Case(next(folder for folder in FOLDERS if folder.name == "chain"))
    if source == "a Daily Herald":  # what an annotator cuts out of "a Daily Herald reporter"
        case.words = case.words.replace("the Daily Herald", "a Daily Herald")
        case.text = parse(replace(case.text.source, text=case.words))
    case.tables["attribution"][0]["source"] = source
    naming = name_things(case.analysis(), IRIS, case.authority)
    assert [naming.labels[node] for node in naming.denoted(case.span(source))] == names
