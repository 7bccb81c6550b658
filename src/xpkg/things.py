"""People, bodies, places and texts of a graph as values, with what is said by and about them; for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TypeVar

from pyoxigraph import NamedNode

from xpkg.export.records import Record, Records, names, place_of
from xpkg.export.sheets import kind_of
from xpkg.model.attributions import SURE
from xpkg.vocab import RDFS, SKOS, XPKG

_T = TypeVar("_T")
_SHOWN = 10
"""Statements that the view of a thing shows."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a text says something: ``start`` and ``end`` are code points of the source's text, end exclusive.

    ``words`` are the text's own there, ``marked`` the parts of them, from their beginning, that matter most.
    ``passage`` is the IRI of the passage, which opens it in a browser.
    """

    source: str
    source_iri: str
    start: int
    end: int
    words: str
    passage: str
    marked: tuple[tuple[int, int], ...] = ()

    def _repr_html_(self) -> str:
        shown, at = [], 0
        for start, end in self.marked:
            shown += [escape(self.words[at:start]), f"<mark>{escape(self.words[start:end])}</mark>"]
            at = end
        shown.append(escape(self.words[at:]))
        cited = f'<a href="{escape(self.passage)}">{escape(self.source)}, {self.start}-{self.end}</a>'
        return f'<blockquote style="white-space: pre-line">{"".join(shown)}<footer>{cited}</footer></blockquote>'


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody is said to have said something. ``speaker`` is their name, else the words of the text; or empty.

    ``negated`` says that the text denies that it was said. ``confidence`` is the chance that it is read right, 0 to 1.
    """

    iri: str
    speaker: str
    act: str
    content: str
    negated: bool
    date: str
    confidence: float
    evidence: Evidence

    def _repr_html_(self) -> str:
        said = "did not say (" + self.act + ")" if self.negated else self.act
        sure = "" if self.confidence >= SURE else " · uncertain reading"
        head = f"<b>{escape(self.speaker or 'Somebody')}</b> · {escape(said)} · {self.confidence:.2f}{sure}"
        return f"<p>{head}</p>{self.evidence._repr_html_()}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a source says did happen. ``date`` is EDTF, or empty; ``according_to`` are IRIs of statements."""

    iri: str
    name: str
    type: str
    date: str
    place: str
    participants: tuple[str, ...]
    according_to: tuple[str, ...]
    evidence: Evidence

    def _repr_html_(self) -> str:
        when = f" · {escape(self.date)}" if self.date else ""
        told = " · told only in a statement" if self.according_to else ""
        return f"<p><b>{escape(self.name)}</b> · {escape(self.type)}{when}{told}</p>{self.evidence._repr_html_()}"


@dataclass(frozen=True, slots=True)
class Position:
    """An office or role that a source gives to somebody."""

    iri: str
    holder: str
    role: str
    organization: str
    place: str
    former: bool
    evidence: Evidence

    def _repr_html_(self) -> str:
        role = ("former " if self.former else "") + ", ".join(filter(None, (self.role, self.organization, self.place)))
        return f"<p><b>{escape(self.holder)}</b> · {escape(role)}</p>{self.evidence._repr_html_()}"


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something of the graph. What is said of it is read when it is asked for.

    ``kind`` is person, organization, group, place, event or document.
    """

    iri: str
    name: str
    kind: str
    other_names: tuple[str, ...]
    wikidata: str
    _records: Records = field(repr=False, compare=False)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What it is said to have said, source by source, in the order of the texts."""
        return _read(self, XPKG.speaker, XPKG.Statement, _statement)

    @property
    def statements_about(self) -> tuple[Statement, ...]:
        """What is said about it."""
        return _read(self, XPKG.about, XPKG.Statement, _statement)

    @property
    def events(self) -> tuple[Event, ...]:
        """What it took part in, or what happened there."""
        taking_part = _read(self, XPKG.participant, XPKG.Event, _event)
        there = _read(self, XPKG.place, XPKG.Event, _event)
        return tuple(dict.fromkeys((*taking_part, *there)))

    @property
    def positions(self) -> tuple[Position, ...]:
        """The offices and roles that it holds, or that are held there."""
        held = _read(self, XPKG.holder, XPKG.Position, _position)
        there = _read(self, XPKG.organization, XPKG.Position, _position)
        return tuple(dict.fromkeys((*held, *there)))

    @property
    def mentions(self) -> tuple[Evidence, ...]:
        """The words that name it."""
        passages = self._records.pointing(self.iri, XPKG.denotes)
        in_order = sorted(passages, key=lambda iri: (iri.partition("#")[0], place_of(iri)))
        return tuple(_at(iri, (), self._records) for iri in in_order)

    def _repr_html_(self) -> str:
        others = f" ({escape(', '.join(self.other_names))})" if self.other_names else ""
        statements = self.statements
        shown = "".join(each._repr_html_() for each in statements[:_SHOWN])
        more = f"<p>… {len(statements) - _SHOWN} more</p>" if len(statements) > _SHOWN else ""
        head = f"<h3>{escape(self.name)}</h3><p>{escape(self.kind)}{others} · {len(statements)} statements</p>"
        return head + shown + more


def thing_of(iri: str, records: Records) -> Thing:
    """The thing ``iri``."""
    record = records.record(iri)
    others = tuple(dict.fromkeys(each.value for each in record.literals(SKOS.altLabel)))
    return Thing(iri, records.name(iri), kind_of(record), others, record.one(SKOS.exactMatch), records)


def _read(thing: Thing, term: NamedNode, cls: NamedNode, make: Callable[[Record, Records], _T]) -> tuple[_T, ...]:
    records = thing._records
    found = (records.record(iri) for iri in records.pointing(thing.iri, term))
    told = sorted((each for each in found if each.isa(cls)), key=lambda each: _order(each, records))
    return tuple(make(each, records) for each in told)


def _order(record: Record, records: Records) -> tuple[str, int, int, str]:
    start, end, passage = records.place(record)
    return passage.partition("#")[0], start, end, record.iri


def _statement(record: Record, records: Records) -> Statement:
    speakers = ", ".join(names(records, record.all(XPKG.speaker)))
    return Statement(
        record.iri,
        speakers or record.one(XPKG.speakerText),
        records.short(record.one(XPKG.speechAct)),
        record.one(XPKG.content),
        record.true(XPKG.negated),
        record.one(XPKG.date),
        float(record.one(XPKG.confidence) or "nan"),
        _evidence(record, record.all(XPKG.contentPassage), records),
    )


def _event(record: Record, records: Records) -> Event:
    return Event(
        record.iri,
        record.one(RDFS.label),
        records.short(record.one(XPKG.eventType)),
        record.one(XPKG.date),
        ", ".join(names(records, record.all(XPKG.place))),
        (*names(records, record.all(XPKG.participant)), *record.all(XPKG.participantText)),
        record.all(XPKG.accordingTo),
        _evidence(record, (), records),
    )


def _position(record: Record, records: Records) -> Position:
    return Position(
        record.iri,
        ", ".join(names(records, record.all(XPKG.holder))),
        record.one(XPKG.role),
        ", ".join(names(records, record.all(XPKG.organization))),
        ", ".join(names(records, record.all(XPKG.place))),
        record.true(XPKG.former),
        _evidence(record, (), records),
    )


def _evidence(record: Record, marked: tuple[str, ...], records: Records) -> Evidence:
    return _at(records.place(record)[2], marked, records)


def _at(passage: str, marked: tuple[str, ...], records: Records) -> Evidence:
    source = passage.partition("#")[0]
    start, end = place_of(passage)
    parts = sorted(place_of(each) for each in marked)
    inside = tuple((first - start, last - start) for first, last in parts if start <= first and last <= end)
    return Evidence(records.name(source), source, start, end, records.words(passage), passage, tuple(_apart(inside)))


def _apart(spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """Those of ``spans`` that do not begin within one before."""
    reached = 0
    for start, end in spans:
        if start >= reached:
            yield start, end
            reached = end
