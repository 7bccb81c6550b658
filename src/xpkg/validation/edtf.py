"""The days that an EDTF date allows, worked out apart from the analysis so that one checks the other."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DATE = re.compile(
    r"(?P<q0>[~?%]?)(?P<year>-?[0-9X]{4})(?P<q1>[~?%]?)"
    r"(?:-(?P<q2>[~?%]?)(?P<month>[0-9X]{2})(?P<q3>[~?%]?)"
    r"(?:-(?P<q4>[~?%]?)(?P<day>[0-9X]{2})(?P<q5>[~?%]?))?)?"
)
_FIRST_SEASON, _LAST_SEASON = 21, 41


def bounds(edtf: str) -> tuple[str | None, str | None, bool]:
    """First and last day (ISO, None where open or out of reach), and whether these are exact.

    They are not exact for seasons, approximate dates and sets, where there is more than one custom.
    Raises ValueError for what is no EDTF (levels 0 and 1, and of level 2 unspecified digits, qualified
    parts, seasons, sets and long years), or a day that no calendar has.

    >>> bounds("2014-02")
    ('2014-02-01', '2014-02-28', True)
    >>> bounds("2016/2018-06-05")
    ('2016-01-01', '2018-06-05', True)
    """
    if re.fullmatch(r"Y-?\d{5,}(E\d+)?(S\d+)?|-?\d{4}S\d+", edtf, re.ASCII):
        return None, None, False
    if len(edtf) > 2 and (edtf[0], edtf[-1]) in (("[", "]"), ("{", "}")):
        parts = [part for piece in edtf[1:-1].split(",") for part in piece.strip().split("..") if part]
        if not parts:
            raise ValueError(f"no EDTF date: {edtf!r}")
        spans = [_single(part) for part in parts]
        return _least([span[0] for span in spans]), _most([span[1] for span in spans]), False
    if "/" not in edtf:
        return _single(edtf)
    if edtf.count("/") > 1:
        raise ValueError(f"no EDTF date: {edtf!r}")
    begin, end = edtf.split("/")
    if begin in ("", "..") and end in ("", ".."):
        raise ValueError(f"an interval that is open on both sides: {edtf!r}")
    low, _, low_exact = (None, None, True) if begin in ("", "..") else _single(begin)
    _, high, high_exact = (None, None, True) if end in ("", "..") else _single(end)
    if low and high and low > high:
        raise ValueError(f"an interval that ends before it begins: {edtf!r}")
    return low, high, low_exact and high_exact


def agree(edtf: str, earliest: str | None, latest: str | None) -> bool:
    """Whether the bounds given are those that the date allows; where these are not exact, whether they meet."""
    low, high, exact = bounds(edtf)
    if exact:
        return (low, high) == (earliest, latest)
    return not (earliest and high and earliest > high) and not (latest and low and latest < low)


def _least(days: list[str | None]) -> str | None:
    return min((day for day in days if day is not None), default=None)


def _most(days: list[str | None]) -> str | None:
    return max((day for day in days if day is not None), default=None)


def _single(edtf: str) -> tuple[str | None, str | None, bool]:
    match = _DATE.fullmatch(edtf)
    if match is None:
        raise ValueError(f"no EDTF date: {edtf!r}")
    year, month, day = match["year"], match["month"], match["day"]
    exact = not any(match[f"q{number}"] for number in range(6))
    if year.startswith("-") or year == "0000":
        _check_month(month, edtf)
        return None, None, False
    low_year, high_year = max(1, int(year.replace("X", "0"))), max(1, int(year.replace("X", "9")))
    if month is None or month == "XX":
        return f"{low_year:04}-01-01", f"{high_year:04}-12-31", exact
    if "X" not in month and _FIRST_SEASON <= int(month) <= _LAST_SEASON:
        if day is not None:
            raise ValueError(f"a season has no days: {edtf!r}")
        # A winter may begin before the turn of the year or run on past it.
        return f"{max(1, low_year - 1):04}-12-01", f"{min(9999, high_year + 1):04}-03-31", False
    _check_month(month, edtf)
    low_month, high_month = max(1, int(month.replace("X", "0"))), min(12, int(month.replace("X", "9")))
    last = monthrange(high_year, high_month)[1]
    if day is None or day == "XX":
        return f"{low_year:04}-{low_month:02}-01", f"{high_year:04}-{high_month:02}-{last:02}", exact
    low_day, high_day = max(1, int(day.replace("X", "0"))), int(day.replace("X", "9"))
    high_day = min(high_day, last) if "X" in day else high_day
    low = date(low_year, low_month, low_day)
    high = date(high_year, high_month, high_day)
    return low.isoformat(), high.isoformat(), exact


def _check_month(month: str | None, edtf: str) -> None:
    if month is not None and "X" not in month and not 1 <= int(month) <= 12:
        raise ValueError(f"no month of the year: {edtf!r}")
