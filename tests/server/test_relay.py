"""SERVICE asks the endpoints that were allowed, and nobody else: with listeners that would notice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from xpkg.gate import redirected
from xpkg.server import Settings, relay
from xpkg.server.engine import Engine
from xpkg.server.jobs import Job
from xpkg.store import replace_store

RESULTS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"there"}}]}}'


@contextmanager
def listener(status: int = 200, body: bytes = RESULTS, **headers: str) -> Iterator[tuple[str, list[str]]]:
    """A server on the loopback interface, its address, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
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
def relayed(endpoint: str, most: int = 100_000) -> Iterator[relay.Relay]:
    opened = relay.Relay([endpoint], 3, most)
    try:
        yield opened
    finally:
        opened.close()


def run(tmp_path: Path, endpoint: str, opened: relay.Relay) -> bytes:
    replace_store(tmp_path / "store", [], "https://example.org/")
    engine = Engine(tmp_path / "store", Settings(allow_service=(endpoint,), relays=opened.addresses))
    query = f"SELECT ?x {{ SERVICE <{endpoint}> {{ ?s ?p ?x }} }}"
    return engine.run(Job("query", query, format="csv", base="http://l/", union=False, federated=True)).encode()


def test_an_allowed_endpoint_is_asked_through_the_relay(tmp_path: Path) -> None:
    with listener() as (address, asked), relayed(address + "/sparql?x=1") as opened:
        assert b"there" in run(tmp_path, address + "/sparql?x=1", opened)
    assert asked == ["/sparql?x=1"]


def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    with (
        listener() as (inside, noticed),
        listener(302, b"", Location=inside + "/secret") as (address, asked),
        relayed(address + "/sparql") as opened,
    ):
        assert run(tmp_path, address + "/sparql", opened).startswith(b'{"kind": "failed"')
    assert asked
    assert noticed == []


def test_an_endless_answer_is_cut_off(tmp_path: Path) -> None:
    with listener(200, b" " * 200_000) as (address, _), relayed(address + "/sparql", 50_000) as opened:
        assert run(tmp_path, address + "/sparql", opened).startswith(b'{"kind": "failed"')


def test_a_name_that_leads_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1", "100.64.0.1"):
        monkeypatch.setattr("socket.getaddrinfo", lambda *args, found=address, **kw: [(2, 1, 6, "", (found, 80))])
        with pytest.raises(relay.Forbidden):
            relay.checked_address("rebound.example", 80)


def test_one_bad_address_among_good_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("127.0.0.1", 80))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kw: found)
    with pytest.raises(relay.Forbidden):
        relay.checked_address("rebound.example", 80)


def test_an_address_that_was_named_is_asked() -> None:
    assert relay.checked_address("127.0.0.1", 80) == "127.0.0.1"


@pytest.mark.parametrize("endpoint", ["ftp://a/", "http://user:pw@a/", "a", "http://a/ b", "http://a/#b"])
def test_an_endpoint_is_a_plain_address(endpoint: str) -> None:
    with pytest.raises(ValueError, match="SERVICE"):
        Settings(allow_service=(endpoint,))


def test_only_the_endpoint_of_service_is_replaced() -> None:
    text = "SELECT*{SERVICESILENT<http://a/>{?s ?p <http://a/>}} # SERVICE <http://a/>"
    new = redirected(text, {"http://a/": "http://b/"})
    assert new == "SELECT*{SERVICESILENT<http://b/>{?s ?p <http://a/>}} # SERVICE <http://a/>"
