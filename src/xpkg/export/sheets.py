"""The graph as tables: which there are, their columns, and their rows, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from pyoxigraph import NamedNode

from xpkg.export.records import Record, Records, SourceGraph, names
from xpkg.vocab import BIBO, CITO, DCTERMS, GEO, NIF, RDF, SCHEMA, SKOS, XPKG

Cell = str | int | float | bool | None
JOINT = "; "
"""Stands between the values of a cell that has several."""


class Form(Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    TRUTH = "truth"


class Column(NamedTuple):
    """A column: its ``name``, the form of its cells, and the column ``TABLE.COLUMN`` whose values it repeats."""

    name: str
    form: Form = Form.TEXT
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``searched`` are the columns that a full-text search should read, ``faceted`` those with few values."""

    name: str
    says: str
    columns: tuple[Column, ...]
    rows: Callable[[Records], Iterator[tuple[Cell, ...]]]
    searched: tuple[str, ...] = ()
    faceted: tuple[str, ...] = ()


def _number(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None


def _joined(values: tuple[str, ...]) -> str:
    return JOINT.join(values)


def _named(records: Records, record: Record, term: NamedNode) -> str:
    return _joined(names(records, record.all(term)))


def _shortened(records: Records, record: Record, term: NamedNode) -> str:
    return _joined(tuple(records.short(iri) for iri in record.all(term)))


def _own_name(record: Record, records: Records) -> str:
    return records.name(record.iri)


def _other_names(record: Record) -> str:
    return _joined(tuple(each.value for each in record.literals(SKOS.altLabel)))


def _links(record: Record) -> str:
    return _joined((*record.all(SKOS.exactMatch), *record.all(SKOS.closeMatch)))


_THING = (Column("iri"), Column("name"), Column("other_names"), Column("description"), Column("wikidata"))


def _things(cls: NamedNode, *more: NamedNode) -> Callable[[Records], Iterator[tuple[Cell, ...]]]:
    def rows(records: Records) -> Iterator[tuple[Cell, ...]]:
        for each in records.of(cls):
            yield _thing(each, records, *more)

    return rows


def _thing(each: Record, records: Records, *more: NamedNode) -> tuple[Cell, ...]:
    said = _own_name(each, records), _other_names(each), each.one(SKOS.scopeNote), _links(each)
    return (each.iri, *said, *(_joined(each.all(term)) for term in more))


def _places(records: Records) -> Iterator[tuple[Cell, ...]]:
    for each in records.of(XPKG.Place):
        yield (*_thing(each, records, XPKG.subtype), _number(each.one(GEO.lat)), _number(each.one(GEO.long)))


def _sources(records: Records) -> Iterator[tuple[Cell, ...]]:
    for source in records.sources:
        each = records.record(source.iri)
        made = records.record(f"{source.iri}#reading")
        yield (
            each.iri, source.name, _own_name(each, records), _named(records, each, DCTERMS.creator),
            _named(records, each, DCTERMS.publisher), each.one(DCTERMS.issued), _joined(each.all(DCTERMS.language)),
            each.one(SCHEMA.url), each.one(DCTERMS.rights), made.one(XPKG.fileName), made.one(XPKG.mediaType),
            each.one(XPKG.sha256), each.one(XPKG.text),
        )  # fmt: skip


def _documents(records: Records) -> Iterator[tuple[Cell, ...]]:
    for each in records.of(XPKG.Document):
        if each.isa(XPKG.Source):
            continue
        yield (
            each.iri, _own_name(each, records), _other_names(each), _shortened(records, each, XPKG.documentType),
            _named(records, each, DCTERMS.creator), _named(records, each, DCTERMS.publisher),
            each.one(DCTERMS.issued), each.one(SCHEMA.url), each.one(BIBO.doi), each.one(BIBO.isbn),
            each.one(BIBO.issn), each.one(BIBO.volume), each.one(BIBO.issue), each.one(BIBO.pages), _links(each),
        )  # fmt: skip


def _citations(records: Records) -> Iterator[tuple[Cell, ...]]:
    for source in records.sources:
        for cited in records.record(source.iri).all(CITO.cites):
            yield source.iri, source.name, cited, records.name(cited)


def _where(records: Records, source: SourceGraph, record: Record) -> tuple[Cell, ...]:
    start, end, passage = records.place(record)
    in_story = record.true(XPKG.inStory)
    return source.name, source.iri, in_story, start, end, records.words(passage), passage


_WHERE = (
    Column("source"), Column("source_iri", refers="sources.iri"), Column("in_story", Form.TRUTH),
    Column("start", Form.INTEGER), Column("end", Form.INTEGER), Column("words"), Column("passage"),
)  # fmt: skip


def _when(record: Record) -> tuple[Cell, ...]:
    return record.one(XPKG.date), record.one(XPKG.earliest), record.one(XPKG.latest)


_WHEN = (Column("date"), Column("earliest"), Column("latest"))


def _statements(records: Records) -> Iterator[tuple[Cell, ...]]:
    for source, each in records.told(XPKG.Statement):
        yield (
            each.iri, _named(records, each, XPKG.speaker), _joined(each.all(XPKG.speaker)),
            each.one(XPKG.speakerText), _shortened(records, each, XPKG.speechAct), each.one(XPKG.cue),
            each.one(XPKG.content), _shortened(records, each, XPKG.mode), each.true(XPKG.negated),
            _named(records, each, XPKG.about), _named(records, each, XPKG.addressee),
            _named(records, each, XPKG.reportedBy), *_when(each), _number(each.one(XPKG.confidence)),
            _joined(each.all(XPKG.method)), *_where(records, source, each),
        )  # fmt: skip


def _subjects(records: Records) -> Iterator[tuple[Cell, ...]]:
    for _, each in records.told(XPKG.Statement):
        for thing in each.all(XPKG.about):
            yield each.iri, thing, records.name(thing)


def _happenings(records: Records, source: SourceGraph, each: Record) -> tuple[Cell, ...]:
    return (
        *_when(each), _named(records, each, XPKG.place), _joined(each.all(XPKG.place)),
        _named(records, each, XPKG.participant), each.one(XPKG.participantText),
        _joined(each.all(XPKG.accordingTo)), _number(each.one(XPKG.confidence)), *_where(records, source, each),
    )  # fmt: skip


_HAPPENINGS = (
    *_WHEN, Column("place"), Column("place_iri"), Column("participants"), Column("participant_words"),
    Column("according_to"), Column("confidence", Form.NUMBER), *_WHERE,
)  # fmt: skip


def _events(records: Records) -> Iterator[tuple[Cell, ...]]:
    for source, each in records.told(XPKG.Event):
        kind = _shortened(records, each, XPKG.eventType)
        yield each.iri, _own_name(each, records), kind, *_happenings(records, source, each)


def _eventualities(records: Records) -> Iterator[tuple[Cell, ...]]:
    for source, each in records.told(XPKG.Eventuality):
        kind, how = (_shortened(records, each, term) for term in (XPKG.supposedType, XPKG.factuality))
        happening = list(_happenings(records, source, each))
        happening[5] = _named(records, each, XPKG.involves)
        yield each.iri, _own_name(each, records), kind, how, *happening


_ROLES = {
    XPKG.agent: "agent", XPKG.patient: "patient", XPKG.recipient: "recipient", XPKG.instrument: "instrument",
}  # fmt: skip


def _participants(records: Records) -> Iterator[tuple[Cell, ...]]:
    for _, each in records.told(XPKG.Event):
        for thing in each.all(XPKG.participant):
            roles = [role for term, role in _ROLES.items() if thing in each.all(term)]
            for role in roles or ["participant"]:
                yield each.iri, role, thing, records.name(thing)


def _positions(records: Records) -> Iterator[tuple[Cell, ...]]:
    for source, each in records.told(XPKG.Position):
        yield (
            each.iri, _named(records, each, XPKG.holder), each.one(XPKG.holder), each.one(XPKG.role),
            _named(records, each, XPKG.organization), _joined(each.all(XPKG.organization)),
            _named(records, each, XPKG.place), _joined(each.all(XPKG.place)), each.true(XPKG.former),
            each.one(XPKG.start), each.one(XPKG.end), each.one(XPKG.date), *_where(records, source, each),
        )  # fmt: skip


_KINDS = {
    XPKG.Person: "person", XPKG.Organization: "organization", XPKG.Group: "group", XPKG.Place: "place",
    XPKG.Event: "event", XPKG.Document: "document",
}  # fmt: skip


def kind_of(record: Record) -> str:
    """``person``, ``organization``, ``group``, ``place``, ``event`` or ``document``; else empty."""
    types = record.all(RDF.type)
    return next((kind for cls, kind in _KINDS.items() if cls.value in types), "")


def _mentions(records: Records) -> Iterator[tuple[Cell, ...]]:
    kinds: dict[str, str] = {}
    for source, each in records.mentions():
        for thing in each.all(XPKG.denotes):
            if thing not in kinds:
                kinds[thing] = kind_of(records.record(thing))
            yield (
                each.iri, source.name, source.iri, int(each.one(NIF.beginIndex)), int(each.one(NIF.endIndex)),
                each.one(NIF.anchorOf), records.name(thing), thing, kinds[thing], each.one(XPKG.form) or "name",
            )  # fmt: skip


_SUBTYPE = Column("kind")
SHEETS: tuple[Sheet, ...] = (
    Sheet("people", "Who is named in the texts", _THING, _things(XPKG.Person), ("name", "other_names")),
    Sheet(
        "organizations", "Bodies", (*_THING, _SUBTYPE), _things(XPKG.Organization, XPKG.subtype),
        ("name", "other_names"), ("kind",),
    ),
    Sheet(
        "groups", "Peoples, communities and other groups", (*_THING, _SUBTYPE), _things(XPKG.Group, XPKG.subtype),
        ("name", "other_names"),
    ),
    Sheet(
        "places", "Places",
        (*_THING, _SUBTYPE, Column("latitude", Form.NUMBER), Column("longitude", Form.NUMBER)), _places,
        ("name", "other_names"), ("kind",),
    ),
    Sheet(
        "sources", "The texts of the corpus",
        (
            *map(Column, "iri name title creators publisher issued language url rights file media_type sha256".split()),
            Column("text"),
        ),
        _sources, ("title", "text"), ("publisher", "language"),
    ),
    Sheet(
        "documents", "Works that the texts discuss or cite",
        tuple(
            map(
                Column,
                "iri title other_titles type creators publisher issued url doi isbn issn volume issue pages "
                "wikidata".split(),
            )
        ),
        _documents, ("title", "other_titles", "creators"), ("type", "publisher"),
    ),
    Sheet(
        "citations", "Which text cites which work",
        (
            Column("source_iri", refers="sources.iri"), Column("source"),
            Column("document_iri", refers="documents.iri"), Column("document"),
        ),
        _citations,
    ),
    Sheet(
        "statements", "Who said what, according to which words",
        (
            *map(
                Column,
                "iri speaker speaker_iri speaker_words act cue content mode".split(),
            ),
            Column("negated", Form.TRUTH), *map(Column, "about addressee reported_by".split()), *_WHEN,
            Column("confidence", Form.NUMBER), Column("method"), *_WHERE,
        ),
        _statements, ("content", "speaker", "speaker_words"), ("act", "mode", "speaker", "source", "negated"),
    ),
    Sheet(
        "subjects", "What statements are about",
        (Column("statement_iri", refers="statements.iri"), Column("thing_iri"), Column("thing")), _subjects,
    ),
    Sheet(
        "events", "What the texts say did happen",
        (Column("iri"), Column("name"), Column("type"), *_HAPPENINGS),
        _events, ("name", "words"), ("type", "place", "source"),
    ),
    Sheet(
        "participants", "Who took part in which event, in which role",
        (Column("event_iri", refers="events.iri"), Column("role"), Column("thing_iri"), Column("thing")),
        _participants, (), ("role",),
    ),
    Sheet(
        "eventualities", "What the texts tell of without saying that it happened",
        (Column("iri"), Column("name"), Column("type"), Column("factuality"), *_HAPPENINGS),
        _eventualities, ("name", "words"), ("type", "factuality"),
    ),
    Sheet(
        "positions", "Offices and roles that the texts give to people",
        (
            *map(Column, "iri holder holder_iri role organization organization_iri place place_iri".split()),
            Column("former", Form.TRUTH), *map(Column, ("from", "until", "date")), *_WHERE,
        ),
        _positions, ("holder", "role", "organization"), ("role", "source"),
    ),
    Sheet(
        "mentions", "The words that name somebody or something",
        (
            Column("passage"), Column("source"), Column("source_iri", refers="sources.iri"),
            Column("start", Form.INTEGER), Column("end", Form.INTEGER),
            *map(Column, "words thing thing_iri kind form".split()),
        ),
        _mentions, (), ("kind", "form", "source"),
    ),
)  # fmt: skip
"""All tables, those first that others refer to."""
