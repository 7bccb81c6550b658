"""What else stands in a text: dates, references, documents, events, positions."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.model.entities import Kind
from xpkg.model.sources import Span
from xpkg.model.ways import EventMethod


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
    method: EventMethod = EventMethod.ACTIVE
    confidence: float = 1.0
    also: tuple[Span, ...] = ()  # the triggers of its other tellings, in order
    factuality: str = "certain"  # notation of a concept of xpkg:Factuality; another one where the text asserts no event
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
    start: TimeExpression | None = None  # since when it is held, where the text says so
    end: TimeExpression | None = None  # until when
    office: Span | None = None  # another passage: where it is told of whom the holder came after, or that he left it
