"""rdflib's SPARQLStore reads a served store as a graph, and its SPARQLUpdateStore writes one."""

from __future__ import annotations

import urllib.error

import pytest
import rdflib
from endpoint import TOKEN
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore

EX = rdflib.Namespace("http://example.org/")
XPKG = rdflib.Namespace("https://w3id.org/xpkg/ontology#")
LINKS = rdflib.URIRef("https://w3id.org/xpkg/graph/links")


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_graph_is_read(served: str, method: str, form: str) -> None:
    graph = rdflib.Graph(SPARQLStore(served + "sparql", method=method, returnFormat=form))
    sources = set(graph.subjects(rdflib.RDF.type, XPKG.Source))
    assert len(sources) == 3
    assert all(graph.value(source, XPKG.sha256) is not None for source in sources)
    asked = graph.query("SELECT ?s { ?s a ?c }", initBindings={"c": XPKG.Source})
    assert {row.s for row in asked} == sources  # type: ignore[union-attr]
    assert graph.query("ASK { ?s a xpkg:Source }").askAnswer
    [size] = graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert len(graph) == int(size.n)  # type: ignore[union-attr]
    assert (None, XPKG.speaker, None) in graph
    assert (EX.nobody, None, None) not in graph


def test_named_graphs_are_read(served: str) -> None:
    store = SPARQLStore(served + "sparql")
    links = rdflib.Graph(store, LINKS)
    assert {str(term) for term in links.predicates()} == {"http://www.w3.org/2004/02/skos/core#exactMatch"}
    assert LINKS in set(store.contexts())


def test_a_graph_is_constructed(served: str) -> None:
    graph = rdflib.Graph(SPARQLStore(served + "sparql"))
    made = graph.query("CONSTRUCT { ?s xpkg:speaker ?o } WHERE { ?s xpkg:speaker ?o }").graph
    assert made is not None
    assert set(made) == set(graph.triples((None, XPKG.speaker, None)))


def test_a_graph_is_written(writable: str) -> None:
    address = writable + "sparql"
    store = SPARQLUpdateStore(address, address, headers={"Authorization": f"Bearer {TOKEN}"}, context_aware=True)
    graph = rdflib.Graph(store, EX["graph/new"])
    words = rdflib.Literal("“Ćevapi” said, ‘yes’\r\n\\ and no\t", lang="en-GB")
    graph.add((EX.s, EX.p, words))
    graph.add((EX.s, EX.p, rdflib.Literal(7)))
    assert set(graph.objects(EX.s, EX.p)) == {words, rdflib.Literal(7)}
    graph.remove((EX.s, EX.p, rdflib.Literal(7)))
    assert list(graph) == [(EX.s, EX.p, words)]
    graph.update("INSERT { ?s <http://example.org/q> ?o } WHERE { ?s ?p ?o }")
    assert len(graph) == 2
    other = rdflib.Graph(store, EX["graph/a"])
    assert [str(name) for name in other.objects()] == ["a"]
    store.remove_graph(graph)
    assert len(rdflib.Graph(SPARQLStore(address, context_aware=True), EX["graph/new"])) == 0
    assert len(other) == 1


def test_who_has_no_token_cannot_write(writable: str) -> None:
    address = writable + "sparql"
    graph = rdflib.Graph(SPARQLUpdateStore(address, address, context_aware=True), EX["graph/a"])
    with pytest.raises(urllib.error.HTTPError, match="401"):
        graph.add((EX.s, EX.p, EX.o))
    assert len(graph) == 1
