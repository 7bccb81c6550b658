"""Maps the records of a reference list to documents, their makers and their publishers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.iris import Iris
from xpkg.mappers.sources import Triple, concept, passage
from xpkg.model import Analysis, Kind, Reference, Span
from xpkg.vocab import BIBO, CITO, DCTERMS, EDTF, ORG, PROV, RDF, RDFS, SKOS, XPKG

_SHORTEST_TELLING_TITLE = 4
"""Words: a shorter title ("Editorial") tells a work only together with where it appeared."""


def map_references(analysis: Analysis, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    """Each work that the references describe, once: two references to one work are one document."""
    works: dict[tuple[str, ...], NamedNode] = {}
    for reference in analysis.references:
        key = _identity(reference)
        work = works.setdefault(key, iris.thing(Kind.DOCUMENT.value, reference.title, *key))
        yield iris.passage(source, reference.span), XPKG.describesWork, work
        yield source, CITO.cites, work
        yield from _work(reference, work)
        for author in reference.authors:
            if author.generic:
                yield work, DCTERMS.creator, Literal(author.name)
            else:
                tag = author.native_tag
                maker = iris.thing(author.kind.value, author.name, "")
                yield work, DCTERMS.creator, maker
                yield from _agent(analysis, source, maker, author.kind, author.name, author.span, iris, tag)
        body, place = reference.publisher, reference.publisher_span
        if reference.container and reference.container_span:
            if reference.volume or (reference.publisher and reference.issn):
                journal = iris.thing(Kind.DOCUMENT.value, reference.container, "")
                yield from _document(journal, reference.container)
                yield work, DCTERMS.isPartOf, journal
                yield from passage(analysis.text, source, reference.container_span, iris)
                yield iris.passage(source, reference.container_span), XPKG.denotes, journal
            elif not body:
                body, place = reference.container, reference.container_span
            else:
                yield from _published(analysis, source, work, reference.container, reference.container_span, iris)
        if body and place:
            yield from _published(analysis, source, work, body, place, iris)


def _identity(reference: Reference) -> tuple[str, ...]:
    words = re.sub(r"\W+", " ", reference.title.lower()).strip()
    telling = len(words.split()) >= _SHORTEST_TELLING_TITLE
    return (words,) if telling else (words, reference.container, reference.issued)


def _work(reference: Reference, work: NamedNode) -> Iterator[Triple]:
    yield from _document(work, reference.title)
    yield work, DCTERMS.title, Literal(reference.title)
    for term, date in (
        (DCTERMS.issued, reference.issued),
        (XPKG.retrieved, reference.retrieved),
        (XPKG.archived, reference.archived),
    ):
        if date:
            yield work, term, Literal(date, datatype=EDTF.EDTF)
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


def _document(node: NamedNode, label: str) -> Iterator[Triple]:
    yield node, RDF.type, XPKG.Document
    yield node, RDF.type, BIBO.Document
    yield node, RDFS.label, Literal(label)
    yield node, XPKG.documentType, concept("document", "reference")


def _published(
    analysis: Analysis, source: NamedNode, work: NamedNode, name: str, span: Span, iris: Iris
) -> Iterator[Triple]:
    body = iris.thing(Kind.ORGANIZATION.value, name, "")
    yield work, DCTERMS.publisher, body
    yield from _agent(analysis, source, body, Kind.ORGANIZATION, name, span, iris)


def _agent(
    analysis: Analysis, source: NamedNode, node: NamedNode, kind: Kind, name: str, span: Span, iris: Iris, tag: str = ""
) -> Iterator[Triple]:
    classes = (XPKG.Person, PROV.Person) if kind is Kind.PERSON else (XPKG.Organization, ORG.Organization)
    for cls in (*classes, PROV.Agent):
        yield node, RDF.type, cls
    yield node, RDFS.label, Literal(name)
    if tag:
        yield node, SKOS.altLabel, Literal(name, language=tag)
    yield from passage(analysis.text, source, span, iris)
    yield iris.passage(source, span), XPKG.denotes, node
