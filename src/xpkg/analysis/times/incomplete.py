"""The parts of dates that do not say their year: counts and units, days and months without a year."""

from __future__ import annotations

import re

from xpkg.analysis.times.absolute import DAY, MONTH, PART, TO, WEEKDAY
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.numbers import NumberType, values

_CARDINALS = values(NumberType.CARDINAL)
_NUMBERS = dict(values(NumberType.CARDINAL, NumberType.COLLECTIVE)) | {"a": 1, "an": 1}
COUNT = (
    rf"(?P<c>\d{{1,3}}|an?|{alternation(_CARDINALS)}|a {alternation(values(NumberType.COLLECTIVE))}(?: of)?|"
    rf"(?:a )?{alternation(having(Trait.VAGUE_NUMBER))})"
)
UNITS = ("day", "week", "month", "year", "decade")
UNIT = rf"(?P<u>{'|'.join(UNITS)})"
_NO_NAME = (
    r"(?!(?:(?<=11)|(?<=11th))\s+(?:[A-Za-z-]+ )?(?:[Aa]ttacks?|[Hh]ijack|[Tt]error)|"
    r"\s+(?:[A-Za-z-]+ )?(?:[Mm]ovement|[Ii]ncident|[Cc]oup|[Uu]prising|[Cc]ommission))"
)
"""A day that names an event ("the September 11 attacks") is no day of the year before the document's date."""
_NTH = r"(?:st|nd|rd|th)?\b"
MONTH_DAY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{WEEKDAY},? )?(?P<m>{MONTH}) (?P<d>{DAY}){_NTH}"
        rf"(?:{TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{DAY}){_NTH})?{_NO_NAME}"
        r"(?![\d:%]|[.,]\d|(?:,? |[–-])(?:1\d|20)\d\d)",
        rf"\b(?:{WEEKDAY},? )?(?:the )?(?P<d>{DAY}){_NTH}(?: of)? (?P<m>{MONTH})\b{_NO_NAME}(?!,? (?:1\d|20)\d\d)",
    )
)
"""Days without their year, which the document's date or the date named before must give."""
BARE_MONTH = re.compile(
    rf"\b(?=[A-Z]|[lnt]|{PART})"  # what it may begin with, lest all that may stand before be tried at each word
    r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]etween )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Bb]y )|(?<=\b[Ff]rom )|"
    rf"(?<=\d\d\d\d and )(?={MONTH}(?! [A-Z]))|"
    r"(?<=\b[Oo]f )|(?<=\b[Dd]uring )|(?<=\bto )|(?<=\bthrough )|(?P<w>\b(?:[Ll]ast|[Nn]ext|[Tt]his) )|"
    rf"(?=\b{PART}))(?P<p>\b{PART})?(?P<m>{MONTH})(?![\w’'])"
    r"(?! (?:\d|of \d)|, (?:1\d|20)\d\d|-)"
)


def count_of(words: str) -> int | None:
    """The number, or None for "a few" and the like."""
    if words.isdigit():
        return int(words)
    return _NUMBERS.get(words.lower().removeprefix("a ").removesuffix(" of"))
