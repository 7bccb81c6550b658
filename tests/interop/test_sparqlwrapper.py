"""SPARQLWrapper asks the endpoint, in all its ways and formats."""

from __future__ import annotations

import json
from typing import Any

import pytest
from outside import library

SELECT = "SELECT ?name { ?s a xpkg:Source ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s a xpkg:Source ; rdfs:label ?name }"
DESCRIBE = "DESCRIBE ?s WHERE { ?s a xpkg:Source }"
NAMES = ["Xinjiang papers", "Xinjiang papers (extract)",
         "[News story on the leak of Chinese government documents about Xinjiang]"]  # fmt: skip
WAYS = [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")]


def asked(address: str, query: str, form: str, way: tuple[str, str], *, negotiated: bool = False) -> Any:
    """The client after its question: the raw response of the server can be read, or converted."""
    client = library("SPARQLWrapper").SPARQLWrapper(address + "sparql")
    client.setMethod(way[0])
    client.setRequestMethod(way[1])
    client.setReturnFormat(form)
    client.setOnlyConneg(negotiated)
    client.setQuery(query)
    return client.query()


@pytest.mark.parametrize("negotiated", [False, True])
@pytest.mark.parametrize("way", WAYS)
def test_tables(served: str, way: tuple[str, str], negotiated: bool) -> None:
    found = asked(served, SELECT, "json", way, negotiated=negotiated).convert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == NAMES
    document = asked(served, SELECT, "xml", way, negotiated=negotiated).convert()
    assert [node.firstChild.data for node in document.getElementsByTagName("literal")] == NAMES
    for form, cell in (("csv", "{}"), ("tsv", '"{}"')):
        lines = asked(served, SELECT, form, way, negotiated=negotiated).convert().decode().split()
        assert lines == " ".join(["?name" if form == "tsv" else "name", *map(cell.format, NAMES)]).split()


@pytest.mark.parametrize("way", WAYS)
def test_yes_and_no(served: str, way: tuple[str, str]) -> None:
    for query, yes in (("ASK { ?s a xpkg:Source }", True), ("ASK { ?s a xpkg:Nothing }", False)):
        assert asked(served, query, "json", way).convert()["boolean"] is yes
        document = asked(served, query, "xml", way).convert()
        assert document.getElementsByTagName("boolean")[0].firstChild.data == str(yes).lower()


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")  # rdflib's parsers, of rdflib
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("way", WAYS)
def test_graphs(served: str, way: tuple[str, str], query: str) -> None:
    rdflib = library("rdflib")
    graphs = []
    for form, parser in (("turtle", "turtle"), ("n3", "n3"), ("xml", ""), ("rdf+xml", ""), ("json-ld", "")):
        found = asked(served, query, form, way).convert()
        graph = rdflib.Graph().parse(data=found, format=parser) if parser else found
        graphs.append({triple for triple in graph if "label" in triple[1]})
        assert {str(name) for _, _, name in graphs[-1]} >= set(NAMES)
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning")
def test_a_format_that_does_not_fit_the_question_is_answered_all_the_same(served: str) -> None:
    for query, form in ((SELECT, "turtle"), (SELECT, "n3"), (CONSTRUCT, "csv")):
        response = asked(served, query, form, ("GET", "urlencoded")).response
        assert response.status == 200
        assert b"Xinjiang papers" in response.read()
    assert json.loads(asked(served, CONSTRUCT, "json", ("GET", "urlencoded")).response.read())


def test_the_dataset_can_be_chosen(served: str) -> None:
    client = library("SPARQLWrapper").SPARQLWrapper(served + "sparql", returnFormat="json")
    client.setQuery("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    client.addDefaultGraph("https://w3id.org/xpkg/graph/links")
    some = int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"])
    client.clearParameter("default-graph-uri")
    assert 0 < some < int(client.queryAndConvert()["results"]["bindings"][0]["n"]["value"])


def test_a_fault_is_told_as_one(served: str) -> None:
    wrapper = library("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(served + "sparql")
    client.setQuery("SELECT ?s { ?s a nobody:Knows }")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="prefix nobody: is not declared"):
        client.query()
