"""A server that shows another endpoint, beside one that shows the store which that endpoint has."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest
from endpoint import fetched, serving
from pyoxigraph import RdfFormat, parse

from xpkg.search.words import asked_words
from xpkg.server import Settings
from xpkg.server.endpoint_search import _found
from xpkg.sparql.tokens import tokens

PUBLIC = ("--public-url", "https://shown.example/")
NUMBERS = re.compile(
    r'<p class="to-facets">.*?</p>|<nav class="facets".*?</nav>|<details class="about by-month">.*?</details>',
    re.DOTALL,
)
"""What a list has beside it: numbers by speaker, text, month and more, and the link to them."""
NEW = re.compile(r'<p><a href="/new">[^<]*</a></p>|<div><label for="new">.*?</div>', re.DOTALL)
"""What leads to that which a build brought: only a store has a record of its builds."""
PERSON = "SELECT ?s { ?s a xpkg:Person ; rdfs:label 'Xi Jinping' } LIMIT 1"


@pytest.fixture(scope="module")
def store(seeds: Path) -> Iterator[str]:
    with serving(seeds, *PUBLIC) as address:
        yield address


@pytest.fixture(scope="module")
def shown(store: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    nothing = tmp_path_factory.mktemp("nothing") / "db"
    with serving(nothing, *PUBLIC, "--endpoint", store + "sparql") as address:
        yield address
    assert not nothing.exists()


def answered(
    address: str, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    try:
        connection.request(method, "/" + path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def rows(address: str, query: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = json.loads(
        fetched(f"{address}sparql?{urlencode({'query': query, 'format': 'json'})}")
    )["results"]["bindings"]
    return found


def thing(address: str) -> str:
    """The path of a person."""
    return rows(address, PERSON)[0]["s"]["value"].removeprefix("https://w3id.org/xpkg/")


@pytest.mark.parametrize("path", ["", "ontology", "query", "no/such/page"])
def test_its_pages_are_those_of_the_store(store: str, shown: str, path: str) -> None:
    status, here = answered(shown, path, Accept="text/html")
    there = answered(store, path, Accept="text/html")
    assert (status, here.decode()) == (there[0], NEW.sub("", there[1].decode()))


@pytest.mark.parametrize("path", ["statements?page=2", "events", "people"])
def test_its_lists_are_those_of_the_store_without_the_numbers(store: str, shown: str, path: str) -> None:
    """The numbers beside a list come from the store's own tables, which an endpoint does not have."""
    status, here = answered(shown, path, Accept="text/html")
    there = answered(store, path, Accept="text/html")[1].decode()
    plain = NEW.sub("", NUMBERS.sub("", there)).replace('class="with-facets"', 'class="whole"')
    assert status == 200
    assert plain != there
    assert here.decode().split() == plain.split()


def test_a_thing_is_shown_to_people_and_to_machines(store: str, shown: str) -> None:
    path = thing(store)
    assert answered(shown, path, Accept="text/html") == answered(store, path, Accept="text/html")
    for accept in ("application/n-triples", "application/trig"):
        kind = RdfFormat.from_media_type(accept)
        here, there = (set(parse(fetched(each + path, accept), format=kind)) for each in (shown, store))
        assert here == there != set()
    graph = "graph/authority"
    assert sorted(fetched(shown + graph, "application/n-triples").splitlines()) == sorted(
        fetched(store + graph, "application/n-triples").splitlines()
    )


@pytest.mark.parametrize("query", [
    "SELECT ?s ?label { ?s a xpkg:Organization ; rdfs:label ?label } ORDER BY ?label LIMIT 5",
    "ASK { ?s a xpkg:Statement }",
    "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/xpkg/graph/authority> { ?s ?p ?o }",
    "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } ORDER BY ?s ?c LIMIT 20",
    "BASE <https://w3id.org/xpkg/> SELECT ?p { <ontology#Person> ?p ?o } ORDER BY ?p",
])  # fmt: skip
def test_a_query_has_the_answer_of_the_endpoint(store: str, shown: str, query: str) -> None:
    path = "sparql?" + urlencode({"query": query, "format": "nt" if query.startswith("CONSTRUCT") else "csv"})
    (status, here), (_, there) = answered(shown, path), answered(store, path)
    assert status == 200
    assert sorted(here.splitlines()) == sorted(there.splitlines())


def test_nothing_of_it_is_kept(shown: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(shown).netloc, timeout=60)
    connection.request("GET", "/people", headers={"Accept": "text/html"})
    response = connection.getresponse()
    response.read()
    connection.close()
    assert (response.getheader("Cache-Control"), response.getheader("ETag")) == ("no-store", None)


def test_it_is_a_reconciliation_service(store: str, shown: str) -> None:
    asked = urlencode({"queries": json.dumps({"q": {"query": "Xi Jinping", "type": "Person"}})})
    kind = "application/x-www-form-urlencoded"
    status, body = answered(shown, "reconcile", "POST", asked, Content_Type=kind)
    assert status == 200
    best = json.loads(body)["q"]["result"][0]
    assert (best["id"], best["match"]) == (thing(store).removeprefix("id/"), True)


def test_its_search_is_a_plain_filter(shown: str) -> None:
    page = fetched(shown + "search?q=xi+jinp", "text/html").decode()
    assert "<mark>Xi</mark> <mark>Jinp</mark>ing" in page
    assert "<mark>" not in fetched(shown + "search?q=xyzzyx", "text/html").decode()


def test_what_is_searched_for_cannot_leave_its_string() -> None:
    pattern = _found(asked_words('x\\ y") } #'), ("person",))
    assert 'CONTAINS(LCASE(STR(?words)), "x\\\\")' in pattern
    assert len(list(tokens(pattern))) == len(list(tokens(_found(["x", "y"], ("person",)))))


@pytest.mark.parametrize("path", ["dump.nq", "void", "sparql"])
def test_what_only_the_other_has_is_said(shown: str, path: str) -> None:
    status, body = answered(shown, path, Accept="text/turtle")
    assert status == 501
    assert b"this server shows another endpoint" in body


def test_bad_queries_and_writes_are_refused(shown: str) -> None:
    assert answered(shown, "sparql?" + urlencode({"query": "SELEC *"}))[0] == 400
    assert answered(shown, "sparql?" + urlencode({"query": "SELECT * { SERVICE <http://127.0.0.1/> {} }"}))[0] == 403
    assert answered(shown, "sparql", "POST", "CLEAR ALL", Content_Type="application/sparql-update")[0] == 403
    assert answered(shown, "store?graph=" + quote("x:a"), "DELETE")[0] == 403


def test_an_endpoint_that_does_not_answer_is_said(tmp_path: Path) -> None:
    with serving(tmp_path / "db", "--endpoint", "http://127.0.0.1:1/sparql") as address:
        assert answered(address, "people", Accept="text/html")[0] == 502
        status, body = answered(address, "sparql?query=ASK%7B%7D")
        assert (status, body) == (502, b"the endpoint does not answer, or it refuses the query\n")


@pytest.mark.parametrize("more", [{"writable": True, "token": "x" * 20}, {"allow_service": ("http://e.example/",)}])
def test_an_endpoint_is_only_shown(more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="only shown"):
        Settings(endpoint="http://e.example/sparql", **more)  # type: ignore[arg-type]
