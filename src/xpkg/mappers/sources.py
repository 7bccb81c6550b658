"""Maps a source, its blocks, its quoted passages and its citation markers."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.iris import Iris
from xpkg.mappers.entities import map_entity
from xpkg.mappers.terms import Triple, boolean, concept, edtf, integer, passage, typed
from xpkg.model import Entity, Identities, Kind, Text
from xpkg.vocab import DCTERMS, NIF, PROV, RDF, RDFS, SCHEMA, SKOS, XPKG


def map_text(text: Text, source: NamedNode, iris: Iris, identities: Identities, own_date: str = "") -> Iterator[Triple]:
    """The triples of ``text`` itself. ``identities`` say who is meant by its publisher and its creators;
    ``own_date`` (EDTF) is what its date line says."""
    yield from _source(text, source, iris, identities)
    if own_date and not text.source.metadata.issued:
        yield source, DCTERMS.issued, edtf(own_date)
    yield from _reading(text, source, iris)
    for part in (_blocks, _quotations, _markers):
        yield from part(text, source, iris)


def _source(text: Text, source: NamedNode, iris: Iris, identities: Identities) -> Iterator[Triple]:
    about = text.source.metadata
    yield from typed(source, Kind.DOCUMENT)
    for cls in (XPKG.Source, NIF.Context):
        yield source, RDF.type, cls
    yield source, RDFS.label, Literal(about.title)
    yield source, DCTERMS.title, Literal(about.title, language=about.language)
    yield source, DCTERMS.language, Literal(about.language)
    yield source, XPKG.text, Literal(text.source.text)
    yield source, XPKG.sha256, Literal(text.source.sha256)
    yield source, XPKG.documentType, concept("document", "source")
    if about.publisher:
        body = identities.publisher or Entity(Kind.ORGANIZATION, about.publisher)
        node = iris.entity(body)
        yield source, DCTERMS.publisher, node
        yield from map_entity(body, node, names=not body.known)
    for maker in identities.creators:
        yield source, DCTERMS.creator, iris.entity(maker)
        yield from map_entity(maker, iris.entity(maker), names=not maker.known)
    if about.issued:
        yield source, DCTERMS.issued, edtf(about.issued)
    for term, words in ((DCTERMS.rights, about.rights), (DCTERMS.source, about.origin), (DCTERMS.type, about.kind)):
        if words:
            yield source, term, Literal(words)
    if about.retrieved:
        yield source, XPKG.retrieved, edtf(about.retrieved)
    if about.url:
        yield source, SCHEMA.url, NamedNode(about.url)


def _reading(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    """How the text was made of a file of another format; nothing where the file is the text."""
    if (original := text.source.original) is None:
        return
    node = iris.reading(source)
    yield from typed(node, "reading")
    yield source, PROV.wasGeneratedBy, node
    yield node, RDFS.label, Literal(f"reading of {original.file_name}")
    yield node, XPKG.fileName, Literal(original.file_name)
    yield node, XPKG.mediaType, Literal(original.media_type)
    yield node, XPKG.sha256, Literal(original.sha256)
    yield node, XPKG.reader, Literal(original.reader)


def _blocks(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    for block in text.blocks:
        node = iris.passage(source, block.span)
        yield from passage(text.source.text, source, block.span, iris)
        yield source, DCTERMS.hasPart, node
        yield node, RDF.type, XPKG.Block
        yield node, XPKG.blockType, concept("block", (block.kind or block.type).value)
        yield node, XPKG.order, integer(block.order)
        yield node, XPKG.inStory, boolean(block.in_story)
        if block.number is not None:
            yield node, XPKG.number, integer(block.number)
        if block.label:
            yield node, SKOS.notation, Literal(block.label)
        if block.page is not None:
            yield node, XPKG.originPage, integer(block.page)
        if block.path:
            yield node, XPKG.originPath, Literal(block.path)
        if block.link:
            yield node, XPKG.originLink, NamedNode(block.link.url)
            yield node, XPKG.originLinkText, Literal(block.link.words)
        if block.title:
            yield node, XPKG.originTitle, Literal(block.title)


def _quotations(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    for quotation in text.quotations:
        yield from passage(text.source.text, source, quotation.span, iris)
        method = "quotation marks" if quotation.closed else "quotation marks, one missing"
        yield iris.passage(source, quotation.span), XPKG.method, Literal(method)


def _markers(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    references = {block.number: block for block in text.blocks if block.number is not None}
    for marker in text.markers:
        node = iris.passage(source, marker.span)
        yield from passage(text.source.text, source, marker.span, iris)
        if reference := references.get(marker.number):
            yield node, XPKG.citesReference, iris.passage(source, reference.span)
        if marker.anchor != marker.span:
            yield from passage(text.source.text, source, marker.anchor, iris)
            yield node, XPKG.anchor, iris.passage(source, marker.anchor)
