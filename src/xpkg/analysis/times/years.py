"""Reads how a year is written: with its era, with three digits, as a rough one."""

from __future__ import annotations

import re

from xpkg.analysis.times.calendar import When
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having

_COMMON_ERA = r"(?:AD|A\.D\.|CE|C\.E\.)"
_BEFORE_IT = r"(?:BCE?|B\.C\.(?:E\.)?|bc)"
ERA_YEAR = rf"(?:A\.?D\.? [1-9]\d{{0,3}}|[1-9](?:\d{{0,3}}|,\d{{3}}) (?:{_COMMON_ERA}|{_BEFORE_IT}))"
"""A year that names its era. Nothing of a word may follow it."""
ERAS_WRITTEN = ("AD", "A.D", "CE", "C.E", "BC", "B.C", "bc")
"""What each of them has in it."""
YEAR = rf"(?:{ERA_YEAR}|1[0-9]\d\d|20\d\d)"
ERA = re.compile(rf"(?<!\w){ERA_YEAR}(?!\w)")

_APPROXIMATE = having(Trait.ROUGH_DATE)
_ROUGHLY = re.compile(
    rf"(?:(?P<sign>\bca?\.\s?|\bcirca\s)|\b(?P<word>(?:on or )?{alternation(_APPROXIMATE)})\s+)(?:the )?$", re.I
)
_CLOSED = having(
    Trait.ARTICLE, Trait.COORDINATOR, Trait.PREPOSITION, Trait.RELATIVE_PRONOUN, Trait.SUBORDINATOR, Trait.THIRD_PERSON
)
_GOES_ON = re.compile(rf"\s*(?:$|[^\w\s]|{alternation(_CLOSED)}\b)")


def number_of_year(words: str) -> int:
    """The year as astronomers count, so that 1 BC is 0.

    >>> number_of_year("AD 14"), number_of_year("44 BC"), number_of_year("1890")
    (14, -43, 1890)
    """
    number = int(re.sub(r"\D", "", words))
    return 1 - number if re.search(r"\bB\.?C|\bbc", words) else number


def roughly_begins(text: str, start: int, end: int) -> int | None:
    """Where the words begin that make of the date from ``start`` to ``end`` a rough one: "c. 1890", "in about 1890".

    None where there are none, or where they may belong to a number of things: "about 1890 armed men".
    """
    found = _ROUGHLY.search(text[max(0, start - 24) : start])
    if found is None or (found["word"] and not _GOES_ON.match(text, end)):
        return None
    return start - (len(found[0]))


def approximate(when: When) -> When:
    """The same date as an approximate one; of an interval, its beginning; a set of dates and an unsure one stay."""
    first, slash, last = when.edtf.partition("/")
    if first[:1] in "[{" or first[-1:] in "~?X":
        return when
    return When(f"{first}~{slash}{last}", when.low, when.high)
