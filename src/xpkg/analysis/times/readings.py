"""Finds the dates of a text that name their own year, and chooses among readings that overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from xpkg.analysis.times.absolute import read_absolute
from xpkg.analysis.times.calendar import When, edge_of
from xpkg.analysis.times.lists import read_lists
from xpkg.analysis.times.numeric import read_numeric
from xpkg.analysis.times.year_before import FoundDate
from xpkg.analysis.times.years import approximate, roughly_begins
from xpkg.model import TimeExpression

_R = TypeVar("_R")


def absolute_readings(words: str) -> Iterator[tuple[int, int, When]]:
    """Whatever names its own year, with the words that make it a rough date."""
    for read in (read_absolute, read_lists, read_numeric):
        for start, end, when in read(words):
            begin = roughly_begins(words, start, end)
            yield (start, end, when) if begin is None else (begin, end, approximate(when))


def longest(matches: Iterable[tuple[int, int, _R]]) -> Iterator[tuple[int, int, _R]]:
    """Of matches that overlap the one that begins first, and of those the longest."""
    reached = 0
    for start, end, reading in sorted(matches, key=lambda match: (match[0], -match[1])):
        if start >= reached:
            yield start, end, reading
            reached = end


def expression(item: FoundDate) -> TimeExpression:
    if item.when is None:
        return TimeExpression(item.span, "", None, None, resolved=False)
    low, high = (edge.isoformat() if edge else None for edge in (item.when.low, item.when.high))
    return TimeExpression(item.span, item.when.edtf, low, high)


def edge(time: TimeExpression, edtf: str) -> TimeExpression:
    """The end ``edtf`` of a stretch as a date of its own, told by the same words."""
    end, low, high = edge_of(edtf)
    return TimeExpression(time.span, end, low.isoformat() if low else None, high.isoformat() if high else None)
