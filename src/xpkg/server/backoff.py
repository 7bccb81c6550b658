"""How long to wait before trying again what has failed: longer each time."""

from __future__ import annotations

_FIRST, _LONGEST = 0.2, 30.0


class Backoff:
    """Seconds between tries: 0.2, doubled with each failure up to 30; ``wait`` has them, 0 without a failure.

    Times are those of any one clock.

    >>> tries = Backoff()
    >>> [tries.failed(0.0), tries.failed(0.1), tries.failed(0.3), tries.is_over(0.5), tries.is_over(0.8)]
    [0.2, 0.2, 0.4, False, True]
    """

    def __init__(self) -> None:
        self._until, self.wait = 0.0, 0.0

    @property
    def is_in_trouble(self) -> bool:
        """Whether the last try failed."""
        return self.wait > 0

    def is_over(self, now: float) -> bool:
        """Whether it may be tried again."""
        return now >= self._until

    def failed(self, now: float) -> float:
        """Note a failure; the seconds to wait. What fails while one waits belongs to the same try."""
        if self.is_over(now):
            self.wait = min(self.wait * 2 or _FIRST, _LONGEST)
            self._until = now + self.wait
        return self.wait

    def succeeded(self) -> None:
        """Forget all failures."""
        self._until, self.wait = 0.0, 0.0
