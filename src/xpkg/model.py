"""The frozen values that pass from one room of xpkg to the next.

All offsets count Unicode code points of the source's stored text; ends are exclusive (RFC 5147 positions).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

# --------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a source's text: code points ``start`` (inclusive) to ``end`` (exclusive).

    Raises ValueError when the span is empty or turned round: there is no evidence of length nought.

    >>> Span(0, 2).cut("Xi said")
    'Xi'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"not a span of text: {self.start},{self.end}")

    def cut(self, text: str) -> str:
        """The characters of ``text`` that this span names."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the corpus records about a source, never what the source says.

    ``issued`` is an EDTF level 1 string; ``language`` a BCP 47 tag.
    """

    title: str
    publisher: str | None = None
    issued: str | None = None
    language: str = "en"
    kind: str | None = None
    rights: str | None = None
    origin: str | None = None
    url: str | None = None
    creators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the corpus. ``name`` identifies it within the corpus, whatever it says."""

    name: str
    text: str
    sha256: str
    metadata: Metadata


class BlockType(StrEnum):
    """The part that a block plays in its source."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    CONTRIBUTORS = "contributors"
    REFERENCE = "reference"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a source. ``span`` leaves out surrounding blanks and a trailing ``[edit]``."""

    type: BlockType
    span: Span
    order: int
    in_story: bool = True
    number: int | None = None  # of a reference


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


@dataclass(frozen=True, slots=True)
class Text:
    """A source seen as blocks, sentences, markers and quotations."""

    source: Source
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    quotations: tuple[Quotation, ...]
    _reached: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The furthest end of the quotations so far: one that begins earlier may end later.
        ends = (quotation.span.end for quotation in self.quotations)
        object.__setattr__(self, "_reached", tuple(accumulate(ends, max)))

    def quotations_over(self, span: Span) -> Iterator[Quotation]:
        """The quotations that share a character with ``span``, marks and all; the last first."""
        at = bisect_left(self.quotations, span.end, key=lambda quotation: quotation.span.start) - 1
        while at >= 0 and self._reached[at] > span.start:
            if self.quotations[at].span.end > span.start:
                yield self.quotations[at]
            at -= 1

    def block_of(self, sentence: Sentence) -> Block:
        """The block in which ``sentence`` stands."""
        return self.blocks[sentence.block]

    def tokens_over(self, span: Span) -> tuple[Token, ...]:
        """The tokens of all sentences that share a character with ``span``, in order."""
        first = max(0, bisect_right(self.sentences, span.start, key=lambda sentence: sentence.span.start) - 1)
        found: tuple[Token, ...] = ()
        for sentence in self.sentences[first:]:
            if sentence.span.start >= span.end:
                break
            found += sentence.tokens
        return found

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that holds the code point ``at``, or the last one before it; None before the first."""
        place = bisect_right(self.sentences, at, key=lambda sentence: sentence.span.start) - 1
        return self.sentences[place] if place >= 0 else None


# --------------------------------------------------------------------------- identity


class Kind(StrEnum):
    """What sort of thing an entity is; the path segment of its IRI."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    EVENT = "event"
    DOCUMENT = "document"


class Gender(StrEnum):
    """Grammatical gender of a bearer, used only to resolve pronouns; never written to the graph."""

    FEMININE = "f"
    MASCULINE = "m"


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """Identity of one thing: names and kind, never what a text says about it.

    ``phrase`` tells namesakes apart. ``short`` are names that denote the thing only where nothing else bears
    them in the document. ``native`` are (BCP 47 tag, name). ``kin`` is the label of the place, for a body that
    is named without it ("the Ministry of Foreign Affairs" of China). ``adjectives`` are a place's words for what is
    of it ("Chinese", "Uzbek"); none is a mention of the place. ``titles`` are a person's forms of address: a short
    name that the document explains nowhere else denotes the person behind one of them ("President", "Sen").
    """

    kind: Kind
    label: str
    phrase: str = ""
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    gender: Gender | None = None
    kin: str = ""
    subtype: str = ""
    adjectives: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority files as one value."""

    entries: tuple[AuthorityEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A thing of the authority files and the same thing elsewhere, as a row of an SSSOM mapping set says.

    ``subject`` is ``KIND/SLUG-HASH`` under the id base, ``predicate`` ``skos:exactMatch`` or ``skos:closeMatch``,
    ``object`` an IRI. ``justification`` is a term of SEMAPV, ``source`` where the pair was verified.
    """

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    justification: str
    confidence: float
    source: str


class MentionForm(StrEnum):
    """How a text names something."""

    NAME = "name"
    SHORT = "short"  # a part of a name, an acronym, "the Times"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"  # "the ministry", "the newspaper"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something. ``span`` leaves out articles, honorifics and possessive 's."""

    span: Span
    kind: Kind
    form: MentionForm
    name: str  # the words as they denote: no possessive, blanks folded
    native: tuple[tuple[str, str], ...] = ()  # (BCP 47 tag, name) introduced beside it: "Xi Jinping (習近平)"
    acronym: str = ""  # introduced beside it: "the National Security Bureau (NSB)"
    gender: Gender | None = None
    method: str = ""  # the rule or authority that found it
    subtype: str = ""
    authority: int | None = None  # index in Authority.entries where an authority name matched


@dataclass(frozen=True, slots=True)
class Entity:
    """The thing that mentions of one document denote. Its IRI is a function of kind, label and phrase."""

    kind: Kind
    label: str
    phrase: str = ""
    aliases: tuple[str, ...] = ()
    native: tuple[tuple[str, str], ...] = ()
    known: bool = False  # from the authority files
    subtype: str = ""


@dataclass(frozen=True, slots=True)
class Identities:
    """Which entity each span denotes. ``denotes`` is sorted by span; a span may be a mention, a pronoun, a
    nominal, or a whole source phrase of an attribution. ``unresolved`` are mentions that denote nothing, as two
    things or none may be meant; ``decided_by`` tells for each span which resolver decided either. The rest is known
    once the events are: see :func:`xpkg.coreference.complete`."""

    entities: tuple[Entity, ...] = ()
    denotes: tuple[tuple[Span, int], ...] = ()  # (span, index in entities)
    unresolved: tuple[tuple[Span, str], ...] = ()  # (span, reason in words)
    decided_by: tuple[tuple[Span, str], ...] = ()  # (span, name of a resolver)
    heads: tuple[tuple[Span, tuple[Span, ...]], ...] = ()  # (phrase that denotes nothing as a whole, its heads)
    documents: tuple[tuple[Span, int], ...] = ()  # (mention of a document, index in Authority.entries)
    publisher: Entity | None = None  # whom the metadata's publisher means


# --------------------------------------------------------------------------- what stands in the text


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date in the text as EDTF level 1/2 with its bounds (ISO dates, inclusive; None when open or unknown).

    ``resolved`` is false where the words need a date that is not known ("yesterday" in an undated teaser);
    then ``edtf`` is empty.
    """

    span: Span
    edtf: str
    earliest: str | None
    latest: str | None
    resolved: bool = True


class Mode(StrEnum):
    """Whether the words are quoted."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    MIXED = "Mixed"


class Change(StrEnum):
    """What a repair did to a candidate: which part it changed, or that it dropped or added the whole of it."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of an attribution stand; the fields are those of `AttributionCandidate`."""

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RepairStep:
    """One repair that changed a candidate: its parts before and after.

    ``before`` is None where the repair added the candidate, ``after`` where it dropped it. ``by`` is the method whose
    candidate took the place of another's; empty where the repair itself moved the parts.
    """

    repair: str
    before: Parts | None
    after: Parts | None
    by: str = ""

    def changes(self) -> tuple[Change, ...]:
        """What the repair changed, in the order of `Change`."""
        before, after = self.before, self.after
        if after is None:
            return (Change.DROPPED,)
        if before is None:
            return (Change.ADDED,)
        pairs = (
            (Change.SOURCE, before.source, after.source),
            (Change.CUE, before.cue, after.cue),
            (Change.CONTENT, before.content, after.content),
        )
        return tuple(change for change, old, new in pairs if old != new)


Trail = tuple[RepairStep, ...]


@dataclass(frozen=True, slots=True)
class AttributionCandidate:
    """What an annotator found: whose words, by which words, what. Its reading (mode, act, polarity, chain) comes after.

    ``method`` names the rule or model, ``confidence`` is 0 to 1. ``source`` is the full noun phrase as it stands,
    the article with it; ``content`` holds several spans where the cue breaks it. ``trail`` are the repairs that
    changed it, in order.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    method: str
    confidence: float = 1.0
    trail: Trail = ()

    @property
    def parts(self) -> Parts:
        """Its source, cue and content as they are now."""
        return Parts(self.source, self.cue, self.content)

    @property
    def is_dropped(self) -> bool:
        """Whether the last repair of its trail dropped it: then the text makes no such attribution."""
        return bool(self.trail) and self.trail[-1].after is None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying as the text has it: who (``source``), by which words (``cue``), what (``content``).

    ``source`` is None where the text names nobody. ``negated`` marks a saying that did not happen ("did not
    say"). ``act`` is the notation of a speech act concept (says, denies, accuses, demands, promises,
    describes ...). ``parent`` indexes the attribution, in the same tuple, inside whose content this one lies.
    ``method`` found it with the confidence ``given``; ``trail`` are the repairs that changed it since. ``confidence``
    is the chance that it is right, as counted for the method and the trail.
    """

    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mode: Mode
    act: str
    negated: bool = False
    method: str = ""
    confidence: float = 1.0
    parent: int | None = None
    addressee: Span | None = None
    date: TimeExpression | None = None  # of the saying: "said on Tuesday"
    trail: Trail = ()
    given: float = 1.0


@dataclass(frozen=True, slots=True)
class Author:
    """A creator named in a reference, in natural order ("Austin Ramzy"); ``kind`` person or organization."""

    name: str
    span: Span
    kind: Kind = Kind.PERSON
    native_tag: str = ""  # BCP 47 tag when the name stands in another script only
    generic: bool = False  # "Staff": no person is meant


@dataclass(frozen=True, slots=True)
class Reference:
    """A bibliographic record of a reference list. Dates are EDTF strings."""

    number: int
    span: Span
    title: str
    title_span: Span | None
    authors: tuple[Author, ...] = ()
    container: str = ""  # newspaper, journal, site
    container_span: Span | None = None
    publisher: str = ""
    publisher_span: Span | None = None
    issued: str = ""
    retrieved: str = ""
    archived: str = ""
    doi: str = ""
    issn: str = ""
    isbn: str = ""
    s2cid: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A document that the text discusses. ``mentions`` are the spans that denote it, in order of text."""

    label: str
    work_type: str  # leak, speech, directive, guide, article, report, law, statement, confession, book ...
    mentions: tuple[Span, ...]
    title: str = ""  # where the text gives it
    extent: str = ""  # "403 pages", "more than 400 pages"
    date: TimeExpression | None = None
    creators: tuple[Span, ...] = ()  # spans of the makers' mentions
    part_of: int | None = None  # index in the same tuple: speeches in the leaked set
    authority: int | None = None
    full_label: str = ""  # with its makers where the text gives neither name nor title: "Statement by Ann Low"


@dataclass(frozen=True, slots=True)
class Participant:
    """A part in an event; ``role`` is the local name of a sub-property of xpkg:participant."""

    role: str  # agent, patient, recipient, instrument, participant
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """A dated or named happening. ``trigger`` is the word that names it, ``evidence`` the clause or sentence.

    Where the text tells of it more than once, ``trigger`` is the first telling outside what others say, if any is.
    """

    label: str
    event_type: str  # notation of a concept: attack, appointment, publication, sanction, signing ...
    trigger: Span
    evidence: tuple[Span, ...]
    date: TimeExpression | None = None
    place: Span | None = None
    participants: tuple[Participant, ...] = ()
    method: str = ""
    confidence: float = 1.0
    also: tuple[Span, ...] = ()  # the triggers of its other tellings, in order
    according_to: tuple[int, ...] = ()  # the attributions that tell it, by index, where the source itself does not


@dataclass(frozen=True, slots=True)
class Position:
    """An office or role that the text gives to somebody."""

    holder: Span
    role: str
    evidence: Span
    role_span: Span
    organization: Span | None = None
    place: Span | None = None
    date: TimeExpression | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one source; spans and labels, no RDF."""

    text: Text
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    works: tuple[Work, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    identities: Identities = field(default_factory=Identities)
    dropped: tuple[AttributionCandidate, ...] = ()  # what was found and then dropped; the trail tells by what
