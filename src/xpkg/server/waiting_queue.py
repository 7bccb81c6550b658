"""The queue of requests that wait for a worker: those that are probably short go first."""

from __future__ import annotations

import asyncio
import heapq
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")


class WaitingQueue(Generic[T]):
    """Futures by priority; of equal priority, the one that came first."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, int, asyncio.Future[T]]] = []
        self._tickets = count()

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, future: asyncio.Future[T], priority: int) -> None:
        """Let ``future`` wait; the lowest ``priority`` is served first."""
        heapq.heappush(self._entries, (priority, next(self._tickets), future))

    def discard(self, future: asyncio.Future[T]) -> None:
        """Remove ``future``, whose client waits no longer."""
        self._entries = [entry for entry in self._entries if entry[2] is not future]
        heapq.heapify(self._entries)

    def serve(self, value: T) -> bool:
        """Give ``value`` to the first future that still waits; False where none does."""
        while self._entries:
            _, _, future = heapq.heappop(self._entries)
            if not future.done():
                future.set_result(value)
                return True
        return False
