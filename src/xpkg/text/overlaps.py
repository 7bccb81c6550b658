"""Finds which of many stretches of a text share a character with another, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from xpkg.model import Span


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of a text in order of their start. ``reached`` is the furthest end of those up to each."""

    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    reached: tuple[int, ...]

    def over(self, span: Span) -> Iterator[int]:
        """The indexes of the stretches that overlap ``span``, the last first."""
        at = bisect_left(self.starts, span.end) - 1
        while at >= 0 and self.reached[at] > span.start:
            if self.spans[at].end > span.start:
                yield at
            at -= 1


def stretches(spans: Iterable[Span]) -> Stretches:
    """``spans``, which come in order of their start, made ready for the search."""
    ordered = tuple(spans)
    return Stretches(
        ordered, tuple(span.start for span in ordered), tuple(accumulate((span.end for span in ordered), max))
    )
