"""Keeps what the network knows of words by themselves, so that what comes time and again is worked out once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from xpkg.network.encoder import Floats

_MOST = 20_000
"""Words that are kept: some 13 MB. With one more it begins anew."""


class KnownWords:
    """A row of numbers for each word that was asked for. It is a function of the word alone, whatever is kept."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._places: dict[str, int] = {}
        self._rows: Floats = np.zeros((0, 0), dtype=np.float32)
        self._lock = Lock()  # two threads may each read a text

    def rows_of(self, words: Sequence[str], work_out: Callable[[Sequence[str]], Floats]) -> Floats:
        """A row for each of ``words``, in an array of its own; ``work_out`` makes the rows of words not yet known."""
        with self._lock:
            new = [word for word in dict.fromkeys(words) if word not in self._places]
            if len(self._places) + len(new) > self._most:
                self._places.clear()
                new = [*dict.fromkeys(words)]
            if len(new) > self._most:
                return work_out(words)
            if new:
                self._keep(new, work_out(new))
            return self._rows[[self._places[word] for word in words]]

    def _keep(self, words: Sequence[str], rows: Floats) -> None:
        start, end = len(self._places), len(self._places) + len(words)
        if end > len(self._rows):
            wider = np.empty((min(self._most, max(end, 2 * len(self._rows))), rows.shape[1]), dtype=np.float32)
            if start:
                wider[:start] = self._rows[:start]
            self._rows = wider
        self._rows[start:end] = rows
        self._places.update(zip(words, range(start, end), strict=True))
