"""The ASGI application: reads requests within limits, has them handled, and sends the responses."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from xpkg.server import request_handler
from xpkg.server.http_messages import SAFE, Request, Response, error
from xpkg.server.judging import requests as judging
from xpkg.server.known_heads import KnownHeads
from xpkg.server.log import Log
from xpkg.server.metrics import Metrics
from xpkg.server.origin_policy import refusal
from xpkg.server.pool import Pool, PoolEvents
from xpkg.server.relay import Relay
from xpkg.server.request_body import with_body
from xpkg.server.request_handler import PreparedResponse
from xpkg.server.response_cache import RAW_REQUEST, CachedResponse, ResponseCache
from xpkg.server.result_cache import ResultCache
from xpkg.server.settings import Settings

_READ = {name.encode(): name for name in (
    "accept", "accept-encoding", "access-control-request-method", "authorization", "content-length", "content-type",
    "cookie", "host", "if-none-match", "origin",
)}  # fmt: skip
"""The request headers that are read; all others are ignored."""
_CHUNK = 1 << 18
_MAX_DELAYED = 16  # requests with a wrong token whose response is delayed; more are refused at once
_WRONG_TOKEN_DELAY = 1.0  # seconds
_WATCH_AFTER = 0.05  # seconds after which a query's client is watched for disconnecting


class App:
    """One server process, which serves the store in ``store_dir``: an ASGI application with lifespan."""

    def __init__(self, store_dir: Path, settings: Settings) -> None:
        asked = (*settings.allow_service, *([settings.endpoint] if settings.endpoint else ()))
        # Who starts the server may name an endpoint of the own network; what a query names must be public.
        self.relay = Relay(asked, settings.timeout, settings.result_size, trusted=settings.endpoint) if asked else None
        if self.relay is not None:
            settings = replace(settings, relays=self.relay.addresses)
        self.settings = settings
        self.result_cache = ResultCache(settings.cache_size // 2)
        self.response_cache = ResponseCache(settings.cache_size // 2)
        self.known_heads = KnownHeads()
        self.log = Log()
        self.pool = Pool(store_dir, settings, self.log, PoolEvents(self._new_snapshot, self._answered))
        self.metrics = Metrics(self.pool, self.log, str(settings.number))
        self._delayed = 0  # requests with a wrong token that wait for their response
        self.public = urlsplit(settings.public_url) if settings.public_url else None
        self.prefix = self.public.path.rstrip("/") if self.public else ""
        self._starlette = Starlette(
            routes=[
                Route("/healthz", self._healthz),
                Route("/readyz", self._readyz),
                Route("/metrics", self._metrics),
            ],
            lifespan=self._lifespan,
        )
        self._starlette.router.default = self.serve

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one HTTP request, or the lifespan protocol."""
        if scope["type"] == "http" and scope["path"] not in ("/healthz", "/readyz", "/metrics"):
            await self.serve(scope, receive, send)
        else:
            await self._starlette(scope, receive, send)

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        await self.pool.start()
        flusher = asyncio.get_running_loop().create_task(self._flush())
        try:
            yield
        finally:
            flusher.cancel()
            await self.pool.stop()
            if self.relay is not None:
                self.relay.close()
            self.metrics.stop()

    async def _flush(self) -> None:
        while True:
            await asyncio.sleep(0.1)
            self.metrics.flush()

    def _new_snapshot(self) -> None:
        self.result_cache.clear()
        self.response_cache.clear()

    def _answered(self, path: str, size: int, cached: bool, at: float, seconds: float) -> None:
        self.metrics.count_lent(path, size, cached, at, seconds)

    def fresh(self) -> bool:
        """Whether responses may come from the snapshot that is served. A writable server waits for the newest one."""
        self.pool.look()
        return not (self.settings.writable and self.pool.behind)

    async def _healthz(self, request: HttpRequest) -> HttpResponse:
        return PlainTextResponse("ok\n", headers={"Cache-Control": "no-store"})

    async def _readyz(self, request: HttpRequest) -> HttpResponse:
        ready = bool(self.pool.snapshot)
        return PlainTextResponse("ready\n" if ready else "no data\n", 200 if ready else 503,
                                 headers={"Cache-Control": "no-store"})  # fmt: skip

    async def _metrics(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(self.metrics.text(), media_type=self.metrics.content_type)

    def request_of(self, scope: Scope, body: bytes) -> Request | Response:
        """The request in ``scope``, with the address that the client used, or the response where that is refused."""
        headers: dict[str, str] = {}
        for name, value in scope["headers"]:
            key = _READ.get(name)
            if key is not None:
                text = value.decode("latin-1")
                headers[key] = f"{headers[key]}, {text}" if key in headers else text
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        path = raw.decode("latin-1")
        if self.prefix and path.startswith(self.prefix + "/"):
            path = path[len(self.prefix) :]
        if not path.startswith("/"):
            return error(400, "the address is not a path")
        if self.public is not None:
            root = f"{self.public.scheme}://{self.public.netloc}{self.prefix}/"
        else:
            host = headers.get("host", "")
            if not host and scope["http_version"] == "1.0" and scope.get("server"):
                host = "{}:{}".format(*scope["server"])
            if not _is_host(host):
                return error(400, "the Host header is missing or malformed")
            is_preflight = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
            if self.settings.private and (refused := refusal(host, headers.get("origin"), is_preflight)) is not None:
                return refused
            root = f"{scope['scheme']}://{host}/"
        return Request(scope["method"], root + path[1:], root, scope["query_string"], headers, body)

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one HTTP request."""
        began = time.perf_counter()
        file: int | None = None
        try:
            request = self.request_of(scope, b"")
            if isinstance(request, Request) and scope["method"] in ("POST", "PUT", "PATCH", "DELETE"):
                file, request = await with_body(request, receive, self.settings)
            if isinstance(request, Response):
                answer = PreparedResponse(request)
            else:
                answer = await self._answer(request, receive, file)
            if answer.response.status == 401 and isinstance(request, Request) and _has_guessed(request):
                answer = await self._slow_down(answer)
        except ClientDisconnect:
            self.metrics.count(scope, 499, "", 0, time.perf_counter() - began)
            return
        except Exception:
            self.metrics.fault()
            answer = PreparedResponse(error(500, "something went wrong here"))
        finally:
            if file is not None:
                os.close(file)
        sent = await self._send(answer, scope, send)
        self.metrics.count(scope, answer.response.status, answer.kind, sent, time.perf_counter() - began)

    async def _slow_down(self, refused: PreparedResponse) -> PreparedResponse:
        """``refused``, after a delay: tokens are not to be guessed quickly."""
        if self._delayed >= _MAX_DELAYED:
            return PreparedResponse(error(429, "too many wrong tokens; try again later", (("Retry-After", "5"),)))
        self._delayed += 1
        try:
            await asyncio.sleep(_WRONG_TOKEN_DELAY)
        finally:
            self._delayed -= 1
        return refused

    async def _answer(self, request: Request, receive: Receive, file: int | None) -> PreparedResponse:
        if not self.fresh():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.pool.arrival(), 2)
        task = asyncio.current_task()
        assert task is not None
        watcher: list[asyncio.Task[None]] = []
        timer = asyncio.get_running_loop().call_later(
            _WATCH_AFTER, lambda: watcher.append(asyncio.ensure_future(_watch(receive, task)))
        )
        try:
            return await request_handler.handle(
                request, self.settings, self.pool.execute, self.result_cache, self.pool.snapshot, file
            )
        except asyncio.CancelledError:
            if watcher and watcher[0].done():
                task.uncancel()
                raise ClientDisconnect from None
            raise
        finally:
            timer.cancel()
            if watcher:
                watcher[0].cancel()

    async def deliver(self, answer: PreparedResponse, began: float, scope: Scope, receive: Receive, send: Send) -> None:
        """Send an answer that is prepared, and count it; ``began`` is of ``time.perf_counter``."""
        sent = await self._send(answer, scope, send)
        self.metrics.count(scope, answer.response.status, answer.kind, sent, time.perf_counter() - began)

    def head(self, response: Response) -> bytes:
        """The header lines of ``response``. Raises ValueError where one would break the lines."""
        return b"".join([*map(_line, response.headers), *_SAFE_LINES])

    async def _send(self, answer: PreparedResponse, scope: Scope, send: Send) -> int:
        response = answer.response
        headers = [*map(_encoded, response.headers), *_SAFE]
        size = len(response.body)
        try:
            await send({"type": "http.response.start", "status": response.status, "headers": headers})
            if answer.spooled is None:
                body = b"" if scope["method"] == "HEAD" else response.body
                await send({"type": "http.response.body", "body": body})
                if answer.cacheable and answer.snapshot == self.pool.snapshot:
                    rest = b"".join(b"%b: %b\r\n" % pair for pair in headers) + b"\r\n" + body
                    log = self.metrics.log_end(scope, response.status, answer.kind, size)
                    cached = CachedResponse(rest, log, response.status, size)
                    self.response_cache.put(scope.get("state", {}).get(RAW_REQUEST), cached)
                return size
            offset = 0
            while offset < answer.size:
                chunk = os.pread(answer.spooled, _CHUNK, offset)
                if not chunk:
                    break
                offset += len(chunk)
                await send({"type": "http.response.body", "body": chunk, "more_body": offset < answer.size})
            return offset
        except OSError:
            return 0
        finally:
            request_handler.close(answer)


@lru_cache(maxsize=512)
def _encoded(header: tuple[str, str]) -> tuple[bytes, bytes]:
    return header[0].lower().encode(), header[1].encode("latin-1", "replace")


@lru_cache(maxsize=512)
def _line(header: tuple[str, str]) -> bytes:
    name, value = _encoded(header)
    if _CONTROL.search(value):
        raise ValueError("a control character in a header")
    return b"%b: %b\r\n" % (name, value)


_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_SAFE = [_encoded(header) for header in SAFE]
_SAFE_LINES = [_line(header) for header in SAFE]


async def _watch(receive: Receive, task: asyncio.Task[Any]) -> None:
    """Cancel ``task`` when its client disconnects."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            task.cancel()
            return


def _has_guessed(request: Request) -> bool:
    """Whether a request that is refused told a token, in its head or in a form."""
    return bool(request.header("authorization")) or (request.method == "POST" and request.path == judging.PATH)


def _is_host(value: str) -> bool:
    return len(value) < 256 and _HOST.fullmatch(value) is not None


_HOST = re.compile(r"[A-Za-z0-9._:\[\]-]+")
