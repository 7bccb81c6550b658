"""Answers a query whose request is, but for the query, one that was parsed before: most programs send all alike."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Protocol

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from xpkg.server.jobs import Outcome
from xpkg.server.queries import Query
from xpkg.server.response_cache import CachedResponse
from xpkg.server.worker_handle import WorkerHandle

if TYPE_CHECKING:
    from xpkg.server.app import App


class Connection(Protocol):
    """What is needed of the connection whose client waits."""

    @property
    def can_write(self) -> bool:
        """Whether an answer can be sent at once."""

    def send_known(self, raw: bytes, data: bytes) -> None:
        """Send ``data``, the whole answer to the request ``raw``."""

    def parse_again(self, raw: bytes, encoded: bytes, outcome: Outcome) -> None:
        """Have the parser read the request ``raw``; the job that is ``encoded`` has the outcome already."""

    def default_lines(self) -> list[bytes]:
        """The header lines that are on every answer."""


class KnownAnswer:
    """The answer to one query after a known head. What is no small result is answered by the parser's way."""

    __slots__ = ("_app", "_began", "_connection", "_encoded", "_known", "_query", "_raw")

    def __init__(self, app: App, connection: Connection, raw: bytes) -> None:
        self._app, self._connection, self._raw = app, connection, raw
        self._began = time.perf_counter()
        self._query: Query | None = None

    def begin(self) -> bool:
        """Begin to answer; False where that is the parser's: nothing has been done then."""
        app = self._app
        planned = app.known_heads.plan(self._raw, app.settings)
        if planned is None or not app.fresh():
            return False
        self._known, self._encoded = planned.known, planned.encoded
        if app.result_cache.get(self._encoded) is not None:
            return False
        self._query = app.pool.submit(planned.job, self._encoded, self._has_outcome)
        return True

    def adopt(self, worker: WorkerHandle, began: float) -> bool:
        """Wait for a ``worker`` that began to answer on its own; False where nothing is known of the head any more.

        ``began`` is in seconds of ``time.monotonic``, as those of the event loop.
        """
        self._began -= time.monotonic() - began
        planned = self._app.known_heads.plan(self._raw, self._app.settings)
        if planned is None:
            return False
        self._known, self._encoded = planned.known, planned.encoded
        self._query = self._app.pool.adopt(worker, planned.job, self._encoded, self._has_outcome, began)
        return True

    def cancel(self) -> None:
        """The client has gone."""
        if self._query is not None and not self._query.is_over:
            self._app.pool.cancel(self._query)
            self._app.metrics.count(self._known.scope, 499, "", 0, time.perf_counter() - self._began)

    def _has_outcome(self, outcome: Outcome) -> None:
        app, connection, known = self._app, self._connection, self._known
        is_small = outcome.kind == "ok" and outcome.status == 200 and outcome.spooled is None
        if not is_small or outcome.headers or not connection.can_write:
            connection.parse_again(self._raw, self._encoded, outcome)
            return
        body = outcome.body
        rest = known.answer(self._encoded, body, outcome.snapshot, app.settings, gzipped=outcome.gzipped)
        connection.send_known(self._raw, b"".join([STATUS_LINE[200], *connection.default_lines(), rest]))
        app.metrics.count(known.scope, 200, "query", len(body), time.perf_counter() - self._began)
        if outcome.snapshot == app.pool.snapshot:
            app.result_cache.put(known.job, self._encoded, outcome)
            log = app.metrics.log_end(known.scope, 200, "query", len(body))
            app.response_cache.put(self._raw, CachedResponse(rest, log, 200, len(body)))


def drop(outcome: Outcome) -> None:
    """Close the file of an outcome that nobody needs."""
    if outcome.spooled is not None:
        os.close(outcome.spooled)
