"""Prepares a sentence for the search for names: its words, its runs of capitals, whether capitals are informative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xpkg.analysis.mentions.given_names import family_names, may_be_given
from xpkg.analysis.mentions.words import Word, words_of
from xpkg.lexicon import calendar, name_particles, other_names, publishing, sentence_openers
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Block, BlockType, Kind, MentionForm, Text

_CALENDAR = calendar.names()
_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_PARTICLES = name_particles.having(name_particles.Trait.PARTICLE)
_SUFFIXES = name_particles.having(name_particles.Trait.SUFFIX)

_SMALL = having(Trait.ARTICLE, Trait.BE, Trait.COORDINATOR, Trait.PREPOSITION, Trait.POSSESSIVE_DETERMINER) | {"vs"}

_LABELS = other_names.having(other_names.Trait.LABEL)
"""What opens the lines of an encyclopaedia's box of facts and is no part of the name behind it."""


_FULL_STOP = re.compile(r"\.(?!\d)")
_PARTICIPLE = re.compile(r"[A-Z]\w*[aeiouy]\w*ing")
"""A participle has a vowel before its ending."""
_PASSIVE = re.compile(r"[A-Z]\w*[aeiouy]\w*ed")
_PICTURES = publishing.having(publishing.Trait.PICTURE)
_SHORTEST_NAME = 2
"""Words of a name with given and family name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as words. ``titled``: nearly every word has a capital; ``shouted``: every letter is one."""

    words: tuple[Word, ...]
    block: Block
    titled: bool
    shouted: bool
    opening: bool  # the first sentence of its block
    runs: tuple[tuple[int, int], ...] = field(init=False, compare=False, repr=False)
    """The longest rows of capitalised words (first, last exclusive), small particles of names inside included."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "runs", tuple(_runs_of(self.words)))


@dataclass(frozen=True, slots=True)
class Found:
    """Words ``first`` to ``last`` (exclusive) of a line that may be a mention."""

    first: int
    last: int
    kind: Kind
    form: MentionForm
    method: str
    bearers: tuple[int, ...] = ()
    short: bool = False
    subtype: str = ""

    @property
    def length(self) -> int:
        """In words."""
        return self.last - self.first


def lines_of(text: Text) -> list[Line]:
    """The sentences of ``text`` outside its reference list."""
    lines = []
    last = -1
    for sentence in text.sentences:
        block = text.block_of(sentence)
        if block.type in (BlockType.REFERENCE, BlockType.BOILERPLATE):
            continue
        words = words_of(text.source.text, sentence.tokens)
        if words:
            titled, shouted = _case(words, _ending(text.source.text, words, sentence.span.end))
            lines.append(Line(tuple(words), block, titled, shouted, sentence.block != last))
        last = sentence.block
    return lines


def _runs_of(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    place = 0
    while place < len(words):
        if not words[place].capital or _labels(words, place):
            place += 1
            continue
        last = place + 1
        while last < len(words):
            word, before = words[last], words[last - 1]
            if word.joins(before) and word.capital and not _labels(words, last) and not begins_date(words, last):
                last += 1
                continue
            if word.gap == ", " and word.text in _SUFFIXES and not before.possessive:
                last += 1
                continue
            skip = last
            while skip < len(words) and skip < last + 3 and words[skip].text in _PARTICLES and _runs_on(words, skip):
                skip += 1
            if last < skip < len(words) and words[skip].capital and _runs_on(words, skip):
                last = skip + 1
                continue
            break
        yield place, last
        place = last


def begins_line(line: Line, place: int) -> bool:
    """Whether word ``place`` may owe its capital to its place: first of the line, of a quotation, after a colon."""
    if place == 0:
        return True
    gap = line.words[place].gap
    return bool(gap.strip()) and gap.rstrip()[-1] in "“\"'‘:—–;.?!(["


def is_opener(line: Line, place: int) -> bool:
    """Whether word ``place`` has its capital from its place and not from a name."""
    return begins_line(line, place) and line.words[place].text in _OPENERS


def less_credit(line: Line, first: int, last: int) -> int:
    """Where the name in words ``first`` to ``last`` ends, if a credit follows it: "Ann Low Submitted photo"."""
    words = line.words
    if last - first <= _SHORTEST_NAME or last == len(words) or words[last].text not in _PICTURES:
        return last
    text = words[last - 1].text
    named = may_be_given(text) or text in family_names()
    return last - 1 if _PASSIVE.fullmatch(text) and not named else last


def is_participle(line: Line, place: int) -> bool:
    """Whether word ``place``, with its capital from its place, is a participle: "Backing Brandvold, the party …"."""
    text = line.words[place].text
    known = may_be_given(text) or text in family_names()
    return begins_line(line, place) and not known and _PARTICIPLE.fullmatch(text) is not None


def _labels(words: tuple[Word, ...], place: int) -> bool:
    """Whether word ``place`` opens a line of the text as the label of what follows: "Occupation Actress"."""
    return words[place].text in _LABELS and (place == 0 or "\n" in words[place].gap)


def is_calendar(word: Word) -> bool:
    """Whether ``word`` is a month, a day or a season."""
    return word.text in _CALENDAR


def begins_date(words: tuple[Word, ...], place: int) -> bool:
    """Whether a date begins with word ``place``, behind a name: "by Ann Low | September 15, 2014"."""
    return is_calendar(words[place]) and place + 1 < len(words) and words[place + 1].text[0].isdigit()


def _runs_on(words: tuple[Word, ...], place: int) -> bool:
    return words[place].gap == " " and not words[place - 1].possessive


def _ending(text: str, words: list[Word], end: int) -> str:
    """What stands behind the last word of a sentence: numbers and citation markers are none."""
    last = next((word for word in reversed(words) if word.text[0].isalpha()), words[-1])
    return text[last.stop : end]


def _case(words: list[Word], ending: str) -> tuple[bool, bool]:
    letters = [word for word in words if word.text[0].isalpha()]
    if len(letters) < 2:
        return False, False
    shouted = sum(word.text.isupper() for word in letters) > 0.8 * len(letters) and len(letters) > 2
    rest = [word for word in letters[1:] if word.text.lower() not in _SMALL]
    small = sum(word.text[0].islower() for word in rest)
    # A short sentence full of names is no headline: a full stop lets only a line without one small word be one.
    titled = len(rest) > 3 and small <= (0 if _FULL_STOP.search(ending) else 0.2 * len(rest))
    return titled, shouted
