"""Writes EDTF dates in words, with the same precision."""

from __future__ import annotations

import re

_MONTHS = ("", *"January February March April May June July August September October November December".split())
_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS = (
    dict(enumerate(_SEASONS, 21))
    | dict(enumerate((f"northern {season}" for season in _SEASONS), 25))
    | dict(enumerate((f"southern {season}" for season in _SEASONS), 29))
    | dict(enumerate((f"{which} quarter of" for which in ("first", "second", "third", "last")), 33))
    | dict(enumerate((f"{which} third of" for which in ("first", "second", "last")), 37))
    | dict(enumerate((f"{which} half of" for which in ("first", "second")), 40))
)
_TIME = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d)(?::\d\d)(?P<zone>Z|[+-]\d\d(?::\d\d)?)?", re.ASCII)
_TOGETHER = {"[": "or", "{": "and"}
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
        return f"{start} or later" if last else f"since {start}"
    if first in ("..", "") and (end := _one(last)):
        return f"{end} or earlier" if first else f"until {end}"
    start, end = _one(first), _one(last)
    if not start or not end:
        return edtf
    if re.fullmatch(r"\d{4}-\d\d-\d\d", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last):
        if first[:7] == last[:7]:
            return f"{int(first[8:])}–{end}"
        if first[:4] == last[:4]:
            return f"{start.removesuffix(' ' + first[:4])} – {end}"
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
    return f"{', '.join(some)} {_TOGETHER[edtf[0]]} {last}" if some else last


def _one(edtf: str) -> str | None:
    found = _ONE.fullmatch(edtf)
    if not found:
        return None
    year, month, day, doubt = found.groups()
    words = year
    if year.endswith("XX"):
        words = f"{year[:2]}00s"
    elif year.endswith("X"):
        words = f"{year[:3]}0s"
    if month and month.isdigit():
        if int(month) in _PARTS:
            words = f"{_PARTS[int(month)]} {words}"
        elif 1 <= int(month) <= 12:
            words = f"{_MONTHS[int(month)]} {words}"
            if day and day.isdigit():
                words = f"{int(day)} {words}"
        else:
            return None
    elif day and day.isdigit():
        words = f"day {int(day)} of a month in {words}"
    return {"?": "perhaps ", "~": "about ", "%": "perhaps about "}.get(doubt, "") + words
