"""Cuts a text into rows of tokens, each with the marks that the attribution network reads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from xpkg.model import AttributionCandidate, Block, BlockType, Kind, Mention, MentionForm, Quotation, Span, Text

ROW = 256
"""Tokens in a row at most: the network sees nothing beyond a row."""

_TOKEN = re.compile(
    r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|S|ll|re|ve|d|m)\b"  # contractions: "does" + "n't", "he" + "'s"
    r"|\d+(?:[.,:]\d+)*|(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Rev|St)\.|[^\W_]+"
    r"|``|''|\.\.\.+|--+|\S"
)
_UNREAD = (BlockType.REFERENCE,)

PARAGRAPH_KINDS = {
    BlockType.TITLE: 1,
    BlockType.HEADING: 2,
    BlockType.PARAGRAPH: 3,
    BlockType.CAPTION: 4,
    BlockType.TEASER: 3,
}
"""The feature of the kind of block; anything else is 5, padding is 0."""

SHAPES = 12
QUOTE_STATES = 7
FLAGS = 4
KINDS = 6
HINTS = 7
NAMES = 13
_NAMED = {Kind.PERSON: 1, Kind.ORGANIZATION: 3, Kind.GROUP: 5, Kind.PLACE: 7, Kind.DOCUMENT: 9}
_NAMED_ELSE = 11


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of neighbouring blocks; a block opens with a token of no width, whose word is empty.

    ``starts`` and ``ends`` are code points of the text. ``blocks`` numbers each token's block. ``flags`` has bit 0 on
    the first token of a sentence and bit 1 on the last.

    ``quotes`` is 0 outside quotation marks, 1 inside, 2 on the opening mark, 3 on the closing mark. It is 4 inside
    single marks, 5 where the closing mark is missing, 6 on a stray mark.

    ``hints`` is what the rules take the token for: 1 and 2 a source, 3 and 4 a cue, 5 and 6 a content.
    ``names`` is the kind of name that the token is in: 1 and 2 a person, 3 and 4 an organization. 5 and 6 stand for a
    group, 7 and 8 for a place, 9 and 10 for a document, 11 and 12 for anything else. In both, the odd number marks the
    first token of a span, and 0 a token in none.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    quotes: list[int]
    flags: list[int]
    kinds: list[int]
    hints: list[int]
    names: list[int]
    blocks: list[int]


def make_rows(
    text: Text, candidates: Sequence[AttributionCandidate] = (), mentions: Sequence[Mention] = ()
) -> list[Row]:
    """The rows of ``text``; references are left out, a block longer than a row goes on in the next one.

    ``candidates`` are what the rules found, ``mentions`` the names.
    """
    rows: list[Row] = []
    row = _new_row()
    sentences_of: dict[int, list[Span]] = {}
    for sentence in text.sentences:
        sentences_of.setdefault(sentence.block, []).append(sentence.span)
    quotes = _quote_states(text)
    hints, names = _hints(candidates), _names(mentions)
    markers = {at for marker in text.markers for at in range(marker.span.start, marker.span.end)}
    for block in text.blocks:
        if block.type in _UNREAD:
            continue
        for piece in _pieces(_block_row(text, block, sentences_of.get(block.order, []), quotes, hints, names, markers)):
            if len(row.words) + len(piece.words) > ROW:
                rows.append(row)
                row = _new_row()
            for mine, other in zip(_columns(row), _columns(piece), strict=True):
                mine.extend(other)  # type: ignore[arg-type]
    if row.words:
        rows.append(row)
    return [row for row in rows if row.words]


def _new_row() -> Row:
    return Row([], [], [], [], [], [], [], [], [])


def _columns(row: Row) -> tuple[list[str] | list[int], ...]:
    return row.words, row.starts, row.ends, row.quotes, row.flags, row.kinds, row.hints, row.names, row.blocks


def _pieces(row: Row) -> list[Row]:
    """``row`` itself, or where it is too long its parts, cut at the ends of sentences where that can be."""
    pieces = []
    while len(row.words) > ROW:
        cut = ROW
        for at in range(ROW - 1, ROW // 2, -1):
            if row.flags[at] & 2:
                cut = at + 1
                break
        pieces.append(Row(*(column[:cut] for column in _columns(row))))  # type: ignore[arg-type]
        row = Row(*(column[cut:] for column in _columns(row)))  # type: ignore[arg-type]
    return [*pieces, row]


def _quote_states(text: Text) -> dict[int, int]:
    """The state of each character that lies in or on quotation marks."""
    states: dict[int, int] = {}
    for quotation in sorted(text.quotations, key=lambda q: (q.level, q.span.start)):
        states.update(_states(quotation, text.source.text))
    return states


def _states(quotation: Quotation, text: str) -> dict[int, int]:
    span, inner = quotation.span, quotation.inner
    single = text[span.start] in "‘'`" and inner.start - span.start == 1
    inside = 4 if single else 1 if quotation.closed else 5
    states = dict.fromkeys(range(inner.start, inner.end), inside)
    states.update(dict.fromkeys(range(span.start, inner.start), 2 if not single else 4))
    states.update(dict.fromkeys(range(inner.end, span.end), 3 if not single else 4))
    return states


def _hints(candidates: Sequence[AttributionCandidate]) -> dict[int, int]:
    """What the rules take each character for; a source or cue inside a content counts as itself."""
    hints: dict[int, int] = {}
    contents = [(5, span) for candidate in candidates for span in candidate.content]
    sources = [(1, candidate.source) for candidate in candidates if candidate.source]
    cues = [(3, span) for candidate in candidates for span in candidate.cue]
    for first, span in (*contents, *sources, *cues):
        hints.update(dict.fromkeys(range(span.start, span.end), first + 1))
        hints[span.start] = first
    return hints


def _names(mentions: Sequence[Mention]) -> dict[int, int]:
    """What each character that a name covers names; pronouns and common nouns are no names."""
    names: dict[int, int] = {}
    for mention in mentions:
        if mention.form in (MentionForm.NAME, MentionForm.SHORT):
            first = _NAMED.get(mention.kind, _NAMED_ELSE)
            names.update(dict.fromkeys(range(mention.span.start, mention.span.end), first + 1))
            names[mention.span.start] = first
    return names


def _block_row(
    text: Text,
    block: Block,
    sentences: list[Span],
    quotes: dict[int, int],
    hints: dict[int, int],
    names: dict[int, int],
    markers: set[int],
) -> Row:
    row = _new_row()
    words = text.source.text
    kind = PARAGRAPH_KINDS.get(block.type, 5)
    row.words.append("")
    row.starts.append(block.span.start)
    row.ends.append(block.span.start)
    row.quotes.append(0)
    row.flags.append(0)
    row.hints.append(0)
    row.names.append(0)
    begins = [sentence.start for sentence in sentences]
    number = -1
    for match in _TOKEN.finditer(words, block.span.start, block.span.end):
        start, end = match.span()
        if start in markers:
            continue  # "[12]" is no word of the sentence
        word = match.group()
        row.words.append(word)
        row.starts.append(start)
        row.ends.append(end)
        state = quotes.get(start, 0)
        row.quotes.append(6 if not state and word in "\"“”''``" else state)
        row.hints.append(hints.get(start, 0))
        row.names.append(names.get(start, 0))
        sentence = bisect_right(begins, start) - 1
        row.flags.append(int(sentence != number))
        if sentence != number:
            row.flags[-2] |= 2
            number = sentence
    row.flags[-1] |= 2
    row.kinds.extend([kind] * len(row.words))
    row.blocks.extend([block.order] * len(row.words))
    return row


@lru_cache(maxsize=200_000)
def shape_of(word: str) -> int:
    """The form of a word: 0 none, 1 lower case, 2 capitalised, 3 capitals, 4 mixed, 5 digits. The marks: 6 full
    stop, 7 comma, 8 colon or semicolon, 9 dash, 10 quotation mark, 11 any other.
    """
    if not word:
        return 0
    if word[0].isalpha() or word[-1].isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 3 if len(word) > 1 else 2
        return 2 if word[0].isupper() and word[1:].islower() else 4
    if word[0].isdigit():
        return 5
    if word in (".", "!", "?"):
        return 6
    if word == ",":
        return 7
    if word in (":", ";"):
        return 8
    if word in ("-", "–", "—", "--", "..."):
        return 9
    return 10 if word in ('"', "“", "”", "''", "``", "‘", "’", "'") else 11
