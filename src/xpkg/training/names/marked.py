"""Sentences in which names are marked, and the numbers that a network learns from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xpkg.network.names import KINDS

UNKNOWN = -100
"""Stands for the tag of a word of which nobody knows whether it is part of a name: nothing is learnt from it."""


class Name(NamedTuple):
    """Words ``first`` to ``last`` (exclusive) of a sentence, which are a name of ``kind`` (one of ``KINDS``)."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with its names, in order and without overlap; ``doubtful`` are the places that teach nothing."""

    words: tuple[str, ...]
    names: tuple[Name, ...] = ()
    doubtful: frozenset[int] = frozenset()
    gold: bool = False

    def tags(self) -> NDArray[np.int64]:
        """The number of each word's tag."""
        tags = np.zeros(len(self.words), dtype=np.int64)
        tags[list(self.doubtful)] = UNKNOWN
        for first, last, kind in self.names:
            base = 1 + 4 * KINDS.index(kind)
            tags[first:last] = base + 1
            tags[first], tags[last - 1] = base, base + 2
            if last - first == 1:
                tags[first] = base + 3
        return tags

    def text_of(self, name: Name) -> str:
        """The words of ``name``, parted by blanks."""
        return " ".join(self.words[name.first : name.last])

    def spliced(self, first: int, last: int, words: tuple[str, ...]) -> Marked:
        """The sentence with ``words`` in place of those from ``first`` to ``last``, which are a name or hold none."""
        longer = len(words) - (last - first)

        def moved(at: int) -> int:
            return at + longer if at >= last else at

        names = tuple(Name(moved(name.first), moved(name.last), name.kind) for name in self.names)
        doubtful = frozenset(moved(at) for at in self.doubtful if not first <= at < last)
        return replace(self, words=(*self.words[:first], *words, *self.words[last:]), names=names, doubtful=doubtful)


def without_overlap(names: Iterable[Name]) -> tuple[Name, ...]:
    """Of ``names`` that overlap, the longest, then the first."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda name: (name.first - name.last, name.first)):
        if all(name.last <= other.first or other.last <= name.first for other in kept):
            kept.append(name)
    return tuple(sorted(kept))
