"""What every mapper writes: passages, classes with those they reuse, dates, concepts, plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from xpkg.concepts import concepts
from xpkg.iris import Iris
from xpkg.model import Kind, Span, TimeExpression
from xpkg.vocab import (
    BIBO,
    EDTF,
    FOAF,
    NAMESPACES,
    NIF,
    ORG,
    PROV,
    RDF,
    SCHEMA,
    SEM,
    XPKG,
    XSD,
)

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

CLASSES: Mapping[str, tuple[NamedNode, ...]] = {
    Kind.PERSON: (XPKG.Person, PROV.Agent, PROV.Person, FOAF.Person, SCHEMA.Person),
    Kind.ORGANIZATION: (XPKG.Organization, PROV.Agent, PROV.Organization, ORG.Organization, SCHEMA.Organization),
    Kind.GROUP: (XPKG.Group, PROV.Agent, FOAF.Group),
    Kind.PLACE: (XPKG.Place, PROV.Location, SCHEMA.Place),
    Kind.DOCUMENT: (XPKG.Document, PROV.Entity, FOAF.Document, BIBO.Document),
    Kind.EVENT: (XPKG.Event, SEM.Event),
    "eventuality": (XPKG.Eventuality, PROV.Entity),
    "statement": (XPKG.Statement, PROV.Entity),
    "position": (XPKG.Position, ORG.Post),
    "reading": (XPKG.Reading, PROV.Activity),
    "passage": (XPKG.Passage, NIF.RFC5147String),
}
"""The class of each kind of thing with the classes above it, so that a reader without inference understands it."""

AGENTS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP})

_GENERIC: Mapping[str, str] = {"act": "says", "event": "other", "document": "document", "factuality": "possible"}


def typed(node: NamedNode, kind: str) -> Iterator[Triple]:
    """``node`` as a thing of ``kind``, a key of :data:`CLASSES`."""
    for cls in CLASSES[kind]:
        yield node, RDF.type, cls


def passage(text: str, source: NamedNode, span: Span, iris: Iris) -> Iterator[Triple]:
    """The passage ``span`` of ``source`` with the characters of ``text`` that stand there."""
    node = iris.passage(source, span)
    yield from typed(node, "passage")
    yield node, NIF.referenceContext, source
    yield node, NIF.beginIndex, integer(span.start)
    yield node, NIF.endIndex, integer(span.end)
    yield node, NIF.anchorOf, Literal(span.cut(text))


def concept(scheme: str, notation: str) -> NamedNode:
    """The concept of the ontology with this notation; the most general of the scheme where there is no such one.

    >>> concept("act", "denies").value
    'https://w3id.org/xpkg/ontology#act-denies'
    >>> concept("event", "never heard of").value
    'https://w3id.org/xpkg/ontology#event-other'
    """
    if notation not in concepts()[scheme]:
        notation = _GENERIC[scheme]
    return NamedNode(f"{NAMESPACES['xpkg']}{scheme}-{notation}")


def dated(node: NamedNode, date: TimeExpression | None) -> Iterator[Triple]:
    """The date of ``node`` with its bounds; nothing where the words need a date that is not known."""
    if date is None or not date.edtf:
        return
    yield node, XPKG.date, edtf(date.edtf)
    for term, day in ((XPKG.earliest, date.earliest), (XPKG.latest, date.latest)):
        if day:
            yield node, term, Literal(day, datatype=XSD.date)


def told_by(node: NamedNode, date: TimeExpression | None, source: NamedNode, last_day: str) -> Iterator[Triple]:
    """The date of what ``source`` tells. Where it gives none, the day on which the source came out is the latest.

    ``last_day`` is that day (ISO), or empty where it is not known.
    """
    if last_day and (date is None or not date.edtf):
        yield node, XPKG.latest, Literal(last_day, datatype=XSD.date)
        yield node, XPKG.boundedBy, source
    yield from dated(node, date)


def edtf(date: str) -> Literal:
    """A date as a literal of the Extended Date/Time Format (ISO 8601-2)."""
    return Literal(date, datatype=EDTF.EDTF)


def integer(number: int) -> Literal:
    """A whole number."""
    return Literal(str(number), datatype=XSD.integer)


def boolean(value: bool) -> Literal:
    """True or false."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def share(confidence: float) -> Literal:
    """A confidence from 0 to 1, to three decimal places: more would promise what no method keeps.

    >>> share(0.87654).value
    '0.877'
    """
    return Literal(str(round(min(1.0, max(0.0, confidence)), 3)), datatype=XSD.decimal)
