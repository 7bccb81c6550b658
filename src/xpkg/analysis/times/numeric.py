"""Reads days that digits alone give, or digits with the name of a month: 19.11.2012, 2012/11/19, 19-Nov-2012."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.analysis.times.calendar import When, day_of, either

_MARK = r"(?P<mark>\. ?|[/-])"
_YEAR = r"(?P<y>1[5-9]\d\d|20\d\d)"
_ENDS = r"(?![\d/]|[.-]\d)"
_FROM_YEAR = re.compile(rf"(?<![\d./-]){_YEAR}(?P<mark>[./-])(?P<m>\d\d?)(?P=mark)(?P<d>\d\d?){_ENDS}")
_TO_YEAR = re.compile(rf"(?<![\d./$€£-])(?P<a>\d\d?){_MARK}(?P<b>\d\d?)(?P=mark){_YEAR}{_ENDS}")
_DIGITS = re.compile(r"\d\d?(?:\. ?|[/-])\d\d?(?:\. ?|[/-])\d")
"""What both have in it; to look for it takes a tenth of their time."""


def read_numeric(text: str) -> Iterator[tuple[int, int, When]]:
    """Start, end and date of each day in ``text`` that is written in digits alone.

    Dots and hyphens put the day first. Of slashes the text's other dates tell which it is; where they do not, both
    readings are given: 04/05/2012 is 5 April or 4 May.
    """
    if not _DIGITS.search(text):
        return
    for match in _FROM_YEAR.finditer(text):
        if when := _day(match["y"], match["m"], match["d"]):
            yield match.start(), match.end(), when
    found = list(_TO_YEAR.finditer(text))
    slashed = [match for match in found if match["mark"] == "/"]
    day_first = any(int(match["a"]) > 12 for match in slashed)
    month_first = any(int(match["b"]) > 12 for match in slashed)
    for match in found:
        by_day = _day(match["y"], match["b"], match["a"])
        by_month = _day(match["y"], match["a"], match["b"]) if match["mark"] == "/" or by_day is None else None
        if by_day and by_month and by_day != by_month and day_first == month_first:
            when = either(sorted((by_day, by_month), key=lambda choice: choice.edtf))
        else:
            when = by_month if by_month and (month_first or not by_day) else by_day
        if when:
            yield match.start(), match.end(), when


def _day(year: str, month: str, number: str) -> When | None:
    if not 1 <= int(month) <= 12 or not int(number):
        return None
    return day_of(int(year), int(month), int(number))
