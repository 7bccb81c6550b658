"""Reads dates that name their own year, decade or century."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from xpkg.analysis.times.calendar import MONTHS, When, between, century, day, decade, month, part, season, year
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.calendar import Unit, numbers, period_parts
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.numbers import NumberType, values
from xpkg.lexicon.plurals import irregular_plurals, no_plurals

_FULL = tuple(numbers(Unit.MONTH))
_ABBREVIATED = tuple(numbers(Unit.MONTH, abbreviated=True))


def _in_any_case(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield from (word, word.upper())


MONTH = rf"(?:{alternation(_in_any_case(_FULL))}|{alternation(_in_any_case(_ABBREVIATED))}\b\.?)"
WEEKDAY = alternation(numbers(Unit.WEEKDAY))
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_PARTS = [f"{part.word} of" if part.of else part.word for part in period_parts()]
PART = rf"(?:{alternation(form for part in _PARTS for form in (part, part.capitalize()))}(?:[- ](?:in )?))"
_DASH = r"\s?[–—-]\s?"
TO = rf"(?:{_DASH}| {alternation(having(Trait.TERMINATIVE) | {'and'})} )"
SEASON = alternation(form for name in numbers(Unit.SEASON) for form in (name, name.lower()))
_CENTURIES = values(NumberType.ORDINAL)

Reader = Callable[[re.Match[str]], When | None]


def month_number(words: str) -> int:
    """The number of a month's name or its abbreviation.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    head = words.lower().rstrip(".")
    return next(at for at, name in enumerate(MONTHS, 1) if name.startswith(head[:3]))


def _of_day(year_words: str, month_words: str, day_words: str) -> When | None:
    try:
        return day(date(int(year_words), month_number(month_words), int(day_words)))
    except ValueError:
        return None


def _numbered(match: re.Match[str]) -> When | None:
    try:
        return day(date(int(match["y"]), int(match["m"]), int(match["d"])))
    except ValueError:
        return None


def _full(match: re.Match[str]) -> When | None:
    first = _of_day(match["y"], match["m"], match["d"])
    groups = match.groupdict()
    if not groups.get("d2"):
        return first
    last = _of_day(match["y"], groups.get("m2") or match["m"], match["d2"])
    return between(first, last) if first and last else None


def _month(match: re.Match[str]) -> When | None:
    whole = month(int(match["y"]), month_number(match["m"]))
    return _part(match["p"], whole)


def _season(match: re.Match[str]) -> When | None:
    return season(int(match["y"]), match["s"].lower(), two_years=bool(match["y2"]))


def _decade(match: re.Match[str]) -> When | None:
    return _part(match["p"], decade(int(match["y"])))


def _century(match: re.Match[str]) -> When | None:
    words = match["n"].lower()
    number = int(re.sub(r"\D", "", words)) if words[0].isdigit() else _CENTURIES[words]
    return century(number, before_christ=bool(match["bc"])) if 1 <= number <= 99 else None


def _before_christ(match: re.Match[str]) -> When | None:
    return When(f"-{int(match['y'].replace(',', '')) - 1:04}", None, None)


def _years(match: re.Match[str]) -> When | None:
    first, last = match["y"], match["y2"]
    return between(year(int(first)), year(int(first[: len(first) - len(last)] + last)))


def _year(match: re.Match[str]) -> When | None:
    return _part(match["p"], year(int(match["y"])))


def _part(words: str | None, whole: When) -> When:
    return part(re.split(r"[- ]", words.lower())[0], whole) if words else whole


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _numbered),
        (r"(?<![\d/])(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>(?:19|20)\d\d)(?![\d/])", _numbered),
        (rf"\b(?:{WEEKDAY},? )?(?P<m>{MONTH}) (?P<d>{DAY}){_ORDINAL}"
         rf"(?:{TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{DAY}){_ORDINAL})?"
         rf"(?:,\s?| )(?P<y>{_YEAR})\b(?![-–]\d)", _full),
        (rf"\b(?:{WEEKDAY},? )?(?:the )?(?P<d>{DAY}){_ORDINAL}(?: of)? (?P<m>{MONTH}),? (?P<y>{_YEAR})\b", _full),
        (rf"\b(?P<d>{DAY}){_ORDINAL}{TO}(?P<d2>{DAY}){_ORDINAL}(?: of)? (?P<m>{MONTH}),? (?P<y>{_YEAR})\b", _full),
        (rf"\b(?P<d>{DAY}){_ORDINAL} (?P<m>{MONTH}){TO}(?P<d2>{DAY}){_ORDINAL} (?P<m2>{MONTH}),? (?P<y>{_YEAR})\b",
         _full),
        (rf"(?<![\w])(?P<p>{PART})?(?P<m>{MONTH})(?: of|,)? (?P<y>{_YEAR})\b", _month),
        (rf"\b(?P<s>{SEASON})(?: of)? (?P<y>{_YEAR})"
         rf"(?:[–/-](?P<y2>\d{{4}}|\d\d))?\b", _season),
        (rf"(?<![\w])(?P<p>{PART}(?:the )?)?(?P<y>1[0-9]\d0|20\d0)['’]?s\b", _decade),
        (rf"\b(?P<n>\d{{1,2}}(?:st|nd|rd|th)|{alternation(_CENTURIES)})[- ]century"
         r"(?P<bc> (?:B\.?C\.?(?:E\.?)?|bc))?\b", _century),
        (r"\b(?P<y>\d{1,4}|\d,\d{3}) (?:BCE?|B\.C\.(?:E\.)?)(?!\w)", _before_christ),
        (rf"(?<![\d\w.,/$€£#-])(?P<y>{_YEAR})[–-](?P<y2>\d{{4}}|\d\d)(?![\d\w-]|[.,]\d)", _years),
        (rf"(?<![\d\w.,/$€£#’'-])(?P<p>{PART})?(?P<y>{_YEAR})(?![\d\w%/–-]|[.,]\d)", _year),
    )
)  # fmt: skip
"""Patterns with what reads them. Of matches that overlap the longest counts."""

_BEFORE_YEARS = having(
    Trait.ARTICLE, Trait.DATING_ADVERB, Trait.DEMONSTRATIVE, Trait.LOCATIVE, Trait.PARTICIPANT,
    Trait.POSSESSIVE_DETERMINER, Trait.TEMPORAL, Trait.TEMPORAL_SUBORDINATOR, Trait.TERMINATIVE,
) | frozenset("about and between born campaign circa died election s year".split())
_YEAR_CONTEXT = re.compile(
    rf"(?:\b(?:{alternation(_BEFORE_YEARS)}|ca?\.|b\.|d\.)|"
    rf"[(,;:–—[“\"’]|{MONTH})\s*$",
    re.I,
)
_FISCAL = re.compile(r"\b(?:fiscal|financial|tax|school|academic|FY)(?: years?)?[ -]?$", re.I)
_COUNTED = re.compile(
    rf"\s+(?!{alternation(no_plurals())})(?:[a-z]{{2,}}[^s\W]s|{alternation(irregular_plurals())})\b"
)
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


def read_absolute(text: str) -> Iterator[tuple[int, int, When]]:
    """Start, end and date of everything in ``text`` that names its own year; matches may overlap."""
    for pattern, reader in READERS:
        for match in pattern.finditer(text):
            if reader is _year and not is_year(text, match):
                continue
            if when := reader(match):
                yield match.start(), match.end(), when


