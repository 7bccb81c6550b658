"""Reads dates that name their own year, decade or century."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from xpkg.analysis.times.calendar import MONTHS, When, between, century, day_of, decade, month, part, season, year
from xpkg.analysis.times.sought import Sought
from xpkg.analysis.times.years import ERA, ERA_YEAR, ERAS_WRITTEN, YEAR, number_of_year
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.calendar import Unit, feasts, numbers, period_parts
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.numbers import NumberType, values
from xpkg.lexicon.plurals import irregular_plurals, no_plurals

_FULL = tuple(numbers(Unit.MONTH))
_ABBREVIATED = tuple(numbers(Unit.MONTH, abbreviated=True))


def _in_any_case(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word, word.upper())


MONTHS_WRITTEN = tuple(dict.fromkeys(_in_any_case((*_ABBREVIATED, *_FULL))))
"""The names of months and their abbreviations as texts write them."""
MONTH = rf"(?:{alternation(_in_any_case(_FULL))}|{alternation(_in_any_case(_ABBREVIATED))}\b\.?)"
WEEKDAYS_WRITTEN = tuple(numbers(Unit.WEEKDAY))
WEEKDAY = alternation(WEEKDAYS_WRITTEN)
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_PARTS = [f"{part.word} of" if part.of else part.word for part in period_parts()]
PART = rf"(?:{alternation(form for part in _PARTS for form in (part, part.capitalize()))}(?:[- ](?:in )?))"
_DASH = r"\s?[–—-]\s?"
TO = rf"(?:{_DASH}| {alternation(having(Trait.TERMINATIVE) | {'and'})} )"
SEASONS_WRITTEN = tuple(form for name in numbers(Unit.SEASON) for form in (name, name.lower()))
SEASON = alternation(SEASONS_WRITTEN)
_CENTURIES = values(NumberType.ORDINAL)

Reader = Callable[[re.Match[str]], When | None]


def month_number(words: str) -> int:
    """The number of a month's name or its abbreviation.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    head = words.lower().rstrip(".")
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(head[:3]))


def _full(match: re.Match[str]) -> When | None:
    return day_of(number_of_year(match["y"]), month_number(match["m"]), int(match["d"]))


def _month(match: re.Match[str]) -> When | None:
    whole = month(number_of_year(match["y"]), month_number(match["m"]))
    return _part(match["p"], whole)


def _season(match: re.Match[str]) -> When | None:
    return season(int(match["y"]), match["s"].lower(), two_years=bool(match["y2"]))


def _decade(match: re.Match[str]) -> When | None:
    return _part(match["p"], decade(int(match["y"])))


def _century(match: re.Match[str]) -> When | None:
    words = match["n"].lower()
    number = int(re.sub(r"\D", "", words)) if words[0].isdigit() else _CENTURIES[words]
    return century(number, before_christ=bool(match["bc"])) if 1 <= number <= 99 else None


def _of_era(match: re.Match[str]) -> When | None:
    last = year(number_of_year(match["y"]))
    if not match["y1"]:
        return last
    before = number_of_year(f"{match['y1']} BC") if last.edtf.startswith("-") else int(match["y1"])
    return between(year(before), last)


def _quarter(match: re.Match[str]) -> When | None:
    """A quarter or half of a year, which EDTF numbers from 33 and from 40."""
    words = match["n"].lower()
    number = int(words[0]) if words[0].isdigit() else _CENTURIES[words]
    of, halves = int(match["y"]), match.groupdict().get("u") == "half"
    if not 1 <= number <= (2 if halves else 4):
        return None
    length = 6 if halves else 3
    first, last = month(of, (number - 1) * length + 1), month(of, number * length)
    return When(f"{of:04}-{(39 if halves else 32) + number}", first.low, last.high)


def _feast(match: re.Match[str]) -> When | None:
    return day_of(int(match["y"]), *feasts()[match["n"]])


def _years(match: re.Match[str]) -> When | None:
    first, last = match["y"], match["y2"]
    return between(year(int(first)), year(int(first[: len(first) - len(last)] + last)))


def _year(match: re.Match[str]) -> When | None:
    return _part(match["p"], year(int(match["y"])))


def _part(words: str | None, whole: When) -> When:
    return part(re.split(r"[- ]", words.lower())[0], whole) if words else whole


_MONTHS, _SEASONS = (MONTHS_WRITTEN,), (SEASONS_WRITTEN,)

READERS: tuple[tuple[Sought, Reader], ...] = tuple(
    (Sought(re.compile(pattern), needs), reader)
    for pattern, reader, needs in (
        (rf"\b(?:{WEEKDAY},? )?(?P<m>{MONTH})(?: the |[ -])(?P<d>{DAY}){_ORDINAL}(?:,\s?|[ -])(?P<y>{YEAR})"
         r"(?!\w|[–-]\d)", _full, _MONTHS),
        (rf"\b(?:{WEEKDAY},? )?(?:the )?(?P<d>{DAY})(?:\.|{_ORDINAL})(?: of |[ -])(?P<m>{MONTH})(?:,? |-)(?P<y>{YEAR})"
         r"(?!\w)", _full, _MONTHS),
        (rf"\b(?P<d>{DAY}) (?P<m>{MONTH}) (?P<y>[1-9]\d\d)(?=[,;.)](?!\d))", _full, _MONTHS),
        (rf"(?<![\w])(?P<p>{PART})?(?P<m>{MONTH})(?: of|,)? (?P<y>{YEAR})(?!\w)", _month, _MONTHS),
        (rf"\b(?P<n>[1-4](?:st|nd|rd|th)|{alternation(_CENTURIES)}) (?P<u>quarter|half) of (?P<y>{_YEAR})\b", _quarter,
         (("quarter of", "half of"),)),
        (rf"\bQ(?P<n>[1-4])(?: of|,)? (?P<y>{_YEAR})\b", _quarter, ("Q",)),
        (rf"\b(?P<n>{alternation(feasts())})(?:,| of| in)? (?P<y>{_YEAR})(?!\w)", _feast, (feasts(),)),
        (rf"\b(?P<s>{SEASON})(?: of)? (?P<y>{_YEAR})"
         rf"(?:[–/-](?P<y2>\d{{4}}|\d\d))?\b", _season, _SEASONS),
        (rf"(?<![\w])(?:(?<!to )(?<!to-)(?P<p>{PART}(?:the )?))?(?P<y>1[0-9]\d0|20\d0)['’]?s\b", _decade,
         (("0s", "0's", "0’s"),)),
        (rf"\b(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{alternation(_CENTURIES)})[- ]century"
         r"(?P<bc> (?:B\.?C\.?(?:E\.?)?|bc))?\b", _century, (("century",),)),
        (rf"(?<![\w.,$€£])(?:(?P<y1>[1-9]\d{{0,3}})(?:[–-]| {alternation(having(Trait.TERMINATIVE))} ))?"
         rf"(?P<y>{ERA_YEAR})(?!\w)", _of_era, (ERAS_WRITTEN,)),
        (rf"(?<![\d\w.,/$€£#-])(?P<y>{_YEAR})[–/-](?P<y2>\d{{4}}|\d\d)(?![\d\w-]|[.,]\d)", _years,
         (("–", "/", "-"),)),
        (rf"(?=[12]|{PART})(?:(?<=\bc\.)|(?<=\bca\.)|(?<![\d\w.,/$€£#’'-]))(?P<p>{PART})?(?P<y>{_YEAR})"
         r"(?![\d\w%/–-]|[.,]\d)", _year,
         ()),
    )
)  # fmt: skip
"""Patterns with what reads them. Of matches that overlap the longest counts."""

_BEFORE_YEARS = having(
    Trait.ARTICLE,
    Trait.DATING_ADVERB,
    Trait.DEMONSTRATIVE,
    Trait.LOCATIVE,
    Trait.PARTICIPANT,
    Trait.POSSESSIVE_DETERMINER,
    Trait.TEMPORAL,
    Trait.TEMPORAL_SUBORDINATOR,
    Trait.TERMINATIVE,
) | frozenset("about and between born campaign circa died election or s year".split())
_YEAR_CONTEXT = re.compile(
    rf"(?:\b(?:{alternation(_BEFORE_YEARS)}|ca?\.|b\.|d\.)|"
    rf"[(,;:–—[“\"’]|{MONTH})\s*$",
    re.I,
)
_FISCAL = re.compile(r"\b(?:fiscal|financial|tax|school|academic|FY)(?: years?)?[ -]?$", re.I)
_COUNTED = re.compile(rf"\s+(?!{alternation(no_plurals())})(?:[a-z]{{2,}}[^s\W]s|{alternation(irregular_plurals())})\b")
_BEFORE_DATES = having(Trait.TEMPORAL, Trait.TEMPORAL_SUBORDINATOR) | {"between", "of", "the"}
_PREPOSITION = re.compile(rf"\b{alternation(_BEFORE_DATES)}\s+$", re.I)


def is_year(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number of four digits is a year and not a number of things, a sum or a part of a name."""
    before = text[max(0, match.start() - 24) : match.start()]
    if _FISCAL.search(before):
        return False
    if match["p"]:
        return True
    if match.start() and not _YEAR_CONTEXT.search(before):
        return not before.strip() or before.endswith("\n")
    return not (_COUNTED.match(text, match.end()) and not _PREPOSITION.search(before))


_EARLY = re.compile(
    r"(?P<y>[1-9]\d\d)"
    r"(?:(?<=\b[Ii]n ...)|(?<=\bthe year ...)|(?<=\b[Aa]round ...)|(?<=\b[Cc]irca ...)|(?<=\bc\. ...)|"
    r"(?<=\b[Ss]ince ...))"
    r"(?=[,;.)](?!\d| ?\d)|(?P<goes> \w)|$|(?<=\bc\. ...) [–—-] )"
)
"""A bare year of three digits; before a further word, only in a text with years that name their era.

The digits come first, though they are the last to be asked for: a pattern that begins with them is soon through a text.
"""


def _early(text: str) -> Iterator[tuple[int, int, When]]:
    for match in _EARLY.finditer(text):
        stands = text[max(0, match.start() - 5) : match.start()] == "year " or not match["goes"]
        if (stands or ERA.search(text)) and not _COUNTED.match(text, match.end()):
            yield match.start(), match.end(), year(int(match["y"]))


def read_absolute(text: str) -> Iterator[tuple[int, int, When]]:
    """Start, end and date of everything in ``text`` that names its own year; matches may overlap."""
    yield from _early(text)
    for sought, reader in READERS:
        for match in sought.find(text):
            if reader is _year and not is_year(text, match):
                continue
            if when := reader(match):
                yield match.start(), match.end(), when
