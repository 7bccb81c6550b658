"""How far a word stands from its head, in classes that are finer when near."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BUCKETS = 19
_EDGES = np.array([1, 2, 3, 4, 5, 7, 10, 15, 25])
_KEPT = 128
"""Words of the longest sentence whose table is kept: those of longer ones would fill the memory."""


def bucket_table(length: int) -> NDArray[np.int64]:
    """The class of each pair of word and head (words, 1 + words), the root first, for a sentence of ``length`` words.

    0 is the root, 1 to 9 a head to the left, 10 to 18 one to the right.
    """
    return _kept_table(length) if length <= _KEPT else _table(length)


@lru_cache(maxsize=_KEPT)
def _kept_table(length: int) -> NDArray[np.int64]:
    table = _table(length)
    table.setflags(write=False)  # one for all
    return table


def _table(length: int) -> NDArray[np.int64]:
    places = np.arange(length)
    apart = places[None, :] - places[:, None]
    near = np.searchsorted(_EDGES, np.maximum(np.abs(apart), 1), side="right")
    table = np.zeros((length, length + 1), dtype=np.int64)
    table[:, 1:] = np.where(apart > 0, 9 + near, near)
    return table
