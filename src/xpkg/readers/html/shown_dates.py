"""Finds the day that a page in another language than English shows below its headline."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from xpkg.readers.reader import library

_WRITTEN = re.compile(
    r"(?<![\w.])(?P<day>\d{1,2})(?:\.|º|er)?\s(?:de\s)?(?P<month>[^\W\d_]{3,12})\.?\s(?:de\s)?(?P<year>\d{4})(?!\w)"
)
"""Day, month and year, as most languages of Europe write them: "30. Juli 2018", "5 de mayo de 2020"."""
_NEAR = 40
"""Elements behind the headline among which the day stands."""
_LONGEST = 80
"""Characters of a line that gives it."""


def day_told(tree: Any, name: str) -> str:
    """The day in the first short line below the headline that gives one, as ISO 8601; the empty string without one.

    The page says in which language it is. What its library of dates does not know in that language is no date.
    """
    language = (tree.get("lang") or "").partition("-")[0].lower()
    headline = next(tree.iter("h1"), None)
    if language in ("", "en") or headline is None:
        return ""
    for element in islice(headline.xpath("following::*"), _NEAR):
        words = " ".join("".join(element.itertext()).split()) if isinstance(element.tag, str) else ""
        dates = list(_WRITTEN.finditer(words)) if len(words) <= _LONGEST else []
        if len(dates) == 1 and (day := _day(dates[0], language, name)):
            return day
    return ""


def _day(written: re.Match[str], language: str, name: str) -> str:
    plain = f"{written['day']} {written['month']} {written['year']}"
    try:
        found = library("dateparser", name).parse(plain, languages=[language], settings={"STRICT_PARSING": True})
    except ValueError:  # a language that it does not know
        return ""
    return str(found.date().isoformat()) if found else ""
