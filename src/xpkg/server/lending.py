"""Lends connections of busy clients to workers, which answer on them; takes them back from one that is slow or ends."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from xpkg.server.forkserver_client import anonymous_file
from xpkg.server.lease import BACK, BUSY, DONE, IDLE, LEND, PLACE, REST, SENDING, WAKE, Lease
from xpkg.server.ready_workers import STUCK
from xpkg.server.worker_handle import WorkerHandle

_MOST_LENT = 32  # connections that one worker has
_TICK = 0.005  # seconds between two looks at the workers that have connections
_WAITED = 0.025  # seconds after which a request takes long that waits for something other than the processor
_WAITING, _NOT_YET_STOPPED = ("S", "D"), ("R", "S", "D")
_STOP_TICK = 0.001  # seconds between two looks at one that is being stopped


class Lendable(Protocol):
    """What is needed of a connection that can be lent."""

    @property
    def descriptor(self) -> int:
        """Its open file."""

    @property
    def path(self) -> str:
        """The path of the requests on it while it is lent."""

    @property
    def written(self) -> int:
        """How many bytes were written to it; -1 where the system does not tell."""

    def take_back(self, data: bytes = b"") -> None:
        """Read from it again, first the bytes ``data``."""

    def take_back_rest(self, data: bytes) -> None:
        """Likewise, after ``data``, the end of an answer, is sent."""

    def take_back_outcome(self, data: bytes, snapshot: str, file: int | None) -> None:
        """Likewise, after a request is answered whose outcome is there: the two in ``data``, the body in ``file``."""

    def take_back_slow(self, raw: bytes, worker: WorkerHandle, began: float) -> bool:
        """Likewise, after ``worker`` has done the request ``raw``; False where nobody waits for that worker."""

    def give_up(self) -> None:
        """Close it: nobody knows whether its client has the answer."""


@dataclass(frozen=True, slots=True)
class LendingActions:
    """What the pool does.

    ``take`` gives an idle worker, None where few are left; ``free`` takes back one that has nothing to do. ``adopt``
    watches one whose outcome nobody waits for. ``answered`` counts a request that a worker answered: its path, bytes
    of the body, whether it was cached, the time, the seconds that it took.
    """

    take: Callable[[], WorkerHandle | None]
    free: Callable[[WorkerHandle], None]
    adopt: Callable[[WorkerHandle], None]
    answered: Callable[[str, int, bool, float, float], None]


@dataclass(frozen=True, slots=True)
class _Lent:
    connection: Lendable
    path: str
    written: int  # before it was lent


@dataclass(slots=True, eq=False)
class _Loan:
    """What a worker has: the shared memory, and connections by number.

    ``seen`` is the request that it had at the last look, ``cpu`` the processor time it had used then. ``stopping`` says
    that it is looked at again once it does not run.
    """

    lease: Lease
    lent: dict[int, _Lent] = field(default_factory=dict)
    seen: int = -1
    cpu: float = 0.0
    stopping: bool = False


class Lending:
    """The connections lent to workers, to ``most`` of them at a time."""

    def __init__(self, most: int, actions: LendingActions) -> None:
        self._most, self._actions = most if hasattr(select, "epoll") else 0, actions  # Linux alone has it
        self._loans: dict[WorkerHandle, _Loan] = {}  # of all workers that ever had one
        self._timer: asyncio.TimerHandle | None = None
        self._number = 0

    @property
    def lent(self) -> int:
        """How many connections are lent."""
        return sum(len(loan.lent) for loan in self._loans.values())

    def lend(self, connection: Lendable, known: bytes) -> bool:
        """Lend ``connection``, with what is ``known`` of its head; False where no worker can take it.

        Nothing may be read from it until it is taken back.
        """
        worker = self._choose()
        if worker is None:
            return False
        loan, files = self._loans.get(worker), list[int]()
        try:
            if loan is None:
                files.append(anonymous_file())
                loan = _Loan(Lease(files[0]))
            self._number += 1
            lent = _Lent(connection, connection.path, connection.written)
            packet = PLACE.pack(LEND, self._number, loan.lease.term) + known
            socket.send_fds(worker.channel, [packet], [connection.descriptor, *files])
        except (OSError, ValueError):
            if not worker.holds:
                self._actions.free(worker)
            return False
        finally:
            for file in files:
                os.close(file)
        self._loans[worker] = loan
        loan.lent[self._number] = lent
        worker.holds = True
        self._look_in(_TICK)
        return True

    def _choose(self) -> WorkerHandle | None:
        """The worker for one more connection: one without, else the one with the fewest."""
        holders = {worker: len(loan.lent) for worker, loan in self._loans.items()
                   if worker.holds and not loan.stopping and not worker.killed_as
                   and not loan.lease.is_recalled}  # fmt: skip
        if len(holders) < self._most and (idle := self._actions.take()) is not None:
            return idle
        least = min(holders, key=lambda worker: holders[worker], default=None)
        return least if least is not None and holders[least] < _MOST_LENT else None

    def forget(self, connection: Lendable) -> None:
        """A lent ``connection`` was closed here."""
        for loan in self._loans.values():
            for number in [number for number, each in loan.lent.items() if each.connection is connection]:
                del loan.lent[number]

    def recall(self, *, but_of: str = "") -> None:
        """Have all connections given back, but those of workers of the snapshot ``but_of``."""
        for worker, loan in self._loans.items():
            if worker.holds and worker.snapshot != but_of and not loan.lease.is_recalled:
                loan.lease.recall(all_of_them=True)
                with contextlib.suppress(OSError):  # with a full channel it is not asleep
                    worker.channel.send(WAKE)

    def has_packet(self, worker: WorkerHandle, data: bytes, file: int | None) -> bool:
        """Take back what ``worker`` gives back with the packet ``data``; False where the packet is another one."""
        kind = data[:1]
        if kind not in (BACK, REST, DONE):
            return False
        _, number, term = PLACE.unpack_from(data)
        loan = self._loans[worker]
        self._drain(loan)
        lent = loan.lent.pop(number, None) if term == loan.lease.term else None
        self._settle(worker, loan)
        rest = data[PLACE.size :]
        if lent is None:
            if file is not None:
                os.close(file)
        elif kind == DONE:
            lent.connection.take_back_outcome(rest, worker.snapshot, file)
        elif kind == REST:
            lent.connection.take_back_rest(rest)
        else:
            lent.connection.take_back(rest)
        return True

    def _settle(self, worker: WorkerHandle, loan: _Loan) -> None:
        """A worker that has no connection any more is free for other jobs."""
        if worker.holds and not loan.lent and not loan.stopping:
            worker.holds = False
            loan.lease.recall(all_of_them=False)
            self._actions.free(worker)

    def reclaim(self, worker: WorkerHandle) -> None:
        """Take all connections back from ``worker``, which has ended, or is stopped while it has a request."""
        loan = self._loans.get(worker)
        if loan is None:
            return
        lease = loan.lease
        doing, number = lease.doing
        busy = loan.lent.get(number) if doing != IDLE else None
        answered: bool | None = False
        if busy is not None and doing == SENDING:
            answered = lease.was_answered(busy.connection.written - busy.written)
        self._drain(loan)
        lease.begin_term()
        lent, loan.lent, loan.stopping, worker.holds = loan.lent, {}, False, False
        if busy is not None:
            del lent[number]
        raw = lease.request()
        if doing == BUSY and (busy is None or not busy.connection.take_back_slow(raw, worker, lease.began)):
            self._actions.adopt(worker)
        elif busy is not None and doing != BUSY:
            if answered is None:
                busy.connection.give_up()
            else:
                busy.connection.take_back(b"" if answered else raw)
        for each in lent.values():
            each.connection.take_back()

    def remove(self, worker: WorkerHandle) -> None:
        """``worker`` is gone, or will be at once."""
        loan = self._loans.pop(worker, None)
        if loan is not None:
            self._drain(loan)
            loan.lease.close()

    def drain(self) -> None:
        """Count all requests that workers have answered."""
        for loan in self._loans.values():
            self._drain(loan)

    def _drain(self, loan: _Loan) -> None:
        for number, size, cached, at, seconds in loan.lease.records():
            found = loan.lent.get(number)
            self._actions.answered(found.path if found else "", size, cached, at, seconds)

    def _look_in(self, seconds: float) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._look)

    def stop(self) -> None:
        """Look no more; count what was answered."""
        if self._timer is not None:
            self._timer.cancel()
        self.drain()

    def _look(self) -> None:
        """Take back the connections of a worker whose request takes long; the other requests on them do not wait."""
        self._timer = None
        for worker, loan in list(self._loans.items()):
            self._drain(loan)
            if loan.stopping:
                if worker.state() not in _NOT_YET_STOPPED:
                    self._take_over(worker, loan)
            elif loan.lent and self._is_slow(worker, loan):
                worker.halt()  # what it does then does not change while that is looked at
                loan.stopping = True
        if any(loan.stopping for loan in self._loans.values()):
            self._look_in(_STOP_TICK)
        elif any(loan.lent for loan in self._loans.values()):
            self._look_in(_TICK)

    def _is_slow(self, worker: WorkerHandle, loan: _Loan) -> bool:
        if loan.lease.doing[0] != BUSY:
            return False
        if loan.seen != loan.lease.requests:
            loan.seen, loan.cpu = loan.lease.requests, worker.cpu_time()
            return False
        if worker.cpu_time() - loan.cpu >= STUCK:
            return True
        # On a busy machine it may not have had its share of the processor yet.
        return time.monotonic() - loan.lease.began >= _WAITED and worker.state() in _WAITING

    def _take_over(self, worker: WorkerHandle, loan: _Loan) -> None:
        """Where a worker that is stopped still has the same request, it goes on with that as with any other job."""
        loan.stopping = False
        if loan.lease.doing[0] == BUSY and loan.lease.requests == loan.seen:
            self.reclaim(worker)
        else:
            self._settle(worker, loan)
        worker.resume()
