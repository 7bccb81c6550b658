"""Answers a request that has no long body by callbacks, without a task and an ASGI application for each."""

from __future__ import annotations

import asyncio
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, cast

from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from xpkg.server import request_handler
from xpkg.server.http_messages import Request, error
from xpkg.server.jobs import Outcome
from xpkg.server.queries import Query
from xpkg.server.request_handler import Planned, PreparedResponse
from xpkg.server.response_cache import RAW_REQUEST, CachedResponse

if TYPE_CHECKING:
    from xpkg.server.app import App

_ELSEWHERE = ("/healthz", "/readyz", "/metrics")
_LONGEST_BODY = 64 * 1024  # bytes


class Connection(Protocol):
    """What is needed of the connection whose client waits."""

    transport: asyncio.Transport
    flow: FlowControl

    def run(self, cycle: RequestResponseCycle, app: Any) -> None:
        """Let an ASGI application answer."""

    def on_response_complete(self) -> None:
        """The answer is sent."""

    def default_lines(self) -> list[bytes]:
        """The header lines that are on every answer."""

    def take_outcome(self, encoded: bytes) -> Outcome | None:
        """The outcome that the job that is ``encoded`` has already; it is given once."""


class DirectAnswer:
    """The answer to one request, of a ``connection`` that waits for it."""

    __slots__ = ("_app", "_began", "_connection", "_cycle", "_planned", "_query", "_raw")

    def __init__(self, app: App, connection: Connection, cycle: RequestResponseCycle) -> None:
        self._app, self._connection, self._cycle = app, connection, cycle
        self._raw: bytes | None = cast("dict[str, Any]", cycle.scope)["state"].get(RAW_REQUEST)
        self._began = time.perf_counter()
        self._query: Query | None = None
        self._planned: Planned | None = None

    def begin(self) -> bool:
        """Begin to answer; False where only the application can: nothing has been done then."""
        app, scope = self._app, cast("dict[str, Any]", self._cycle.scope)
        if not _is_direct(self._cycle) or not app.fresh():
            return False
        step: PreparedResponse | Planned
        try:
            request = app.request_of(scope, bytes(self._cycle.body))
            if isinstance(request, Request):
                step = request_handler.begin(request, app.settings, app.result_cache, app.pool.snapshot)
                if isinstance(step, Planned) and step.job.writes:
                    return False
            else:
                step = PreparedResponse(request)
        except Exception:
            step = self._fault()
        self._go_on(step)
        return True

    def cancel(self) -> None:
        """The client has gone."""
        if self._query is not None and not self._query.is_over:
            self._app.pool.cancel(self._query)
            self._app.metrics.count(self._cycle.scope, 499, "", 0, time.perf_counter() - self._began)

    def _go_on(self, step: PreparedResponse | Planned) -> None:
        if isinstance(step, Planned):
            self._planned = step
            if (outcome := self._connection.take_outcome(step.encoded)) is not None:
                self._has_outcome(step, outcome)
                return
            self._query = self._app.pool.submit(step.job, step.encoded, partial(self._has_outcome, step))
        else:
            self._send(step)

    def _has_outcome(self, planned: Planned, outcome: Outcome) -> None:
        step: PreparedResponse | Planned
        try:
            step = request_handler.conclude(planned, outcome, self._app.settings, self._app.result_cache)
        except Exception:
            step = self._fault()
        self._go_on(step)

    def _fault(self) -> PreparedResponse:
        self._app.metrics.fault()
        return PreparedResponse(error(500, "something went wrong here"))

    def _send(self, answer: PreparedResponse) -> None:
        """Send ``answer``; one that does not fit into the buffer of the connection is sent by the application."""
        app, connection, cycle = self._app, self._connection, self._cycle
        response = answer.response
        if cycle.disconnected or connection.transport.is_closing():
            request_handler.close(answer)
            return
        try:
            head = app.head(response)
        except ValueError:
            app.metrics.fault()
            answer = PreparedResponse(error(500, "something went wrong here"))
            head, response = app.head(answer.response), answer.response
        if answer.spooled is not None or connection.flow.write_paused or not _has_length(response.status, head):
            connection.run(cycle, partial(app.deliver, answer, self._began))
            return
        status = response.status
        body = b"" if cycle.scope["method"] == "HEAD" else response.body
        lines = [STATUS_LINE[status], *connection.default_lines()]
        if not cycle.keep_alive and b"\r\nconnection: close" not in head:
            lines.append(b"connection: close\r\n")
        rest = b"%b\r\n%b" % (head, body)
        lines.append(rest)
        connection.transport.write(b"".join(lines))
        cycle.response_started = cycle.response_complete = True
        app.metrics.count(cycle.scope, status, answer.kind, len(response.body), time.perf_counter() - self._began)
        if answer.cacheable and self._raw is not None and answer.snapshot == app.pool.snapshot:
            log = app.metrics.log_end(cycle.scope, status, answer.kind, len(response.body))
            app.response_cache.put(self._raw, CachedResponse(rest, log, status, len(response.body)))
            if self._planned is not None and status == 200:
                app.known_heads.learn(self._raw, self._planned, head)
        if not cycle.keep_alive or b"\r\nconnection: close" in head:
            connection.transport.close()
        connection.on_response_complete()


def _is_direct(cycle: RequestResponseCycle) -> bool:
    """Whether a request is complete, and one that only reads as far as its head tells."""
    scope: Any = cycle.scope
    if cycle.more_body or cycle.waiting_for_100_continue or scope["path"] in _ELSEWHERE:
        return False
    if scope["method"] in ("GET", "HEAD"):
        return not cycle.body
    if scope["method"] != "POST" or not scope["path"].rstrip("/").endswith("/sparql"):
        return False
    return len(cycle.body) <= _LONGEST_BODY and all(name != b"authorization" for name, _ in scope["headers"])


def _has_length(status: int, head: bytes) -> bool:
    """Whether the client knows from ``head`` where the body ends."""
    return status in (204, 304) or b"\r\ncontent-length: " in head or head.startswith(b"content-length: ")
