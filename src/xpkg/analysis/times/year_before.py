"""Finds the date before that gives a day or month without a year its year, in place of the text's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from xpkg.analysis.times.absolute import MONTH
from xpkg.analysis.times.calendar import When
from xpkg.analysis.times.context import BEFORE_DATES
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Block, BlockType, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.tree import ancestors, token_at

_NEAR_CHARACTERS = 300
_TOLD_ON, _A_WHILE = 900, 90
"""A paragraph that tells of a day or month goes on with that time for so many characters. It does where the text came
out the second number of days after the last such day, or more."""
_NEAR_BLOCKS = 2
_LONG_AGO = 120
"""Days from which a day without its year need not be the last one before the text came out. It is not where the
paragraph before tells of a month or day of another year."""
_DATING = re.compile(
    rf"(?:\b{alternation(BEFORE_DATES)}|\b(?:morning|afternoon|evening|night|day|week) of|[(,.])[\s-]*$", re.I
)
"""What stands before a date that dates the sentence, and not a noun: "in 2013", not "a 2013 show"."""
_IN_LIST = re.compile(rf"\b{alternation(BEFORE_DATES)} (?:(?:\d{{1,2}}|{MONTH}|and)\b[ ,]*)+$")
"""The same before the last of several: "on 16 and 23 July and | 6 August 2018"."""
JOINTS = re.compile(rf"\s*(?:{alternation(having(Trait.TERMINATIVE) | {'and', 'or', 'up to'})}|[–—-])\s*(?:the\s)?")
"""What joins two dates."""
UNTIL = re.compile(rf"\b{alternation(having(Trait.TERMINATIVE) & having(Trait.SUBORDINATOR))}\s*$", re.I)
_ENDING = re.compile(rf"\b{alternation(having(Trait.TERMINATIVE))}\s*$", re.I)
"""What stands before the end of something that went on."""
_SINCE = re.compile(rf"\b{alternation(having(Trait.INCEPTIVE))}\s*$", re.I)
"""What stands before the beginning of something that goes on, so that it does not date what is told after it."""
_OTHER_YEAR = re.compile(r"(?<![\w.,])(?:1[5-9]|20)\d\d(?![\w.,]\d)\b")
_HEADS = frozenset((BlockType.TITLE, BlockType.HEADING))
_ASIDE = frozenset(("acl", "acl:relcl", "appos"))
_PERFECT = having(Trait.HAVE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date's place, what it says, and its block; ``when`` is None where it could not be resolved.

    ``anchored`` says that its year comes from a date before it that names its own.
    """

    span: Span
    when: When | None
    block: int
    absolute: bool
    anchored: bool = False


def other_year(
    text: Text, found: Sequence[FoundDate], start: int, bases: Sequence[date], block: Block, ago: int
) -> FoundDate | None:
    """The date before, where a day or month without a year takes its year from it and not from the text's own date.

    ``ago`` is how many days before the text came out such a day or month was last, -1 where that is unknown.
    """
    words = text.source.text
    if bases and _is_perfect(text, start):
        return None  # "has governed since January"
    for item in _told_before(text, found, start, block):
        if 0 <= ago <= _LONG_AGO and UNTIL.search(words[max(0, item.span.start - 12) : item.span.start]):
            continue  # "was minister until 2019. She resigned in November": of the text's own year
        if item.block != block.order:
            return item if _goes_on(text, found, item, start, block, bases, ago) else None
        return item if _is_near(text, item, start, bases, ago) else None
    return None


def _told_before(text: Text, found: Sequence[FoundDate], start: int, block: Block) -> Iterator[FoundDate]:
    """The dates before ``start``, the last one first, without those that are told by the way. They tell more of
    somebody, are somebody's own words, or begin what goes on."""
    words = text.source.text
    for item in reversed(found):
        if item.block < block.order - _NEAR_BLOCKS:
            return
        since = _SINCE.search(words[max(0, item.span.start - 12) : item.span.start])
        if (
            item.when is None
            or item.when.edtf.startswith("[")
            or since
            or is_quoted(text, item.span, start)
            or _is_aside(text, item.span, start, fine=_is_fine(item))
        ):
            continue
        yield item


def is_quoted(text: Text, span: Span, start: int) -> bool:
    """Whether a date stands in a quotation that ends before ``start``."""
    return any(quote.inner.contains(span) and quote.inner.end <= start for quote in text.quotations_over(span))


def _is_near(text: Text, item: FoundDate, start: int, bases: Sequence[date], ago: int) -> bool:
    """Whether a date of the same paragraph gives its year. One far before does where it is a day or month, and the last
    such day before the text came out is some while ago."""
    words = text.source.text
    goes_on = _is_fine(item) and not 0 <= ago <= _A_WHILE
    reach = _TOLD_ON if goes_on else _NEAR_CHARACTERS
    if start - item.span.end >= reach or (year := _year(item)) is None:
        return False
    dating = _DATING.search(words[max(0, item.span.start - 16) : item.span.start])
    dating = dating or _IN_LIST.search(words[max(0, item.span.start - 60) : item.span.start])
    tied = dating or JOINTS.fullmatch(words, item.span.end, start) or _is_stretch(item)
    if not _is_fine(item) and not _is_stretch(item) and 0 <= ago <= _A_WHILE and _is_news(text, item, start):
        return False
    return not bases or (year != bases[-1].year and ((item.absolute and bool(tied)) or item.anchored))


def _is_stretch(item: FoundDate) -> bool:
    """Whether it is a stretch of days or months, which dates what is told: "from February to November 2001"."""
    return item.when is not None and item.when.edtf.count("-") > 1 and "/" in item.when.edtf


def _is_news(text: Text, item: FoundDate, start: int) -> bool:
    """Whether a day or month behind a whole year is of the text's own: it stands in a later sentence and does not open
    it. "Jane Doe pleaded guilty in 2015. She testified on October 4."""
    parse = read(text).parse_at(start)
    return parse is not None and len(parse) > 0 and item.span.end < parse.tokens[0].start < start - len("at the ")


def _goes_on(
    text: Text, found: Sequence[FoundDate], item: FoundDate, start: int, block: Block, bases: Sequence[date], ago: int
) -> bool:
    """Whether a paragraph goes on with what the one before told of a month or day of another year.

    It may be any year where the text has no day of its own, if a day or month names it."""
    between = text.blocks[item.block + 1 : block.order + 1]
    if any(each.type in _HEADS for each in between) or not (item.absolute or item.anchored):
        return False
    year = _year(item)
    if not _is_fine(item) or year is None:
        return False
    if bases:
        return year < bases[-1].year and ago > _LONG_AGO
    if _ENDING.search(text.source.text[max(0, item.span.start - 12) : item.span.start]):
        return False  # "was minister until May 2007"
    if any(int(other[0]) != year for other in _OTHER_YEAR.finditer(text.source.text, item.span.end, start)):
        return False  # "in July 2011. Jane Doe opened 2012 with a win"
    near = takewhile(lambda each: each.block >= block.order - _NEAR_BLOCKS, reversed(found))
    return any(each.absolute and _is_fine(each) and _year(each) == year for each in near)


def _is_fine(item: FoundDate) -> bool:
    """Whether it is a day or month, or a part of one."""
    if item.when is None:
        return False
    low, high = item.when.low, item.when.high
    part = low is not None and high is not None and (low.year, low.month) == (high.year, high.month)
    return part or (item.when.edtf.count("-") > 0 and "/" not in item.when.edtf)


def _year(item: FoundDate) -> int | None:
    when = item.when
    one = when is not None and when.low and when.high and when.low.year == when.high.year
    return when.low.year if one and when and when.low else None


def _is_aside(text: Text, span: Span, start: int, *, fine: bool) -> bool:
    """Whether a date only dates what is told of somebody by the way: "Jane Doe, who joined the bank in 2011, resigned".
    One that is ``fine``, a day or month, does so for the sentences after it alone."""
    parse = read(text).parse_at(span.start)
    if parse is None or not len(parse) or (parse.tokens[-1].end > start and fine):
        return False
    place = token_at(parse, span.start)
    return place is not None and any(parse.relations[each] in _ASIDE for each in _above(parse, place))


def _above(parse: Parse, place: int) -> Iterator[int]:
    """The clause of the token at ``place`` and what it hangs on, up to the main clause."""
    yield place
    for each in ancestors(parse, place):
        yield each
        if is_clause(parse, each) and parse.relation(each) in {"root", "conj", "parataxis", "ccomp"}:
            return


def _is_perfect(text: Text, start: int) -> bool:
    """Whether the clause of a date is in the present perfect, which reaches up to the day of the text."""
    parse = read(text).parse_at(start)
    place = None if parse is None else token_at(parse, start)
    if parse is None or place is None:
        return False
    verb = next((each for each in ancestors(parse, place) if is_clause(parse, each)), None)
    aux = () if verb is None else parse.having(verb, "aux")
    return any(parse.word(each) in _PERFECT and parse.xpos[each] in {"VBZ", "VBP"} for each in aux)
