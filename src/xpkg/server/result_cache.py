"""Keeps the results of jobs, so that a job that was done on the same snapshot needs no worker."""

from __future__ import annotations

from collections import OrderedDict

from xpkg.server.jobs import INLINE, Job, Outcome

_OVERHEAD = 1000  # bytes that an entry costs besides its job and its body


class ResultCache:
    """Outcomes by encoded job, for one snapshot; past ``capacity`` bytes the least recently used go."""

    def __init__(self, capacity: int) -> None:
        self._capacity, self._size = capacity, 0
        self._entries: OrderedDict[bytes, Outcome] = OrderedDict()

    def clear(self) -> None:
        """Remove all entries: another snapshot is served."""
        self._entries.clear()
        self._size = 0

    def get(self, encoded: bytes) -> Outcome | None:
        """The outcome of an encoded job, if there is one."""
        found = self._entries.get(encoded)
        if found is not None:
            self._entries.move_to_end(encoded)
        return found

    def put(self, job: Job, encoded: bytes, outcome: Outcome) -> None:
        """Keep ``outcome`` if it is small, complete, and the same each time."""
        cost = len(outcome.body) + len(encoded) + _OVERHEAD
        if outcome.kind != "ok" or outcome.spooled is not None or job.volatile or job.writes or cost > INLINE * 2:
            return
        if (before := self._entries.pop(encoded, None)) is not None:  # of an older snapshot, or of a twin
            self._size -= len(before.body) + len(encoded) + _OVERHEAD
        self._entries[encoded] = outcome
        self._size += cost
        while self._size > self._capacity:
            oldest, evicted = self._entries.popitem(last=False)
            self._size -= len(evicted.body) + len(oldest) + _OVERHEAD
