"""One connection that can be lent to a worker: when that is worth while, and how its client is served again here."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from typing import TYPE_CHECKING, Protocol

from uvicorn.protocols.http.flow_control import FlowControl

from xpkg.server.jobs import Outcome
from xpkg.server.known_answer import drop
from xpkg.server.worker_handle import WorkerHandle

if TYPE_CHECKING:
    from xpkg.server.app import App

_FIRST = 4  # quick answers in a row before a connection is lent
_MORE = 8  # times as many after each time that one took long, or that the worker could not answer; else fewer again
_PAUSE = 1.0  # seconds between two requests that are not in a row

# Of the structure tcp_info of Linux: bytes sent, those of them that were sent again; bytes not yet sent.
_SENT, _SENT_AT, _NOT_SENT, _NOT_SENT_AT, _TCP_INFO = struct.Struct("=QQ"), 200, struct.Struct("=I"), 144, 216


class Connection(Protocol):
    """What is needed of the connection itself."""

    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    flow: FlowControl

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is being read, answered or sent."""

    def receive(self, data: bytes) -> None:
        """Read ``data``, which another process has read from the client; end where that is due."""

    def parse_again(self, raw: bytes, encoded: bytes, outcome: Outcome) -> None:
        """Have the parser read the request ``raw``; the job that is ``encoded`` has the outcome already."""

    def adopt(self, raw: bytes, worker: WorkerHandle, began: float) -> bool:
        """Wait for a ``worker`` that ``began`` to answer the request ``raw``; False where the parser has to read it."""


class LentConnection:
    """The loan of ``connection``, if there is one."""

    __slots__ = ("_app", "_connection", "_count", "_last", "_needed", "_raw", "is_lent", "was_lent")

    def __init__(self, app: App, connection: Connection) -> None:
        self._app, self._connection = app, connection
        self._count, self._needed, self._last, self._raw = 0, _FIRST, 0.0, b""
        self.is_lent = self.was_lent = False

    def count(self, raw: bytes, now: float) -> None:
        """The request ``raw`` was answered quickly; after some in a row the connection is lent."""
        self._count = self._count + 1 if now - self._last < _PAUSE else 1
        self._last, self._raw = now, raw
        if self._count >= self._needed:
            self._connection.loop.call_soon(self._lend, 1)

    def _lend(self, more: int) -> None:
        connection = self._connection
        if self.is_lent or not connection.is_quiet:
            return
        if connection.transport.get_write_buffer_size():
            if more:  # some event loops send what is written in their next round
                connection.loop.call_soon(self._lend, more - 1)
            return
        known = self._app.known_heads.give(self._raw)
        if known and self._app.pool.lending.lend(self, known):
            self.is_lent = self.was_lent = True
            connection.transport.pause_reading()

    @property
    def descriptor(self) -> int:
        """The open file of the connection."""
        return int(self._connection.transport.get_extra_info("socket").fileno())

    @property
    def path(self) -> str:
        """The path of the requests on it while it is lent."""
        return self._raw.split(b" ", 2)[1].partition(b"?")[0].decode()

    @property
    def written(self) -> int:
        """How many bytes were written to the connection; -1 where the system does not tell."""
        try:
            with socket.socket(fileno=socket.dup(self.descriptor)) as same:
                facts = same.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TCP_INFO)
        except (OSError, AttributeError):
            return -1
        if len(facts) < _TCP_INFO:  # an older kernel
            return -1
        sent, again = _SENT.unpack_from(facts, _SENT_AT)
        return int(sent - again + _NOT_SENT.unpack_from(facts, _NOT_SENT_AT)[0])

    def close(self) -> None:
        """The connection is closed; so that the client sees it, even if a worker still has it."""
        if self.is_lent:
            self._app.pool.lending.forget(self)
        if self.was_lent:
            self._shut()

    def _shut(self) -> None:
        try:
            with socket.socket(fileno=socket.dup(self.descriptor)) as same:
                same.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):
            return  # the client has closed it before

    def _back(self) -> None:
        self.is_lent, self._count = False, 0
        if not self._connection.transport.is_closing():
            self._connection.transport.resume_reading()

    def take_back(self, data: bytes = b"") -> None:
        """Read from the connection again, first the bytes ``data``."""
        self._back()
        self._needed = self._needed * _MORE if data else max(self._needed // _MORE, _FIRST)
        self._connection.receive(data)

    def take_back_rest(self, data: bytes) -> None:
        """Likewise, after ``data``, the end of an answer, is sent."""
        self._back()
        self._connection.transport.write(data)
        self._connection.receive(b"")

    def take_back_outcome(self, data: bytes, snapshot: str, file: int | None) -> None:
        """Likewise, after a request is answered whose outcome is there: the two in ``data``, the body in ``file``."""
        self._back()
        self._needed *= _MORE
        end = 4 + int.from_bytes(data[:4], "little")
        raw, size = data[4:end], os.fstat(file).st_size if file is not None else 0
        outcome = Outcome.decode(data[end:], snapshot, file, size)
        planned = self._app.known_heads.plan(raw, self._app.settings)
        if planned is None:
            drop(outcome)
            self._connection.receive(raw)
        else:
            self._connection.parse_again(raw, planned.encoded, outcome)

    def take_back_slow(self, raw: bytes, worker: WorkerHandle, began: float) -> bool:
        """Likewise, after ``worker`` has done the request ``raw``; False where nobody waits for that worker."""
        self._back()
        self._needed *= _MORE
        if self._connection.adopt(raw, worker, began):
            return True
        self._connection.receive(raw)
        return False

    def give_up(self) -> None:
        """Close the connection: nobody knows whether its client has the answer."""
        self.is_lent = False
        self._connection.transport.abort()
