"""The connections that are lent to a worker: it answers small queries on them without the server process between.

What is no small query after a known head goes back to the server process, and its connection with it.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import time
from dataclasses import dataclass
from email.utils import formatdate

from xpkg.server.engine import AnyEngine
from xpkg.server.job_runner import run_query
from xpkg.server.jobs import Outcome
from xpkg.server.known_heads import KnownHeads, Plan
from xpkg.server.lease import BACK, DONE, LEND, LONGEST_REQUEST, PLACE, REST, WAKE, Lease
from xpkg.server.packets import receive
from xpkg.server.response_cache import CachedResponse, ResponseCache

_IDLE = 1.0  # seconds after which a connection goes back whose client asks nothing
_SHARE_OF_CACHE = 8  # of the size of the caches, a worker has this part for lent connections


@dataclass(slots=True)
class _Held:
    connection: socket.socket
    number: int
    term: int
    start: bytes
    active: float
    sent: int = 0


class Holder:
    """Answers on lent connections. ``channel`` leads to the server process."""

    def __init__(self, channel: socket.socket, engine: AnyEngine, buffer: bytearray) -> None:
        self._channel, self._engine, self._buffer = channel, engine, buffer
        self._heads = KnownHeads()
        self._cache = ResponseCache(engine.settings.cache_size // _SHARE_OF_CACHE)
        self._held: dict[int, _Held] = {}
        self._second, self._head = 0, b""

    def hold(self, data: bytes, files: list[int]) -> tuple[bytes, list[int]]:
        """Answer on the connection lent by the packet ``data``, and on those lent later, until none is left.

        The first one comes with the shared memory. Returns the first packet about something else; no data at the end.
        """
        if len(files) == 2:
            self._lease = Lease(files[1])
            os.close(files.pop())
        with contextlib.closing(select.epoll()) as self._poll:
            self._poll.register(self._channel, select.EPOLLIN)
            self._take(data, files)
            swept = time.monotonic()
            while self._held:
                for descriptor, _ in self._poll.poll(_IDLE):
                    if descriptor == self._channel.fileno():
                        data, files = receive(self._channel, self._buffer, 2)
                        if data[:1] == LEND:
                            self._take(data, files)
                        elif data != WAKE:
                            self._give_all_back()
                            return data, files
                    elif self._lease.is_recalled:
                        self._give_all_back()
                    elif (held := self._held.get(descriptor)) is not None:
                        self._serve(held)
                now = time.monotonic()
                if self._lease.is_recalled:
                    self._give_all_back()
                elif now - swept > _IDLE:
                    swept = now
                    for held in [each for each in self._held.values() if now - each.active > _IDLE]:
                        self._give_back(held, BACK)
            return WAKE, []

    def _take(self, data: bytes, files: list[int]) -> None:
        """Take the connection that is lent by the packet ``data``, unless the server process took it back already."""
        _, number, term = PLACE.unpack_from(data)
        connection = socket.socket(fileno=files[0])
        if term != self._lease.term:
            connection.close()
            return
        start = self._heads.take(data[PLACE.size :])
        self._held[connection.fileno()] = _Held(connection, number, term, start, time.monotonic())
        self._poll.register(connection, select.EPOLLIN)

    def _serve(self, held: _Held) -> None:
        """Answer the request that has arrived on a connection."""
        lease = self._lease
        place = lease.read(held.number)
        try:
            size = held.connection.recv_into(place)
        except BlockingIOError:
            lease.rest()
            return
        except OSError:
            size = 0  # the server process will see it, too
        began = held.active = time.monotonic()
        raw = lease.request(size) if size else b""
        if 0 < size < LONGEST_REQUEST and raw.startswith(held.start):
            cached = self._cache.get(raw)
            if cached is not None:
                self._send(held, cached, began, cached=True)
                return
            planned = self._heads.plan(raw, self._engine.settings)
            if planned is not None:
                lease.begin(held.number)
                self._run(held, raw, planned, began)
                return
        self._give_back(held, BACK, raw)

    def _run(self, held: _Held, raw: bytes, plan: Plan, began: float) -> None:
        engine = self._engine
        result = run_query(engine, plan.known.job, plan.text, has_dataset=plan.has_dataset)
        self._lease.send(held.number)
        if held.term != self._lease.term:
            # It took long: the server process has taken back all connections, and waits for the outcome.
            self._forget_all()
            send_outcome(self._channel, _outcome(result))
        elif isinstance(result, bytes) or _is_small(result):
            body, gzipped = (result, False) if isinstance(result, bytes) else (result.body, result.gzipped)
            rest = plan.known.answer(plan.encoded, body, engine.snapshot, engine.settings, gzipped=gzipped)
            response = CachedResponse(rest, "", 200, len(body))
            if self._send(held, response, began):
                self._cache.put(raw, response)
            return
        else:
            self._forget(held)
            parts = (PLACE.pack(DONE, held.number, held.term), len(raw).to_bytes(4, "little"), raw)
            send_outcome(self._channel, result, b"".join(parts))
        self._lease.rest()

    def _send(self, held: _Held, response: CachedResponse, began: float, *, cached: bool = False) -> bool:
        """Send a response; False where its client did not take it at once."""
        lease, now = self._lease, time.time()
        if cached:
            lease.send(held.number)
        if int(now) != self._second:
            self._second = int(now)
            self._head = f"HTTP/1.1 200 OK\r\ndate: {formatdate(now, usegmt=True)}\r\n".encode()
        data = self._head + response.rest
        lease.answer((held.number, response.size, cached, now, time.monotonic() - began), held.sent, len(data))
        try:
            sent = held.connection.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:  # the server process will see it, too
            sent = len(data)
        lease.answered()
        held.sent += sent
        if sent < len(data):
            self._give_back(held, REST, data[sent:])
            return False
        lease.rest()
        return True

    def _give_back(self, held: _Held, kind: bytes, data: bytes = b"") -> None:
        """Give a connection back, with what the server process needs to go on."""
        self._forget(held)
        self._channel.send(PLACE.pack(kind, held.number, held.term) + data)
        self._lease.rest()

    def _give_all_back(self) -> None:
        for held in list(self._held.values()):
            self._give_back(held, BACK)

    def _forget(self, held: _Held) -> None:
        self._poll.unregister(held.connection)
        del self._held[held.connection.fileno()]
        held.connection.close()

    def _forget_all(self) -> None:
        for held in list(self._held.values()):
            self._forget(held)


def _outcome(result: bytes | Outcome) -> Outcome:
    return Outcome("ok", result) if isinstance(result, bytes) else result


def _is_small(outcome: Outcome) -> bool:
    """Whether an outcome is a result that is sent by the worker itself."""
    return outcome.kind == "ok" and outcome.status == 200 and outcome.spooled is None and not outcome.headers


def send_outcome(channel: socket.socket, outcome: Outcome, before: bytes = b"") -> None:
    """Send the encoded ``outcome`` to the server process, after the bytes ``before``."""
    with contextlib.suppress(BrokenPipeError):  # the server process needs the result no more
        if outcome.spooled is None:
            channel.send(before + outcome.encode())
        else:
            socket.send_fds(channel, [before + outcome.encode()], [outcome.spooled])
            os.close(outcome.spooled)
