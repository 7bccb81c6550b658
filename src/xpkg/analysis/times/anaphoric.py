"""Reads dates that the date named before makes whole: "that year", "a week later", a month of the year before."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from xpkg.analysis.times.absolute import (
    DAY,
    MONTH,
    MONTHS_WRITTEN,
    SEASON,
    SEASONS_WRITTEN,
    WEEKDAY,
    WEEKDAYS_WRITTEN,
    month_number,
)
from xpkg.analysis.times.calendar import (
    SEASONS,
    WEEKDAYS,
    When,
    between,
    day,
    day_of,
    month,
    part,
    roughly,
    season,
    shift,
    unit_of,
)
from xpkg.analysis.times.incomplete import BARE_MONTH, COUNT, MONTH_DAY, UNIT, UNITS, count_of
from xpkg.analysis.times.sequence import Tie, in_sequence
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


def _part_of_day(match: re.Match[str], previous: When) -> When | None:
    """The day of "the same evening", "the next night"; None where the date before is no day."""
    if previous.low is None or previous.low != previous.high:
        return None
    return day(previous.low + timedelta(days=_step(match["p"] or match["q"])))


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


def month_of(match: re.Match[str], previous: When, tie: Tie) -> When | None:
    """A month, or a day of one, in the year that the date named before leaves it."""
    groups = match.groupdict()
    number, at, of = month_number(match["m"]), groups.get("d"), groups.get("p")
    to = groups.get("d2")

    def in_year(year: int) -> When | None:
        if at and to:
            first, last = day_of(year, number, int(at)), day_of(year, month_number(groups["m2"] or match["m"]), int(to))
            return between(first, last) if first and last else None
        if at:
            return day_of(year, number, int(at))
        return part(re.split(r"[- ]", of.lower())[0], month(year, number)) if of else month(year, number)

    return in_sequence(in_year, previous, tie)


def _step(words: str) -> int:
    """Which way "the following", "that" and "the year before" point: 1, 0 or -1."""
    low = words.lower().removeprefix("the ")
    return -1 if low in _BACK else 1 if low in _ON else 0


_BACK = ("previous", "preceding", "before")
_ON = ("following", "next", "subsequent", "after")


def _beside(match: re.Match[str], previous: When) -> When | None:
    """The day, month or year before or after the one named before: "the year after, he died"."""
    if previous.low is None or previous.high is None:
        return None
    low, high = unit_of(previous.low, match["u"]), unit_of(previous.high, match["u"])
    if low.edtf != high.edtf or low.low is None:
        return None
    return unit_of(shift(low.low, _step(match["p"]), match["u"]), match["u"])


def _named(match: re.Match[str], previous: When) -> When | None:
    """The month, season or weekday of that name that is next to the date before, or in its year: "that autumn"."""
    if previous.low is None or previous.high is None:
        return None
    groups = match.groupdict()
    step, name = _step(groups["p"] or ""), (groups["n"] or groups.get("n2") or groups["n3"]).lower()
    if name in WEEKDAYS:
        if previous.low != previous.high or not step:
            return None
        apart = (WEEKDAYS.index(name) - previous.low.weekday()) * step % 7 or 7
        return day(previous.low + timedelta(days=apart * step))
    if not step and previous.low.year != previous.high.year:
        return None
    years = range(previous.low.year - 2, previous.high.year + 3)[:: step or 1] if step else [previous.low.year]
    for year in years:
        found = season(year, name, two_years=name == "winter") if name in SEASONS else month(year, month_number(name))
        if found.low is None or found.high is None:
            return None
        if not step or (found.low > previous.high if step > 0 else found.high < previous.low):
            return found
    return None


def _of_year(match: re.Match[str], previous: When) -> When | None:
    """A month, or a day of one, of the year of the date before, or of the year beside that."""
    if previous.low is None or previous.high is None or previous.low.year != previous.high.year:
        return None
    year = previous.low.year + _step(match["p"])
    if match["s"]:
        return season(year, match["s"].lower(), two_years=match["s"].lower() == "winter")
    number, at = month_number(match["m"]), match["d"] or match["e"]
    return day_of(year, number, int(at)) if at else month(year, number)


_SPANS = {"fortnight": (2, "week"), "half a decade": (5, "year"), "half a century": (5, "decade"),
          "century": (1, "century")}  # fmt: skip


def _span_later(match: re.Match[str], previous: When) -> When | None:
    """A time after or before the date named before whose length has a name: "half a century later"."""
    if previous.low is None or previous.high is None:
        return None
    count, unit = _SPANS[match["s"].lower()]
    count *= -1 if match["r"] == "earlier" else 1
    if unit == "week":
        if previous.low != previous.high:
            return None
        then = shift(previous.low, count, unit)
        return roughly(then - timedelta(days=3), then + timedelta(days=3))
    low, high = (unit_of(shift(of, count, unit), "year") for of in (previous.low, previous.high))
    return When(low.edtf + "~", low.low, low.high) if low.edtf == high.edtf else None


_NTH = r"(?:st|nd|rd|th)?"
_NAMES = rf"(?:{MONTH}|{SEASON}|{WEEKDAY})"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night)\b(?![’'-])"
_AFTER_TIME = r"(?:(?=T)|(?<=[,;:—–] )|(?<=\b[Ll]ate )|(?<=\b[Ll]ater )|(?<=\b[Ee]arly )|(?<=\b[Ee]arlier ))"
_LED = r"(?:(?<=[,;:—–] )|(?<=\b[Ii]n )|(?<=\b[Oo]f )|(?<=\b[Bb]y )|(?<=\buntil )|(?<=\bsince )|(?<=\bduring ))"
"""What stands before "that autumn", which else may begin what somebody says: "said that autumn was late"."""

ANAPHORIC: tuple[tuple[Sought, Anaphoric], ...] = tuple(
    (Sought(re.compile(pattern), needs), reader)
    for pattern, reader, needs in (
        (
            r"\b(?:[Tt]hat|[Tt]he same|[Tt]hat same|[Tt]he very same) (?P<u>day|week|month|year|decade)\b",
            _that,
            (("hat ", "he same ", "he very same "),),
        ),
        (
            rf"\b(?:[Tt]he (?P<p>same|following|next|previous|preceding) (?:early |late )?|"
            rf"{_AFTER_TIME}(?P<q>[Tt]hat) ){_PART_OF_DAY}",
            _part_of_day,
            (("morning", "afternoon", "evening", "night"),),
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
        (
            rf"\b[Tt]he (?P<p>following|next|previous|preceding|subsequent) (?P<n>{_NAMES})(?![\w’'-]| \d)",
            _named,
            ((*MONTHS_WRITTEN, *SEASONS_WRITTEN, *WEEKDAYS_WRITTEN),),
        ),
        (
            rf"(?:(?:\bT|{_LED}t)(?P<p>hat) (?:same |very )?(?P<n>{MONTH}|{SEASON})(?![\w’'-]| \d)|"
            rf"\bthat (?P<n2>{MONTH}|{SEASON})(?=[,;.](?!\d))|\bthat (?P<n3>{MONTH}|{SEASON})(?![\w’'-]| \d))",
            _named,
            ((*MONTHS_WRITTEN, *SEASONS_WRITTEN), ("hat ",)),
        ),
        (r"\b[Tt]he (?P<u>day|month|year) (?P<p>before|after)(?: that\b|(?=[,;.]))", _beside, ((" before", " after"),)),
        (
            rf"\b(?:(?:(?P<d>{DAY}){_NTH} )?(?P<m>{MONTH})(?: (?P<e>{DAY}){_NTH})?,? (?:of |in )?|(?P<s>{SEASON}) of )"
            r"(?P<p>that|the same|the following|the next|the previous|the preceding|the subsequent) year\b",
            _of_year,
            ((*MONTHS_WRITTEN, *SEASONS_WRITTEN), (" year",)),
        ),
        (rf"\b(?:[Aa] )?(?P<s>{'|'.join(_SPANS)}) (?P<r>later|earlier)\b(?! than)", _span_later, (tuple(_SPANS),)),
    )
)
YEAR_BEFORE: frozenset[re.Pattern[str]] = frozenset({*MONTH_DAY, BARE_MONTH})
"""A day or month without a year, which ``month_of`` reads where the text speaks of another time than its own."""
