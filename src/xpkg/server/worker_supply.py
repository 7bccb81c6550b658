"""Keeps enough worker processes ready for the current snapshot, and starts new ones in place of those that end."""

from __future__ import annotations

import asyncio
import contextlib
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.server.backoff import Backoff
from xpkg.server.endpoint_engine import snapshot_of
from xpkg.server.forkserver_client import MAX_PACKET, ForkserverClient, exit_reason
from xpkg.server.lease import BACK, DONE, REST
from xpkg.server.log import Log
from xpkg.server.packets import receive
from xpkg.server.settings import Settings
from xpkg.server.snapshot_watcher import SnapshotWatcher
from xpkg.server.worker_handle import WorkerHandle

HALTED_PER_SLOT = 3
"""Long queries that may be paused, for each one that runs."""
_START_TIMEOUT = 15  # seconds
_SHORT_OUTAGE = 1.0  # seconds; a query waits for workers whose next start is due within that time
_FILES_PER_WORKER = 3  # its channel, its standard error, its pidfd
_OTHER_FILES = 40  # what the server process has open besides, and its least number of connections


@dataclass(frozen=True, slots=True)
class WorkerEvents:
    """What is called when a worker is ready for jobs, sends a result (with an open file or None), or has ended."""

    ready: Callable[[WorkerHandle], None]
    result: Callable[[WorkerHandle, bytes, int | None], None]
    ended: Callable[[WorkerHandle], None]


class WorkerSupply:
    """The workers of one server process: ``workers`` are ready or busy, more may be starting.

    Where workers do not start, it tries again at growing intervals, and logs each reason once.
    """

    def __init__(self, store_dir: Path, settings: Settings, log: Log, events: WorkerEvents) -> None:
        self._settings, self._log, self._events = settings, log, events
        self.workers: set[WorkerHandle] = set()
        self.started = 0  # workers that were started in all
        self._starting: set[WorkerHandle] = set()
        self._watcher = SnapshotWatcher(store_dir, snapshot_of(settings.endpoint) if settings.endpoint else "")
        self._client = ForkserverClient(store_dir, settings)
        self._client_start: asyncio.Task[None] | None = None
        self._backoff, self._reported = Backoff(), set[str]()
        self._settled = asyncio.Event()
        self._closing = False
        self._buffer = bytearray(MAX_PACKET)

    @property
    def wanted(self) -> str:
        """The digest of the snapshot that new workers open; '' while there is no store."""
        return self._watcher.current

    @property
    def is_down(self) -> bool:
        """Whether there is no worker, and the next attempt to start one is not due soon."""
        return not self.workers and self._backoff.wait > _SHORT_OUTAGE

    async def start(self) -> None:
        """Start the first workers. Returns when one is ready, when they do not start, or when there is no store."""
        self._loop = asyncio.get_running_loop()
        self.check_snapshot()
        self.fill()
        if self.wanted:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._settled.wait(), _START_TIMEOUT)

    def stop(self) -> None:
        """End all workers and the fork server."""
        self._closing = True
        if self._client_start is not None:
            self._client_start.cancel()
        for worker in list(self.workers | self._starting):
            worker.kill("unready")
            self.release(worker)
        self._client.stop()

    def check_snapshot(self, *, force: bool = False) -> bool:
        """Whether another snapshot has become current; see SnapshotWatcher."""
        return self._watcher.check(force=force)

    def fill(self, at_once: int = 100) -> None:
        """Start up to ``at_once`` workers, until enough are ready or starting."""
        if self._closing or not self.wanted or not self._backoff.is_over(self._loop.time()):
            return
        if not self._client.is_running:
            if self._client_start is None:
                self._client_start = self._loop.create_task(self._start_client())
            return
        if self._backoff.is_in_trouble:
            at_once = 1
        others = (worker for worker in self.workers if not worker.is_long and not worker.holds)
        ready = sum(worker.snapshot == self.wanted for worker in others)
        starting = sum(worker.snapshot == self.wanted for worker in self._starting)
        limit = self._settings.workers + self._settings.long_queries * (1 + HALTED_PER_SLOT)
        room = min(limit, _max_workers()) - len(self.workers) - len(self._starting)
        for _ in range(min(self._settings.workers - ready - starting, room, at_once)):
            if not self._fork():
                return

    def release(self, worker: WorkerHandle) -> None:
        """Forget a worker that ended, and close its files."""
        self.workers.discard(worker)
        self._starting.discard(worker)
        if worker.error_file >= 0:
            self._loop.remove_reader(worker.channel.fileno())
        worker.close()

    async def _start_client(self) -> None:
        try:
            await self._client.start()
        except (OSError, StoreError) as error:
            self._note_failure(_reason(error))
        finally:
            self._client_start = None
        self.fill()

    def _note_failure(self, reason: str) -> None:
        """A worker did not start: try again later, and log the reason unless that was done."""
        self._backoff.failed(self._loop.time())
        if reason not in self._reported:
            self._reported.add(reason)
            self._log.note("error", f"the processes that answer queries do not start: {reason}; trying again")
        self._settled.set()

    def _note_success(self) -> None:
        self._settled.set()
        ready = sum(worker.snapshot == self.wanted for worker in self.workers)
        if ready < min(self._settings.workers, _max_workers()):
            return  # where only some of them start, the trouble is not over
        if self._reported:
            self._log.note("warning", "the processes that answer queries start again")
        self._reported.clear()
        self._backoff.succeeded()

    def _fork(self) -> bool:
        try:
            channel, error_file = self._client.fork_worker()
        except OSError as error:
            self._note_failure(_reason(error))
            return False
        worker = WorkerHandle(channel, error_file, self.wanted)
        self._starting.add(worker)
        self.started += 1
        self._loop.add_reader(channel.fileno(), self._readable, worker)
        return True

    def _readable(self, worker: WorkerHandle) -> None:
        try:
            data, files = receive(worker.channel, self._buffer, 1)
        except BlockingIOError:
            return
        except OSError:
            data, files = b"", []
        if worker in self._starting:
            self._has_started(worker, data)
        elif data and (worker.queries or data[:1] in (BACK, REST, DONE)):
            self._events.result(worker, data, files[0] if files else None)
        else:
            self._events.ended(worker)

    def _has_started(self, worker: WorkerHandle, data: bytes) -> None:
        """Read the first packet of a worker: it is ready, or says why not."""
        self._starting.discard(worker)
        kind, _, rest = data.partition(b"\n")
        if kind != b"ready":
            reason = rest.decode("utf-8", "replace") or exit_reason(worker.error_output())
            self.release(worker)
            if not self._closing:
                self.check_snapshot(force=True)  # perhaps a build has replaced the snapshot that it should open
                self._note_failure(reason)
            return
        pid, worker.snapshot, worker.base = rest.decode().split("\n", 2)
        try:
            worker.identify(int(pid))
        except OSError as error:
            self.release(worker)
            self._note_failure(_reason(error))
            return
        self.workers.add(worker)
        self._note_success()
        if worker.snapshot != self.wanted:
            self.check_snapshot(force=True)
        self._events.ready(worker)


def _max_workers() -> int:
    """As many workers as this process may open files for; at least one."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return 1 << 16
    return max(1, (soft - _OTHER_FILES) // _FILES_PER_WORKER)


def _reason(error: OSError | StoreError) -> str:
    """Why a process did not start; one that had ended before anything could be done with it was killed."""
    if isinstance(error, ProcessLookupError):
        return "killed by another process"
    return getattr(error, "strerror", None) or str(error)
