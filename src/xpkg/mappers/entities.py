"""Maps people, organizations, groups and places, and every passage that names something."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import Triple, concept, passage, typed
from xpkg.model import Entity, Kind, Mention, MentionForm, Span
from xpkg.vocab import DCTERMS, RDFS, SKOS, XPKG


def map_entities(naming: Naming) -> Iterator[Triple]:
    """The entities that the text names, with the names that it uses, and the passages that denote them."""
    analysis = naming.analysis
    mentions = {mention.span: mention for mention in analysis.mentions}
    for entity, node in zip(analysis.identities.entities, naming.entities, strict=True):
        yield from map_entity(entity, node, names=node not in naming.known)
    spans: dict[Span, list[int]] = {}
    for span, index in analysis.identities.denotes:
        spans.setdefault(span, []).append(index)
    wholes, judged = _wholes(spans), dict(analysis.identities.judged)
    for span, indexes in spans.items():
        mention = mentions.get(span)
        if mention is None and span in wholes:
            continue
        yield from passage(naming.text, naming.source, span, naming.iris)
        for index in indexes:
            yield naming.passage(span), XPKG.denotes, naming.entities[index]
            if mention:
                yield from _names(mention, naming.entities[index], naming)
        if mention:
            yield from _found(mention, naming.passage(span))
        if span in judged:
            yield naming.passage(span), DCTERMS.source, Literal(judged[span])


def map_entity(entity: Entity, node: NamedNode, names: bool = True) -> Iterator[Triple]:
    """What is known of an entity in itself: its kind, its label and, if ``names``, its other names."""
    yield from typed(node, entity.kind)
    yield node, RDFS.label, Literal(entity.label)
    for alias in entity.aliases:
        if names and alias != entity.label:
            yield node, SKOS.altLabel, Literal(alias)
    for tag, name in entity.native:
        if names:
            yield node, SKOS.altLabel, Literal(name, language=tag)
    if entity.kind is Kind.DOCUMENT:
        yield node, XPKG.documentType, concept("document", entity.subtype)
    elif entity.subtype:
        yield node, XPKG.subtype, Literal(entity.subtype)


def _wholes(spans: dict[Span, list[int]]) -> frozenset[Span]:
    """The spans that are only longer words around a span of the same bearer: "Ann Lee, a teacher" around "Ann Lee"."""
    inner = sorted(spans, key=lambda span: (span.start, -span.end))
    found: set[Span] = set()
    for at, span in enumerate(inner):
        for other in inner[at + 1 :]:
            if other.start >= span.end:
                break
            if span.contains(other) and set(spans[span]) == set(spans[other]):
                found.add(span)
                break
    return frozenset(found)


def _names(mention: Mention, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    """The names that the text itself gives: a short form ("Wang") is no name that stands without its text."""
    names = [mention.name] if mention.form is MentionForm.NAME else []
    for name in (*names, mention.acronym):
        if naming.other_name(node, name):
            yield node, SKOS.altLabel, Literal(name)
    known = naming.known.get(node)
    for tag, name in mention.native:
        if known is None or (tag, name) not in known.native:
            yield node, SKOS.altLabel, Literal(name, language=tag)


def _found(mention: Mention, node: NamedNode) -> Iterator[Triple]:
    yield node, XPKG.form, Literal(mention.form.value)
    if mention.method:
        yield node, XPKG.method, Literal(mention.method)
