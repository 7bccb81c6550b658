"""One connection: bounds on what a client may hold open, and the short way for a request that was answered before."""

from __future__ import annotations

import asyncio
import resource
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

if TYPE_CHECKING:
    from xpkg.server.app import App

RAW = "xpkg.raw"
"""Where the state in the scope of a request has its bytes, if they came in one piece and are all of it."""

_LONGEST_HEAD = 64 * 1024
_LONGEST_KEY = 8 * 1024
_LONGEST_KEPT = 64 * 1024
_PATIENCE = 10.0  # seconds for the head of a request to come
_IDLE = 30.0  # seconds that a connection may rest
_STALL = 30.0  # that a client may take nothing of what it asked for
_ROUND = 5.0
_MOST, _FEWEST = 2000, 16  # connections
_MOST_FILES, _FILES_OF_THE_POOL = 65_536, 256


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it goes out, but for its first line and its date; ``log`` is the end of its line in the log."""

    rest: bytes
    log: str
    status: int
    size: int


class Shelf:
    """Answers by the bytes of their request; for one snapshot, the least used go first."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[bytes, Kept] = OrderedDict()
        self.hits = 0

    def get(self, raw: bytes) -> Kept | None:
        """What was answered to just these bytes."""
        return self._kept.get(raw)

    def put(self, raw: bytes | None, kept: Kept) -> None:
        """Keep an answer, if it and its request are short."""
        if raw is None or len(raw) > _LONGEST_KEY or len(kept.rest) > _LONGEST_KEPT or raw in self._kept:
            return
        self._kept[raw] = kept
        self._size += len(raw) + len(kept.rest) + 200
        while self._size > self._most:
            old, gone = self._kept.popitem(last=False)
            self._size -= len(old) + len(gone.rest) + 200

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self._size = 0


class Connection(HttpToolsProtocol):
    """uvicorn's connection. The class is made anew for each application, which sets what follows."""

    front: ClassVar[App]
    shelf: ClassVar[Shelf]
    most: ClassVar[int]

    _began = 0
    _partial = False
    _head = 0
    _active = 0.0
    _unread = 0
    _stalled = 0
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, unless there are too many."""
        super().connection_made(transport)
        self._active = self.loop.time()
        self._watch = self.loop.call_later(_ROUND, self._look)
        if len(self.connections) > self.most and not self._make_room():
            transport.write(STATUS_LINE[503] + b"retry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            transport.close()

    def _make_room(self) -> bool:
        """Close the connection whose client has been waited for longest; says whether there was one."""
        resting = [other for other in self.connections if other is not self and isinstance(other, Connection)]
        # Whose request has not come whole is waited for as well.
        resting = [other for other in resting if (other._partial or not other.is_busy)
                   and not other.transport.is_closing()]  # fmt: skip
        if not resting:
            return False
        min(resting, key=lambda other: other._active).transport.close()
        return True

    @property
    def is_busy(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go of what the connection held."""
        if self._watch is not None:
            self._watch.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Close a connection that rests too long, or whose client is too slow to say what it wants."""
        unread = self.transport.get_write_buffer_size()
        self._stalled = self._stalled + 1 if unread and unread == self._unread else 0
        self._unread = unread
        if self._stalled * _ROUND >= _STALL:
            self.transport.abort()
            return
        resting = self.loop.time() - self._active
        if not self.is_busy and resting > (_PATIENCE if self._partial or not self.cycle else _IDLE):
            self.transport.close()
        else:
            self._watch = self.loop.call_later(_ROUND, self._look)

    def data_received(self, data: bytes) -> None:
        """Answer from the shelf what was answered before; hand the rest to the parser, within bounds."""
        idle = not self._partial and (self.cycle is None or self.cycle.response_complete) and not self.pipeline
        if idle:
            kept = self.shelf.get(data)
            if kept is not None and not self.flow.write_paused and self.front.fresh():
                self._active = self.loop.time()
                lines = [STATUS_LINE[kept.status]]
                for name, value in self.server_state.default_headers:
                    lines += [name, b": ", value, b"\r\n"]
                lines.append(kept.rest)
                self.transport.write(b"".join(lines))
                self.front.metrics.count_kept(kept)
                return
        if self._partial:
            self._head += len(data)
            if self._head > _LONGEST_HEAD and self.cycle_is_waiting():
                self._refuse(431)
                return
        elif len(data) > _LONGEST_HEAD and b"\r\n\r\n" not in data[:_LONGEST_HEAD]:
            self._refuse(431)
            return
        self._began = 0
        super().data_received(data)
        # A connection that the client wants closed takes the long way, which closes it.
        if idle and self._began == 1 and not self._partial and self.cycle is not None and self.cycle.keep_alive:
            self.scope["state"][RAW] = data

    def cycle_is_waiting(self) -> bool:
        """Whether the head of a request has begun and not ended."""
        return self._partial and not self._headed

    _headed = False

    def _refuse(self, status: int) -> None:
        self.transport.write(STATUS_LINE[status] + b"content-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()

    def on_message_begin(self) -> None:
        """A request begins."""
        self._began += 1
        self._active = self.loop.time()  # blank lines before it are no sign of life
        self._partial, self._headed, self._head = True, False, 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A line of the head; what follows a chunked body is none, and must not pass for one (RFC 9110, 6.5.1)."""
        if not self._headed:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Its head is there."""
        self._headed = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of it is there."""
        self._partial = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Go on to the next request; no timer for each, ``_look`` comes round anyway."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self._active = self.loop.time()
        self.flow.resume_reading()
        if self.pipeline:
            cycle, app = self.pipeline.pop()
            self._start_asgi_task(cycle, app)


def connection_class(app: App) -> type[Connection]:
    """The class of the connections of ``app``; as many as this process may have files open for."""
    return type("BoundConnection", (Connection,), {"front": app, "shelf": app.shelf, "most": _most_connections()})


def _most_connections() -> int:
    """Asks for as many open files as are allowed. Each connection may need two, the workers some besides."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if 0 <= soft < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return max(_FEWEST, min(_MOST, (files - _FILES_OF_THE_POOL) // 2))
