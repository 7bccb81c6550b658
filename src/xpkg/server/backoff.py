"""Exponential backoff: how long to wait before trying again what has failed."""

from __future__ import annotations

_FIRST, _LONGEST = 0.2, 30.0  # seconds


class Backoff:
    """``wait`` is the interval before the next try in seconds: 0.2, doubled with each failure up to 30; 0 without one.

    A failure more than 30 seconds after the last interval begins anew. All times are those of one clock.

    >>> tries = Backoff()
    >>> [tries.failed(0.0), tries.failed(0.1), tries.failed(0.3), tries.is_over(0.5), tries.is_over(0.8)]
    [0.2, 0.2, 0.4, False, True]
    >>> [tries.failed(30.0), tries.failed(62.0)]
    [0.8, 0.2]
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
        """Note a failure; the seconds to wait. A failure while waiting belongs to the same try."""
        if self.is_over(now):
            is_new = now > self._until + _LONGEST
            self.wait = _FIRST if is_new else min(self.wait * 2 or _FIRST, _LONGEST)
            self._until = now + self.wait
        return self.wait

    def succeeded(self) -> None:
        """Forget all failures."""
        self._until, self.wait = 0.0, 0.0
