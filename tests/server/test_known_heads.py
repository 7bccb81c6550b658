"""A request whose head is known is answered as the same request after a new head is."""

from __future__ import annotations

import contextlib
import http.client
import json
import random
import socket
from collections.abc import Iterator
from urllib.parse import quote_plus, unquote_to_bytes, urlencode

import pytest
from test_http_server import EX, address

from xpkg.server import request_handler
from xpkg.server.http_messages import Request
from xpkg.server.known_heads import KnownHeads, _decoded
from xpkg.server.request_handler import Planned
from xpkg.server.result_cache import ResultCache
from xpkg.server.settings import Settings

__all__ = ["address"]  # the fixture
HEAD = "HTTP/1.1\r\nHost: {}\r\nX-Client: {}\r\n\r\n"
BIG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
QUERIES = {
    "other": f"SELECT ?o {{ <{EX}s7> <{EX}p> ?o }}",
    "no answer": f"SELECT ?o {{ <{EX}s-1> <{EX}p> ?o }}",
    "signs": "ASK { ?s ?p '100 % + 1 = ä_€' }",
    "ask": "ASK { ?s ?p '8' }",
    "graph": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(?s = <{EX}s9>) }}",
    "dataset": f"SELECT ?o FROM <{EX}none> {{ ?s ?p ?o }} LIMIT 1",
    "wrong": "SELECT ?o { ?s ?p",
    "refused": "SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }",
    "nested": "ASK " + "{" * 500 + "}" * 500,
    "update": "DROP ALL",
    "changing": "SELECT (1 AS ?one) { FILTER(NOW() > 1) }",
    "long": "ASK { ?s ?p 'x' } #" + "x" * 9000,
    "large": BIG,
}


class Client:
    """Sends requests with one head on one connection."""

    def __init__(self, address: str, name: str) -> None:
        self.place = address.removeprefix("http://").rstrip("/")
        host, port = self.place.split(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.settimeout(20)
        self.file = self.socket.makefile("rb")  # one for all responses, lest what is read ahead get lost
        self.end = HEAD.format(self.place, name)

    def close(self) -> None:
        self.file.close()
        self.socket.close()

    def request(self, query: str) -> bytes:
        return f"GET /sparql?{urlencode({'query': query})} {self.end}".encode()

    def read(self) -> tuple[int, dict[str, str], bytes]:
        status = int(self.file.readline().split()[1])
        headers = {name.lower(): value for name, value in http.client.parse_headers(self.file).items()}
        headers.pop("date")
        return status, headers, self.file.read(int(headers["content-length"]))

    def ask(self, query: str) -> tuple[int, dict[str, str], bytes]:
        self.socket.sendall(self.request(query))
        return self.read()


@pytest.fixture
def known(address: str) -> Iterator[Client]:
    """A client whose head the server knows for all forms of queries."""
    client = Client(address, "known")
    for query in ("SELECT * { ?s ?p 1 }", "ASK { ?s ?p 1 }", "CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 1 }"):
        assert client.ask(query)[0] == 200
    with contextlib.closing(client.socket):
        yield client


@pytest.mark.parametrize("query", QUERIES)
def test_all_is_the_same_as_after_a_new_head(address: str, known: Client, query: str) -> None:
    found = known.ask(QUERIES[query] + " ")  # the blank, lest a cache have the answer
    new = Client(address, query)
    with contextlib.closing(new.socket):
        assert found == new.ask(QUERIES[query] + " ")
        assert found[0] == {"wrong": 400, "refused": 403, "nested": 400, "update": 400}.get(query, 200)
        assert known.ask("ASK { ?s ?p '9' }")[0] == 200


def test_requests_that_come_while_one_is_answered_are_answered_in_turn(known: Client) -> None:
    queries = [f"SELECT ?o {{ <{EX}s{number}> ?p ?o }} #in turn" for number in range(20)]
    requests = [known.request(query) for query in (*queries, BIG, "SELECT ?o { ?s ?p", queries[0])]
    known.socket.sendall(requests[0])
    for some in (requests[1:2], requests[2:9], requests[9:]):
        known.socket.sendall(b"".join(some))
    values = [json.loads(known.read()[2])["results"]["bindings"][0]["o"]["value"] for _ in queries]
    assert values == [str(number) for number in range(20)]
    assert [known.read()[0] for _ in range(3)] == [200, 400, 200]


def test_who_asks_without_end_gets_no_result_and_who_goes_harms_nobody(address: str, known: Client) -> None:
    gone = Client(address, "known")
    gone.socket.sendall(gone.request(ENDLESS + "#1"))
    gone.socket.close()
    assert known.ask(ENDLESS + "#2")[0] == 504
    assert known.ask("ASK { ?s ?p '10' }")[2] == b'{"head":{},"boolean":true}'


def plan(raw: bytes, **headers: str) -> Planned:
    request = Request("GET", "http://localhost/sparql", query_string=raw.split(b" ")[1].split(b"?")[1],
                      headers={"host": "localhost", **headers})  # fmt: skip
    planned = request_handler.begin(request, Settings(), ResultCache(0), "")
    assert isinstance(planned, Planned)
    return planned


def test_a_head_is_known_when_all_but_the_query_is_the_same() -> None:
    heads, first = KnownHeads(), b"GET /sparql?query=ASK+%7B%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"
    heads.learn(first, plan(first), b"content-type: a/b\r\ncontent-length: 4\r\netag: x\r\n")
    found = heads.find(first.replace(b"ASK", b"SELECT+*"))
    assert found
    assert found[1] == b"SELECT * {}"
    assert found[0]["ASK"].lines == b"content-type: a/b\r\n"
    for other in (
        first.replace(b"localhost", b"elsewhere"), first.replace(b"\r\n\r\n", b"\r\nAccept: text/csv\r\n\r\n"),
        first.replace(b"+", b"&format=csv&x="), first.replace(b"GET", b"HEAD"), first.replace(b"1.1", b"1.0"),
        first.replace(b"/sparql", b"/other"), first + first, first[:-2], first.replace(b"+", b"\x0b"),
        first.replace(b"%7D", b"%7"),
    ):  # fmt: skip
        assert heads.find(other) is None
    asked = first.replace(b"Host", b"If-None-Match: x\r\nHost")
    heads.learn(asked, plan(asked, **{"if-none-match": '"x"'}), b"")
    assert heads.find(asked) is None


def test_escapes_are_read_as_they_always_are() -> None:
    chance = random.Random(7)
    for _ in range(2000):
        value = bytes(chance.choices(range(256), k=chance.randrange(40)))
        sent = quote_plus(value).encode()
        assert _decoded(sent) == value == unquote_to_bytes(sent.replace(b"+", b" "))
