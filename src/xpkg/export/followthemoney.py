"""Writes the graph as entities of FollowTheMoney, for OpenAleph and what else reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import IO, Any

from xpkg.edtf import bounds
from xpkg.export.records import Record, Records, SourceGraph, names
from xpkg.vocab import DCTERMS, RDFS, SCHEMA, SKOS, XPKG

_WIKIDATA = "http://www.wikidata.org/entity/"
_AGENTS = {XPKG.Person: "Person", XPKG.Organization: "Organization", XPKG.Group: "Organization"}
Entity = dict[str, Any]
_DATES = (len("2019-11-16"), len("2019-11"), len("2019"))


def write_followthemoney(records: Records, output: IO[bytes]) -> None:
    """JSON lines, an entity each. Its ``id`` is a digest of the IRI, which stands in ``sourceUrl`` or ``recordId``.

    Sources are Article, people Person, bodies and groups Organization, places Address, events Event. A position is
    an Occupancy of a Position. A statement is a Note on its speaker and what it is about; its summary is the content.
    A Note asserts nothing: it says who is reported to have said it, or ("not said") not to have.
    """
    for entity in _entities(records):
        output.write(json.dumps(entity, ensure_ascii=False).encode() + b"\n")


def identifier(iri: str) -> str:
    """The ``id`` of what has this IRI: 40 hexadecimal digits, as the library makes its own."""
    return hashlib.sha1(iri.encode(), usedforsecurity=False).hexdigest()


def _entity(schema: str, iri: str, **properties: Sequence[str] | str) -> Entity:
    listed = {name: [value] if isinstance(value, str) else list(value) for name, value in properties.items()}
    kept = {name: [value for value in values if value] for name, values in listed.items()}
    return {"id": identifier(iri), "schema": schema, "properties": {k: v for k, v in kept.items() if v}}


def _entities(records: Records) -> Iterator[Entity]:
    for source in records.sources:
        yield _article(records.record(source.iri), source, records)
    for cls, schema in _AGENTS.items():
        for each in records.of(cls):
            yield _entity(schema, each.iri, **_named(each, records))
    for each in records.of(XPKG.Place):
        yield _entity("Address", each.iri, full=records.name(each.iri), **_named(each, records))
    for source, event in records.told(XPKG.Event):
        yield _event(source, event, records)
    for source, position in records.told(XPKG.Position):
        yield from _occupancy(source, position, records)
    for source, said in records.told(XPKG.Statement):
        yield _note(source, said, records)


def _named(each: Record, records: Records) -> dict[str, Sequence[str]]:
    items = [iri.removeprefix(_WIKIDATA) for iri in each.all(SKOS.exactMatch) if iri.startswith(_WIKIDATA)]
    aliases = tuple(dict.fromkeys(literal.value for literal in each.literals(SKOS.altLabel)))
    described = each.all(SKOS.scopeNote)
    return {"name": (records.name(each.iri),), "alias": aliases, "description": described, "wikidataId": items}


def _article(each: Record, source: SourceGraph, records: Records) -> Entity:
    return _entity(
        "Article",
        each.iri,
        title=records.name(each.iri),
        fileName=source.name,
        author=names(records, each.all(DCTERMS.creator)),
        publisher=names(records, each.all(DCTERMS.publisher)),
        publishedAt=_date(each.one(DCTERMS.issued)),
        sourceUrl=each.all(SCHEMA.url),
        bodyText=each.one(XPKG.text),
    )


def _date(edtf: str) -> str:
    """What its first and last day share, as FollowTheMoney has dates; empty where they share nothing or are unsure.

    >>> _date("2019-11-16"), _date("2019-11"), _date("2019-11-17/2019-11-18"), _date("2019/2020"), _date("2019~")
    ('2019-11-16', '2019-11', '2019-11', '', '')
    """
    try:
        first, last, exact = bounds(edtf)
    except ValueError:
        return ""
    if not exact or not first or not last or first.startswith("-"):
        return ""
    whole = next((length for length in _DATES if first[:length] == last[:length]), 0)
    return str(first[:whole])


def _event(source: SourceGraph, event: Record, records: Records) -> Entity:
    passage = records.place(event)[2]
    days = (event.one(XPKG.earliest), event.one(XPKG.latest)) if event.one(XPKG.date) else ("", "")
    return _entity(
        "Event",
        event.iri,
        name=event.one(RDFS.label),
        summary=records.words(passage),
        keywords=records.short(event.one(XPKG.eventType)),
        startDate=days[0],
        endDate=days[1],
        location=names(records, event.all(XPKG.place)),
        organizer=_known(event.all(XPKG.agent), records),
        involved=_known(event.all(XPKG.participant), records),
        proof=identifier(source.iri),
        recordId=event.iri,
    )


def _known(iris: Sequence[str], records: Records) -> list[str]:
    agents = [iri for iri in iris if any(records.record(iri).isa(cls) for cls in _AGENTS)]
    return [identifier(iri) for iri in agents]


def _occupancy(source: SourceGraph, position: Record, records: Records) -> Iterator[Entity]:
    holder = _known(position.all(XPKG.holder), records)
    if not holder:
        return
    role = position.one(XPKG.role)
    whose = (*position.all(XPKG.organization), *position.all(XPKG.place))
    post = f"{role} {' '.join(whose)}"
    yield _entity(
        "Position",
        post,
        name=", ".join((role, *names(records, whose))),
        organization=_known(position.all(XPKG.organization), records),
    )
    yield _entity(
        "Occupancy",
        position.iri,
        holder=holder,
        post=identifier(post),
        startDate=_date(position.one(XPKG.start)),
        endDate=_date(position.one(XPKG.end)),
        date=_date(position.one(XPKG.date)),
        status="ended" if position.true(XPKG.former) else "",
        summary=records.words(records.place(position)[2]),
        proof=identifier(source.iri),
        recordId=position.iri,
    )


def _note(source: SourceGraph, said: Record, records: Records) -> Entity:
    things = dict.fromkeys((*said.all(XPKG.speaker), *said.all(XPKG.about)))
    return _entity(
        "Note",
        said.iri,
        name=said.one(RDFS.label),
        description=records.words(records.place(said)[2]),
        summary=said.one(XPKG.content),
        keywords=(records.short(said.one(XPKG.speechAct)), "not said" if said.true(XPKG.negated) else ""),
        entity=_known(tuple(things), records),
        publisher=names(records, records.record(source.iri).all(DCTERMS.publisher)),
        proof=identifier(source.iri),
        sourceUrl=records.place(said)[2],
    )
