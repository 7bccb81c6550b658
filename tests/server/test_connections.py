"""Limits of connections, and what counts as the head of a request, with a small application."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
import uvicorn

from xpkg.server import connection
from xpkg.server.app import App
from xpkg.server.connection import connection_class
from xpkg.server.http_server import listen
from xpkg.server.response_cache import ResponseCache

HEAD = b"Host: localhost\r\n"


class Echo:
    """Responds with the names of the request's headers."""

    def __init__(self) -> None:
        self.response_cache = ResponseCache(1000)
        self.metrics = SimpleNamespace()

    async def __call__(self, scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
        while (message := await receive()).get("more_body"):
            pass
        if message["type"] == "http.disconnect":
            return
        body = b" ".join(name for name, _ in scope["headers"])
        length = (b"content-length", str(len(body)).encode())
        await send({"type": "http.response.start", "status": 200, "headers": [length]})
        await send({"type": "http.response.body", "body": body})


@contextlib.contextmanager
def running(limit: int = 100) -> Iterator[int]:
    listening = listen("127.0.0.1", 0)
    application = Echo()
    kind = type("Few", (connection_class(cast(App, application)),), {"limit": limit, "is_direct": False})
    config = uvicorn.Config(application, http=kind, lifespan="off", log_config=None, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def short_timeouts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_HEAD_TIMEOUT", 0.4)
    monkeypatch.setattr(connection, "_CHECK_INTERVAL", 0.1)


def answer(client: socket.socket, request: bytes) -> bytes:
    client.settimeout(10)
    client.sendall(request)
    return client.recv(65536)


@pytest.mark.usefixtures("short_timeouts")
@pytest.mark.parametrize(("first", "then"), [(b"", b"\r\n"), (b"GET / HTTP/1.1\r\n", b"a: b\r\n"), (b"", b"")])
def test_a_request_that_does_not_arrive_in_time_is_cut_off(first: bytes, then: bytes) -> None:
    with running() as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(first)
        client.settimeout(0.1)
        began = time.monotonic()
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - began < 10:
                client.sendall(then)
                with contextlib.suppress(TimeoutError):
                    if client.recv(100) == b"":
                        break
        assert time.monotonic() - began < 10


def test_trailer_fields_are_not_headers() -> None:
    chunked = b"POST / HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"
    with running() as port, socket.create_connection(("127.0.0.1", port)) as client:
        assert answer(client, chunked + b"Authorization: Bearer x\r\n\r\n").endswith(b"\r\n\r\nhost transfer-encoding")
        assert answer(client, b"GET / HTTP/1.1\r\n" + HEAD + b"A: b\r\n\r\n").endswith(b"\r\n\r\nhost a")


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"])
def test_a_waiting_connection_is_closed_to_make_room_for_a_new_one(begun: bytes) -> None:
    with running(limit=3) as port, contextlib.ExitStack() as stack:
        waited_for = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(3)]
        for client in waited_for:
            client.sendall(begun)
        time.sleep(0.3)
        with socket.create_connection(("127.0.0.1", port)) as client:
            assert answer(client, b"GET / HTTP/1.1\r\n" + HEAD + b"\r\n").startswith(b"HTTP/1.1 200")
        ended, _, _ = select.select(waited_for, [], [], 10)
        assert [client.recv(1) for client in ended] == [b""]
