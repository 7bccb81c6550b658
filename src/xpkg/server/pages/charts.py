"""Charts: bars that rank, and bars over time, with the sizes that the templates draw."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from xpkg.server.pages.languages import gettext

_MONTHS = 4  # years that are shown month by month
_STEPS = ((1, 120), (10, 2400), (100, 24_000), (1000, math.inf))
"""Years that a bar stands for, and the years up to which it does, so that no picture has more than 240 bars."""
WIDTH, HEIGHT = 800, 110
_TOP = 18
_WORDS = 36
"""Half of the room that the longest label takes below the bars."""
_MOST_OUTSIDE = 0.05
"""The part of what was counted that may stand in one bar before or after the others, so that these tell more."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of time with what was counted in it, and where its bar stands in the picture."""

    label: str
    number: float
    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A row of bars, and the labels below it with their places."""

    name: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    most: float
    total: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of a ranking: its name, where name and number lead, and the length of its bar in hundredths."""

    name: str
    iri: str
    number: float
    address: str
    length: float


@dataclass(frozen=True, slots=True)
class Span:
    """Years, or a month of one: ``step`` years from ``year`` on, or one ``month`` (0 for none)."""

    year: int
    month: int
    step: int

    @property
    def label(self) -> str:
        """Its name; years before 1 are told as people do."""
        if self.step > 1 and self.year <= 0:
            return gettext("%(years)s BC") % {"years": f"{1 - self.year}-{2 - self.year - self.step}"}
        told = str(self.year) if self.year > 0 else gettext("%(years)s BC") % {"years": 1 - self.year}
        if self.step > 1:
            return gettext("%(year)ss") % {"year": told}
        return f"{told}-{self.month:02}" if self.month else told

    def has(self, year: int, month: int) -> bool:
        """Whether the month lies in it."""
        return self.year <= year < self.year + self.step and self.month in (0, month)

    @property
    def bounds(self) -> tuple[str, str] | None:
        """Its first and last year or month, as the forms of the lists take them; None where they take none."""
        if not 1000 <= self.year <= 9999 - self.step:
            return None
        begin = f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"
        return begin, begin if self.month or self.step == 1 else f"{self.year + self.step - 1:04}"


def year_of(day: str) -> int | None:
    """The year of an ``xsd:date``; years before 1 are zero and less."""
    try:
        return int(day[:-6])
    except ValueError:
        return None


def _step(first: int, last: int) -> int:
    """The years of a bar, where all of the years from ``first`` to ``last`` are shown."""
    return int(next(step for step, years in _STEPS if last - first < years))


def _apart(dated: Sequence[tuple[int, int, float]]) -> tuple[int, int]:
    """The first and the last year that are shown: all, or fewer where a few far years would hide the others.

    >>> _apart([(1789, 1, 1), *((2016, month, 9) for month in range(1, 7)), (2017, 1, 3)])
    (2016, 2017)
    >>> _apart([(1990, 1, 5), (2000, 1, 5), (2016, 1, 5)])
    (1990, 2016)
    """
    counted: Counter[int] = Counter()
    for year, _, number in dated:
        counted[year] += number  # type: ignore[assignment]
    years = sorted(counted)
    most = _MOST_OUTSIDE * sum(counted.values())
    low, high, left = 0, len(years) - 1, 0.0
    while low < high:  # the year that stands farther apart from the others goes first
        before = years[low + 1] - years[low], -counted[years[low]]
        after = years[high] - years[high - 1], -counted[years[high]]
        at = low if before >= after else high
        if left + counted[years[at]] > most:
            break
        left += counted[years[at]]
        low, high = (low + 1, high) if at == low else (low, high - 1)
    if not years:
        return 0, 0
    # Nothing is set apart where that would show the others no better.
    whole, part = years[-1] - years[0], years[high] - years[low]
    better = _step(years[low], years[high]) < _step(years[0], years[-1]) or (part < _MONTHS <= whole)
    return (years[low], years[high]) if better else (years[0], years[-1])


def over_time(
    name: str, days: Mapping[str, float], address: Callable[[Span], str], *, whole_years: bool = False,
    beside: Callable[[str, str], str] = lambda begin, end: "",
) -> Chart:
    """The chart of what was counted on ``days``: by month, year, decade or more, as the time that they span asks.

    With ``whole_years`` never by month, as some of the days stand for a year. A few far years stand in one bar before
    or after the others; ``beside`` gives its address, from its first and its last year, one of them empty.
    """  # fmt: skip
    every = [(year, int(day[-5:-3]), number) for day, number in days.items() if (year := year_of(day)) is not None]
    first, last = _apart(every)
    dated = [each for each in every if first <= each[0] <= last]
    by_month = last - first < _MONTHS and not whole_years
    step = _step(first, last)
    counted: Counter[tuple[int, int]] = Counter()
    for year, month, number in dated:
        counted[(year, month) if by_month else (year - year % step, 0)] += number  # type: ignore[assignment]
    spans = [Span(year, month, step) for year in range(first, last + 1) for month in range(1, 13)] if by_month else [
        Span(year, 0, step) for year in range(first - first % step, last + 1, step)
    ]  # fmt: skip
    earliest, latest = min(counted, default=(0, 0)), max(counted, default=(0, 0))
    spans = [span for span in spans if earliest <= (span.year, span.month) <= latest]
    shown: list[tuple[str, float, str]] = [
        (span.label, counted[span.year, span.month], address(span)) for span in spans
    ]  # fmt: skip
    before, after = sum(n for year, _, n in every if year < first), sum(n for year, _, n in every if year > last)
    if before:
        words = gettext("before %(year)s") % {"year": Span(first, 0, 1).label}
        shown.insert(0, (words, before, beside("", f"{first - 1:04}") if 1000 < first <= 9999 else ""))
    if after:
        words = gettext("after %(year)s") % {"year": Span(last, 0, 1).label}
        shown.append((words, after, beside(f"{last + 1:04}", "") if 999 < last < 9999 else ""))
    most = max((number for _, number, _ in shown), default=0)
    width = WIDTH / max(1, len(shown))
    bars = []
    for place, (label, number, where) in enumerate(shown):
        if number > 0:
            height = max(2.0, number / most * (HEIGHT - _TOP))
            shape = (place * width, HEIGHT - height, max(1.5, width - 1), height)
            bars.append(Bar(label, number, where, *(round(each, 1) for each in shape)))
    apart = max(1, len(shown) // 8)
    middles = [min(max((place + 0.5) * width, _WORDS), WIDTH - _WORDS) for place in range(len(shown))]
    ticks = [(round(middles[place], 1), shown[place][0]) for place in range(0, len(shown), apart)]
    return Chart(name, tuple(bars), tuple(ticks), most, sum(number for *_, number in every))


def ranking(rows: Iterable[tuple[str, str, float, str]]) -> tuple[Ranked, ...]:
    """The rows (name, IRI or nothing, number, address) with the lengths of their bars."""
    found = list(rows)
    most = max((abs(number) for _, _, number, _ in found), default=0) or 1
    return tuple(
        Ranked(name, iri, number, address, round(abs(number) / most * 100, 2)) for name, iri, number, address in found
    )
