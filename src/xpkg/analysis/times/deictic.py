"""Reads dates that the day of a document's issue makes whole: "on Monday", "last year", "two weeks ago"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

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
    days,
    month,
    part,
    roughly,
    season,
    shift,
    unit_of,
)
from xpkg.analysis.times.incomplete import BARE_MONTH, COUNT, MONTH_DAY, UNIT, count_of
from xpkg.analysis.times.sought import Sought

_SOON = 14
"""A day of the year that is this near at hand is the coming one, not the one of a year ago; in days."""
_LONG_AGO, _AHEAD = 120, 80
"""In days. Longer ago than the first, a day of the year before is seldom given without its year. Nearer than the
second, one of the next year may be."""
_DAY_PART = r"(?: (?:morning|afternoon|evening|night))?"

Deictic = Callable[[re.Match[str], date, bool], When | None]
"""Reads a match from a day of the document's issue; the flag says that the sentence is about the future."""


def weekday(match: re.Match[str], issue: date, future: bool) -> When | None:
    ago = (issue.weekday() - WEEKDAYS.index(match["w"].lower())) % 7
    which = (match["p"] or "").lower().strip()
    if which == "next" or (which != "last" and future):
        return day(issue + timedelta(days=(7 - ago) % 7 or (7 if which == "next" else 0)))
    return day(issue - timedelta(days=ago or (7 if which == "last" else 0)))


def near_day(match: re.Match[str], issue: date, future: bool) -> When | None:
    words = match.group().lower()
    if words.startswith("the day before yesterday"):
        return day(issue - timedelta(days=2))
    step = -1 if "yesterday" in words or words.startswith("last") else 1 if "tomorrow" in words else 0
    return day(issue + timedelta(days=step))


def _unit(match: re.Match[str], issue: date, future: bool) -> When | None:
    which = re.split(r"\s", match["p"].lower())[-1]
    step = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0}[which]
    if which == "past":  # "the past year": the stretch of that length up to now
        begin = unit_of(shift(issue, -1, match["u"]), "month" if match["u"] in ("year", "decade") else "day")
        return between(begin, unit_of(issue, "month" if match["u"] in ("year", "decade") else "day"))
    if match["u"] == "weekend" and step == 0 and not future and issue.weekday() < 3:
        step = -1  # "this weekend", looking back on a Monday
    return unit_of(shift(issue, step, match["u"]), match["u"])


def _within(match: re.Match[str], issue: date, future: bool) -> When | None:
    """Earlier or later in the unit that runs: from its beginning to the day of issue, or from that to its end.

    None on its first day: what was earlier then was in the unit before.
    """
    whole = unit_of(issue, match["u"])
    if whole.low is None or whole.high is None:
        return None
    if whole.low == issue and match["p"].lower().startswith("earlier"):
        return None
    word = match["p"].lower()
    if word.startswith("later"):
        return between(day(issue), whole if match["u"] != "week" else day(whole.high))
    if match["u"] == "year":
        return between(month(issue.year, 1), month(issue.year, issue.month))
    return days(whole.low, issue)


def _past_stretch(match: re.Match[str], issue: date, future: bool) -> When | None:
    count = count_of(match["c"])
    if count is None:
        return None
    fine = "day" if match["u"] in ("day", "week") else "month" if match["u"] == "month" else "year"
    return between(unit_of(shift(issue, -count, match["u"]), fine), unit_of(issue, fine))


def _ago(match: re.Match[str], issue: date, future: bool) -> When | None:
    count = count_of(match["c"])
    if count is None:
        low, high = shift(issue, -10, match["u"]), shift(issue, -2, match["u"])
        return roughly(low, high) if match["u"] in ("day", "week") else None
    then = shift(issue, -count, match["u"])
    if match["u"] == "day":
        return day(then)
    if match["u"] == "week":
        return roughly(then - timedelta(days=3), then + timedelta(days=3))
    whole = unit_of(then, match["u"])
    return When(whole.edtf + "~", whole.low, whole.high) if re.fullmatch(r"[\d-]+", whole.edtf) else whole


def _fortnight_ago(match: re.Match[str], issue: date, future: bool) -> When | None:
    then = issue - timedelta(days=14)
    return roughly(then - timedelta(days=3), then + timedelta(days=3))


def _season(match: re.Match[str], issue: date, future: bool) -> When | None:
    name, which = match["s"].lower(), match["p"].lower()
    first_month = 12 if name == "winter" else 3 * (SEASONS[name] - 20)
    of = issue.year - (1 if (issue.month < first_month) == (which != "next") and issue.month < first_month else 0)
    if which == "last" and of == issue.year and issue.month < first_month + 3:
        of -= 1
    elif which == "next" and issue.month >= first_month:
        of += 1
    elif which == "this":
        of = issue.year
    return season(of, name, two_years=name == "winter")


def month_day(match: re.Match[str], issue: date, future: bool) -> When | None:
    first = _nearest(month_number(match["m"]), int(match["d"]), issue, future)
    if first is None or not match.groupdict().get("d2"):
        return day(first) if first else None
    try:
        last = date(first.year, month_number(match.groupdict().get("m2") or match["m"]), int(match["d2"]))
    except ValueError:
        return None
    return days(first, last) if first <= last else None


def _day_of_year(match: re.Match[str], issue: date, future: bool) -> When | None:
    """A month, or a day of one, of this year, the last or the next: "in May last year"."""
    year = issue.year + {"last": -1, "this": 0, "next": 1}[match["p"].lower()]
    number, at = month_number(match["m"]), match["d"] or match["e"]
    return day_of(year, number, int(at)) if at else month(year, number)


def seldom_past(match: re.Match[str], issue: date) -> bool:
    """Whether a day without its year is as likely still to come, where no word beside it refers to the past.

    News gives the year of a day long ago in the year before. Near the year's end, a day may mean the next spring."""
    number, of_month = month_number(match["m"]), min(int(match["d"]), 28)
    if (issue.month, issue.day) < (number, of_month):
        return issue - date(issue.year - 1, number, of_month) > timedelta(days=_LONG_AGO)
    return date(issue.year + 1, number, of_month) - issue < timedelta(days=_AHEAD)


def far_back(match: re.Match[str], issue: date) -> bool:
    """Whether a month without its year, if it is past, was one of the year before, long ago."""
    number, told = month_number(match["m"]), (match["w"] or "").strip()
    ago = (issue.month - number) % 12
    return not told and number > issue.month and ago * 30 > _LONG_AGO


def _nearest(number: int, number_of_day: int, issue: date, future: bool) -> date | None:
    """The last such day on or before ``issue``; with ``future``, or when that is near, the first on or after it."""
    soon = issue + timedelta(days=_SOON)
    if not future and (soon.month, soon.day) >= (number, number_of_day) > (issue.month, issue.day):
        future = True
    for of in (issue.year, issue.year + 1) if future else (issue.year, issue.year - 1):
        try:
            found = date(of, number, number_of_day)
        except ValueError:
            continue
        if found >= issue if future else found <= issue:
            return found
    return None


def bare_month(match: re.Match[str], issue: date, future: bool) -> When | None:
    number, which = month_number(match["m"]), (match["w"] or "").lower().strip()
    of = issue.year
    if which == "next" or (future and which != "last"):
        of += number < issue.month or (which == "next" and number == issue.month)
    elif which == "last":
        of -= number >= issue.month
    elif which != "this":
        of -= number > issue.month
    whole = month(of, number)
    return part(re.split(r"[- ]", match["p"].lower())[0], whole) if match["p"] else whole


NAMED_DAY = (
    r"(?<!\bSuper )(?<!\bBlack )(?<!\bGood )(?<!\bBloody )(?<!\bAsh )(?<!\bCyber )(?<!\bPalm )(?<!\bEaster )"
    r"(?<!\bHoly )(?<!\bMaundy )(?<!\bShrove )(?<!\bFat )(?<!\bGiving )(?<!\bMega )(?<!\bBlue )"
)
"""A weekday that is part of the name of a day says nothing of the week that is meant: "Super Tuesday"."""
_NO_DAY = (
    r"(?!s\b|-\w*s\b|[’']\w*s\b(?! [a-z])| (?:Times|Night Live|Herald|Post|Evening|Mail))"
    rf"(?!,? (?:the )?(?:{MONTH} {DAY}|{DAY} {MONTH})\b)"
)
_NEAR_DAYS = (
    r"[Tt]he day before yesterday|[Yy]esterday(?: (?:morning|afternoon|evening))?|[Tt]oday|[Tt]omorrow|[Tt]onight|"
    r"[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Ee]arlier today"
)

DEICTIC: tuple[tuple[Sought, Deictic], ...] = (
    *((Sought(re.compile(pattern), needs), reader)
    for pattern, reader, needs in (
        (rf"\b(?=[A-Zlnte]){NAMED_DAY}(?P<p>(?:[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate) )?(?P<w>{WEEKDAY}){_DAY_PART}"
         rf"\b{_NO_DAY}", weekday, (WEEKDAYS_WRITTEN,)),
        (rf"\b(?:{_NEAR_DAYS})\b(?! Show| Programme)(?![’']s (?:world|society|age|young|youth))", near_day, ()),
        (r"\b(?P<p>[Ll]ast|[Tt]his|[Nn]ext|(?:[Tt]he |[Tt]his )?(?:past|coming|current)) "
         r"(?P<u>week|weekend|month|year|decade|century|quarter)\b(?!-)", _unit, ()),
        (rf"\b(?:(?P<d>{DAY})(?:st|nd|rd|th)? )?(?P<m>{MONTH})(?: (?P<e>{DAY})(?:st|nd|rd|th)?)?,? (?:of )?"
         r"(?P<p>last|this|next) year\b", _day_of_year, (MONTHS_WRITTEN, (" year",))),
        (r"\b(?P<p>[Ee]arlier|[Ll]ater|[Ss]o far) (?:in )?this (?P<u>week|month|year|decade)\b", _within,
         (("arlier", "ater", "o far"),)),
        (rf"\b(?:the )?(?:[Pp]ast|[Ll]ast) {COUNT} {UNIT}s?\b", _past_stretch,
         (("ast ",),)),
        (rf"\b(?i:{COUNT}) {UNIT}s? ago\b", _ago, ((" ago",),)),
        (r"\b[Aa] fortnight ago\b", _fortnight_ago, (("fortnight",),)),
        (rf"\b(?P<p>[Ll]ast|[Tt]his|[Nn]ext) (?P<s>{SEASON})\b", _season, (SEASONS_WRITTEN,)),
    )),
    *((Sought(pattern, (MONTHS_WRITTEN,)), month_day) for pattern in MONTH_DAY),
    (Sought(BARE_MONTH, (MONTHS_WRITTEN,)), bare_month),
)  # fmt: skip
