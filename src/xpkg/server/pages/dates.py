"""Writes EDTF dates as a person reads them, no more exact than they are."""

from __future__ import annotations

import re

_MONTHS = ("", *"January February March April May June July August September October November December".split())
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_ONE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)")


def readable(edtf: str) -> str:
    """``edtf`` in words; as it stands where it is of a kind that is not known here.

    >>> readable("2019-11-17/2019-11-18"), readable("2014~"), readable("2020-24"), readable("2021-05-30/..")
    ('17–18 November 2019', 'about 2014', 'winter 2020', '30 May 2021 or later')
    """
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
        if int(month) in _SEASONS:
            words = f"{_SEASONS[int(month)]} {words}"
        elif 1 <= int(month) <= 12:
            words = f"{_MONTHS[int(month)]} {words}"
            if day and day.isdigit():
                words = f"{int(day)} {words}"
        else:
            return None
    return {"?": "perhaps ", "~": "about ", "%": "perhaps about "}.get(doubt, "") + words
