"""The workers that can take a short query, and which of them takes the next one."""

from __future__ import annotations

import contextlib
import os

from xpkg.server.queries import Query
from xpkg.server.worker_handle import WorkerHandle

STUCK = 0.003
"""Seconds of processor time after which those behind a query in the same worker go to another one."""
_SHARED = 4  # short queries that one worker may have, one behind the other


class ReadyWorkers:
    """Workers without a query (``idle``), and those that run short ones.

    No more of them run short queries at the same time than there are processors for one of ``servers`` processes. A
    further query goes behind another short one, which spares both processes from waking up for each.
    """

    def __init__(self, servers: int) -> None:
        self.parallel = max(1, len(os.sched_getaffinity(0)) // servers)
        self.idle: list[WorkerHandle] = []
        self._short: dict[WorkerHandle, None] = {}

    def rest(self, worker: WorkerHandle) -> None:
        """``worker`` has no query any more."""
        self._short.pop(worker, None)
        self.idle.append(worker)

    def begin(self, worker: WorkerHandle) -> None:
        """``worker``, which had no query, has one."""
        self._short[worker] = None

    def close(self, worker: WorkerHandle) -> None:
        """``worker`` takes no further query until it rests."""
        self._short.pop(worker, None)

    def remove(self, worker: WorkerHandle) -> None:
        """``worker`` is gone."""
        self._short.pop(worker, None)
        with contextlib.suppress(ValueError):
            self.idle.remove(worker)

    def take_outdated(self, snapshot: str) -> list[WorkerHandle]:
        """Take out the idle workers of other snapshots than ``snapshot``."""
        outdated = [worker for worker in self.idle if worker.snapshot != snapshot]
        self.idle = [worker for worker in self.idle if worker.snapshot == snapshot]
        return outdated

    def choose(self, query: Query, snapshot: str, *, share: bool = True) -> WorkerHandle | None:
        """Take out an idle worker for ``query``, or choose one that is busy; None where it has to wait.

        Without ``share`` none is busy: while others wait, a worker that has done its queries takes one of those.
        """
        if share and not query.alone and len(self._short) >= self.parallel:
            least, found = _SHARED, None
            for worker in self._short:
                queued, first = len(worker.queries), worker.queries[0]
                if (queued < least and worker.snapshot == snapshot and not worker.killed_as
                        and first is not None and not first.alone):  # fmt: skip
                    least, found = queued, worker
            if found is not None:
                return found
        return self.idle.pop() if self.idle else None
