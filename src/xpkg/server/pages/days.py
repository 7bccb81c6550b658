"""Reads the dates that people enter in forms."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def whole_day(words: str, *, last: bool) -> str | None:
    """The first or last day of a year, month or day (``2019``, ``2019-11``, ``2019-11-16``); None for other words."""
    if not _DAY.fullmatch(words):
        return None
    try:
        if len(words) == 4:
            return date.fromisoformat(f"{words}-{'12-31' if last else '01-01'}").isoformat()
        if len(words) == 7:
            first = date.fromisoformat(f"{words}-01")
            day = monthrange(first.year, first.month)[1] if last else 1
            return first.replace(day=day).isoformat()
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return None
