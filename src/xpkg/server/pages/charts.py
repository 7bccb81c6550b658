"""Charts: bars that rank, and bars over time, with the sizes that the templates draw."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from xpkg.server.pages.languages import gettext

_MONTHS = 4  # years that are shown month by month
_STEPS = ((1, 120), (10, 2400), (100, 24_000), (1000, math.inf))
"""Years that a bar stands for, and the years up to which it does, so that no picture has more than 240 bars."""
WIDTH, HEIGHT = 800, 110
_TOP = 18


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


def over_time(
    name: str, days: Mapping[str, float], address: Callable[[Span], str], *, whole_years: bool = False
) -> Chart:
    """The chart of what was counted on ``days``: by month, year, decade or more, as the time that they span asks.

    With ``whole_years`` never by month, as some of the days stand for a year.
    """
    dated = [(year, int(day[-5:-3]), number) for day, number in days.items() if (year := year_of(day)) is not None]
    first, last = (min(dated)[0], max(dated)[0]) if dated else (0, 0)
    by_month = last - first < _MONTHS and not whole_years
    step = next(step for step, years in _STEPS if last - first < years)
    counted: Counter[tuple[int, int]] = Counter()
    for year, month, number in dated:
        counted[(year, month) if by_month else (year - year % step, 0)] += number  # type: ignore[assignment]
    spans = [Span(year, month, step) for year in range(first, last + 1) for month in range(1, 13)] if by_month else [
        Span(year, 0, step) for year in range(first - first % step, last + 1, step)
    ]  # fmt: skip
    earliest, latest = min(counted, default=(0, 0)), max(counted, default=(0, 0))
    spans = [span for span in spans if earliest <= (span.year, span.month) <= latest]
    most = max(counted.values(), default=0)
    width = WIDTH / max(1, len(spans))
    bars = []
    for place, span in enumerate(spans):
        number = counted[span.year, span.month]
        if number > 0:
            height = max(2.0, number / most * (HEIGHT - _TOP))
            shape = (place * width, HEIGHT - height, max(1.5, width - 1), height)
            bars.append(Bar(span.label, number, address(span), *(round(each, 1) for each in shape)))
    every = max(1, len(spans) // 8)
    ticks = [(round((place + 0.5) * width, 1), spans[place].label) for place in range(0, len(spans), every)]
    return Chart(name, tuple(bars), tuple(ticks), most, sum(number for *_, number in dated))


def ranking(rows: Iterable[tuple[str, str, float, str]]) -> tuple[Ranked, ...]:
    """The rows (name, IRI or nothing, number, address) with the lengths of their bars."""
    found = list(rows)
    most = max((abs(number) for _, _, number, _ in found), default=0) or 1
    return tuple(
        Ranked(name, iri, number, address, round(abs(number) / most * 100, 2)) for name, iri, number, address in found
    )
