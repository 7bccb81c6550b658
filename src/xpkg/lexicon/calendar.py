"""The names of months, weekdays, seasons and holidays; words for parts of a month, year or decade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.loading import load


class Unit(StrEnum):
    """What a name of the calendar names."""

    HOLIDAY = "holiday"
    MONTH = "month"
    SEASON = "season"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True)
class CalendarName:
    """A row of the table; ``number`` is None where there is no order."""

    name: str
    kind: Unit
    number: int | None
    abbreviated: bool


@dataclass(frozen=True, slots=True)
class PeriodPart:
    """A row of ``period_parts.tsv``: a word, which third of the period it means, and whether "of" follows it."""

    word: str
    third: int
    of: bool


@dataclass(frozen=True, slots=True)
class Feast:
    """A row of ``feasts.tsv``: the name of a day that is the same in each year, with its month and day."""

    name: str
    month: int
    day: int


@cache
def feasts() -> Mapping[str, tuple[int, int]]:
    """The month and day of each feast by its name, with a straight and a curly apostrophe.

    >>> feasts()["New Year’s Eve"], feasts()["New Year's Eve"]
    ((12, 31), (12, 31))
    """
    found = {row.name: (row.month, row.day) for row in load("feasts", Feast)}
    return MappingProxyType({form: day for name, day in found.items() for form in (name, name.replace("'", "’"))})


@cache
def calendar() -> tuple[CalendarName, ...]:
    """The rows of ``calendar.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("calendar", CalendarName)


@cache
def names() -> frozenset[str]:
    """All names, with their capitals.

    >>> "Sept" in names(), "Easter" in names(), "easter" in names()
    (True, True, False)
    """
    return frozenset(row.name for row in calendar())


@cache
def numbers(unit: Unit, *, abbreviated: bool = False) -> Mapping[str, int]:
    """The names of a unit in full (or else abbreviated) with their numbers, in the order of these.

    >>> numbers(Unit.SEASON)
    mappingproxy({'Spring': 21, 'Summer': 22, 'Autumn': 23, 'Fall': 23, 'Winter': 24})
    """
    rows = [(row.number, row.name) for row in calendar() if row.kind is unit and row.abbreviated is abbreviated]
    return MappingProxyType({name: number for number, name in sorted(rows) if number is not None})


@cache
def period_parts() -> tuple[PeriodPart, ...]:
    """The rows of ``period_parts.tsv``. Raises LexiconError for a table with something wrong in it.

    >>> [part.word for part in period_parts() if part.third == 3]
    ['end', 'late']
    """
    return load("period_parts", PeriodPart)
