"""Finds the queries that take longer than a short one, and gives them to the scheduler at the lowest priority."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from xpkg.server.ready_workers import STUCK
from xpkg.server.scheduler import FairScheduler
from xpkg.server.settings import Settings
from xpkg.server.worker_handle import WorkerHandle
from xpkg.server.worker_supply import HALTED_PER_SLOT

_SHORT_PATIENCE = 0.006  # seconds after which a query counts as long while another one waits
_MAX_SLOW = 1000


@dataclass(frozen=True, slots=True)
class PoolActions:
    """What the pool does for a query that is long.

    ``end`` kills a worker, and the outcome of its query is of the kind given; ``part`` gives the queries behind the
    first one to other workers; ``fill`` starts a worker in its place; ``waiting`` counts the queries without a worker.
    """

    end: Callable[[WorkerHandle, str], None]
    part: Callable[[WorkerHandle], None]
    fill: Callable[[], None]
    waiting: Callable[[], int]


class LongQueries:
    """Watches the workers that have a query. Each has one timer, which goes on while queries come and go."""

    def __init__(self, settings: Settings, pool: PoolActions) -> None:
        self._settings, self._pool = settings, pool
        self.scheduler: FairScheduler[WorkerHandle] = FairScheduler(
            settings.long_queries, settings.long_queries * HALTED_PER_SLOT
        )
        self._slow: OrderedDict[int, None] = OrderedDict()  # fingerprints of queries that ran into their deadline

    def start(self) -> None:
        """Take the event loop that runs."""
        self._loop = asyncio.get_running_loop()

    def check(self, workers: Iterable[WorkerHandle]) -> None:
        """Share the processor among the long queries of ``workers``; end the largest where their memory is too much."""
        self.scheduler.rebalance()
        memory = {each: each.resident_memory() for each in workers if each.is_long and not each.killed_as}
        if sum(memory.values()) > self._settings.memory_in_all:
            self._pool.end(max(memory, key=lambda worker: memory[worker]), "memory")

    def forget_slow(self) -> None:
        """Forget which queries ran into their deadline: another snapshot is served."""
        self._slow.clear()

    def is_slow(self, fingerprint: int) -> bool:
        """Whether a query ran into its deadline before."""
        return fingerprint in self._slow

    def begin(self, worker: WorkerHandle, fingerprint: int | None) -> None:
        """A query of ``worker`` begins: from now on its time counts."""
        worker.started, worker.cpu = self._loop.time(), worker.cpu_time()
        if fingerprint is not None and fingerprint in self._slow:
            self._set(worker, 0)
        elif worker.timer is None:
            self._set(worker, self._patience())

    def hurry(self, worker: WorkerHandle, seconds: float = _SHORT_PATIENCE) -> None:
        """Look at ``worker`` in ``seconds`` at the latest."""
        if worker.timer is not None and not worker.is_long and worker.due - self._loop.time() > seconds:
            self._set(worker, seconds)

    def _set(self, worker: WorkerHandle, seconds: float) -> None:
        if worker.timer is not None:
            worker.timer.cancel()
        worker.due = self._loop.time() + seconds
        worker.timer = self._loop.call_later(max(seconds, 0), self._look, worker)

    def _patience(self) -> float:
        """Seconds of processor time after which a query counts as long."""
        return _SHORT_PATIENCE if self._pool.waiting() else self._settings.patience

    def _look(self, worker: WorkerHandle) -> None:
        """See how long the first query of ``worker`` has been running."""
        worker.timer = None
        if not worker.queries:
            return
        query, age, patience = worker.queries[0], self._loop.time() - worker.started, self._patience()
        if query is not None and query.fingerprint in self._slow:
            patience = 0
        if age >= patience:
            self._becomes_long(worker, patience)
            return
        rest = patience - age
        if len(worker.queries) > 1:
            # On a busy machine it may not have had its share of the processor yet.
            used = worker.cpu_time() - worker.cpu
            if used >= STUCK or age >= STUCK * 8:
                self._pool.part(worker)
            else:
                rest = min(rest, max(STUCK - used, 0.001))
        self._set(worker, rest)

    def _becomes_long(self, worker: WorkerHandle, patience: float) -> None:
        """Give a query that takes longer than a short one to the scheduler, at the lowest priority.

        Where the scheduler has no room, the query is refused: little work is lost.
        """
        now, query = self._loop.time(), worker.queries[0]
        used = worker.cpu_time() - worker.cpu
        if patience and used < patience and now - worker.started < patience * 8:
            self._set(worker, max(patience - used, 0.001))  # as above
            return
        self._pool.part(worker)
        if query is None or query.is_over:  # nobody waits for it
            self._pool.end(worker, "gone")
            return
        # Others wait for a write: it is never paused.
        if not query.job.writes and not self.scheduler.admit(worker, self._evict):
            rest = self._settings.patience - used
            if rest > 0 and now - worker.started < self._settings.patience * 16:
                self._set(worker, max(rest, 0.001))
            else:
                self._pool.end(worker, "busy")
            return
        worker.is_long = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, 19)
        if worker.timer is not None:
            worker.timer.cancel()
        worker.timer = self._loop.call_later(max(query.deadline - now, 0), self._at_deadline, worker)
        self._pool.fill()

    def _evict(self, worker: WorkerHandle) -> None:
        self._pool.end(worker, "busy")

    def _at_deadline(self, worker: WorkerHandle) -> None:
        if worker in self.scheduler.halted:
            self._pool.end(worker, "busy")
            return
        query = worker.queries[0] if worker.queries else None
        if query is not None:
            self._slow[query.fingerprint] = None
        if len(self._slow) > _MAX_SLOW:
            self._slow.popitem(last=False)
        self._pool.end(worker, "deadline")
