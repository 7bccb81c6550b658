"""Writes days, months, seasons, years and stretches of them as EDTF, each with its first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from xpkg.edtf import bounds, is_season
from xpkg.lexicon.calendar import Unit, numbers, period_parts

MONTHS = tuple(name.lower() for name in numbers(Unit.MONTH))
WEEKDAYS = tuple(name.lower() for name in numbers(Unit.WEEKDAY))
SEASONS = {name.lower(): number for name, number in numbers(Unit.SEASON).items()}
_PARTS = {part.word: part.third - 1 for part in period_parts()}
_LONGEST_SET = 3
"""More days than this that a weekday may mean are no help to anybody."""


@dataclass(frozen=True, slots=True)
class When:
    """An EDTF level 1/2 string with the first and last day that it allows; None where open or before our era."""

    edtf: str
    low: date | None
    high: date | None


_LEAP = 2000


def _edtf_of(year: int) -> str:
    return f"{year:05}" if year else "0000"


def day(of: date) -> When:
    """One day."""
    return When(of.isoformat(), of, of)


def day_of(year: int, month: int, number: int) -> When | None:
    """A day of a year as astronomers count them (1 BC is 0); None where there is none such."""
    if number > monthrange(year if year > 0 else _LEAP, month)[1]:
        return None
    return day(date(year, month, number)) if year > 0 else When(f"{_edtf_of(year)}-{month:02}-{number:02}", None, None)


def month(year: int, number: int) -> When:
    """A month; ``number`` counts from 1 and may run over the year's end ("thirteenth month")."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    if year < 1:
        return When(f"{_edtf_of(year)}-{number:02}", None, None)
    return When(f"{year:04}-{number:02}", date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def year(number: int) -> When:
    """A year as astronomers count them: 1 BC is 0."""
    if number < 1:
        return When(_edtf_of(number), None, None)
    return When(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


def season(of: int, name: str, *, two_years: bool = False) -> When:
    """A season (EDTF 21-24) of the northern year.

    A winter is named by the year in which it begins where the text gives both (``two_years``). Otherwise its bounds
    take in both winters that the words may mean."""
    number = SEASONS[name]
    if name == "winter":
        low = date(of, 12, 1) if two_years else date(of - 1, 12, 1)
        return When(f"{of:04}-24", low, date(of + 1, 2, monthrange(of + 1, 2)[1]))
    first = 3 * (number - 20)
    return When(f"{of:04}-{number}", date(of, first, 1), date(of, first + 2, monthrange(of, first + 2)[1]))


def decade(first: int) -> When:
    """The ten years from ``first``, a multiple of ten."""
    return When(f"{first // 10:03}X", date(max(1, first), 1, 1), date(first + 9, 12, 31))


def century(number: int, *, before_christ: bool = False) -> When:
    """The ``number``-th century, in the usual rough sense: the 19th is 18XX."""
    if before_christ:
        return When(f"-{number - 1:02}XX", None, None)
    first = (number - 1) * 100
    return When(f"{number - 1:02}XX", date(max(1, first), 1, 1), date(first + 99, 12, 31))


def between(first: When, last: When) -> When | None:
    """From the beginning of ``first`` to the end of ``last``; None where that runs backwards or is no interval."""
    begin, end = _in_months(first, first.low).split("/")[0], _in_months(last, last.high).split("/")[-1]
    if begin.startswith("[") or end.startswith("[") or ("X" in begin + end and "-" in (begin[0], end[0])):
        return None
    if first.low and last.high and first.low > last.high:
        return None
    if (first.low is None or last.high is None) and _year_of(begin) > _year_of(end):
        return None
    return first if begin == end and first.edtf == last.edtf else When(f"{begin}/{end}", first.low, last.high)


def _in_months(when: When, edge: date | None) -> str:
    """A date as it may end an interval, where EDTF has no quarters and halves: by the month of its ``edge``."""
    return f"{edge:%Y-%m}" if edge and re.fullmatch(r"\d{4}-(?:3[3-9]|4[01])", when.edtf) else when.edtf


def _year_of(edtf: str) -> int:
    """The year with which a date begins, for the order of dates before our era."""
    found = re.match(r"-?\d+", edtf)
    return int(found[0]) if found else 0


def days(low: date, high: date) -> When:
    """From one day to another, both included."""
    return day(low) if low == high else When(f"{low.isoformat()}/{high.isoformat()}", low, high)


def roughly(low: date, high: date) -> When:
    """Some time between two days that the words give only roughly: the months in which they lie, approximate."""
    first, last = f"{low.isoformat()[:7]}~", f"{high.isoformat()[:7]}~"
    return When(first if first == last else f"{first}/{last}", low, high)


def week(of: date) -> When:
    """The week from Monday to Sunday in which ``of`` lies (ISO 8601)."""
    monday = of - timedelta(days=of.weekday())
    return days(monday, monday + timedelta(days=6))


def part(name: str, whole: When) -> When:
    """The early, middle or late third of a month, year or decade, as an interval of approximate ends."""
    at = _PARTS[name]
    edtf = whole.edtf
    if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", edtf) and whole.low and whole.high:
        low = whole.low.replace(day=(1, 11, 21)[at])
        high = whole.low.replace(day=(10, 20, whole.high.day)[at])
        return When(f"{low.isoformat()}~/{high.isoformat()}~", low, high)
    if re.fullmatch(r"\d{4}", edtf):
        first, last = month(int(edtf), 1 + 4 * at), month(int(edtf), 4 + 4 * at)
        return When(f"{first.edtf}~/{last.edtf}~", first.low, last.high)
    if re.fullmatch(r"\d{3}X", edtf):
        start = int(edtf[:3]) * 10
        first, last = year(start + (0, 3, 7)[at]), year(start + (3, 6, 9)[at])
        return When(f"{first.edtf}~/{last.edtf}~", first.low, last.high)
    return whole


def one_of(choices: list[When]) -> When | None:
    """The one thing that all ``choices`` say; an EDTF set where they are few dates; None where they say too much."""
    distinct = {choice.edtf: choice for choice in choices}
    if len(distinct) == 1:
        return choices[0]
    if len(distinct) > _LONGEST_SET or any("/" in edtf or "[" in edtf for edtf in distinct):
        return None
    lows = [choice.low for choice in distinct.values() if choice.low]
    highs = [choice.high for choice in distinct.values() if choice.high]
    return When(f"[{','.join(sorted(distinct))}]", min(lows), max(highs)) if lows and highs else None


def either(choices: list[When]) -> When | None:
    """One of some dates, which the text leaves open ("May 3 or 4"); None where they do not run forward."""
    if not all(re.fullmatch(r"-?\d{4}(?:-\d\d){0,2}", choice.edtf) for choice in choices):
        return None
    ascending = all(first.edtf < then.edtf for first, then in pairwise(choices))
    if not ascending or any(choice.low is None for choice in choices):
        return None
    return When(f"[{','.join(choice.edtf for choice in choices)}]", choices[0].low, choices[-1].high)


def shift(of: date, count: int, unit: str) -> date:
    """``of`` moved by ``count`` (may be negative) days, weeks, months, years, decades; the last day of a month stays in
    the month it comes to. Raises ValueError or OverflowError beyond the years 1 to 9999."""
    if unit in ("day", "week", "weekend"):
        return of + timedelta(days=count * (1 if unit == "day" else 7))
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    at = of.year * 12 + of.month - 1 + months
    to_year, to_month = divmod(at, 12)
    return date(to_year, to_month + 1, min(of.day, monthrange(to_year, to_month + 1)[1]))


def unit_of(of: date, unit: str) -> When:
    """The day, week, month, year, decade or century in which ``of`` lies."""
    if unit == "day":
        return day(of)
    if unit == "week":
        return week(of)
    if unit == "weekend":
        saturday = of + timedelta(days=5 - of.weekday())
        return days(saturday, saturday + timedelta(days=1))
    if unit == "month":
        return month(of.year, of.month)
    if unit == "quarter":
        first = month(of.year, (of.month - 1) // 3 * 3 + 1)
        last = month(of.year, (of.month - 1) // 3 * 3 + 3)
        return between(first, last) or first
    if unit == "decade":
        return decade(of.year // 10 * 10)
    if unit == "century":
        return century(of.year // 100 + 1)
    return year(of.year)


def edge_of(edtf: str) -> tuple[str, date | None, date | None]:
    """One end of an interval (a day, month or year) with its first and last day."""
    ends = issue_dates(edtf)
    return (edtf, *ends) if ends else (edtf, None, None)


def issue_dates(issued: str) -> tuple[date, date] | None:
    """The first and last day on which a document may have come out, by its EDTF date.

    None where that is open, a season, or no EDTF date.


    >>> issue_dates("2019-11-17/2019-11-18")
    (datetime.date(2019, 11, 17), datetime.date(2019, 11, 18))
    >>> issue_dates("2021-03-03T23:30:00-05:00")
    (datetime.date(2021, 3, 3), datetime.date(2021, 3, 3))
    >>> issue_dates("2021-05-30/..") is None
    True
    """
    if is_season(issued):
        return None
    try:
        low, high, _ = bounds(issued)
    except ValueError:
        return None
    return (date.fromisoformat(low), date.fromisoformat(high)) if low and high else None
