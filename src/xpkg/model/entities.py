"""Who and what a text names: mentions, the entities that they denote, and what the authority files know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xpkg.model.sources import Span


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
    name that the document explains nowhere else denotes the person behind one of them ("President", "Sen"). ``source``
    says in words where it is stated that there is such a thing.
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
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The label, the aliases and the short names."""
        return (self.label, *self.aliases, *self.short)


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority files as one value, with what users judged of who is who."""

    entries: tuple[AuthorityEntry, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a user decided of who is who: ``subject`` and ``object`` are the same, or are not.

    Both are ``KIND/SLUG-HASH`` under the id base. ``subject`` is a thing, or a source of which one passage is meant
    (``span``), or all (``whole``). ``entity`` is the object. ``origin`` is the file, with the line.
    """

    subject: str
    object: str
    same: bool
    entity: Entity
    span: Span | None = None
    whole: bool = False
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A thing of the authority files and the same thing elsewhere, as a row of an SSSOM mapping set says.

    ``subject`` is ``KIND/SLUG-HASH`` under the id base, ``predicate`` ``skos:exactMatch`` or ``skos:closeMatch``,
    ``object`` an IRI. ``justification`` is a term of SEMAPV, ``source`` where the pair was verified. ``negated`` says
    that the link does not hold; ``origin`` is the file, with the line.
    """

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    justification: str
    confidence: float | None
    source: str
    negated: bool = False
    origin: str = ""


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
    creators: tuple[Entity, ...] = ()  # whom the metadata's creators mean, in their order
    judged: tuple[tuple[Span, str], ...] = ()  # (span, the judgement that decided it: file and line)
