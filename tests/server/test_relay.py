"""SERVICE calls only the allowed endpoints; listeners record who is called."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import MappingProxyType

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad

from xpkg.server import Settings, relay
from xpkg.server.engine import Engine
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job
from xpkg.sparql.federation import with_addresses
from xpkg.store import replace_store

RESULTS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"there"}}]}}'


@contextmanager
def listener(
    status: int = 200, body: bytes = RESULTS, more: Mapping[str, str] = MappingProxyType({}), **headers: str
) -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback interface, its address, and the paths of its requests."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            told = {"Content-Type": "application/sparql-results+json", "Content-Length": str(len(body))}
            for name, value in {**told, **more, **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def relayed(*endpoints: str, most: int = 100_000) -> Iterator[relay.Relay]:
    opened = relay.Relay(endpoints, 3, most)
    try:
        yield opened
    finally:
        opened.close()


def run(tmp_path: Path, endpoint: str, opened: relay.Relay) -> bytes:
    replace_store(tmp_path / "store", [], "https://example.org/")
    engine = Engine(tmp_path / "store", Settings(allow_service=(endpoint,), relays=opened.addresses))
    query = f"SELECT ?x {{ SERVICE <{endpoint}> {{ ?s ?p ?x }} }}"
    return run_job(engine, Job("query", query, format="csv", base="http://l/", federated=True)).encode()


def test_an_allowed_endpoint_is_called_through_the_relay(tmp_path: Path) -> None:
    with listener() as (address, asked), relayed(address + "/sparql?x=1") as opened:
        assert b"there" in run(tmp_path, address + "/sparql?x=1", opened)
    assert asked == ["/sparql?x=1"]


def test_half_an_answer_is_no_result(tmp_path: Path) -> None:
    table = {"Content-Type": "text/tab-separated-values", "Content-Length": "900"}
    with listener(200, b'?x\n"one of many"\n', table) as (address, _), relayed(address + "/sparql") as opened:
        told = run(tmp_path, address + "/sparql", opened)
    assert b"one of many" not in told
    assert told == b'{"kind":"failed"}\n'


@pytest.mark.parametrize(("pattern", "first", "second"), [
    ("SERVICE ?e { ?s ?p ?x }", 1, 1),
    ("VALUES ?e { <ONE> } SERVICE ?e { ?s ?p ?x }", 1, 0),
    ("SERVICE ?e { ?s ?p ?x } VALUES ?e { <ONE> <http://127.0.0.1:1/> }", 1, 0),
    ("VALUES ?e { <ONE> <TWO> } SERVICE ?e { _:b ?p ?x }", 1, 1),
    ("?d <http://e.org/at> ?e SERVICE SILENT ?e { ?s ?p ?x }", 1, 1),
])  # fmt: skip
def test_a_variable_calls_each_allowed_endpoint(tmp_path: Path, pattern: str, first: int, second: int) -> None:
    with listener() as (one, at_one), listener() as (two, at_two), relayed(one + "/1", two + "/2") as opened:
        at = Quad(NamedNode("http://e.org/d"), NamedNode("http://e.org/at"), NamedNode(one + "/1"), DefaultGraph())
        replace_store(tmp_path / "store", [at], "https://example.org/")
        engine = Engine(tmp_path / "store", Settings(allow_service=(one + "/1", two + "/2"), relays=opened.addresses))
        query = f"SELECT ?e ?x {{ {pattern.replace('ONE', one + '/1').replace('TWO', two + '/2')} }}"
        job = Job("query", query, format="csv", base="http://l/", federated=True)
        body = run_job(engine, job).body.decode()
    answered = {one + "/1,there"} | ({two + "/2,there"} if second and "?d" not in pattern else set())
    assert set(body.splitlines()[1:]) == answered
    assert (len(at_one), len(at_two)) == (first, second)


def test_a_variable_calls_no_other_endpoint(tmp_path: Path) -> None:
    with listener() as (inside, noticed), listener() as (address, _), relayed(address) as opened:
        at = Quad(NamedNode("http://e.org/d"), NamedNode("http://e.org/at"), NamedNode(inside), DefaultGraph())
        replace_store(tmp_path / "store", [at], "https://example.org/")
        engine = Engine(tmp_path / "store", Settings(allow_service=(address,), relays=opened.addresses))
        for pattern, kind in (("?d <http://e.org/at> ?e SERVICE ?e { ?s ?p ?x }", "ok"),
                              (f"BIND(<{inside}> AS ?e) SERVICE ?e {{ ?s ?p ?x }}", "ok"),
                              (f"VALUES ?e {{ <{inside}> }} SERVICE ?e {{ ?s ?p ?x }}", "refused")):  # fmt: skip
            query = f"SELECT ?x {{ {pattern} }}"
            outcome = run_job(engine, Job("query", query, format="csv", base="http://l/", federated=True))
            assert (outcome.kind, outcome.body.split()) == (kind, [b"x"] if kind == "ok" else [])
    assert noticed == []


def test_the_pattern_inside_a_service_is_unchanged() -> None:
    text = "ASK { SERVICE <http://a/> { SERVICE <http://a/> { SERVICE ?x {} } } SERVICE <http://a/> {} }"
    new = with_addresses(text, {"http://a/": "http://b/"})
    assert new == "ASK { SERVICE <http://b/> { SERVICE <http://a/> { SERVICE ?x {} } } SERVICE <http://b/> {} }"


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    with (
        listener() as (inside, noticed),
        listener(302, b"", Location=inside + "/secret") as (address, asked),
        relayed(address + "/sparql") as opened,
    ):
        assert run(tmp_path, address + "/sparql", opened).startswith(b'{"kind":"failed"')
    assert asked
    assert noticed == []


def test_an_endless_response_is_cut_off(tmp_path: Path) -> None:
    with listener(200, b" " * 200_000) as (address, _), relayed(address + "/sparql", most=50_000) as opened:
        assert run(tmp_path, address + "/sparql", opened).startswith(b'{"kind":"failed"')


def test_a_name_of_a_private_address_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1", "100.64.0.1"):
        monkeypatch.setattr("socket.getaddrinfo", lambda *args, found=address, **kw: [(2, 1, 6, "", (found, 80))])
        with pytest.raises(relay.ForbiddenAddressError):
            relay.checked_address("rebound.example", 80)


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kw: found)
    with pytest.raises(relay.ForbiddenAddressError):
        relay.checked_address("rebound.example", 80)


def test_an_address_that_is_named_as_such_is_called() -> None:
    assert relay.checked_address("127.0.0.1", 80) == "127.0.0.1"


@pytest.mark.parametrize("endpoint", ["ftp://a/", "http://user:pw@a/", "a", "http://a/ b", "http://a/#b"])
def test_an_endpoint_is_a_plain_address(endpoint: str) -> None:
    with pytest.raises(ValueError, match="SERVICE"):
        Settings(allow_service=(endpoint,))


def test_only_the_endpoint_of_service_is_replaced() -> None:
    text = "SELECT*{SERVICESILENT<http://a/>{?s ?p <http://a/>}} # SERVICE <http://a/>"
    new = with_addresses(text, {"http://a/": "http://b/"})
    assert new == "SELECT*{SERVICESILENT<http://b/>{?s ?p <http://a/>}} # SERVICE <http://a/>"
