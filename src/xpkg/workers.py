"""An executor of worker processes, each of which may end in the midst of a task without harm to the others."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

from xpkg import limits
from xpkg.errors import XpkgError

_P = ParamSpec("_P")
_T = TypeVar("_T")
_REAPING = threading.Lock()
"""Held by who starts a process or asks how one ended: starting one asks all others, and one answer is all there is."""
_IDLE = 60.0
"""Seconds for which a process without tasks is kept; to start another takes most of a second."""
_GROWTH = 1.25
"""A process that has mapped more than so many times the memory that it had at its start is not kept."""
_idle: list[_Worker] = []
"""The process that earlier Workers had no more use for: one at most, as small builds need no more."""
os.register_at_fork(after_in_child=_idle.clear)  # it is the parent's


class WorkerEndedError(Exception):
    """The process that did a task has ended before it was done; ``status`` is its exit status, below 0 a signal."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the worker process ended with status {status}")
        self.status = status


@dataclass(frozen=True, slots=True)
class _Task:
    future: Future[Any]
    work: Callable[[], Any] = field(compare=False)


class Workers(Executor):
    """Up to ``count`` processes that do what is submitted; what ends one of them costs no task but its own.

    Each process is a fresh one, or one that earlier Workers had no more use for. It is not a fork, which would cut the
    threads of a database in two. It calls ``start(*arguments)`` first, and leaves an interrupt to the process that has
    it. A future has WorkerEndedError where its process ended, and where none could be started what ``start`` raised,
    or XpkgError. ``kill`` ends all at once.
    """

    def __init__(self, count: int, start: Callable[..., None], *arguments: object) -> None:
        self._count, self._start, self._arguments = count, start, arguments
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._processes: set[SpawnProcess] = set()
        self._lock = threading.Lock()
        self._closed = self._killed = False
        resource_tracker.ensure_running()  # whose start would let interrupts through to a thread that holds them back

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """``fn(*args, **kwargs)``, to be done by one of the processes; all of it can be pickled."""
        future: Future[_T] = Future()
        with self._lock:
            if self._closed:
                raise RuntimeError("no task can be submitted any more")
            self._tasks.put(_Task(future, _Call(fn, args, kwargs)))
            if len(self._threads) < self._count:
                self._threads.append(threading.Thread(target=self._serve, daemon=True))
                self._threads[-1].start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Ends the processes when all that was submitted is done, or with ``cancel_futures`` what is being done."""
        with self._lock:
            self._closed = True
            if cancel_futures:
                while not self._tasks.empty():
                    if (task := self._tasks.get()) is not None:
                        task.future.cancel()
            for _ in self._threads:
                self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def kill(self) -> None:
        """Ends the processes at once, in the midst of what they do."""
        with self._lock:
            self._killed = True
            for process in self._processes:
                process.kill()
        self.shutdown(cancel_futures=True)

    def _serve(self) -> None:
        """Hands one process after another the tasks, one at a time."""
        # A process has the signals blocked that were so where it began: an interrupt in the midst of its imports would
        # end it with a traceback.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        while (task := self._tasks.get()) is not None:
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                worker = worker or self._bear()
                done, value = worker.do(task.work)
            except BaseException as error:  # whatever it is, the one who waits has to know
                if isinstance(error, WorkerEndedError):
                    worker = None
                task.future.set_exception(error)
                continue
            if done:
                task.future.set_result(value)
            else:
                task.future.set_exception(value)
        if worker is not None:
            self._let_go(worker)

    def _bear(self) -> _Worker:
        """A process that has called ``start``."""
        try:
            place = dict(os.environ), os.getcwd(), tuple(sys.path), tuple(sys.argv)
            begin = _Begin(*place, self._start, self._arguments)
            try:
                worker = _idle.pop()
                ready, value = self._watch(worker).do(begin)
            except (IndexError, WorkerEndedError):  # none is kept, or it has been kept for too long
                worker = _fresh()
                ready, value = self._watch(worker).do(begin)
        except OSError as error:
            raise XpkgError(f"no worker process can be started: {error.strerror or error}") from error
        except WorkerEndedError as ended:
            raise XpkgError(
                f"a worker process ended while it started (status {ended.status}); "
                'a script that builds needs: if __name__ == "__main__":'
            ) from ended
        if not ready:
            raise value
        return worker

    def _watch(self, worker: _Worker) -> _Worker:
        """``worker``, now one of those that ``kill`` ends."""
        with self._lock:
            self._processes.add(worker.process)
            if self._killed:
                worker.process.kill()
        return worker

    def _let_go(self, worker: _Worker) -> None:
        """Keeps ``worker`` for those to come, or ends it."""
        try:
            keeps = worker.do(None) == (True, True)
        except WorkerEndedError:
            return
        with self._lock:
            self._processes.discard(worker.process)
            if keeps and not _idle and not self._killed:
                _idle.append(worker)
                return
        worker.channel.close()  # at which it ends
        worker.wait()


def _fresh() -> _Worker:
    """A new process. Raises OSError where none can be started."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    try:
        with _REAPING:
            process.start()
    finally:
        theirs.close()
    return _Worker(process, ours)


@dataclass(frozen=True, slots=True)
class _Call:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]

    def __call__(self) -> Any:
        return self.function(*self.arguments, **self.named)


@dataclass(frozen=True, slots=True)
class _Begin:
    """What a process does first: it calls ``start``, where its parent is, and knows of the system what that knows."""

    environment: dict[str, str]
    folder: str
    path: tuple[str, ...]
    argv: tuple[str, ...]
    start: Callable[..., None]
    arguments: tuple[object, ...]

    def __call__(self) -> None:
        os.environ.clear()
        os.environ.update(self.environment)
        os.chdir(self.folder)
        sys.path[:], sys.argv[:] = self.path, self.argv
        self.start(*self.arguments)


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process and the channel to it."""

    process: SpawnProcess
    channel: Connection[Any, Any]

    def do(self, work: Callable[[], Any] | None) -> tuple[bool, Any]:
        """Whether ``work`` was done, with its result, or else with the exception. Raises WorkerEndedError.

        None is told to a process that has nothing more to do for now: the result is whether it is worth keeping.
        """
        try:
            self.channel.send(work)
        except OSError:
            raise self._ended() from None
        return self.receive()

    def receive(self) -> tuple[bool, Any]:
        """What the process says next of what it did. Raises WorkerEndedError."""
        try:
            done, value = self.channel.recv()
            return bool(done), value
        except (EOFError, OSError):
            raise self._ended() from None

    def wait(self) -> int:
        """The exit status, once the process has ended."""
        multiprocessing.connection.wait([self.process.sentinel])
        with _REAPING:
            self.process.join()
            return self.process.exitcode or 0

    def _ended(self) -> WorkerEndedError:
        self.channel.close()
        return WorkerEndedError(self.wait())


def _work(channel: Connection[Any, Any]) -> None:
    """What a process does: one task after another until the channel is closed, or it has rested for long."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the one who submits says that it was interrupted
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = multiprocessing.parent_process()
    assert parent is not None
    limits.die_with(parent.sentinel)
    limits.die_first()
    mapped: int | None = None
    patience: float | None = None
    while channel.poll(patience):
        try:
            work = channel.recv()
        except EOFError:
            return
        _tell(channel, work or partial(_is_small, mapped))
        patience = None if work else _IDLE
        mapped = mapped or limits.mapped_memory()


def _is_small(mapped: int | None) -> bool:
    """Whether this process has not grown by much since it had ``mapped`` so many bytes."""
    return mapped is None or (limits.mapped_memory() or 0) <= mapped * _GROWTH


def _tell(channel: Connection[Any, Any], work: Callable[[], Any]) -> None:
    answer: tuple[bool, Any]
    try:
        answer = True, work()
    except Exception as error:
        answer = False, error
    try:
        channel.send(answer)
    except (AttributeError, TypeError, PicklingError) as error:
        channel.send((False, RuntimeError(f"a result that cannot be handed on: {error}")))
