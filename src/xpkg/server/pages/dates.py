"""Writes EDTF dates in words, with the same precision."""

from __future__ import annotations

import re

from xpkg.server.pages.languages import gettext, message

_MONTHS = (
    message("January"), message("February"), message("March"), message("April"), message("May"), message("June"),
    message("July"), message("August"), message("September"), message("October"), message("November"),
    message("December"),
)  # fmt: skip
_PARTS = (
    message("spring %(year)s"), message("summer %(year)s"), message("autumn %(year)s"), message("winter %(year)s"),
    message("northern spring %(year)s"), message("northern summer %(year)s"), message("northern autumn %(year)s"),
    message("northern winter %(year)s"),
    message("southern spring %(year)s"), message("southern summer %(year)s"), message("southern autumn %(year)s"),
    message("southern winter %(year)s"),
    message("first quarter of %(year)s"), message("second quarter of %(year)s"), message("third quarter of %(year)s"),
    message("last quarter of %(year)s"),
    message("first third of %(year)s"), message("second third of %(year)s"), message("last third of %(year)s"),
    message("first half of %(year)s"), message("second half of %(year)s"),
)  # fmt: skip
"""Parts of a year, from the number that EDTF has for the first of them."""
_FIRST_PART = 21
_DOUBTS = {"?": message("perhaps %(date)s"), "~": message("about %(date)s"), "%": message("perhaps about %(date)s")}
_TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d)(?::\d\d)(?P<zone>Z|[+-]\d\d(?::\d\d)?)?", re.ASCII)
_TOGETHER = {"[": message("%(dates)s or %(last)s"), "{": message("%(dates)s and %(last)s")}
_ONE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)")


def readable(edtf: str) -> str:
    """``edtf`` in words; unchanged where its form is not supported.

    >>> readable("2019-11-17/2019-11-18"), readable("2014~"), readable("2020-24"), readable("2021-05-30/..")
    ('17–18 November 2019', 'about 2014', 'winter 2020', '30 May 2021 or later')
    >>> readable("2021-03-03T10:00:00Z"), readable("[..1984]"), readable("[2019,2020-05]"), readable("2001-XX-15")
    ('3 March 2021, 10:00 UTC', '1984 or earlier', '2019 or May 2020', 'day 15 of a month in 2001')
    """
    if found := _TIME.fullmatch(edtf):
        zone = {"": "", "Z": " UTC"}.get(found["zone"] or "", f" (UTC{found['zone']})")
        return f"{_one(found['day'])}, {found['time']}{zone}"
    if edtf[:1] in _TOGETHER and edtf[-1:] in ("]", "}"):
        return _of_set(edtf) or edtf
    first, bar, last = edtf.partition("/")
    if not bar:
        return _one(edtf) or edtf
    if last in ("..", "") and (start := _one(first)):
        return (gettext("%(date)s or later") if last else gettext("since %(date)s")) % {"date": start}
    if first in ("..", "") and (end := _one(last)):
        return (gettext("%(date)s or earlier") if first else gettext("until %(date)s")) % {"date": end}
    start, end = _one(first), _one(last)
    if not start or not end:
        return edtf
    if re.fullmatch(r"\d{4}-\d\d-\d\d", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        if first[:7] == last[:7]:
            return _day_of(f"{int(first[8:])}–{int(last[8:])}", last)
        if first[:4] == last[:4]:
            month = gettext(_MONTHS[int(first[5:7]) - 1])
            start = gettext("%(day)s %(month)s") % {"day": int(first[8:]), "month": month}
            return f"{start} – {end}"
    if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d{4}", last):
        return f"{first}–{last}"
    return f"{start} – {end}"


def _of_set(edtf: str) -> str | None:
    """A set of dates in words: one of them, or all of them. An interval in it may be open."""
    members = []
    for piece in edtf[1:-1].split(","):
        begin, dots, end = (part.strip() for part in piece.partition(".."))
        members.append(readable(f"{begin or '..'}/{end or '..'}") if dots else _one(begin))
    readable_members = [member for member in members if member and "/" not in member]
    if len(readable_members) < len(members):
        return None
    *some, last = readable_members
    return gettext(_TOGETHER[edtf[0]]) % {"dates": ", ".join(some), "last": last} if some else last


def _day_of(day: str, date: str) -> str:
    """The ``day`` of the month and year of ``date``, in words."""
    words = {"day": day, "month": gettext(_MONTHS[int(date[-5:-3]) - 1]), "year": date[:-6]}
    return gettext("%(day)s %(month)s %(year)s") % words


def _one(edtf: str) -> str | None:
    found = _ONE.fullmatch(edtf)
    if not found:
        return None
    year, month, day, doubt = found.groups()
    words = year
    if year.endswith("XX"):
        words = gettext("%(year)ss") % {"year": f"{year[:2]}00"}
    elif year.endswith("X"):
        words = gettext("%(year)ss") % {"year": f"{year[:3]}0"}
    if month and month.isdigit():
        if 0 <= (part := int(month) - _FIRST_PART) < len(_PARTS):
            words = gettext(_PARTS[part]) % {"year": words}
        elif 1 <= int(month) <= 12:
            name = gettext(_MONTHS[int(month) - 1])
            if day and day.isdigit():
                words = gettext("%(day)s %(month)s %(year)s") % {"day": int(day), "month": name, "year": words}
            else:
                words = gettext("%(month)s %(year)s") % {"month": name, "year": words}
        else:
            return None
    elif day and day.isdigit():
        words = gettext("day %(day)s of a month in %(year)s") % {"day": int(day), "year": words}
    return gettext(_DOUBTS[doubt]) % {"date": words} if doubt else words
