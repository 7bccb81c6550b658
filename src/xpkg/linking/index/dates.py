"""Dates of Wikidata as EDTF: both calendars, years before 1, and as much precision as is stated."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

_TIME = re.compile(r"([+-])(\d{1,16})-(\d\d)-(\d\d)T\d\d:\d\d:\d\dZ", re.ASCII)
_JULIAN = "Q1985786"
_MILLENNIUM, _CENTURY, _DECADE, _YEAR, _MONTH, _DAY = range(6, 12)
_SPANS = {_MILLENNIUM: 1000, _CENTURY: 100}
_YEARS = range(-9998, 10000)


def edtf_of(value: Mapping[str, Any]) -> str:
    """The EDTF date of a time value of Wikidata; empty where it is none, or less precise than a millennium.

    Wikidata has no year 0, EDTF has: 44 BC is -0043. A day of the Julian calendar becomes that of the Gregorian one.

    >>> edtf_of({"time": "+1952-03-11T00:00:00Z", "precision": 11})
    '1952-03-11'
    >>> edtf_of({"time": "-0044-00-00T00:00:00Z", "precision": 9})
    '-0043'
    """
    match = _TIME.fullmatch(str(value.get("time", "")))
    precision = value.get("precision")
    if match is None or not isinstance(precision, int) or precision < _MILLENNIUM:
        return ""
    number = int(match[2])
    if number == 0:
        return ""
    year = number if match[1] == "+" else 1 - number
    if year not in _YEARS:
        return ""
    if precision in _SPANS:
        return _span(number, match[1] == "+", _SPANS[precision])
    if precision == _DECADE:
        return f"{_four(year)[:-1]}X" if year > 0 else ""
    month, day = int(match[3]), int(match[4])
    if precision == _YEAR or not 1 <= month <= 12:
        return _four(year)
    julian = str(value.get("calendarmodel", "")).endswith(_JULIAN)
    if precision == _MONTH or not 1 <= day <= _last_day(year, month, julian):
        return f"{_four(year)}-{month:02}"
    if julian:
        return _from_julian(year, month, day)
    return f"{_four(year)}-{month:02}-{day:02}"


def _four(year: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}"


def _last_day(year: int, month: int, julian: bool) -> int:
    """The last day of a month; a leap year of the Julian calendar is every fourth one."""
    if julian and month == 2:
        return 29 if year % 4 == 0 else 28
    return monthrange(year if year > 0 else 2000, month)[1]


def _span(number: int, after: bool, length: int) -> str:
    """The century or millennium that ``number`` lies in: the 19th century is 1801 to 1900."""
    last = -(-number // length) * length
    if after:
        return f"{_four(last - length + 1)}/{_four(last)}"
    return f"{_four(1 - last)}/{_four(length - last)}"


def _from_julian(year: int, month: int, day: int) -> str:
    """The Gregorian day of a Julian one; years before 1 keep their year alone, as no calendar of Python has them."""
    if year < 1:
        return _four(year)
    # The day number of both calendars (Meeus, Astronomical Algorithms, chapter 7).
    shifted, months = (year - 1, month + 12) if month < 3 else (year, month)
    number = int(365.25 * (shifted + 4716)) + int(30.6001 * (months + 1)) + day - 1524
    try:
        return (date(1, 1, 1) + timedelta(days=number - 1721426)).isoformat()
    except OverflowError:
        return _four(year)
