"""Gives each query a worker, and ends those that take too much memory or whose client has gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xpkg.server.jobs import Job, Outcome
from xpkg.server.lending import Lending, LendingActions
from xpkg.server.log import Log
from xpkg.server.long_queries import LongQueries, PoolActions
from xpkg.server.queries import Query
from xpkg.server.ready_workers import STUCK, ReadyWorkers
from xpkg.server.settings import Settings
from xpkg.server.waiting_queue import WaitingQueue
from xpkg.server.worker_handle import WorkerHandle, exit_cause
from xpkg.server.worker_supply import WorkerEvents, WorkerSupply

_ATTEMPTS = 4  # for a query whose worker another process kills
_ABANDONED = 0.05  # seconds after which a query is killed whose client has gone; a shorter one ends by itself
_TICK = 0.1
_FIRST_WORKERS = 2  # that are started at once for a new snapshot
_ARRIVAL_TIMEOUT = 2  # seconds


@dataclass(frozen=True, slots=True)
class PoolEvents:
    """What is called when another snapshot is served, and when a worker answered on its own (see ``lending``)."""

    snapshot: Callable[[], None]
    answered: Callable[[str, int, bool, float, float], None]


class Pool:
    """The workers of one server process and the queries that run in them.

    ``snapshot`` is the digest of the snapshot that is served ('' while there is none), ``base`` its base IRI.
    ``lending`` lends connections to workers.
    """

    def __init__(self, store_dir: Path, settings: Settings, log: Log, events: PoolEvents) -> None:
        self.settings, self._events = settings, events
        self.snapshot, self.base = "", ""
        of_worker = WorkerEvents(self._is_ready, self._has_result, self._has_ended)
        self._supply = WorkerSupply(store_dir.absolute(), settings, log, of_worker)
        self._ready = ReadyWorkers(settings.servers)
        actions = PoolActions(self._end, self._part, self._supply.fill, lambda: len(self._queue))
        self._long = LongQueries(settings, actions)
        of_loan = LendingActions(self._take_idle, self._free, self._abandon, events.answered)
        self.lending = Lending(self._ready.parallel, of_loan)
        self._queue = WaitingQueue()
        self._arrivals: list[asyncio.Future[None]] = []
        self._write_lock = asyncio.Lock()
        self._closing = False
        self._killed = self._refused = 0

    async def start(self) -> None:
        """Start the first workers. Returns when one is ready, when they do not start, or when there is no store."""
        self._loop = asyncio.get_running_loop()
        self._long.start()
        self._ticker = self._loop.create_task(self._tick())
        await self._supply.start()

    async def stop(self) -> None:
        """End all workers."""
        self._closing = True
        self._ticker.cancel()
        self.lending.stop()
        self._supply.stop()

    async def _tick(self) -> None:
        """Watch the store's folder, the shares of long queries, and the memory of all of them together."""
        while True:
            await asyncio.sleep(_TICK)
            self.look()
            self._supply.fill()
            self._long.check(self._supply.workers)

    def _is_ready(self, worker: WorkerHandle) -> None:
        if worker.snapshot == self._supply.wanted and self.snapshot != self._supply.wanted:
            self._switch_to(worker)
        self._free(worker)

    def _switch_to(self, worker: WorkerHandle) -> None:
        """Serve the snapshot of ``worker`` from now on."""
        self.snapshot, self.base = worker.snapshot, worker.base
        self._long.forget_slow()
        for other in self._ready.take_outdated(self.snapshot):
            other.kill()
            self._release(other)
        self.lending.recall(but_of=self.snapshot)
        self._events.snapshot()
        for arrival in self._arrivals:
            if not arrival.done():
                arrival.set_result(None)
        self._arrivals.clear()

    def _free(self, worker: WorkerHandle) -> None:
        """Give a worker without a query one that waits, or make it idle; end it where its snapshot is outdated."""
        if worker.snapshot != self.snapshot or self._closing:
            worker.kill()
            self._release(worker)
            return
        query = self._queue.pop()
        if query is None:
            self._ready.rest(worker)
        elif not self._begin(worker, query):
            self._place(query)

    def _release(self, worker: WorkerHandle) -> None:
        """Forget a worker that ended."""
        self.lending.remove(worker)
        self._supply.release(worker)
        self._long.scheduler.remove(worker)
        self._ready.remove(worker)

    def _has_ended(self, worker: WorkerHandle) -> None:
        kind = worker.killed_as or exit_cause(worker.error_output())
        self.lending.reclaim(worker)
        queries = list(worker.queries)
        worker.queries.clear()
        self._release(worker)
        if queries and (first := queries[0]) is not None and not first.is_over:
            first.attempts += 1
            if kind == "killed" and not first.job.writes and first.attempts < _ATTEMPTS and not self._closing:
                self._place(first)
            else:
                first.finish(Outcome(kind, snapshot=worker.snapshot))
        self._place_again(queries[1:])
        if not self._closing:
            self._supply.fill()

    def _has_result(self, worker: WorkerHandle, data: bytes, file: int | None) -> None:
        if self.lending.has_packet(worker, data, file):
            return
        query = worker.queries.popleft()
        if worker.is_long:  # it may hold much memory, and its priority cannot be raised again
            worker.kill()
            self._release(worker)
            self._supply.fill()
        elif worker.queries:
            following = worker.queries[0]
            self._long.begin(worker, following.fingerprint if following is not None else None)
        else:
            self._free(worker)
        if query is None or query.is_over:
            if file is not None:
                os.close(file)
            return
        size = os.fstat(file).st_size if file is not None else 0
        query.finish(Outcome.decode(data, worker.snapshot, file, size))

    def submit(self, job: Job, encoded: bytes, done: Callable[[Outcome], None], file: int | None = None) -> Query:
        """Have ``job`` (``encoded``) run in a worker; ``done`` is called with its outcome, perhaps before this returns.

        ``file`` is the open body of a request that has one.
        """
        query = Query(job, encoded, file, self._loop.time() + job.timeout, done)
        query.alone = query.alone or bool(self.settings.endpoint)  # whose answers may take their time
        self._place(query)
        return query

    def adopt(
        self, worker: WorkerHandle, job: Job, encoded: bytes, done: Callable[[Outcome], None], began: float
    ) -> Query:
        """Wait for ``job``, which ``worker`` ``began`` on its own, as for one that was submitted."""
        query = Query(job, encoded, None, began + job.timeout, done)
        query.running = True
        worker.queries.append(query)
        self._long.begin(worker, query.fingerprint)
        return query

    def _abandon(self, worker: WorkerHandle) -> None:
        """``worker`` does a job for which nobody waits."""
        worker.queries.append(None)
        self._long.begin(worker, None)

    def _take_idle(self) -> WorkerHandle | None:
        """An idle worker to which connections can be lent; another one remains, and another is started for it."""
        settings = self.settings
        # A server that takes writes lends none: no worker is to read the token.
        if settings.writable or settings.endpoint or self._closing or len(self._queue) or len(self._ready.idle) < 2:
            return None
        return self._ready.idle.pop()

    def cancel(self, query: Query) -> None:
        """Nobody waits for ``query`` any more: kill it, or let it end by itself where it is short."""
        if query.is_over:
            return
        query.abandon()
        if not query.running:
            self._queue.discard(query)
            return
        for worker in self._supply.workers:
            if worker.queries and worker.queries[0] is query:
                if worker.is_long or query.job.writes or self._loop.time() - worker.started > _ABANDONED:
                    worker.kill()
                return

    async def execute(self, job: Job, encoded: bytes, file: int | None = None) -> Outcome:
        """The outcome of ``job``, as ``submit`` says. Cancelling the call cancels the query."""
        if job.writes:
            async with self._write_lock:
                outcome = await self._run(job, encoded, file)
                if outcome.kind == "ok":
                    await self.arrival_of(outcome.snapshot)
                return outcome
        return await self._run(job, encoded, file)

    async def _run(self, job: Job, encoded: bytes, file: int | None) -> Outcome:
        result: asyncio.Future[Outcome] = self._loop.create_future()
        query = self.submit(job, encoded, lambda outcome: _tell(result, outcome), file)
        try:
            return await result
        except asyncio.CancelledError:
            self.cancel(query)
            if result.done() and not result.cancelled() and (file := result.result().spooled) is not None:
                os.close(file)
            raise

    def _place(self, query: Query) -> None:
        """Give ``query`` to a worker, or let it wait for one."""
        if self._long.is_slow(query.fingerprint) and not query.job.writes:
            query.alone = True
            if self._long.scheduler.is_full:
                self._refuse(query)
                return
        share = not len(self._queue)
        while (worker := self._ready.choose(query, self.snapshot, share=share)) is not None:
            if self._begin(worker, query):
                return
        self._wait(query)

    def _place_again(self, queries: list[Query | None]) -> None:
        for query in queries:
            if query is not None and not query.is_over:
                query.running = False
                self._place(query)

    def _begin(self, worker: WorkerHandle, query: Query) -> bool:
        """Send ``query`` to ``worker``; False where that had ended before, so that the query has not run."""
        try:
            worker.send(query.encoded, query.file)
        except OSError:
            worker.kill()
            self._has_ended(worker)
            return False
        query.running = True
        if query.timer is not None:
            query.timer.cancel()
            query.timer = None
        worker.queries.append(query)
        if len(worker.queries) == 1:
            self._ready.begin(worker)
            self._long.begin(worker, query.fingerprint)
        else:
            self._long.hurry(worker, STUCK)
        return True

    def _wait(self, query: Query) -> None:
        """Let ``query`` wait until a worker is free; refuse it where the queue is full or the wait too long."""
        if len(self._queue) >= self.settings.queue or self._closing or self._supply.is_down:
            self._refuse(query)
            return
        for worker in self._supply.workers:  # while a query waits, others count as long sooner
            self._long.hurry(worker)
        self._queue.add(query)
        limit = min(query.deadline - self._loop.time(), self.settings.queue_wait)
        query.timer = self._loop.call_later(max(limit, 0), self._give_up, query)

    def _give_up(self, query: Query) -> None:
        self._queue.discard(query)
        self._refuse(query)

    def _refuse(self, query: Query) -> None:
        self._refused += 1
        query.finish(Outcome("busy" if self.snapshot else "unready", snapshot=self.snapshot))

    def _part(self, worker: WorkerHandle) -> None:
        """Give the queries behind the first one of ``worker`` to other workers; what it answers of them is void."""
        behind = list(worker.queries)[1:]
        for number in range(len(behind)):
            worker.queries[number + 1] = None
        self._ready.close(worker)
        self._place_again(behind)

    def _end(self, worker: WorkerHandle, kind: str) -> None:
        """Kill a query. Its outcome does not wait until the kernel has freed the memory."""
        self._killed += 1
        worker.kill(kind)
        self._ready.close(worker)
        self._long.scheduler.remove(worker)
        query = worker.queries[0] if worker.queries else None
        if query is not None:
            query.finish(Outcome(kind, snapshot=worker.snapshot))

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
            "idle": len(self._ready.idle),
            "busy": len(self._supply.workers) - len(self._ready.idle),
            "long": len(self._long.scheduler.running),
            "halted": len(self._long.scheduler.halted),
            "waiting": len(self._queue),
            "lent": self.lending.lent,
        }


def _tell(result: asyncio.Future[Outcome], outcome: Outcome) -> None:
    if not result.done():
        result.set_result(outcome)
    elif outcome.spooled is not None:
        os.close(outcome.spooled)
