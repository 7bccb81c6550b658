"""The vocabulary equals the ontology both ways, and every term of it is explained and aligned."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat

from xpkg.concepts import concepts
from xpkg.errors import InputError
from xpkg.iris import Iris
from xpkg.mappers.terms import CLASSES
from xpkg.model import BlockType, Mode
from xpkg.resources import read_turtle
from xpkg.store import open_snapshot
from xpkg.validation import Graph, project_rules, validate
from xpkg.validation.graph import Term
from xpkg.vocab import DCTERMS, NAMESPACES, ONTOLOGY_VERSION, OWL, RDF, RDFS, SCHEMA, SKOS, XPKG

ROOT = Path(__file__).parents[1]
FILE = ROOT / "ontology" / "xpkg.ttl"
CONTEXT = ROOT / "ontology" / "context.jsonld"
ONTOLOGY = NamedNode("https://w3id.org/xpkg/ontology")
GRAPH = Graph(pyoxigraph.parse(path=FILE, format=RdfFormat.TURTLE))
OWN = sorted(
    (term for term in GRAPH.subjects() if isinstance(term, NamedNode) and term.value.startswith(XPKG.iri)),
    key=lambda term: term.value,
)
SCHEMES = {"SpeechActs": "act-", "EventTypes": "event-", "Factuality": "factuality-",
           "DocumentTypes": "document-", "BlockTypes": "block-"}  # fmt: skip
NOTATIONS = {scheme: concepts()[prefix.rstrip("-")] for scheme, prefix in SCHEMES.items()} | {"Modes": tuple(Mode)}
# Wikidata properties, each with its label as two independent public sources give it (P8299: as one does).
WIKIDATA = {
    "P248": "stated in",
    "P276": "location",
    "P580": "start time",
    "P582": "end time",
    "P585": "point in time",
    "P710": "participant",
    "P813": "retrieved",
    "P921": "main subject",
    "P1308": "officeholder",
    "P1319": "earliest date",
    "P1326": "latest date",
    "P1545": "series ordinal",
    "P2960": "archive date",
    "P8299": "Semantic Scholar corpus ID",
}


def local(term: NamedNode) -> str:
    return term.value.removeprefix(XPKG.iri)


def of_type(cls: NamedNode) -> list[NamedNode]:
    return [term for term in OWN if cls in GRAPH.objects(term, RDF.type)]


def words(term: NamedNode, predicate: NamedNode) -> list[Literal]:
    return [each for each in GRAPH.objects(term, predicate) if isinstance(each, Literal)]


def ranges(prop: NamedNode) -> tuple[Term, ...]:
    """What the property takes: as OWL says it, or beyond OWL."""
    return GRAPH.objects(prop, RDFS.range) + GRAPH.objects(prop, SCHEMA.rangeIncludes)


def jsonld_context() -> dict[str, object]:
    """The JSON-LD context that follows from the ontology: prefixes, classes, properties with their types."""
    terms: dict[str, object] = {"id": "@id", "type": "@type"}
    terms.update(NAMESPACES)
    for cls in of_type(OWL.Class):
        terms[local(cls)] = f"xpkg:{local(cls)}"
    for prop in of_type(OWL.ObjectProperty):
        terms[local(prop)] = {"@id": f"xpkg:{local(prop)}", "@type": "@id"}
    for prop in of_type(OWL.DatatypeProperty):
        (kind,) = ranges(prop)
        assert isinstance(kind, NamedNode)
        prefix = next(each for each, iri in NAMESPACES.items() if kind.value.startswith(iri))
        short = f"{prefix}:{kind.value.removeprefix(NAMESPACES[prefix])}"
        # A plain string has no type in JSON-LD; naming one would keep the term from being used.
        plain = short == "xsd:string"
        terms[local(prop)] = f"xpkg:{local(prop)}" if plain else {"@id": f"xpkg:{local(prop)}", "@type": short}
    return {"@context": {"@version": 1.1, **terms}}


def test_the_vocabulary_equals_the_ontology() -> None:
    known = {f"{SCHEMES[scheme]}{each}" for scheme in SCHEMES for each in NOTATIONS[scheme]}
    assert {local(term) for term in OWN} == set(XPKG.terms) | known


@pytest.mark.parametrize("term", OWN, ids=local)
def test_every_term_is_explained(term: NamedNode) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        (text,) = words(term, predicate)
        assert text.language == "en"
        assert text.value.strip()
    assert words(term, RDFS.comment)[0].value.endswith((".", ".)"))
    assert GRAPH.objects(term, RDFS.isDefinedBy) == (ONTOLOGY,)


@pytest.mark.parametrize("cls", of_type(OWL.Class), ids=local)
def test_every_class_is_aligned(cls: NamedNode) -> None:
    above = GRAPH.superclasses(cls) - {cls}
    assert any(isinstance(each, NamedNode) and not each.value.startswith(XPKG.iri) for each in above)


@pytest.mark.parametrize("cls", of_type(OWL.Class), ids=local)
def test_the_superclass_that_a_shape_asks_for_is_one_of_the_ontology(cls: NamedNode) -> None:
    (shape,) = (shape for shape in project_rules().shapes if ("targetClass", cls) in shape.targets and shape.properties)
    asked = {
        constraint.terms[0]
        for each in shape.properties
        if each.path is not None and each.path.predicate == RDF.type
        for constraint in each.constraints
    }
    assert asked
    assert asked <= GRAPH.superclasses(cls)


def test_instances_bear_every_class_above_their_own() -> None:
    for own, *above in CLASSES.values():
        assert set(above) | {own} == GRAPH.superclasses(own)


def test_the_block_types_are_those_of_the_model() -> None:
    assert set(concepts()["block"]) == set(BlockType)


def test_every_property_is_of_one_kind() -> None:
    function = NamedNode("http://www.w3.org/ns/sparql-service-description#Function")
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme, function}
    for term in OWN:
        assert len(kinds & set(GRAPH.objects(term, RDF.type))) == 1, term


def test_every_property_over_another_exists() -> None:
    for term in OWN:
        for predicate in (RDFS.subPropertyOf, RDFS.subClassOf, RDFS.domain, RDFS.range):
            for other in GRAPH.objects(term, predicate):
                assert isinstance(other, NamedNode)
                assert not other.value.startswith(XPKG.iri) or other in OWN
                assert not other.value.startswith("http://schema.org/")


@pytest.mark.parametrize("scheme", sorted(NOTATIONS))
def test_the_concepts_of_a_scheme(scheme: str) -> None:
    node = XPKG[scheme]
    members = [term for term in of_type(SKOS.Concept) if node in GRAPH.objects(term, SKOS.inScheme)]
    for concept in members:
        (notation,) = words(concept, SKOS.notation)
        expected = SCHEMES.get(scheme, "") + notation.value
        assert local(concept) == expected
        assert len(words(concept, SKOS.prefLabel)) == 1
        assert len(words(concept, SKOS.definition)) == 1
        top = node in GRAPH.objects(concept, SKOS.topConceptOf)
        above = list(GRAPH.objects(concept, SKOS.broader))
        assert top == (not above)
        assert all(other in members and node in GRAPH.objects(other, SKOS.topConceptOf) for other in above)
    assert sorted(words(each, SKOS.notation)[0].value for each in members) == sorted(NOTATIONS[scheme])


def test_what_is_built_keeps_to_the_domains_and_ranges(seeds: Path) -> None:
    with open_snapshot(seeds) as snapshot:
        built = Graph(snapshot.open(), GRAPH)
    used = {predicate for _, predicate, _ in built.triples()} & set(OWN)
    assert {XPKG.speaker, XPKG.utteredBy, XPKG.accordingTo, XPKG.earliest, XPKG.describesWork} <= used
    wrong = [
        (subject, predicate, term)
        for subject, predicate, term in built.triples()
        if predicate in used
        and not (
            all(built.has_type(subject, cls) for cls in GRAPH.objects(predicate, RDFS.domain))
            and all(_within(built, term, kind) for kind in ranges(predicate))
        )
    ]
    assert wrong == []


def _within(graph: Graph, term: Term, kind: Term) -> bool:
    return term.datatype == kind if isinstance(term, Literal) else graph.has_type(term, kind)


def test_links_to_wikidata_are_verified_properties() -> None:
    linked = [
        other.value.removeprefix(NAMESPACES["wd"])
        for term in OWN
        for other in GRAPH.objects(term, SKOS.closeMatch)
        if isinstance(other, NamedNode) and other.value.startswith(NAMESPACES["wd"])
    ]
    assert sorted(linked) == sorted(WIKIDATA)


def test_the_header() -> None:
    assert OWL.Ontology in GRAPH.objects(ONTOLOGY, RDF.type)
    vann = NAMESPACES["vann"]
    for predicate in (DCTERMS.title, DCTERMS.creator, DCTERMS.license):
        assert GRAPH.objects(ONTOLOGY, predicate), predicate
    (version,) = words(ONTOLOGY, OWL.versionInfo)
    assert version.value == ONTOLOGY_VERSION
    assert GRAPH.objects(ONTOLOGY, OWL.versionIRI) == (NamedNode(f"{ONTOLOGY.value}/{version.value}"),)
    assert GRAPH.objects(ONTOLOGY, NamedNode(vann + "preferredNamespacePrefix")) == (Literal("xpkg"),)
    assert GRAPH.objects(ONTOLOGY, NamedNode(vann + "preferredNamespaceUri")) == (Literal(XPKG.iri),)


def test_there_are_no_blank_nodes_and_no_same_as() -> None:
    for subject, predicate, term in GRAPH.triples():
        assert isinstance(subject, NamedNode)
        assert isinstance(term, (NamedNode, Literal))
        assert not predicate.value.endswith("#sameAs")


DESCRIPTION = Iris().graph("description")
"""Speaks of classes and properties as of things, in terms of VoID and SHACL: about the data, no part of it."""


def test_every_term_is_declared_as_one_kind(seeds: Path) -> None:
    """OWL 2 DL: what is used as a class is declared a class, and no property is both for things and for values."""
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    with open_snapshot(seeds) as snapshot:
        data = [quad for quad in snapshot.open() if quad.graph_name not in (DefaultGraph(), DESCRIPTION)]
        triples = list(Graph(data).triples())
    built_in = (NAMESPACES["owl"], NAMESPACES["rdf"], NAMESPACES["rdfs"])
    predicates = {each for _, each, _ in triples if not each.value.startswith(built_in)}
    assert DCTERMS.issued in predicates
    assert [each for each in predicates if len(kinds & set(GRAPH.objects(each, RDF.type))) != 1] == []
    classes = {term for _, each, term in triples if each == RDF.type} - kinds
    owl = {each for each in classes if isinstance(each, NamedNode) and each.value.startswith(NAMESPACES["owl"])}
    assert [each for each in classes - owl if OWL.Class not in GRAPH.objects(each, RDF.type)] == []


def test_the_jsonld_context_follows_from_the_ontology() -> None:
    expected = json.dumps(jsonld_context(), ensure_ascii=False, indent=2) + "\n"
    assert CONTEXT.read_text(encoding="utf-8") == expected


def test_a_file_that_is_no_turtle_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("@prefix x: <https://a.example/> .\nx:a x:b x:c\nx:d x:e x:f .\n")
    with pytest.raises(InputError, match=r"broken\.ttl: not Turtle: .*line 3") as told:
        list(read_turtle(tmp_path / "broken.ttl"))
    assert "\n" not in str(told.value)


def test_the_concepts_stand_in_trees() -> None:
    report = validate(list(pyoxigraph.parse(path=FILE, format=RdfFormat.TURTLE)))
    assert report.conforms, report.violations
