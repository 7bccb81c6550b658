"""The first and the last day that a date in the Extended Date/Time Format allows (EDTF, ISO 8601-2; levels 0 to 2)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator

Bounds = tuple[str | None, str | None, bool]
"""First and last day (ISO), None where open or out of reach of the years 1 to 9999, and whether these are exact."""

_DATE = re.compile(
    r"(?P<q0>[~?%]?)(?P<year>-?[0-9X]{4})(?P<q1>[~?%]?)"
    r"(?:-(?P<q2>[~?%]?)(?P<month>[0-9X]{2})(?P<q3>[~?%]?)"
    r"(?:-(?P<q4>[~?%]?)(?P<day>[0-9X]{2})(?P<q5>[~?%]?))?)?"
)
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3])(?::[0-5][0-9])?)?"
)
_LONG_YEAR = re.compile(
    r"(?:Y(?P<long>-?[0-9]+)(?:E(?P<power>[0-9]+))?|(?P<short>-?[0-9]{4}))(?P<digits>S[1-9][0-9]*)?"
)
_LARGEST_POWER = 9  # of ten; what is larger is out of reach, whatever stands before it
_NEITHER_HEMISPHERE = range(21, 25)
_SPANS = {
    25: (3, 5), 26: (6, 8), 27: (9, 11), 29: (9, 11), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""The months of seasons of one hemisphere, quarters, thirds and halves of a year, by their number."""
_OVER_THE_YEARS_END = (28, 30)  # winter in the north, summer in the south
_LAST_SEASON = 32


def bounds(edtf: str) -> Bounds:
    """First and last day that ``edtf`` allows, and whether these are exact.

    A time of day counts as the day that is written, whatever its zone. Days are not exact where the date is doubtful
    or approximate, and in seasons, of which there is more than one custom. Raises ValueError for what is no EDTF, an
    interval that is open on both sides or turned round, and a day that no calendar has.

    >>> bounds("2014-02")
    ('2014-02-01', '2014-02-28', True)
    >>> bounds("2016/2018-06-05")
    ('2016-01-01', '2018-06-05', True)
    >>> bounds("2021-03-03T10:00:00Z")
    ('2021-03-03', '2021-03-03', True)
    >>> bounds("[..1984]")
    (None, '1984-12-31', True)
    >>> bounds("2001-XX-15")
    ('2001-01-15', '2001-12-15', True)
    """
    if found := _TIME.fullmatch(edtf):
        return _single(found["day"])
    if len(edtf) > 2 and (edtf[0], edtf[-1]) in (("[", "]"), ("{", "}")):
        return _of_set(edtf[1:-1])
    if "/" not in edtf:
        return _single(edtf)
    begin, _, end = edtf.partition("/")
    if "/" in end or (begin in ("", "..") and end in ("", "..")):
        raise ValueError(f"no interval with one begin or end: {edtf!r}")
    return _between(begin, end, edtf)


def is_season(edtf: str) -> bool:
    """Whether ``edtf`` names a season anywhere, whose days are a custom.

    >>> is_season("2019-24"), is_season("2019-33")
    (True, False)
    """
    return any(21 <= int(number) <= _LAST_SEASON for number in re.findall(r"\d{4}[~?%]?-[~?%]?(\d\d)(?![\d-])", edtf))


def _between(begin: str, end: str, whole: str) -> Bounds:
    low, _, low_exact = (None, None, True) if begin in ("", "..") else _single(begin)
    _, high, high_exact = (None, None, True) if end in ("", "..") else _single(end)
    if low and high and low > high:
        raise ValueError(f"an interval that ends before it begins: {whole!r}")
    return low, high, low_exact and high_exact


def _of_set(members: str) -> Bounds:
    """Of a list of dates and stretches, of which the first may have no begin and the last no end."""
    spans = []
    pieces = [piece.strip() for piece in members.split(",")]
    for at, piece in enumerate(pieces):
        begin, dots, end = piece.partition("..")
        if not begin + end or (dots and not begin and at) or (dots and not end and at < len(pieces) - 1):
            raise ValueError(f"no member of a set of dates: {piece!r}")
        spans.append(_between(begin, end, piece) if dots else _single(piece))
    lows, highs = [span[0] for span in spans], [span[1] for span in spans]
    exact = all(span[2] for span in spans)
    return _all(lows, min), _all(highs, max), exact


def _all(days: list[str | None], choice: Callable[[Iterable[str]], str]) -> str | None:
    known = [day for day in days if day is not None]
    return choice(known) if len(known) == len(days) else None


def _single(edtf: str) -> Bounds:
    if (found := _LONG_YEAR.fullmatch(edtf)) and not (found["short"] and not found["digits"]):
        return _long_year(found)
    match = _DATE.fullmatch(edtf)
    if match is None:
        raise ValueError(f"no EDTF date: {edtf!r}")
    year, month, day = match["year"], match["month"], match["day"]
    exact = not any(match[f"q{number}"] for number in range(6))
    if month and "X" not in month and int(month) > 12:
        if day is not None:
            raise ValueError(f"a season or a part of a year has no days: {edtf!r}")
        low, high, told = _part(year, int(month), edtf)
        return low, high, exact and told
    if year.startswith("-") or year == "0000":
        # Before our era; a leap year's pattern stands for all years here.
        next(_days("2000", month or "XX", day or "XX", edtf))
        return None, None, False
    low = next(_days(year, month or "XX", day or "XX", edtf))
    return low, next(_days(year, month or "XX", day or "XX", edtf, last=True)), exact


def _days(year: str, month: str, day: str, edtf: str, *, last: bool = False) -> Iterator[str]:
    """The days that the digits allow, X for any, from the first on or from the last back."""
    for of in _numbers(year, 1, 9999, last):
        for in_month in _numbers(month, 1, 12, last):
            for number in _numbers(day, 1, monthrange(of, in_month)[1], last):
                yield f"{of:04}-{in_month:02}-{number:02}"
    raise ValueError(f"no day of the calendar: {edtf!r}")


def _numbers(digits: str, least: int, most: int, last: bool) -> Iterator[int]:
    """The numbers from ``least`` to ``most`` that are written like ``digits``, X for any."""
    if "X" not in digits:
        return iter([int(digits)] if least <= int(digits) <= most else [])
    pattern = re.compile(digits.replace("X", "[0-9]"))
    low, high = max(least, int(digits.replace("X", "0"))), min(most, int(digits.replace("X", "9")))
    within = range(high, low - 1, -1) if last else range(low, high + 1)
    return (number for number in within if pattern.fullmatch(f"{number:0{len(digits)}}"))


def _part(year: str, part: int, edtf: str) -> Bounds:
    """A season, quarter, third or half of a year."""
    if part not in {*_NEITHER_HEMISPHERE, *_OVER_THE_YEARS_END, *_SPANS}:
        raise ValueError(f"no month or part of the year: {edtf!r}")
    if year.startswith("-") or year == "0000":
        return None, None, False
    first, last = next(_numbers(year, 1, 9999, False)), next(_numbers(year, 1, 9999, True))
    if part in _SPANS:
        begin, end = _SPANS[part]
        low, high = f"{first:04}-{begin:02}-01", f"{last:04}-{end:02}-{monthrange(last, end)[1]:02}"
        return low, high, part > _LAST_SEASON
    # It may begin before the turn of the year or run on past it; nor does 21 to 24 tell the hemisphere.
    return f"{max(1, first - 1):04}-12-01", f"{min(9999, last + 1):04}-03-31", False


def _long_year(found: re.Match[str]) -> Bounds:
    """A year with a letter before it, or of which only some digits are significant."""
    power = int(found["power"] or 0) if len(found["power"] or "") < 4 else _LARGEST_POWER + 1
    number = int((found["long"] or found["short"])[:_LARGEST_POWER]) if found["long"] or found["short"] else 0
    if power > _LARGEST_POWER or len(found["long"] or "") > _LARGEST_POWER or number < 1:
        return None, None, False
    digits = str(number * 10**power)
    significant = min(int(found["digits"][1:6]) if found["digits"] else len(digits), len(digits))
    first, last = (int(digits[:significant] + end * (len(digits) - significant)) for end in "09")
    if last > 9999 or first < 1:
        return None, None, False
    return f"{first:04}-01-01", f"{last:04}-12-31", True
