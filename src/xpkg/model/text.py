"""The parts of a source's text: blocks, sentences, tokens, citation markers, quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from xpkg.model.sources import BlockType, Hyperlink, Source, Span


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a source. ``span`` leaves out surrounding blanks and a trailing ``[edit]``.

    ``type`` is what it is read as, ``kind`` what it is more closely, where that is known. ``number`` is that of a
    reference or a footnote; where its source marks it otherwise ("a", "note 1"), ``label`` says so, and the number is
    that of its place behind the numbered ones.

    ``page`` and ``path`` say where in the original it stands, if a reader made the text of one. ``link`` is the one
    that a reference has there to what it refers to. ``title`` are the words that it sets apart as the title of that.
    """

    type: BlockType
    span: Span
    order: int
    in_story: bool = True
    number: int | None = None  # of a reference
    page: int | None = None
    path: str = ""
    kind: BlockType | None = None
    label: str = ""
    link: Hyperlink | None = None
    title: str = ""


class Token(NamedTuple):
    """A syntactic word: code points ``start`` (inclusive) to ``end`` (exclusive) of the text, and its characters."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or for headings, captions and references the whole block. ``block`` indexes ``Text.blocks``.

    ``tokens`` are its syntactic words and signs, as Universal Dependencies cuts English: all but its blanks.
    """

    span: Span
    block: int
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True)
class Marker:
    """An in-text citation ``[12]``. ``anchor`` is the stretch of its sentence that it supports.

    ``sentence`` is None, and the anchor the marker itself, where the words that it supported are not in the text.
    """

    span: Span
    number: int
    sentence: int | None
    anchor: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: ``span`` with its marks, ``inner`` without. ``closed`` is false when a mark was missing.

    ``level`` is 1 for the outermost marks, 2 for quotation marks inside them.
    """

    span: Span
    inner: Span
    closed: bool = True
    level: int = 1


class Damage(StrEnum):
    """What happened to characters that are read in another way than they are written."""

    LINE_END = "word parted at a line's end"
    LINE_BREAK = "line end inside a paragraph"
    ENTITY = "HTML entity"
    ENCODING = "character decoded twice"


@dataclass(frozen=True, slots=True)
class Mend:
    """Characters of the stored text at ``span``, and the ``words`` that they are read as; these may be none."""

    span: Span
    words: str
    damage: Damage


class TurnRole(StrEnum):
    """What a turn's label tells of it."""

    NAMED = "named"
    """Whose it is, by a name: "MR. DAHL:"."""
    OFFICE = "office"
    """Whose it is, by an office or a part: "THE PRESIDENT:", "MODERATOR:"."""
    QUESTION = "question"
    """That somebody asks: "Q."."""
    ANSWER = "answer"
    """That somebody answers: "A."."""


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """What stands before a turn of a transcript: all of it in ``span``, with marks, times and notes.

    ``words`` are those that tell whose turn it is ("MR. DAHL"), ``name`` the name among them ("DAHL"), if there is one.
    """

    span: Span
    words: Span
    role: TurnRole
    name: Span | None = None

    @property
    def own_name(self) -> Span | None:
        """The name where it stands among the words, and not in a note behind an office: "The Minister (Ann Low):"."""
        return self.name if self.name is not None and self.words.contains(self.name) else None


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in a transcript until the next one does.

    ``content`` are the words, a span a paragraph, without stage directions; a label with nothing behind it has none.
    ``label`` is None where a question is
    told by bold type or capitals alone, and for its answer; ``role`` is that of the label, if there is one.
    """

    role: TurnRole
    content: tuple[Span, ...]
    label: SpeakerLabel | None = None

    @property
    def start(self) -> int:
        """Its first code point, that of the label where it has one."""
        return self.label.span.start if self.label else self.content[0].start


@dataclass(frozen=True, slots=True)
class Text:
    """A source seen as blocks, sentences, markers, quotations, and in a transcript the turns of its speakers.

    ``mends`` are the damaged characters; the tokens have the words as they are read.
    """

    source: Source
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    quotations: tuple[Quotation, ...]
    turns: tuple[Turn, ...] = ()
    mends: tuple[Mend, ...] = ()
    _reached: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _labels: Mapping[int, SpeakerLabel] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple([sentence.span.start for sentence in self.sentences]))
        # The furthest end of the quotations so far: one that begins earlier may end later.
        ends = (quotation.span.end for quotation in self.quotations)
        object.__setattr__(self, "_reached", tuple(accumulate(ends, max)))
        told = [turn.label for turn in self.turns if turn.label]
        labels = {at: label for label in told for at in (label.span.start, label.words.start)}
        object.__setattr__(self, "_labels", labels)

    def quotations_over(self, span: Span) -> Iterator[Quotation]:
        """The quotations that share a character with ``span``, marks and all; the last first."""
        at = bisect_left(self.quotations, span.end, key=lambda quotation: quotation.span.start) - 1
        while at >= 0 and self._reached[at] > span.start:
            if self.quotations[at].span.end > span.start:
                yield self.quotations[at]
            at -= 1

    def touches_quotation(self, span: Span) -> bool:
        """Whether a quotation shares a character with ``span``, marks and all."""
        return any(True for _ in self.quotations_over(span))

    def label_at(self, at: int) -> SpeakerLabel | None:
        """The label of a speaker that begins at the code point ``at``, or whose words do behind signs of bold type."""
        return self._labels.get(at)

    def turn_at(self, at: int) -> Turn | None:
        """The turn of a transcript in whose words the code point ``at`` stands, if it stands in one's."""
        place = bisect_right(self.turns, at, key=lambda turn: turn.start) - 1
        if place < 0 or not any(span.start <= at < span.end for span in self.turns[place].content):
            return None
        return self.turns[place]

    def in_credit(self, span: Span) -> bool:
        """Whether ``span`` stands in a by-line, a date line or the credit of a picture."""
        sentence = self.sentence_at(span.start)
        return sentence is not None and self.block_of(sentence).type is BlockType.CREDIT

    def block_of(self, sentence: Sentence) -> Block:
        """The block in which ``sentence`` stands."""
        return self.blocks[sentence.block]

    def tokens_over(self, span: Span) -> tuple[Token, ...]:
        """The tokens of all sentences that share a character with ``span``, in order."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        found: tuple[Token, ...] = ()
        for sentence in self.sentences[first:]:
            if sentence.span.start >= span.end:
                break
            found += sentence.tokens
        return found

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds the code point ``at``, or the last one before it; None before the first."""
        place = self.place_of_sentence(at)
        return self.sentences[place] if place >= 0 else None

    def place_of_sentence(self, at: int) -> int:
        """The place of that sentence among all; -1 before the first."""
        return bisect_right(self._starts, at) - 1
