"""Statements, events, positions, documents and mentions as they appear in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from xpkg.model.attributions import SURE
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.graph_reader import GraphReader, Thing
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.marking import Mark, Node, nest_marks
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.source_texts import kept_texts
from xpkg.vocab import DCTERMS, NAMESPACES, SKOS, XPKG


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement in a list. ``reporters`` are the speakers between the source and its own speaker."""

    iri: str
    content: str
    speakers: tuple[str, ...]
    speaker_text: str
    act: str
    says: bool  # whether its act is no other than to say
    cue: str
    mode: str
    form: str  # the mode as a CSS class
    negated: bool
    date: str
    source: str
    issued: str  # the day of its source
    passage: str
    reporters: tuple[str, ...]
    confidence: str
    in_story: bool

    @property
    def unsure(self) -> bool:
        """Whether its confidence is so low that fewer than nine in ten are right, of which the page warns."""
        return bool(self.confidence) and float(self.confidence) < SURE


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event in a list. ``parts`` are pairs of a role (such as ``agent``) and the IRI of a participant."""

    iri: str
    label: str
    type: str
    date: str
    earliest: str
    places: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    source: str
    issued: str  # the day of its source
    passage: str
    context: MentionCard | None
    in_story: bool
    told_by: tuple[str, ...]  # the speakers who report it; empty where the source asserts it


@dataclass(frozen=True, slots=True)
class PositionCard:
    """A position in a list."""

    iri: str
    holders: tuple[str, ...]
    role: str
    organizations: tuple[str, ...]
    places: tuple[str, ...]
    date: str
    former: bool
    source: str
    passage: str
    context: MentionCard | None


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """A document in a list."""

    iri: str
    title: str
    makers: tuple[tuple[str, bool], ...]  # (IRI or name, whether it is an IRI)
    publishers: tuple[str, ...]
    issued: str
    type: str
    is_source: bool


@dataclass(frozen=True, slots=True)
class MentionCard:
    """A passage within its sentence."""

    passage: str
    parts: Sequence[str | Node]
    before: bool  # whether the sentence is cut off before, and after, what is shown
    after: bool
    in_story: bool = True


_SAYS = f"{XPKG.iri}act-says"
_ISSUED = "SELECT ?s (MIN(STR(?day)) AS ?issued) WHERE { VALUES ?s { $sources } ?s dcterms:issued ?day } GROUP BY ?s"


def statements(reader: GraphReader, iris: Iterable[str]) -> list[StatementCard]:
    """The statements ``iris``, in their order."""
    things = reader.things(iris)
    terms = (XPKG.speaker, XPKG.speechAct, XPKG.mode, XPKG.statedIn, XPKG.reportedBy)
    reader.learn_names_of(things, *terms)
    issued = _issued(reader, things)
    return [_statement(reader, thing, issued) for thing in things]


def _issued(reader: GraphReader, things: Sequence[Thing]) -> dict[str, str]:
    """The day of each source that tells one of ``things``, where it is known."""
    sources = iri_list({iri for thing in things for iri in thing.all(XPKG.statedIn)})
    return {row.text("s"): row.text("issued") for row in reader.rows(_ISSUED, sources=sources)} if sources else {}


def _statement(reader: GraphReader, thing: Thing, issued: Mapping[str, str]) -> StatementCard:
    source = thing.one(XPKG.statedIn)
    evidence = thing.passages(XPKG.contentPassage) or thing.passages(XPKG.evidence)
    return StatementCard(
        iri=thing.iri,
        content=thing.one(XPKG.content),
        speakers=tuple(thing.all(XPKG.speaker)),
        speaker_text=thing.one(XPKG.speakerText),
        act=reader.name(act) if (act := thing.one(XPKG.speechAct)) else "",
        says=act == _SAYS,
        cue=thing.one(XPKG.cue),
        mode=reader.name(mode) if (mode := thing.one(XPKG.mode)) else "",
        form=mode.removeprefix(XPKG.iri).lower(),
        negated=thing.true(XPKG.negated),
        date=thing.one(XPKG.date),
        source=source,
        issued=issued.get(source, ""),
        passage=evidence[0] if evidence else "",
        reporters=tuple(iri for iri in thing.all(XPKG.reportedBy) if iri != source),
        confidence=thing.one(XPKG.confidence),
        in_story=thing.one(XPKG.inStory) != "false",
    )


_PART_ORDER = ("agent", "patient", "recipient", "instrument", "participant")


def events(reader: GraphReader, iris: Iterable[str]) -> list[EventCard]:
    """The events ``iris``, in their order."""
    things = reader.things(iris)
    reader.learn_names_of(things, XPKG.eventType, XPKG.statedIn, XPKG.place)
    reader.learn_names([*(thing.iri for thing in things), *(iri for thing in things for _, iri in parts_of(thing))])
    reporting = statements(reader, (iri for thing in things for iri in thing.all(XPKG.accordingTo)))
    reports = {each.iri: each for each in reporting}
    firsts = [passages[0] if (passages := thing.passages(XPKG.evidence)) else "" for thing in things]
    contexts, issued = _contexts(reader, firsts), _issued(reader, things)
    return [
        EventCard(
            iri=thing.iri,
            label=reader.name(thing.iri),
            type=reader.name(kind) if (kind := thing.one(XPKG.eventType)) else "",
            date=thing.one(XPKG.date),
            earliest=thing.one(XPKG.earliest),
            places=tuple(thing.all(XPKG.place)),
            parts=tuple(parts_of(thing)),
            source=thing.one(XPKG.statedIn),
            issued=issued.get(thing.one(XPKG.statedIn), ""),
            passage=first,
            context=contexts.get(first),
            in_story=thing.one(XPKG.inStory) != "false",
            told_by=tuple(dict.fromkeys(_reporter(reader, reports[iri]) for iri in thing.all(XPKG.accordingTo))),
        )
        for thing, first in zip(things, firsts, strict=True)
    ]


def _reporter(reader: GraphReader, statement: StatementCard) -> str:
    names = [reader.name(iri) for iri in statement.speakers]
    return f" {gettext('and')} ".join(names) or statement.speaker_text or gettext("somebody not named")


def parts_of(event: Thing) -> list[tuple[str, str]]:
    """The participants of ``event`` as pairs of role and IRI, each once with its most specific role."""
    found: dict[str, str] = {}
    for name in _PART_ORDER:
        for iri in event.all(XPKG[name]):
            found.setdefault(iri, name)
    return sorted(((part, iri) for iri, part in found.items()), key=lambda each: (_PART_ORDER.index(each[0]), each[1]))


def positions(reader: GraphReader, iris: Iterable[str]) -> list[PositionCard]:
    """The positions ``iris``, in their order."""
    things = reader.things(iris)
    reader.learn_names_of(things, XPKG.holder, XPKG.organization, XPKG.place, XPKG.statedIn)
    firsts = [passages[0] if (passages := thing.passages(XPKG.evidence)) else "" for thing in things]
    contexts = _contexts(reader, firsts)
    return [
        PositionCard(
            iri=thing.iri,
            holders=tuple(thing.all(XPKG.holder)),
            role=thing.one(XPKG.role),
            organizations=tuple(thing.all(XPKG.organization)),
            places=tuple(thing.all(XPKG.place)),
            date=thing.one(XPKG.date),
            former=thing.true(XPKG.former),
            source=thing.one(XPKG.statedIn),
            passage=first,
            context=contexts.get(first),
        )
        for thing, first in zip(things, firsts, strict=True)
    ]


def documents(reader: GraphReader, iris: Iterable[str]) -> list[DocumentCard]:
    """The documents ``iris``, in their order."""
    things = reader.things(iris)
    reader.learn_names_of(things, DCTERMS.publisher, XPKG.documentType)
    makers = [makers_of(thing) for thing in things]
    named = (each for some in makers for each, is_iri in some if is_iri)
    reader.learn_names([*(thing.iri for thing in things), *named])
    return [
        DocumentCard(
            iri=thing.iri,
            title=reader.name(thing.iri),
            makers=some,
            publishers=tuple(thing.all(DCTERMS.publisher)),
            issued=thing.one(DCTERMS.issued) or thing.one(XPKG.date),
            type=document_type(reader, thing),
            is_source=thing.kind == "source",
        )
        for thing, some in zip(things, makers, strict=True)
    ]


def document_type(reader: GraphReader, thing: Thing) -> str:
    """The name of the most specific type of the document ``thing``."""
    types = thing.all(XPKG.documentType)
    telling = [iri for iri in types if reader.label(iri) not in ("reference", "document", "source")]
    return next(map(reader.name, telling or types), "")


def makers_of(thing: Thing) -> tuple[tuple[str, bool], ...]:
    """The creators of a document: pairs of an IRI and True, or of a name and False."""
    made = thing.values.get(DCTERMS.creator.value, [])
    named = {(each.value, isinstance(each, NamedNode)) for each in made if isinstance(each, (NamedNode, Literal))}
    return tuple(sorted(named))


def mentions(reader: GraphReader, passages: Iterable[str], *, width: int = 320) -> list[MentionCard]:
    """The ``passages`` within their sentences; a long sentence is shortened to about ``width`` characters."""
    found = []
    places = [(iri, place) for iri in passages if (place := place_in(iri)) is not None]
    texts = kept_texts(reader, (source for _, (source, _, _) in places))
    for iri, (source, start, end) in places:
        if source not in texts or end > len(texts[source].text.text):
            continue
        text = texts[source].text
        first, last = text.around(start, end)
        low, high = first, last
        if last - first > width:
            low, high = _narrow(text.text, first, last, start, end, width)
        parts = nest_marks(text.text, low, high, [Mark(start, end, ("here",), passage=False)])
        in_story = not any(begin <= start < close for begin, close in texts[source].outside)
        found.append(MentionCard(iri, parts, before=low > first, after=high < last, in_story=in_story))
    return found


def _contexts(reader: GraphReader, passages: Iterable[str]) -> dict[str, MentionCard]:
    """The passages within their sentences, by their IRIs."""
    return {card.passage: card for card in mentions(reader, (iri for iri in passages if iri))}


def _narrow(text: str, first: int, last: int, start: int, end: int, width: int) -> tuple[int, int]:
    """Start and end of about ``width`` characters around ``start`` to ``end``, within ``first`` to ``last``."""
    room = max(0, width - (end - start)) // 2
    low, high = max(first, start - room), min(last, end + room)
    while first < low < start and not text[low - 1].isspace():
        low += 1
    while end < high < last and not text[high].isspace():
        high -= 1
    return low, high


def wikidata(thing: Thing) -> list[tuple[str, bool]]:
    """The Wikidata entities of ``thing``: pairs of an IRI and whether the match is exact."""
    both = [(iri, True) for iri in thing.all(SKOS.exactMatch)] + [(iri, False) for iri in thing.all(SKOS.closeMatch)]
    return [(iri, is_exact) for iri, is_exact in both if iri.startswith(NAMESPACES["wd"])]
