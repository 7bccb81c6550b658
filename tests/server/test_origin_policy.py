"""A local server refuses requests from elsewhere, a published one answers all."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.server.http_server import listen
from xpkg.server.origin_policy import refusal
from xpkg.store import replace_store

EX = "https://example.org/"
ASK = "/sparql?query=ASK%7B%7D"


@pytest.mark.parametrize(("host", "origin", "status"), [
    ("localhost:7878", None, 200),
    ("127.0.0.1:7878", "http://127.0.0.1:7878", 200),
    ("[::1]:7878", "http://localhost:3000", 200),
    ("127.0.0.1:7878", "moz-extension://0123", 200),
    ("127.0.0.1:7878", "https://evil.example", 403),
    ("127.0.0.1:7878", "http://127.0.0.1.evil.example", 403),
    ("127.0.0.1:7878", "http://localhost@evil.example", 403),
    ("127.0.0.1:7878", "null", 403),
    ("rebound.evil.example:7878", None, 421),
    ("192.168.0.2", None, 421),
])  # fmt: skip
def test_requests_from_elsewhere_are_refused(host: str, origin: str | None, status: int) -> None:
    refused = refusal(host, origin)
    assert (refused.status if refused else 200) == status
    assert refused is None or refused.header("Access-Control-Allow-Origin") == "*"


@pytest.fixture(params=[False, True], ids=["private", "public"])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[int, bool]]:
    replace_store(tmp_path / "db", [Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal("o"), NamedNode(EX + "g"))])
    with listen("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    options = ["--public-url", "https://kg.example/"] if request.param else []
    command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(tmp_path / "db"), "--port", str(port)]
    with subprocess.Popen([*command, "--workers", "1", *options], stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 20
            while asked(port, "/readyz")[0] != 200:
                assert time.monotonic() < end
                time.sleep(0.05)
            yield port, request.param
        finally:
            process.terminate()


def asked(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, str | None]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Access-Control-Allow-Origin")
    except OSError:
        return 0, None
    finally:
        connection.close()


def test_a_preflight_is_answered_and_the_refusal_can_be_read(served: tuple[int, bool]) -> None:
    port, public = served
    first = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    assert asked(port, "/sparql", "OPTIONS", **first) == (204, "*")
    assert asked(port, "/sparql", "OPTIONS", **first, Host="evil.example") == ((204 if public else 421), "*")
    assert asked(port, ASK, "POST", Origin="https://evil.example") == ((415 if public else 403), "*")


def test_a_published_server_answers_other_sites(served: tuple[int, bool]) -> None:
    port, public = served
    foreign = {"Origin": "https://evil.example"}
    assert asked(port, ASK, Origin=f"http://127.0.0.1:{port}") == (200, "*")
    assert asked(port, ASK, **foreign) == ((200, "*") if public else (403, "*"))
    assert asked(port, ASK, "OPTIONS", **foreign) == ((204, "*") if public else (403, "*"))
    assert asked(port, ASK, Host="evil.example") == ((200, "*") if public else (421, "*"))
    assert asked(port, ASK) == (200, "*")
