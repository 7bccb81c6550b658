"""Lays the tokens of a text out in rows, each token with the marks that the attribution network reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from xpkg.model import AttributionCandidate, Block, BlockType, Kind, Mention, MentionForm, Quotation, Text, Token

ROW = 256
"""Tokens in a row at most: the network sees nothing beyond a row."""
FEATURES = {"quotes": 7, "flags": 4, "kinds": 6, "hints": 7, "names": 13}
"""The columns of ``Row`` that are marks, in order, and how many values each has."""
NOWHERE = -1
"""The place of a token that opens a block."""

_UNREAD = (BlockType.REFERENCE,)
_BLOCK_KINDS = {
    BlockType.TITLE: 1,
    BlockType.HEADING: 2,
    BlockType.PARAGRAPH: 3,
    BlockType.CAPTION: 4,
    BlockType.TEASER: 3,
}
"""Anything else is 5, padding is 0."""
_NAMED = {Kind.PERSON: 1, Kind.ORGANIZATION: 3, Kind.GROUP: 5, Kind.PLACE: 7, Kind.DOCUMENT: 9}
_NAMED_ELSE = 11
_MARKS = "\"“”''``"


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens of neighbouring blocks; a block opens with a token of no width, whose word is empty.

    ``places`` are their numbers among all tokens of the text, ``NOWHERE`` for those that open a block. ``starts`` and
    ``ends`` are code points of the text. ``blocks`` numbers each token's block. ``flags`` has bit 0 on the first token
    of a sentence and bit 1 on the last.

    ``quotes`` is 0 outside quotation marks, 1 inside, 2 on the opening mark, 3 on the closing mark. It is 4 inside
    single marks, 5 where the closing mark is missing, 6 on a stray mark.

    ``hints`` is what the rules take the token for: 1 and 2 a source, 3 and 4 a cue, 5 and 6 a content.
    ``names`` is the kind of name that the token is in: 1 and 2 a person, 3 and 4 an organization. 5 and 6 stand for a
    group, 7 and 8 for a place, 9 and 10 for a document, 11 and 12 for anything else. In both, the odd number marks the
    first token of a span, and 0 a token in none.
    """

    places: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    hints: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)

    def marks(self) -> list[list[int]]:
        """The columns of ``FEATURES``."""
        return [self.quotes, self.flags, self.kinds, self.hints, self.names]

    def cut(self, start: int, end: int) -> Row:
        """The tokens from ``start`` to ``end``."""
        return Row(*(column[start:end] for column in _columns(self)))  # type: ignore[arg-type]

    def extend(self, other: Row) -> None:
        """Puts the tokens of ``other`` behind its own."""
        for mine, its in zip(_columns(self), _columns(other), strict=True):
            mine.extend(its)  # type: ignore[arg-type]


def _columns(row: Row) -> tuple[list[str] | list[int], ...]:
    return row.places, row.words, row.starts, row.ends, row.blocks, *row.marks()


def make_rows(
    text: Text,
    candidates: Sequence[AttributionCandidate] = (),
    mentions: Sequence[Mention] = (),
    most: int = ROW,
) -> list[Row]:
    """The rows of ``text``, of ``most`` tokens; references are left out, a longer block goes on in the next row.

    ``candidates`` are what the rules found, ``mentions`` the names.
    """
    rows: list[Row] = []
    row = Row()
    for whole in _blocks(text, _Marks(text, candidates, mentions)):
        for piece in _pieces(whole, most):
            if len(row.words) + len(piece.words) > most:
                rows.append(row)
                row = Row()
            row.extend(piece)
    return [row for row in (*rows, row) if row.words]


def _pieces(row: Row, most: int) -> Iterator[Row]:
    """``row`` itself, or where it is too long its parts, cut at the ends of sentences where that can be."""
    start = 0
    while len(row.words) - start > most:
        end = start + most
        cut = next((at + 1 for at in range(end - 1, start + most // 2, -1) if row.flags[at] & 2), end)
        yield row.cut(start, cut)
        start = cut
    yield row.cut(start, len(row.words))


class _Marks:
    """What the characters of a text are marked with."""

    def __init__(self, text: Text, candidates: Sequence[AttributionCandidate], mentions: Sequence[Mention]) -> None:
        self.quotes = _quote_states(text)
        self.hints, self.names = _hints(candidates), _names(mentions)
        self.passed = {at for marker in text.markers for at in range(marker.span.start, marker.span.end)}


def _blocks(text: Text, marks: _Marks) -> Iterator[Row]:
    """A row for each block, of whatever length."""
    tokens_of: dict[int, list[tuple[int, Sequence[Token]]]] = {}
    first = 0
    for sentence in text.sentences:
        tokens_of.setdefault(sentence.block, []).append((first, sentence.tokens))
        first += len(sentence.tokens)
    for block in text.blocks:
        if block.type not in _UNREAD:
            yield _block_row(block, tokens_of.get(block.order, ()), marks)


def _block_row(block: Block, sentences: Iterable[tuple[int, Sequence[Token]]], marks: _Marks) -> Row:
    start = block.span.start
    row = Row([NOWHERE], [""], [start], [start], [], [0], [0], [], [0], [0])
    for first, tokens in sentences:
        begins = 1
        for place, (start, end, word) in enumerate(tokens, first):
            if start in marks.passed:
                continue  # "[12]" is no word of the sentence
            row.places.append(place)
            row.words.append(word)
            row.starts.append(start)
            row.ends.append(end)
            state = marks.quotes.get(start, 0)
            row.quotes.append(6 if not state and word in _MARKS else state)
            row.hints.append(marks.hints.get(start, 0))
            row.names.append(marks.names.get(start, 0))
            row.flags[-1] |= 2 * begins
            row.flags.append(begins)
            begins = 0
    row.flags[-1] |= 2
    row.kinds.extend([_BLOCK_KINDS.get(block.type, 5)] * len(row.words))
    row.blocks.extend([block.order] * len(row.words))
    return row


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
