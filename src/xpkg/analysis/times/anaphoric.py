"""Reads dates that the date named before makes whole: "that year", "a week later", a month of the year before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from xpkg.analysis.times.absolute import month_number
from xpkg.analysis.times.calendar import (
    When,
    day,
    month,
    part,
    roughly,
    shift,
    unit_of,
)
from xpkg.analysis.times.incomplete import BARE_MONTH, COUNT, MONTH_DAY, UNIT, UNITS, count_of
from xpkg.analysis.times.sought import Sought

Anaphoric = Callable[[re.Match[str], When], When | None]
"""Reads a match from the date that the text named before."""


def _that(match: re.Match[str], previous: When) -> When | None:
    if previous.low is None or previous.high is None:
        return None
    if match["u"] == "day":
        return previous if previous.low == previous.high else None
    low, high = unit_of(previous.low, match["u"]), unit_of(previous.high, match["u"])
    return low if low.edtf == high.edtf else None


def _following(match: re.Match[str], previous: When) -> When | None:
    base = _that(match, previous)
    step = -1 if match["p"].lower() in ("previous", "preceding") else 1
    return unit_of(shift(base.low, step, match["u"]), match["u"]) if base and base.low else None


def _later(match: re.Match[str], previous: When) -> When | None:
    if previous.low is None or previous.high is None:
        return None
    sign = -1 if match["r"].lower().startswith(("earlier", "before")) else 1
    count, unit = count_of(match["c"]), match["u"]
    if count is None:
        if unit not in ("day", "week", "month") or previous.low != previous.high:
            return None
        ends = shift(previous.low, 2 * sign, unit), shift(previous.low, 10 * sign, unit)
        return roughly(min(ends), max(ends))
    if unit in ("day", "week"):
        if previous.low != previous.high:
            return None
        then = shift(previous.low, count * sign, unit)
        return day(then) if unit == "day" else roughly(then - timedelta(days=3), then + timedelta(days=3))
    low, high = (unit_of(shift(of, count * sign, unit), "month" if unit == "month" else "year")
                 for of in (previous.low, previous.high))  # fmt: skip
    return When(low.edtf + "~", low.low, low.high) if low.edtf == high.edtf else None


def _month_of(match: re.Match[str], previous: When) -> When | None:
    """A month, or a day of one, in the year that the text named before."""
    if previous.low is None or previous.high is None or previous.low.year != previous.high.year:
        return None
    groups = match.groupdict()
    try:
        if groups.get("d"):
            return day(date(previous.low.year, month_number(match["m"]), int(match["d"])))
    except ValueError:
        return None
    whole = month(previous.low.year, month_number(match["m"]))
    return part(re.split(r"[- ]", groups["p"].lower())[0], whole) if groups.get("p") else whole


ANAPHORIC: tuple[tuple[Sought, Anaphoric], ...] = tuple(
    (Sought(re.compile(pattern), needs), reader)
    for pattern, reader, needs in (
        (
            r"\b(?:[Tt]hat|[Tt]he same|[Tt]hat same|[Tt]he very same) (?P<u>day|week|month|year|decade)\b",
            _that,
            (("hat ", "he same ", "he very same "),),
        ),
        (
            r"\b[Tt]he (?P<p>following|next|previous|preceding|subsequent) (?P<u>day|week|month|year)\b",
            _following,
            (("following ", "next ", "previous ", "preceding ", "subsequent "),),
        ),
        (
            rf"\b(?i:{COUNT}) {UNIT}s? (?P<r>later|earlier|before that|after that|afterwards?)\b(?! than)",
            _later,
            (
                tuple(
                    f"{unit}{behind}"
                    for unit in UNITS
                    for how in (" later", " earlier", " before that", " after that", " afterward")
                    for behind in (how, f"s{how}")
                ),
            ),
        ),
    )
)
YEAR_BEFORE: tuple[tuple[re.Pattern[str], Anaphoric], ...] = (
    *((pattern, _month_of) for pattern in MONTH_DAY),
    (BARE_MONTH, _month_of),
)
"""How a day or month without a year is read where the text speaks of another time than its own."""
