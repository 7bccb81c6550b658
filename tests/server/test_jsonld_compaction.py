"""Compacted JSON-LD means the same as the triples, and is what the library writes."""

from __future__ import annotations

import json

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from xpkg.export import serialize_triples
from xpkg.server.jsonld_compaction import compact
from xpkg.vocab import RDF, RDFS, XPKG, XSD

EX = "https://kg.example/id/"
ADA, SAID, EDTF = NamedNode(EX + "ada"), NamedNode(EX + "said"), NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
TRIPLES = [
    Triple(ADA, RDF.type, XPKG.Person),
    Triple(ADA, RDF.type, NamedNode("http://xmlns.com/foaf/0.1/Person")),
    Triple(ADA, RDFS.label, Literal("Ada")),
    Triple(ADA, RDFS.label, Literal("Адa", language="ru")),
    Triple(SAID, XPKG.speaker, ADA),
    Triple(SAID, XPKG.about, NamedNode("http://www.wikidata.org/entity/Q1")),
    Triple(SAID, XPKG.about, Literal("not what the term is for")),
    Triple(SAID, XPKG.content, Literal("“it\nfell”")),
    Triple(SAID, XPKG.content, ADA),
    Triple(SAID, XPKG.date, Literal("2019-11", datatype=EDTF)),
    Triple(SAID, XPKG.date, Literal("2019", datatype=XSD.gYear)),
    Triple(SAID, XPKG.confidence, Literal("0.50", datatype=XSD.decimal)),
    Triple(SAID, NamedNode("urn:x:y"), Literal("true", datatype=XSD.boolean)),
    Triple(SAID, NamedNode("https://nowhere.example/p#"), Literal("3", datatype=NamedNode("urn:own"))),
    Triple(NamedNode(EX + "said#char=1,2"), XPKG.denotes, ADA),
]


def meant(document: bytes) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(document, format=RdfFormat.JSON_LD)}


@pytest.mark.parametrize("triple", TRIPLES, ids=str)
def test_each_triple_survives_a_round_trip(triple: Triple) -> None:
    assert meant(compact([triple]) or b"") == {str(triple)}


def test_a_document_uses_terms_and_means_the_same() -> None:
    document = compact(TRIPLES) or b""
    assert meant(document) == {str(triple) for triple in TRIPLES} == meant(serialize_triples(TRIPLES, "jsonld"))
    ada, said, passage = json.loads(document)["@graph"]
    assert ada["type"] == ["Person", "foaf:Person"]
    assert said["speaker"] == EX + "ada"
    assert said["date"] == "2019-11"
    assert passage == {"id": EX + "said#char=1,2", "denotes": EX + "ada"}


def test_an_unsupported_triple_is_left_to_the_library() -> None:
    assert compact([Triple(ADA, XPKG.about, NamedNode("xpkg:an-iri-with-the-scheme-xpkg"))]) is None
    assert compact([Triple(ADA, XPKG.about, Triple(ADA, RDF.type, XPKG.Person))]) is None
    assert compact([Triple(BlankNode("b"), RDFS.label, Literal("x"))]) is not None
