"""Compacted JSON-LD means the same as the triples, and is what the library writes."""

from __future__ import annotations

import json
from io import BytesIO

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple

from xpkg.export import serialize_triples
from xpkg.export.rdf import write_dataset
from xpkg.jsonld_compaction import compact
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


def test_a_dataset_is_written_graph_by_graph_whatever_is_in_it() -> None:
    name = "https://kg.example/graph/"
    quads = [
        Quad(NamedNode("https://kg.example/a"), RDF.type, XPKG.Person, NamedNode(f"{name}1")),
        Quad(NamedNode("https://kg.example/a"), RDFS.label, Literal("Ana", language="en"), NamedNode(f"{name}1")),
        # Its scheme is a prefix of the context, so it cannot be told from a short name.
        Quad(NamedNode("wd:Q1"), RDFS.label, Literal("one"), NamedNode(f"{name}2")),
        Quad(NamedNode("https://kg.example/a"), RDF.type, XPKG.Person, NamedNode(f"{name}3")),
    ]
    store = Store()
    store.extend(quads)
    output = BytesIO()
    write_dataset(store, "jsonld", output)
    assert set(pyoxigraph.parse(output.getvalue(), format=RdfFormat.JSON_LD)) == set(quads)
    assert [each.get("id", each.get("@id")) for each in json.loads(output.getvalue())["@graph"]] == [
        f"{name}1", f"{name}2", f"{name}3",
    ]  # fmt: skip
