"""Schedules long queries: a few run, the others are paused, and each gets a fair share of the processor."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, Protocol, TypeVar

_TIME_SLICE = 0.2  # seconds of processor time that a query may be ahead of another before it is paused for it
_MIN_BEFORE_EVICTION = 1.0  # seconds of processor time before a query is evicted to make room


class Task(Protocol):
    """A query in a process that can be paused and resumed."""

    def used(self) -> float:
        """Seconds of processor time that the query has had."""

    def halt(self) -> None:
        """Pause the process."""

    def resume(self) -> None:
        """Let the process continue."""


T = TypeVar("T", bound=Task)


class FairScheduler(Generic[T]):
    """Runs up to ``slots`` tasks and pauses up to ``waiting`` more; those with the least processor time run."""

    def __init__(self, slots: int, waiting: int) -> None:
        self._slots, self._waiting = slots, waiting
        self._running: list[T] = []
        self._halted: list[T] = []

    @property
    def running(self) -> Collection[T]:
        """The tasks that run."""
        return tuple(self._running)

    @property
    def halted(self) -> Collection[T]:
        """The tasks that are paused."""
        return tuple(self._halted)

    @property
    def is_full(self) -> bool:
        """Whether a new task would have to wait."""
        return len(self._running) >= self._slots

    def admit(self, task: T, evict: Callable[[T], None]) -> bool:
        """Take ``task`` in, and say whether there was room.

        Where all places are taken, the task with the most processor time is evicted, provided that this was a second
        or more. Else nothing changes.
        """
        if self.is_full and len(self._halted) >= self._waiting:
            greediest = max((*self._running, *self._halted), key=lambda other: other.used())
            if greediest.used() < max(_MIN_BEFORE_EVICTION, task.used()):
                return False
            self.remove(greediest)
            evict(greediest)
        if self.is_full:
            task.halt()
            self._halted.append(task)
            self.rebalance()
        else:
            self._running.append(task)
        return True

    def remove(self, task: T) -> None:
        """Remove ``task``, which has ended; another may run in its place."""
        if task in self._halted:
            self._halted.remove(task)
        elif task in self._running:
            self._running.remove(task)
            self.rebalance()

    def rebalance(self) -> None:
        """Resume the tasks that have had less processor time than those that run, and pause these."""
        while self._halted:
            neediest = min(self._halted, key=lambda other: other.used())
            if self.is_full:
                greediest = max(self._running, key=lambda other: other.used())
                if greediest.used() < neediest.used() + _TIME_SLICE:
                    return
                greediest.halt()
                self._running.remove(greediest)
                self._halted.append(greediest)
            self._halted.remove(neediest)
            self._running.append(neediest)
            neediest.resume()
