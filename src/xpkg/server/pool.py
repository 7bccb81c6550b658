"""Keeps worker processes ready, gives each query one, and kills what overstays: the front's side of the workers."""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import os
import resource
import socket
import tempfile
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.server.backoff import Backoff
from xpkg.server.handle import Worker, cause, cpu_time, resident
from xpkg.server.jobs import INLINE, LONG_JOB, Job, Outcome
from xpkg.server.lane import Lane
from xpkg.server.log import Log
from xpkg.server.settings import Settings
from xpkg.server.starter import PACKET, Starter, why_it_ended
from xpkg.store import current_digest
from xpkg.store.reading import CURRENT

_HURRY = 0.006  # seconds that a query may keep its place when another one waits
_HALTED = 3  # long queries that wait for their turn, for each that runs
_ATTEMPTS = 4  # for a query whose worker somebody else kills
_TICK = 0.1
_FIRST = 2
_SHORT_TROUBLE = 1.0  # seconds; a query waits for workers that are tried again as soon as that
_FILES_OF_A_WORKER = 3  # its channel, its last words, its process
_FILES_OF_THE_FRONT = 40  # what is open besides, and the fewest connections


class Pool:
    """The workers of one front process. ``on_snapshot`` is called whenever another snapshot is served.

    Where workers do not start, they are tried again, ever more seldom, and ``log`` is told why, once.
    """

    def __init__(self, store_dir: Path, settings: Settings, log: Log, on_snapshot: Callable[[], None]) -> None:
        self.store_dir, self.settings, self._on_snapshot = store_dir.absolute(), settings, on_snapshot
        self._log = log
        self._pointer = self.store_dir / CURRENT
        self.snapshot, self.base = "", ""
        self._wanted, self._stamp = "", (0, 0)
        self._idle: list[Worker] = []
        self._workers: set[Worker] = set()
        self._lane: Lane[Worker] = Lane(settings.long_queries, settings.long_queries * _HALTED)
        self._starting: set[Worker] = set()
        self._waiting: list[tuple[int, int, asyncio.Future[Worker]]] = []
        self._tickets = count()
        self._slow: OrderedDict[int, None] = OrderedDict()
        self._arrivals: list[asyncio.Future[None]] = []
        self._starter = Starter(self.store_dir, settings)
        self._beginning: asyncio.Task[None] | None = None
        self._backoff, self._told = Backoff(), set[str]()
        self._settled = asyncio.Event()
        self._write_lock = asyncio.Lock()
        self._closing = False
        self.counts: dict[str, int] = {"started": 0, "killed": 0, "refused": 0}

    # Start and stop

    async def start(self) -> None:
        """Start the first workers; returns when one is ready, when they do not start, or when there is no store yet."""
        self._loop = asyncio.get_running_loop()
        self._look()
        self._fill()
        self._ticker = self._loop.create_task(self._tick())
        if self._wanted:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._settled.wait(), 15)

    async def stop(self) -> None:
        """End all workers and the nursery."""
        self._closing = True
        self._ticker.cancel()
        if self._beginning is not None:
            self._beginning.cancel()
        for worker in list(self._workers | self._starting):
            worker.kill("unready")
            self._bury(worker)
        self._starter.end()

    async def _begin(self) -> None:
        try:
            await self._starter.start()
        except (OSError, StoreError) as error:
            self._note_failure(getattr(error, "strerror", None) or str(error))
        finally:
            self._beginning = None
        self._fill()

    def _note_failure(self, reason: str) -> None:
        """A worker did not start: try again later, and say why unless that has been said."""
        self._backoff.failed(self._loop.time())
        if reason not in self._told:
            self._told.add(reason)
            self._log.note("error", f"the processes that answer queries do not start: {reason}; trying again")
        self._settled.set()

    def _note_success(self) -> None:
        self._settled.set()
        ready = sum(worker.snapshot == self._wanted for worker in self._workers)
        if ready < min(self.settings.workers, _room_for_workers()):
            return  # where some start and others do not, the trouble is not over
        if self._told:
            self._log.note("warning", "the processes that answer queries start again")
        self._told.clear()
        self._backoff.succeeded()

    # Workers

    def _fill(self, at_once: int = 100) -> None:
        """Bear workers until enough are ready or on their way."""
        if self._closing or not self._wanted or not self._backoff.is_over(self._loop.time()):
            return
        if not self._starter.is_running:
            if self._beginning is None:
                self._beginning = self._loop.create_task(self._begin())
            return
        if self._backoff.is_in_trouble:
            at_once = 1
        ready = sum(worker.snapshot == self._wanted for worker in self._workers if not worker.long)
        coming = sum(worker.snapshot == self._wanted for worker in self._starting)
        most = min(self.settings.workers + self.settings.long_queries * (1 + _HALTED), _room_for_workers())
        room = most - len(self._workers) - len(self._starting)
        for _ in range(min(self.settings.workers - ready - coming, room, at_once)):
            if not self._bear():
                return

    def _bear(self) -> bool:
        try:
            channel, last_words = self._starter.bear()
        except OSError as error:
            self._note_failure(error.strerror or str(error))
            return False
        worker = Worker(channel, last_words, self._wanted)
        self._starting.add(worker)
        self.counts["started"] += 1
        self._loop.add_reader(channel.fileno(), self._readable, worker)
        return True

    def _readable(self, worker: Worker) -> None:
        try:
            data, files, _, _ = socket.recv_fds(worker.channel, PACKET, 1)
        except BlockingIOError:
            return
        except OSError:
            data, files = b"", []
        if worker in self._starting:
            self._arrived(worker, data)
        elif data and worker.result is not None:
            self._done(worker, data, files[0] if files else None)
        else:
            self._died(worker)

    def _arrived(self, worker: Worker, data: bytes) -> None:
        self._starting.discard(worker)
        kind, _, rest = data.partition(b"\n")
        if kind != b"ready":
            reason = rest.decode("utf-8", "replace") or why_it_ended(_words(worker))
            self._bury(worker)
            if not self._closing:
                self._look(again=True)  # perhaps another snapshot has taken the place of the one that it wanted
                self._note_failure(reason)
            return
        pid, worker.snapshot, worker.base = rest.decode().split("\n", 2)
        worker.pid = int(pid)
        try:
            worker.pidfd = os.pidfd_open(worker.pid)
        except OSError as error:
            self._bury(worker)
            self._note_failure(error.strerror or str(error))
            return
        worker.clock = (~worker.pid << 3) | 2  # as clock_getcpuclockid(3) gives it
        self._workers.add(worker)
        self._note_success()
        if worker.snapshot != self._wanted:
            self._look(again=True)
        if worker.snapshot == self._wanted and self.snapshot != self._wanted:
            self._switch(worker)
        self._free(worker)

    def _switch(self, worker: Worker) -> None:
        self.snapshot, self.base = worker.snapshot, worker.base
        self._slow.clear()
        old, self._idle = [other for other in self._idle if other.snapshot != self.snapshot], []
        for other in old:
            other.kill()
            self._bury(other)
        self._on_snapshot()
        for arrival in self._arrivals:
            if not arrival.done():
                arrival.set_result(None)
        self._arrivals.clear()

    def _free(self, worker: Worker) -> None:
        """Give the worker to the one who waits, the likeliest short one first, or let it rest."""
        if worker.snapshot != self.snapshot or self._closing:
            worker.kill()
            self._bury(worker)
            return
        while self._waiting:
            _, _, waiting = heapq.heappop(self._waiting)
            if not waiting.done():
                waiting.set_result(worker)
                return
        self._idle.append(worker)

    def _bury(self, worker: Worker) -> None:
        """Let go of all that belongs to a worker that ended."""
        self._workers.discard(worker)
        self._lane.leave(worker)
        self._starting.discard(worker)
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        if worker.timer is not None:
            worker.timer.cancel()
        if worker.last_words >= 0:
            self._loop.remove_reader(worker.channel.fileno())
            worker.channel.close()
            os.close(worker.last_words)
            worker.last_words = -1
            if worker.pidfd >= 0:
                os.close(worker.pidfd)
                worker.pidfd = -1

    def _died(self, worker: Worker) -> None:
        result, why = worker.result, worker.why or cause(_words(worker))
        self._bury(worker)
        if result is not None and not result.done():
            result.set_result(Outcome(why, snapshot=worker.snapshot))
        if not self._closing:
            self._fill()

    def _done(self, worker: Worker, data: bytes, file: int | None) -> None:
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
        if worker.long:  # it may hold much memory, and its priority cannot be given back
            worker.kill()
            self._bury(worker)
            self._fill()
        else:
            self._free(worker)

    # Queries

    async def execute(self, job: Job, encoded: bytes, file: int | None = None) -> Outcome:
        """Run ``job`` in a worker, as ``encoded``; ``file`` is its body. A cancelled call kills its query."""
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
        if fingerprint in self._slow and not job.writes and self._lane.is_full:
            self.counts["refused"] += 1
            return Outcome("busy", snapshot=self.snapshot)
        while True:
            worker = self._idle.pop() if self._idle else await self._wait(job, deadline)
            if worker is None:
                self.counts["refused"] += 1
                return Outcome("busy" if self.snapshot else "unready", snapshot=self.snapshot)
            try:
                _send(worker.channel, encoded, file)
                break
            except OSError:  # it was dead already: the query has not run
                worker.kill()
                self._died(worker)
        result = worker.result = self._loop.create_future()
        worker.job, worker.started, worker.deadline, worker.fingerprint = job, self._loop.time(), deadline, fingerprint
        worker.cpu = cpu_time(worker)
        patience = 0 if fingerprint in self._slow else _HURRY if self._waiting else self.settings.patience
        worker.timer = self._loop.call_later(patience, self._outlasts, worker)
        try:
            outcome: Outcome = await result
            return outcome
        except asyncio.CancelledError:
            worker.kill()
            raise

    async def _wait(self, job: Job, deadline: float) -> Worker | None:
        if len(self._waiting) >= self.settings.queue or self._closing:
            return None
        if not self._workers and self._backoff.wait > _SHORT_TROUBLE:
            return None
        for worker in self._workers:  # who stands in the way now counts as long sooner
            if worker.timer is not None and not worker.long and worker.timer.when() - self._loop.time() > _HURRY:
                worker.timer.cancel()
                worker.timer = self._loop.call_later(_HURRY, self._outlasts, worker)
        waiting: asyncio.Future[Worker] = self._loop.create_future()
        heapq.heappush(self._waiting, (_likely_long(job), next(self._tickets), waiting))
        limit = min(deadline - self._loop.time(), self.settings.queue_wait)
        timer = self._loop.call_later(limit, waiting.cancel)
        try:
            return await waiting
        except asyncio.CancelledError:
            if waiting.done() and not waiting.cancelled():  # came at the same moment as the end of patience
                self._free(waiting.result())
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            return None
        finally:
            timer.cancel()
            if waiting.cancelled():  # who has gone takes up no place
                self._waiting = [entry for entry in self._waiting if entry[2] is not waiting]
                heapq.heapify(self._waiting)

    def _outlasts(self, worker: Worker) -> None:
        """The query takes longer than a short one: it goes to the lane of long ones, at the lowest priority.

        Where there is no place left, and nobody there who has had much, it gives way: what it took is not worth much.
        """
        now = self._loop.time()
        patience = _HURRY if self._waiting else self.settings.patience
        used = cpu_time(worker) - worker.cpu
        if used < patience and worker.fingerprint not in self._slow and now - worker.started < patience * 8:
            # On a busy machine it may not have had its time yet.
            worker.timer = self._loop.call_later(max(patience - used, 0.001), self._outlasts, worker)
            return
        writes = worker.job is not None and worker.job.writes  # it has others wait: it is never halted
        if not writes and not self._lane.enter(worker, partial(self._end, why="busy")):
            if used < self.settings.patience and now - worker.started < self.settings.patience * 16:
                worker.timer = self._loop.call_later(max(self.settings.patience - used, 0.001), self._outlasts, worker)
            else:
                self._end(worker, "busy")
            return
        worker.long = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.pid, 19)
        worker.timer = self._loop.call_later(max(worker.deadline - now, 0), self._too_long, worker)
        self._fill()

    def _too_long(self, worker: Worker) -> None:
        if worker in self._lane.halted:
            self._end(worker, "busy")
            return
        self._slow[worker.fingerprint] = None
        if len(self._slow) > 1000:
            self._slow.popitem(last=False)
        self._end(worker, "deadline")

    def _end(self, worker: Worker, why: str) -> None:
        """Kill a query; its answer does not wait for the kernel to take back the memory."""
        self.counts["killed"] += 1
        worker.kill(why)
        self._lane.leave(worker)
        result, worker.result = worker.result, None
        if result is not None and not result.done():
            result.set_result(Outcome(why, snapshot=worker.snapshot))

    # Snapshots

    def look(self) -> bool:
        """Whether another snapshot has become current; if so its workers are on their way."""
        if not self._look():
            return False
        self._fill(_FIRST)  # the others come with the next tick: somebody may write again before that
        return True

    def _look(self, *, again: bool = False) -> bool:
        try:
            found = os.stat(self._pointer)
            stamp = (found.st_mtime_ns, found.st_ino)
            if stamp == self._stamp and not again:
                return False
        except OSError:
            return False
        name = current_digest(self.store_dir)
        if name is None:
            return False
        self._stamp = stamp
        changed, self._wanted = name != self._wanted, name
        return changed

    @property
    def behind(self) -> bool:
        """Whether a newer snapshot is known and not served yet."""
        return self.snapshot != self._wanted

    async def arrival(self) -> None:
        """Wait until the wanted snapshot is served."""
        if self.behind:
            arrival: asyncio.Future[None] = self._loop.create_future()
            self._arrivals.append(arrival)
            await arrival

    async def arrival_of(self, snapshot: str) -> None:
        """Wait (two seconds at most) until ``snapshot``, or one after it, is served."""
        self.look()
        if self.snapshot != snapshot:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.arrival(), 2)

    async def _tick(self) -> None:
        """Watch the store's folder, the turns of long queries and the memory of all of them together."""
        while True:
            await asyncio.sleep(_TICK)
            self.look()
            self._fill()
            self._lane.turn()
            heavy = {worker: resident(worker.pid) for worker in self._workers if worker.long and not worker.why}
            if sum(heavy.values()) > self.settings.memory_in_all:
                self._end(max(heavy, key=lambda worker: heavy[worker]), "memory")

    def numbers(self) -> dict[str, int]:
        """What the pool is doing, for the metrics."""
        return {
            "idle": len(self._idle),
            "busy": len(self._workers) - len(self._idle),
            "long": len(self._lane.running),
            "halted": len(self._lane.halted),
            "waiting": len(self._waiting),
        }


def _likely_long(job: Job) -> int:
    """A guess that costs nothing: the more variables a query writes down, the more it may have to join."""
    return job.text.count("?") + job.text.count("$")


def _send(channel: socket.socket, encoded: bytes, file: int | None) -> None:
    """A job as one packet; one that is too long for that as a file. Raises OSError where nobody listens."""
    files = [] if file is None else [file]
    if len(encoded) <= INLINE:
        socket.send_fds(channel, [encoded], files) if files else channel.send(encoded)
        return
    with tempfile.TemporaryFile() as kept:
        kept.write(encoded)
        kept.flush()
        socket.send_fds(channel, [LONG_JOB], [kept.fileno(), *files])


def _words(worker: Worker) -> bytes:
    """What a worker said in dying."""
    if worker.last_words >= 0:
        with contextlib.suppress(OSError):
            return os.pread(worker.last_words, 4096, 0)
    return b""


def _room_for_workers() -> int:
    """As many workers as this process may have files open for; one at least."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return 1 << 16
    return max(1, (soft - _FILES_OF_THE_FRONT) // _FILES_OF_A_WORKER)
