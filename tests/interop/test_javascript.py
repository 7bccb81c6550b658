"""The JavaScript libraries of the field read what is served: jsonld, n3, Comunica."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pyoxigraph
import pytest
from endpoint import fetched
from outside import node
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

HERE = Path(__file__).parent
SOURCES = "SELECT ?s { ?s a xpkg:Source }"
CONSTRUCT = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a xpkg:Statement ; rdfs:label ?l }"
PREFIXES = ("PREFIX xpkg: <https://w3id.org/xpkg/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
            "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ")  # fmt: skip


@pytest.fixture(scope="module")
def documents(served: str) -> list[str]:
    """Addresses of things, graphs and answers, small and large."""
    found = json.loads(fetched(served + "sparql?" + urlencode({"query": SOURCES, "format": "json"})))
    sources = [row["s"]["value"].replace("https://w3id.org/xpkg/", served) for row in found["results"]["bindings"]]
    graphs = [served + "graph/" + name for name in ("authority", "links", "inferred", "ontology", "description")]
    return [*sources, *graphs, served + ".well-known/void", served + "sparql",
            served + "sparql?" + urlencode({"query": CONSTRUCT})]  # fmt: skip


def told(address: str) -> set[str]:
    """The triples at ``address``, read by a parser of N-Triples, as sorted lines would have them."""
    lines = fetched(address, "application/n-triples")
    return {f"{quad.triple}" for quad in pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)}


def read(script: str, addresses: list[str], **options: Any) -> dict[str, Any]:
    """What a script found at each address: N-Quads, or whatever it is asked for."""
    found: dict[str, Any] = json.loads(node(HERE / script, given=json.dumps({"addresses": addresses, **options})))
    assert set(found) == set(addresses)
    return found


def triples(lines: str) -> set[str]:
    return {f"{quad.triple}" for quad in pyoxigraph.parse(lines, format=RdfFormat.N_QUADS)}


def test_jsonld_reads_what_is_served_as_what_it_is(served: str, documents: list[str]) -> None:
    for address, found in read("jsonld.mjs", documents).items():
        assert triples(found["quads"]) == told(address), address
        assert found["canonical"] == "".join(sorted(found["canonical"].splitlines(keepends=True)))
        assert triples(found["canonical"]) == told(address)


@pytest.mark.parametrize("media", ["text/turtle", "application/trig", "text/n3", "application/n-quads"])
def test_n3_streams_what_is_served(served: str, documents: list[str], media: str) -> None:
    for address, lines in read("n3.mjs", documents, media=media).items():
        assert triples(lines) == told(address), address


def test_n3_streams_the_whole_store_with_its_graphs(served: str) -> None:
    quads = set(pyoxigraph.parse(fetched(served + "dump.nq"), format=RdfFormat.N_QUADS))
    found = read("n3.mjs", [served + "dump.trig"], media="application/trig")[served + "dump.trig"]
    assert set(pyoxigraph.parse(found, format=RdfFormat.N_QUADS)) == quads
    assert len({quad.graph_name for quad in quads}) > 5


def test_comunica_finds_the_endpoint_by_its_description_and_asks_it(served: str) -> None:
    select = PREFIXES + "SELECT ?name { ?s a xpkg:Source ; rdfs:label ?name } ORDER BY ?name"
    join = (
        PREFIXES
        + """SELECT ?name ?item (COUNT(?statement) AS ?n) {
        ?statement a xpkg:Statement ; xpkg:speaker ?who .
        ?who rdfs:label ?name OPTIONAL { ?who skos:exactMatch ?item } } GROUP BY ?name ?item ORDER BY ?name"""
    )
    construct = PREFIXES + CONSTRUCT
    queries = {"select": select, "join": join, "construct": construct, "ask": PREFIXES + "ASK { ?s a xpkg:Person }"}
    found = json.loads(node(HERE / "comunica.mjs", given=json.dumps({"source": served + "sparql", "queries": queries})))

    def own(query: str) -> list[dict[str, str]]:
        table = json.loads(fetched(served + "sparql?" + urlencode({"query": query, "format": "json"})))
        return [{name: term["value"] for name, term in row.items()} for row in table["results"]["bindings"]]

    assert len(own(select)) == 3
    assert found["select"] == own(select)
    assert found["join"] == own(join)
    assert triples(found["construct"]) == told(served + "sparql?" + urlencode({"query": construct}))
    assert found["ask"] is True


def test_the_parsers_agree_on_words_of_every_kind(writable: str) -> None:
    words = ["“curly”", "a\tb", "back\\slash", 'quote"', "習近平", "e\u0301", "\U0001f600", "line\r\nend", " "]
    name = writable + "store/words"
    subject, term = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
    said = [Triple(subject, term, Literal(word, language="en")) for word in words]
    put(name, pyoxigraph.serialize(said, format=RdfFormat.N_TRIPLES) or b"")
    for media in ("text/turtle", "application/trig"):
        assert triples(read("n3.mjs", [name], media=media)[name]) == told(name)
    assert triples(read("jsonld.mjs", [name])[name]["quads"]) == told(name)
    assert len(told(name)) == len(words)


def put(address: str, body: bytes) -> None:
    import urllib.request

    from endpoint import TOKEN

    headers = {"Content-Type": "application/n-triples", "Authorization": f"Bearer {TOKEN}"}
    urllib.request.urlopen(urllib.request.Request(address, body, headers, method="PUT"), timeout=60).close()
