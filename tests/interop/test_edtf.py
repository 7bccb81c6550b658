"""The days of EDTF dates, compared with two libraries that are not ours; where these differ, by how much."""

from __future__ import annotations

import json
from math import isinf
from pathlib import Path
from typing import Any

from outside import library, node

from xpkg.edtf import bounds

SAME = (
    "2014 2014-02 2016-02-29 2021-03-03T10:00:00Z [..1984] [1984-03..] {1960,1961-12} 201X 20XX 2014-XX 2001-XX-15 "
    "2001-XX-31 2014-XX-XX 156X-12-25 1XXX-12 2014~ 2004-06~-11 2017/.. ../2017 2016/2018-05 2001-34 2001-39 2001-41 "
    "Y17E2"
).split()
"""Here all three give the same days."""
OF_PYTHON = {
    "2001-0X-31": None,  # not read: a month with one digit unspecified
    "200X-02-29": ("2000-02-29", "2009-02-29"),  # no such day
    "2017/": ("2017-01-01", "2027-01-01"),  # an end that is not known is taken to lie ten years later
    "2001-24": ("2001-12-01", "2001-12-31"),  # a winter is a December
    "1950S2": ("1950-01-01", "1950-12-31"),  # the digits that are not significant count
    "2021-03-03T00:00:00+05:30": ("2021-03-03", "2021-03-03"),
}
"""By edtf 5.0.2 for Python, with its strict bounds."""
OF_JAVASCRIPT = {
    "2001-0X-31": ("2001-01-31", "2001-10-01"),  # 31 September runs over
    "200X-02-29": ("2000-02-29", "2009-02-28"),
    "2017/": ("2017-01-01", None),
    "2001-24": ("2001-10-01", "2001-12-31"),  # a season is a quarter: spring begins in January
    "1950S2": ("1950-01-01", "1950-12-31"),
    "2021-03-03T00:00:00+05:30": ("2021-03-02", "2021-03-02"),  # the day in Greenwich, not the day as written
    "[1667,1668,1670..1672]": ("1667-01-01", "1670-12-31"),  # the end of the last stretch is left out
}
"""By edtf 4.11.1 for JavaScript."""


def _of_python(text: str) -> tuple[str | None, str | None] | None:
    def day(found: Any) -> str | None:
        if isinstance(found, float):
            assert isinf(found)
            return None
        return f"{found.tm_year:04}-{found.tm_mon:02}-{found.tm_mday:02}"

    try:
        date = library("edtf").parse_edtf(text)
        return day(date.lower_strict()), day(date.upper_strict())
    except ValueError:
        return None


def _of_javascript(texts: list[str]) -> dict[str, tuple[str | None, str | None]]:
    found = json.loads(node(Path(__file__).parent / "edtf.mjs", given=json.dumps(texts)))
    return {text: (first, last) for text, (first, last) in found.items()}


def test_a_library_for_python_gives_the_same_days() -> None:
    assert {text: _of_python(text) for text in SAME} == {text: bounds(text)[:2] for text in SAME}


def test_a_library_for_javascript_gives_the_same_days() -> None:
    assert _of_javascript(SAME) == {text: bounds(text)[:2] for text in SAME}


def test_where_they_differ() -> None:
    """What changes here may mean that a difference in the README's words or in ours is gone."""
    assert {text: _of_python(text) for text in OF_PYTHON} == OF_PYTHON
    assert _of_javascript(list(OF_JAVASCRIPT)) == OF_JAVASCRIPT
    assert bounds("200X-02-29")[:2] == ("2000-02-29", "2008-02-29")
    assert bounds("[1667,1668,1670..1672]")[:2] == ("1667-01-01", "1672-12-31")
