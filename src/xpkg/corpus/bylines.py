"""Reads who wrote a text, and on which day, in its own by-line and date line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xpkg.analysis.times import document_date
from xpkg.lexicon import closed_classes, name_particles, occupations, publishing
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.page_notes import note_in
from xpkg.model import Block, BlockType, Source, Text
from xpkg.readers.facts import FILE_MADE, is_body, names_in
from xpkg.text import blocks_of_source

BY_LINE, DATE_LINE = "by-line", "date line"
"""What is said to have told a field."""
_HEAD = 8
"""Blocks from the beginning in which a by-line stands."""
_LONGEST = 140
_MADE = alternation(publishing.having(publishing.Trait.CREDIT))
_OFFICES = occupations.having(occupations.Trait.POSITION) | publishing.having(publishing.Trait.BESIDE_MEDIUM)
_OFFICE = alternation(_OFFICES)
_BY = re.compile(rf"\s*+(?:{_MADE}\s++)?by\b\s*+:?\s*+(?P<names>\S.*)$", re.I)
_NAMED = re.compile(rf"(?P<names>[^\d|•·—–,.:]{{3,60}}),\s[^.!?]{{0,60}}?\b{_OFFICE}s?$", re.I)
"""Ann Low, Courier Staff Writer"""
_SIGNED = re.compile(rf"\W*{_MADE}\s+by\s+(?P<names>[^.;()]{{3,120}})", re.I)
"""(Reporting by Ann Low; editing by Bo Nye)"""
_AGENCY = re.compile(r"[^\W\d_][\w.’' ,/-]{1,60}?\((?P<names>[A-Z][\w.’' -]{1,30})\)\s*[—–-]{1,2}\s")
"""LARKHAM (Reuters) - …"""
_BLANK = re.compile(r"\s+")
_PREPOSITION = alternation(closed_classes.having(closed_classes.Trait.PREPOSITION))
_ENDS = re.compile(
    r"\s*[|•·—–(]|\s-\s|,?\s(?:\w+day,\s)?(?=\d)|\.$"
    rf"|\s{_PREPOSITION}\s(?:the\s)?(?=[A-Z])"
)
_PARTICLE = alternation(name_particles.having(name_particles.Trait.PARTICLE))
_NAME = re.compile(rf"[^\W\d_a-z][\w.’'-]*(?:\s(?:{_PARTICLE}[\s-]){{0,3}}[^\W\d_a-z][\w.’'-]*){{1,4}}")
_WORD = re.compile(r"[A-Z][\w’'-]+")
"""A body of one word: "Reuters"."""
_SPOKEN = re.compile(r"[.!?][\"”’)]*$")


def with_own_lines(source: Source) -> Source:
    """``source`` with its makers and its day from its own by-line and date line, where nothing else tells them.

    A by-line of people names nobody else; one that names none may name a news agency. A day that the text gives goes
    before the one on which its file was made.
    """
    about = source.metadata
    dated = bool(about.issued) and dict(source.told_by).get("issued") != FILE_MADE
    if about.creators and dated:
        return source
    blocks = blocks_of_source(source)
    tellers = dict(source.told_by)
    if not about.creators and (makers := _makers(source.text, blocks)):
        about = replace(about, creators=makers)
        tellers["creators"] = BY_LINE
    if not dated and (day := document_date(Text(source, blocks, (), (), ()))):
        about = replace(about, issued=day.edtf)
        tellers["issued"] = DATE_LINE
    return replace(source, metadata=about, told_by=tuple(sorted(tellers.items())))


def _makers(text: str, blocks: Sequence[Block]) -> tuple[str, ...]:
    """Who wrote the text: by the line at its head, the one that closes it, the agency of its date line."""
    for words in _head_lines(text, blocks):
        match = _BY.match(words) or _NAMED.fullmatch(words)
        if match and (found := _names(match["names"])):
            return found
    for block in reversed(blocks[-4:]):
        if (match := _SIGNED.match(block.span.cut(text))) and (found := _names(match["names"])):
            return found
    for block in blocks[:_HEAD]:
        if match := _AGENCY.match(block.span.cut(text)):
            return _names(match["names"])
    return ()


def _head_lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """Short lines behind the title and before the second paragraph; a paragraph above may be the deck."""
    paragraphs = 0
    for block in blocks[:_HEAD]:
        words = block.span.cut(text)
        if block.type in (BlockType.TITLE, BlockType.TEASER, BlockType.BOILERPLATE):
            continue
        if block.type is BlockType.PARAGRAPH and (_SPOKEN.search(words) or len(words) > _LONGEST):
            paragraphs += 1
            if paragraphs > 1:
                return
        elif len(words) <= _LONGEST:
            yield words


def _names(words: str) -> tuple[str, ...]:
    """The people of a by-line, else the one body that it names; nobody where what is named is neither."""
    notes = [at.start() for at in _BLANK.finditer(words) if note_in(words[at.end() :])]  # "Ann Low Share on …"
    words = words[: notes[0]] if notes else words
    ends = _ENDS.search(words)
    found = names_in(words[: ends.start()] if ends else words)
    people = tuple(name for name in found if _NAME.fullmatch(name) and not is_body(name))
    if people:
        return people if len(people) == len([name for name in found if not is_body(name)]) else ()
    return found[:1] if len(found) == 1 and (is_body(found[0]) or _WORD.fullmatch(found[0])) else ()
