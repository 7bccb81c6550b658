"""Maps the records of a reference list to documents, their makers and their publishers."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.entities import map_entity
from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import AGENTS, Triple, concept, edtf, passage, typed
from xpkg.model import Author, Entity, Kind, Reference, Span
from xpkg.vocab import BIBO, CITO, DCTERMS, RDFS, SCHEMA, SKOS, XPKG


def map_references(naming: Naming) -> Iterator[Triple]:
    """Each work that the references describe, once: two references to one work are one document."""
    for reference, work in zip(naming.analysis.references, naming.references, strict=True):
        yield naming.passage(reference.span), XPKG.describesWork, work
        yield naming.source, CITO.cites, work
        yield from _work(reference, work, naming)
        for author in reference.authors:
            yield from _author(author, work, naming)
        yield from _appeared(reference, work, naming)


def _author(author: Author, work: NamedNode, naming: Naming) -> Iterator[Triple]:
    if author.generic:
        yield work, DCTERMS.creator, Literal(author.name)
        return
    native = ((author.native_tag, author.name),) if author.native_tag else ()
    yield from _agent(work, DCTERMS.creator, Entity(author.kind, author.name, native=native), author.span, naming)


def _appeared(reference: Reference, work: NamedNode, naming: Naming) -> Iterator[Triple]:
    """The journal that the work is part of, or the newspaper or site that brought it out, and the publisher."""
    named = ((reference.container, reference.container_span), (reference.publisher, reference.publisher_span))
    periodical = bool(reference.volume or (reference.publisher and reference.issn))
    for (name, span), journal in zip(named, (periodical, False), strict=True):
        if not name or span is None:
            continue
        if not journal:
            yield from _agent(work, DCTERMS.publisher, Entity(Kind.ORGANIZATION, name), span, naming)
            continue
        known = naming.denoted(span, among=(Kind.DOCUMENT,))
        own = Entity(Kind.DOCUMENT, name, subtype="journal")
        node = known[0] if known else naming.iris.entity(own)
        yield work, DCTERMS.isPartOf, node
        if not known:
            yield from map_entity(own, node)
            yield from _mention(span, node, naming)


def _work(reference: Reference, work: NamedNode, naming: Naming) -> Iterator[Triple]:
    yield from typed(work, Kind.DOCUMENT)
    yield work, RDFS.label, Literal(naming.labels[work])
    yield work, XPKG.documentType, concept("document", "reference")
    yield work, DCTERMS.title, Literal(reference.title)
    for term, date in (
        (DCTERMS.issued, reference.issued),
        (XPKG.retrieved, reference.retrieved),
        (XPKG.archived, reference.archived),
    ):
        if date:
            yield work, term, edtf(date)
    if reference.url:
        yield work, SCHEMA.url, NamedNode(reference.url)
    for term, value in (
        (BIBO.doi, reference.doi),
        (BIBO.issn, reference.issn),
        (BIBO.isbn, reference.isbn),
        (XPKG.s2cid, reference.s2cid),
        (BIBO.volume, reference.volume),
        (BIBO.issue, reference.issue),
        (BIBO.pages, reference.pages),
    ):
        if value:
            yield work, term, Literal(value)


def _agent(work: NamedNode, part: NamedNode, own: Entity, span: Span, naming: Naming) -> Iterator[Triple]:
    """Who made or published ``work``: whom identity knows by the words at ``span``, or else one by ``own`` name."""
    known = naming.denoted(span, among=AGENTS)
    for node in known:
        yield work, part, node
        if naming.other_name(node, own.label) and not own.native:
            yield node, SKOS.altLabel, Literal(own.label)
    if not known:
        node = naming.iris.entity(own)
        yield work, part, node
        yield from map_entity(own, node)
        yield from _mention(span, node, naming)


def _mention(span: Span, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    yield from passage(naming.text, naming.source, span, naming.iris)
    yield naming.passage(span), XPKG.denotes, node
