"""Draws what has a date along a line of time, each with its name in a lane where there is room for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xpkg.server.pages.languages import gettext

MOST = 120
"""Names in one picture at most."""
WIDTH = 800.0
_LANE, _LETTER, _LONGEST = 20.0, 6.6, 34


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a first and a last day (``-0043-03-15`` or ``2019-11-16``), its name and where it leads."""

    first: str
    last: str
    name: str
    address: str
    when: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the mark of something dated stands, and where its line ends; the name stands to its right or left."""

    name: str
    when: str
    address: str
    x: float
    end: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Moments:
    """What the picture shows; ``left`` is how many are not in it."""

    moments: tuple[Moment, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float
    left: int


def day_number(day: str) -> float:
    """A day as a number of days; years before 1 and past 9999 count 365.2425 days.

    >>> day_number("0001-01-02") - day_number("0001-01-01"), day_number("-0043-03-15") < 0
    (1.0, True)
    """
    year, month, number = day.rsplit("-", 2)
    if 1 <= int(year) <= 9999:
        return float(date(int(year), int(month), int(number)).toordinal())
    return (int(year) - 1) * 365.2425 + (int(month) - 1) * 30.44 + int(number)


def moments(found: Iterable[Dated]) -> Moments:
    """The picture of the first MOST of ``found`` by time."""
    ordered = sorted(found, key=lambda each: (day_number(each.first), each.name))
    kept = ordered[:MOST]
    low = min((day_number(each.first) for each in kept), default=0.0)
    high = max((day_number(each.last) for each in kept), default=0.0)
    scale = (WIDTH - 20) / max(1.0, high - low)
    lanes: list[float] = []  # where each is free from
    placed = []
    for each in kept:
        x = 10 + (day_number(each.first) - low) * scale
        end = max(x, 10 + (day_number(each.last) - low) * scale)
        long = _LETTER * min(len(each.name), _LONGEST) + 14
        anchor = "start" if x + long <= WIDTH or x < long else "end"
        begins, ends = (x - 6, max(end + 6, x + long)) if anchor == "start" else (x - long, end + 6)
        lane = next((at for at, free in enumerate(lanes) if free <= begins), len(lanes))
        lanes[lane : lane + 1] = [ends]
        y = 12 + lane * _LANE
        placed.append(Moment(each.name, each.when, each.address, round(x, 1), round(end, 1), y, anchor))
    height = 40 + len(lanes) * _LANE
    return Moments(tuple(placed), tuple(_ticks(kept, low, high, scale)), height, len(ordered) - len(kept))


def _ticks(kept: Sequence[Dated], low: float, high: float, scale: float) -> Iterable[tuple[float, str]]:
    """Years below the picture, at most ten; days where all is within one year."""
    if not kept:
        return
    latest = max((each.last for each in kept), key=day_number)
    first, last = int(kept[0].first.rsplit("-", 2)[0]), int(latest.rsplit("-", 2)[0])
    if first == last:
        yield 40, kept[0].first
        if high > low:
            yield WIDTH - 40, latest
        return
    steps = (number * 10**power for power in range(9) for number in (1, 2, 5))
    step = next(step for step in steps if (last - first) / step <= 10)
    for year in range(first - first % step + step, last + 1, step):
        x = 10 + (day_number(f"{year:05}-01-01" if year < 0 else f"{year:04}-01-01") - low) * scale
        if 15 <= x <= WIDTH - 15:
            yield round(x, 1), str(year) if year > 0 else gettext("%(years)s BC") % {"years": 1 - year}
