"""One HTTP connection: limits on what a client may hold open, and the fast path for a cached response."""

from __future__ import annotations

import asyncio
import resource
from typing import TYPE_CHECKING, ClassVar

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from xpkg.server.direct_answer import DirectAnswer
from xpkg.server.jobs import Outcome
from xpkg.server.known_answer import KnownAnswer, drop
from xpkg.server.lent_connection import LentConnection
from xpkg.server.response_cache import RAW_REQUEST, ResponseCache
from xpkg.server.worker_handle import WorkerHandle

if TYPE_CHECKING:
    from xpkg.server.app import App

_MAX_HEAD = 64 * 1024  # bytes
_HEAD_TIMEOUT = 10.0  # seconds for the head of a request to arrive
_IDLE_TIMEOUT = 30.0  # seconds that a connection may be idle
_STALL_TIMEOUT = 30.0  # seconds that a client may read nothing of its response
_CHECK_INTERVAL = 5.0
_MAX_CONNECTIONS, _MIN_CONNECTIONS = 2000, 16
_MAX_FILES, _FILES_OF_THE_POOL = 65_536, 256


class Connection(HttpToolsProtocol):
    """uvicorn's protocol class for one connection. ``connection_class`` binds a subclass to an application."""

    application: ClassVar[App]
    cache: ClassVar[ResponseCache]
    limit: ClassVar[int]
    is_direct: ClassVar[bool]

    _began = 0
    _partial = False
    _head = 0
    _active = 0.0
    _unread = 0
    _stalled = 0
    _watch: asyncio.TimerHandle | None = None
    _direct: DirectAnswer | None = None
    _known: KnownAnswer | None = None
    _held = b""
    _ends = False
    _outcome: tuple[bytes, Outcome] | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Accept the connection, or refuse it where there are too many (503)."""
        super().connection_made(transport)
        self._active = self.loop.time()
        self._loan = LentConnection(self.application, self)
        self._watch = self.loop.call_later(_CHECK_INTERVAL, self._check_timeouts)
        if len(self.connections) > self.limit and not self._make_room():
            transport.write(STATUS_LINE[503] + b"retry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            transport.close()

    def _make_room(self) -> bool:
        """Close the connection that has waited longest for its client; False where none waits."""
        waiting = [other for other in self.connections if other is not self and isinstance(other, Connection)]
        # A request that is not complete waits for its client, too.
        waiting = [other for other in waiting if (other._partial or not other.is_busy)
                   and not other.transport.is_closing()]  # fmt: skip
        if not waiting:
            return False
        min(waiting, key=lambda other: other._active).transport.close()
        return True

    @property
    def is_busy(self) -> bool:
        """Whether a request is being answered."""
        is_answered = self.cycle is None or self.cycle.response_complete
        return self._loan.is_lent or self._known is not None or not is_answered

    def connection_lost(self, exc: Exception | None) -> None:
        """Release the timer of the connection."""
        if self._watch is not None:
            self._watch.cancel()
        self._loan.close()
        super().connection_lost(exc)
        for answer in (self._direct, self._known):
            if answer is not None:
                answer.cancel()
        self._direct = self._known = None

    def shutdown(self) -> None:
        """End the connection when what is being answered is sent (called by uvicorn)."""
        if self._loan.is_lent:
            self._ends = True
            self.application.pool.lending.recall()
        elif self._known is not None:
            self._ends = True
        else:
            super().shutdown()

    def _check_timeouts(self) -> None:
        """Close a connection that is idle for too long, or whose client sends or reads too slowly."""
        unread = self.transport.get_write_buffer_size()
        self._stalled = self._stalled + 1 if unread and unread == self._unread else 0
        self._unread = unread
        if self._stalled * _CHECK_INTERVAL >= _STALL_TIMEOUT:
            self.transport.abort()
            return
        idle = self.loop.time() - self._active
        if not self.is_busy and idle > (_HEAD_TIMEOUT if self._partial or not self.cycle else _IDLE_TIMEOUT):
            self.transport.close()
        else:
            self._watch = self.loop.call_later(_CHECK_INTERVAL, self._check_timeouts)

    def data_received(self, data: bytes) -> None:
        """Send a cached response where there is one; else give the bytes to the parser, within limits."""
        if self._known is not None:
            self._held += data
            if len(self._held) > _MAX_HEAD:
                self.flow.pause_reading()
            return
        idle = not self._partial and (self.cycle is None or self.cycle.response_complete) and not self.pipeline
        if idle:
            cached = self.cache.get(data)
            if cached is not None and not self.flow.write_paused and self.application.fresh():
                self._active = self.loop.time()
                self.transport.write(b"".join([STATUS_LINE[cached.status], *self.default_lines(), cached.rest]))
                self.application.metrics.count_cached(cached)
                self._loan.count(data, self._active)
                return
            if self.is_direct and self._begin_known(data):
                return
        if self._partial:
            self._head += len(data)
            if self._head > _MAX_HEAD and self.cycle_is_waiting():
                self._refuse(431)
                return
        elif len(data) > _MAX_HEAD and b"\r\n\r\n" not in data[:_MAX_HEAD]:
            self._refuse(431)
            return
        self._began = 0
        super().data_received(data)
        # A connection that the client wants closed is not cached: only the full path closes it.
        if idle and self._began == 1 and not self._partial and self.cycle is not None and self.cycle.keep_alive:
            self.scope["state"][RAW_REQUEST] = data

    def _begin_known(self, data: bytes) -> bool:
        """Begin to answer a query after a head that is known; False where the parser has to read it."""
        self._known = KnownAnswer(self.application, self, data)
        if not self._known.begin():
            self._known = None
            return False
        self._active = self.loop.time()
        return True

    @property
    def can_write(self) -> bool:
        """Whether an answer can be sent at once."""
        return not (self.flow.write_paused or self._ends or self.transport.is_closing())

    def default_lines(self) -> list[bytes]:
        """The header lines that are on every answer."""
        return [piece for name, value in self.server_state.default_headers for piece in (name, b": ", value, b"\r\n")]

    def send_known(self, raw: bytes, data: bytes) -> None:
        """Send ``data``, a whole answer to the query in the request ``raw``, after a known head."""
        self.transport.write(data)
        self._known = None
        self.on_response_complete()
        self._loan.count(raw, self._active)
        self._go_on()

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is being read, answered or sent."""
        return not (self.is_busy or self._held or self._partial or self.pipeline) and self.can_write

    def receive(self, data: bytes) -> None:
        """Read ``data``, which another process has read from the client; end where that is due."""
        self._active = self.loop.time()
        if self.transport.is_closing():
            return
        if self._ends:
            if data:
                super().data_received(data)
            super().shutdown()
        elif data:
            self.data_received(data)

    def adopt(self, raw: bytes, worker: WorkerHandle, began: float) -> bool:
        """Wait for a ``worker`` that ``began`` to answer the request ``raw``; False where the parser has to read it."""
        self._active = self.loop.time()
        answer = KnownAnswer(self.application, self, raw)
        if self.transport.is_closing() or not answer.adopt(worker, began):
            return False
        self._known = answer
        return True

    def parse_again(self, raw: bytes, encoded: bytes, outcome: Outcome) -> None:
        """Have the parser read the request ``raw``; the job that is ``encoded`` has the outcome already."""
        self._known = None
        if self.transport.is_closing():
            drop(outcome)
            return
        self._outcome = encoded, outcome
        super().data_received(raw)
        if self._ends:
            super().shutdown()
        self._go_on()

    def _go_on(self) -> None:
        """Read what came while a query was answered."""
        held, self._held = self._held, b""
        if held and not self.transport.is_closing():
            self.data_received(held)

    def take_outcome(self, encoded: bytes) -> Outcome | None:
        """The outcome that the job that is ``encoded`` has already; it is given once."""
        known, self._outcome = self._outcome, None
        if known is None:
            return None
        if known[0] == encoded:
            return known[1]
        drop(known[1])
        return None

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Answer a request once all bytes that came with its head are read (called by uvicorn)."""
        self.loop.call_soon(self._answer, cycle, app)

    def _answer(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if not cycle.disconnected and self.is_direct:
            self._direct = DirectAnswer(self.application, self, cycle)
            if self._direct.begin():
                return
            self._direct = None
        self.take_outcome(b"")
        self.run(cycle, app)

    def run(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        """Let an ASGI application answer, in a task."""
        super()._start_asgi_task(cycle, app)

    def cycle_is_waiting(self) -> bool:
        """Whether a request's head has begun and is not complete."""
        return self._partial and not self._headed

    _headed = False

    def _refuse(self, status: int) -> None:
        self.transport.write(STATUS_LINE[status] + b"content-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins (called by the parser)."""
        self._began += 1
        self._active = self.loop.time()  # blank lines before it do not count as activity
        self._partial, self._headed, self._head = True, False, 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header field. Trailer fields after a chunked body are ignored (RFC 9110, 6.5.1)."""
        if not self._headed:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """The head of the request is complete."""
        self._headed = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is complete."""
        self._partial = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Start the next pipelined request. ``_check_timeouts`` runs anyway, so no timer is set here."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self._active = self.loop.time()
        self.flow.resume_reading()
        if self.pipeline:
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)


def connection_class(app: App) -> type[Connection]:
    """The connection class of ``app``, limited to as many connections as this process may open files for."""
    bound = {"application": app, "cache": app.response_cache, "limit": _max_connections(), "is_direct": True}
    return type("BoundConnection", (Connection,), bound)


def _max_connections() -> int:
    """Raise the limit of open files as far as allowed. A connection may need two files, the pool needs some too."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = _MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, _MAX_FILES)
    if 0 <= soft < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return max(_MIN_CONNECTIONS, min(_MAX_CONNECTIONS, (files - _FILES_OF_THE_POOL) // 2))
