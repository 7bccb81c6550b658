"""Calls the application as an ASGI server does, without a socket."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from xpkg.server.app import App

AUTHORITY = "www.example"


@dataclass(frozen=True, slots=True)
class Answered:
    """A response; names of ``headers`` are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def media(self) -> str:
        """The media type without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


class Client:
    """Sends requests to ``app``, whose lifespan has begun in ``loop``."""

    def __init__(self, app: App, loop: asyncio.AbstractEventLoop) -> None:
        self._app, self._loop = app, loop

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answered:
        """The response to one request; an underscore in the name of a header stands for a hyphen."""
        return asyncio.run_coroutine_threadsafe(self._send(method, path, body, headers), self._loop).result(60)

    async def _send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answered:
        target, _, query = path.partition("?")
        named = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": target,
            "raw_path": target.encode(), "query_string": query.encode(),
            "headers": [(b"host", AUTHORITY.encode()), *named],
        }  # fmt: skip
        gone = asyncio.Event()
        coming = [{"type": "http.request", "body": body}]
        status, got, pieces = 0, dict[str, str](), list[bytes]()

        async def receive() -> dict[str, Any]:
            if coming:
                return coming.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                got.update({name.decode().lower(): value.decode("latin-1") for name, value in message["headers"]})
            else:
                pieces.append(message.get("body", b""))

        await self._app(scope, receive, send)
        return Answered(status, got, b"".join(pieces))


@contextmanager
def running(app: App) -> Iterator[Client]:
    """A client of ``app`` while it runs, in a thread of its own."""
    loop = asyncio.new_event_loop()
    ready, done, failed = threading.Event(), asyncio.Event(), list[str]()

    async def live() -> None:
        inbox: asyncio.Queue[dict[str, str]] = asyncio.Queue()
        stopped = asyncio.Event()

        async def send(message: Any) -> None:
            if message["type"].endswith("failed"):
                failed.append(message.get("message", ""))
            if message["type"] == "lifespan.startup.complete" or failed:
                ready.set()
            if message["type"] == "lifespan.shutdown.complete" or failed:
                stopped.set()

        await inbox.put({"type": "lifespan.startup"})
        life = asyncio.ensure_future(app({"type": "lifespan", "state": {}}, inbox.get, send))
        await done.wait()
        await inbox.put({"type": "lifespan.shutdown"})
        await stopped.wait()
        await life

    thread = threading.Thread(target=lambda: loop.run_until_complete(live()))
    thread.start()
    try:
        assert ready.wait(60)
        assert not failed, failed
        yield Client(app, loop)
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(60)
        loop.close()
