"""The queue of queries that wait for a worker: those that are probably short go first."""

from __future__ import annotations

import heapq
from itertools import count

from xpkg.server.queries import Query


class WaitingQueue:
    """Queries by expected cost; of equal cost, the one that came first."""

    def __init__(self) -> None:
        self._entries: list[tuple[int, int, Query]] = []
        self._tickets = count()

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, query: Query) -> None:
        """Let ``query`` wait."""
        heapq.heappush(self._entries, (query.job.expected_cost, next(self._tickets), query))

    def discard(self, query: Query) -> None:
        """Remove ``query``, which waits no longer."""
        self._entries = [entry for entry in self._entries if entry[2] is not query]
        heapq.heapify(self._entries)

    def pop(self) -> Query | None:
        """Take the first query out; None where none waits."""
        while self._entries:
            query = heapq.heappop(self._entries)[2]
            if not query.is_over:
                return query
        return None
