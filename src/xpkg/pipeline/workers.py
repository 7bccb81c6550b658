"""An executor of worker processes, each of which may end in the midst of a task without harm to the others."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
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

    Each process is a fresh one rather than a fork: threads of a database must not be cut in two. It calls
    ``start(*arguments)`` once, and leaves an interrupt to the process that has it. A future has WorkerEndedError where
    its process ended, and where none could be started what ``start`` raised, or XpkgError. ``kill`` ends all at once.
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
            worker.channel.close()  # at which it ends
            worker.wait()

    def _bear(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._start, self._arguments), daemon=True)
        try:
            with _REAPING:
                process.start()
        except OSError as error:
            raise XpkgError(f"no worker process can be started: {error.strerror or error}") from error
        finally:
            theirs.close()
        with self._lock:
            self._processes.add(process)
            if self._killed:
                process.kill()
        worker = _Worker(process, ours)
        try:
            ready, value = worker.receive()
        except WorkerEndedError as ended:
            raise XpkgError(f"a worker process ended while it started (status {ended.status})") from ended
        if not ready:
            raise value
        return worker


@dataclass(frozen=True, slots=True)
class _Call:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    named: dict[str, Any]

    def __call__(self) -> Any:
        return self.function(*self.arguments, **self.named)


@dataclass(frozen=True, slots=True)
class _Worker:
    """A process and the channel to it."""

    process: SpawnProcess
    channel: Connection[Any, Any]

    def do(self, work: Callable[[], Any]) -> tuple[bool, Any]:
        """Whether ``work`` was done, with its result, or else with the exception. Raises WorkerEndedError."""
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


def _work(channel: Connection[Any, Any], start: Callable[..., None], arguments: tuple[object, ...]) -> None:
    """What a process does: one task after another until the channel is closed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the one who submits says that it was interrupted
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    limits.die_with_parent()
    limits.die_first()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tell(channel, _Call(start, arguments, {}))
    while True:
        try:
            work = channel.recv()
        except EOFError:
            return
        _tell(channel, work)


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


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    multiprocessing.connection.wait([parent.sentinel])
    os._exit(1)  # nobody waits for the task any more
