"""Gives each job a worker, and ends the queries that take too much time or memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from xpkg.server.jobs import Job, Outcome
from xpkg.server.log import Log
from xpkg.server.scheduler import FairScheduler
from xpkg.server.settings import Settings
from xpkg.server.waiting_queue import WaitingQueue
from xpkg.server.worker_handle import WorkerHandle, exit_cause
from xpkg.server.worker_supply import HALTED_PER_SLOT, WorkerEvents, WorkerSupply

_SHORT_PATIENCE = 0.006  # seconds after which a query counts as long while another one waits
_ATTEMPTS = 4  # for a query whose worker another process kills
_TICK = 0.1
_FIRST_WORKERS = 2  # that are started at once for a new snapshot
_ARRIVAL_TIMEOUT = 2  # seconds
_MAX_SLOW = 1000


class Pool:
    """The workers of one server process and the jobs that run in them.

    ``snapshot`` is the digest of the snapshot that is served ('' while there is none), ``base`` its base IRI.
    ``on_snapshot`` is called whenever another snapshot is served.
    """

    def __init__(self, store_dir: Path, settings: Settings, log: Log, on_snapshot: Callable[[], None]) -> None:
        self.settings, self._on_snapshot = settings, on_snapshot
        self.snapshot, self.base = "", ""
        events = WorkerEvents(self._is_ready, self._has_result, self._has_ended)
        self._supply = WorkerSupply(store_dir.absolute(), settings, log, events)
        self._idle: list[WorkerHandle] = []
        self._scheduler: FairScheduler[WorkerHandle] = FairScheduler(
            settings.long_queries, settings.long_queries * HALTED_PER_SLOT
        )
        self._queue: WaitingQueue[WorkerHandle] = WaitingQueue()
        self._slow: OrderedDict[int, None] = OrderedDict()  # fingerprints of queries that ran into their deadline
        self._arrivals: list[asyncio.Future[None]] = []
        self._write_lock = asyncio.Lock()
        self._closing = False
        self._killed = self._refused = 0

    async def start(self) -> None:
        """Start the first workers. Returns when one is ready, when they do not start, or when there is no store."""
        self._loop = asyncio.get_running_loop()
        self._ticker = self._loop.create_task(self._tick())
        await self._supply.start()

    async def stop(self) -> None:
        """End all workers."""
        self._closing = True
        self._ticker.cancel()
        self._supply.stop()

    async def _tick(self) -> None:
        """Watch the store's folder, the shares of long queries, and the memory of all of them together."""
        while True:
            await asyncio.sleep(_TICK)
            self.look()
            self._supply.fill()
            self._scheduler.rebalance()
            memory = {worker: worker.resident_memory() for worker in self._supply.workers
                      if worker.is_long and not worker.killed_as}  # fmt: skip
            if sum(memory.values()) > self.settings.memory_in_all:
                self._end(max(memory, key=lambda worker: memory[worker]), "memory")

    def _is_ready(self, worker: WorkerHandle) -> None:
        if worker.snapshot == self._supply.wanted and self.snapshot != self._supply.wanted:
            self._switch_to(worker)
        self._free(worker)

    def _switch_to(self, worker: WorkerHandle) -> None:
        """Serve the snapshot of ``worker`` from now on."""
        self.snapshot, self.base = worker.snapshot, worker.base
        self._slow.clear()
        outdated, self._idle = [other for other in self._idle if other.snapshot != self.snapshot], []
        for other in outdated:
            other.kill()
            self._release(other)
        self._on_snapshot()
        for arrival in self._arrivals:
            if not arrival.done():
                arrival.set_result(None)
        self._arrivals.clear()

    def _free(self, worker: WorkerHandle) -> None:
        """Give a worker without a job to a waiting request, or make it idle; end it where its snapshot is outdated."""
        if worker.snapshot != self.snapshot or self._closing:
            worker.kill()
            self._release(worker)
        elif not self._queue.serve(worker):
            self._idle.append(worker)

    def _release(self, worker: WorkerHandle) -> None:
        """Forget a worker that ended."""
        self._supply.release(worker)
        self._scheduler.remove(worker)
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)

    def _has_ended(self, worker: WorkerHandle) -> None:
        result, kind = worker.result, worker.killed_as or exit_cause(worker.error_output())
        self._release(worker)
        if result is not None and not result.done():
            result.set_result(Outcome(kind, snapshot=worker.snapshot))
        if not self._closing:
            self._supply.fill()

    def _has_result(self, worker: WorkerHandle, data: bytes, file: int | None) -> None:
        result, worker.result, worker.job = worker.result, None, None
        if worker.timer is not None:
            worker.timer.cancel()
            worker.timer = None
        assert result is not None
        size = os.fstat(file).st_size if file is not None else 0
        if result.done():
            if file is not None:
                os.close(file)
        else:
            result.set_result(Outcome.decode(data, worker.snapshot, file, size))
        if worker.is_long:  # it may hold much memory, and its priority cannot be raised again
            worker.kill()
            self._release(worker)
            self._supply.fill()
        else:
            self._free(worker)

    async def execute(self, job: Job, encoded: bytes, file: int | None = None) -> Outcome:
        """The outcome of ``job`` (``encoded`` is its encoding), run in a worker. Cancelling the call kills the query.

        ``file`` is the open body of a request that has one.
        """
        if job.writes:
            async with self._write_lock:
                outcome = await self._run(job, encoded, file)
                if outcome.kind == "ok":
                    await self.arrival_of(outcome.snapshot)
                return outcome
        for _ in range(_ATTEMPTS):
            outcome = await self._run(job, encoded, file)
            if outcome.kind != "killed":
                break
        return outcome

    async def _run(self, job: Job, encoded: bytes, file: int | None) -> Outcome:
        deadline = self._loop.time() + job.timeout
        fingerprint = hash((job.text, job.default, job.named))
        if fingerprint in self._slow and not job.writes and self._scheduler.is_full:
            self._refused += 1
            return Outcome("busy", snapshot=self.snapshot)
        while True:
            worker = self._idle.pop() if self._idle else await self._wait(job, deadline)
            if worker is None:
                self._refused += 1
                return Outcome("busy" if self.snapshot else "unready", snapshot=self.snapshot)
            try:
                worker.send(encoded, file)
                break
            except OSError:  # it had ended before: the query has not run
                worker.kill()
                self._has_ended(worker)
        result = worker.result = self._loop.create_future()
        worker.job, worker.started, worker.deadline, worker.fingerprint = job, self._loop.time(), deadline, fingerprint
        worker.cpu = worker.cpu_time()
        patience = 0 if fingerprint in self._slow else self._patience()
        worker.timer = self._loop.call_later(patience, self._becomes_long, worker)
        try:
            outcome: Outcome = await result
            return outcome
        except asyncio.CancelledError:
            worker.kill()
            raise

    async def _wait(self, job: Job, deadline: float) -> WorkerHandle | None:
        """A worker for ``job``, once one is free; None where the queue is full or the wait too long."""
        if len(self._queue) >= self.settings.queue or self._closing or self._supply.is_down:
            return None
        for worker in self._supply.workers:  # while a request waits, queries count as long sooner
            timer = worker.timer
            if timer is not None and not worker.is_long and timer.when() - self._loop.time() > _SHORT_PATIENCE:
                timer.cancel()
                worker.timer = self._loop.call_later(_SHORT_PATIENCE, self._becomes_long, worker)
        free: asyncio.Future[WorkerHandle] = self._loop.create_future()
        self._queue.add(free, job.expected_cost)
        limit = min(deadline - self._loop.time(), self.settings.queue_wait)
        end_of_wait = self._loop.call_later(limit, free.cancel)
        try:
            return await free
        except asyncio.CancelledError:
            if free.done() and not free.cancelled():  # a worker came at the moment of the cancellation
                self._free(free.result())
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return None
        finally:
            end_of_wait.cancel()
            if free.cancelled():
                self._queue.discard(free)

    def _patience(self) -> float:
        """Seconds of processor time after which a query counts as long."""
        return _SHORT_PATIENCE if len(self._queue) else self.settings.patience

    def _becomes_long(self, worker: WorkerHandle) -> None:
        """Give a query that takes longer than a short one to the scheduler, at the lowest priority.

        Where the scheduler has no room, the query is refused: little work is lost.
        """
        now = self._loop.time()
        patience = self._patience()
        used = worker.cpu_time() - worker.cpu
        if used < patience and worker.fingerprint not in self._slow and now - worker.started < patience * 8:
            # On a busy machine it may not have had its share of the processor yet.
            worker.timer = self._loop.call_later(max(patience - used, 0.001), self._becomes_long, worker)
            return
        writes = worker.job is not None and worker.job.writes  # others wait for a write: it is never paused
        if not writes and not self._scheduler.admit(worker, partial(self._end, kind="busy")):
            rest = self.settings.patience - used
            if rest > 0 and now - worker.started < self.settings.patience * 16:
                worker.timer = self._loop.call_later(max(rest, 0.001), self._becomes_long, worker)
            else:
                self._end(worker, "busy")
            return
        worker.is_long = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, 19)
        worker.timer = self._loop.call_later(max(worker.deadline - now, 0), self._at_deadline, worker)
        self._supply.fill()

    def _at_deadline(self, worker: WorkerHandle) -> None:
        if worker in self._scheduler.halted:
            self._end(worker, "busy")
            return
        self._slow[worker.fingerprint] = None
        if len(self._slow) > _MAX_SLOW:
            self._slow.popitem(last=False)
        self._end(worker, "deadline")

    def _end(self, worker: WorkerHandle, kind: str) -> None:
        """Kill a query. Its outcome does not wait until the kernel has freed the memory."""
        self._killed += 1
        worker.kill(kind)
        self._scheduler.remove(worker)
        result, worker.result = worker.result, None
        if result is not None and not result.done():
            result.set_result(Outcome(kind, snapshot=worker.snapshot))

    def look(self) -> bool:
        """Whether another snapshot has become current; if so its first workers are started."""
        if not self._supply.check_snapshot():
            return False
        self._supply.fill(_FIRST_WORKERS)  # more with the next tick: another write may follow at once
        return True

    @property
    def behind(self) -> bool:
        """Whether a newer snapshot is current than the one that is served."""
        return self.snapshot != self._supply.wanted

    async def arrival(self) -> None:
        """Wait until the current snapshot is served."""
        if self.behind:
            arrival: asyncio.Future[None] = self._loop.create_future()
            self._arrivals.append(arrival)
            await arrival

    async def arrival_of(self, snapshot: str) -> None:
        """Wait, for at most two seconds, until ``snapshot`` or a later one is served."""
        self.look()
        if self.snapshot != snapshot:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.arrival(), _ARRIVAL_TIMEOUT)

    @property
    def counts(self) -> dict[str, int]:
        """The counters of the pool, for the metrics."""
        return {"started": self._supply.started, "killed": self._killed, "refused": self._refused}

    def numbers(self) -> dict[str, int]:
        """The gauges of the pool, for the metrics."""
        return {
            "idle": len(self._idle),
            "busy": len(self._supply.workers) - len(self._idle),
            "long": len(self._scheduler.running),
            "halted": len(self._scheduler.halted),
            "waiting": len(self._queue),
        }
