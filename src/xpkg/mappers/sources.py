"""Maps a source, its blocks, its quoted passages and its citation markers."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.iris import Iris
from xpkg.model import Kind, Span, Text
from xpkg.vocab import BIBO, DCTERMS, EDTF, NAMESPACES, NIF, ORG, PROV, RDF, RDFS, SCHEMA, XPKG, XSD

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def map_text(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    """The triples of ``text`` itself."""
    for part in (_source, _blocks, _quotations, _markers):
        yield from part(text, source, iris)


def _source(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    about = text.source.metadata
    for cls in (XPKG.Source, XPKG.Document, BIBO.Document, NIF.Context):
        yield source, RDF.type, cls
    yield source, RDFS.label, Literal(about.title)
    yield source, DCTERMS.title, Literal(about.title, language=about.language)
    yield source, DCTERMS.language, Literal(about.language)
    yield source, XPKG.text, Literal(text.source.text)
    yield source, XPKG.sha256, Literal(text.source.sha256)
    yield source, XPKG.documentType, concept("document", "source")
    if about.publisher:
        publisher = iris.thing(Kind.ORGANIZATION.value, about.publisher, "")
        yield source, DCTERMS.publisher, publisher
        for cls in (XPKG.Organization, ORG.Organization, PROV.Agent):
            yield publisher, RDF.type, cls
        yield publisher, RDFS.label, Literal(about.publisher)
    if about.issued:
        yield source, DCTERMS.issued, Literal(about.issued, datatype=EDTF.EDTF)
    for term, words in ((DCTERMS.rights, about.rights), (DCTERMS.source, about.origin), (DCTERMS.type, about.kind)):
        if words:
            yield source, term, Literal(words)
    if about.url:
        yield source, SCHEMA.url, NamedNode(about.url)


def _blocks(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    for block in text.blocks:
        node = iris.passage(source, block.span)
        yield from passage(text, source, block.span, iris)
        yield source, DCTERMS.hasPart, node
        yield node, RDF.type, XPKG.Block
        yield node, XPKG.blockType, concept("block", block.type.value)
        yield node, XPKG.order, Literal(str(block.order), datatype=XSD.integer)
        yield node, XPKG.inStory, Literal("true" if block.in_story else "false", datatype=XSD.boolean)
        if block.number is not None:
            yield node, XPKG.number, Literal(str(block.number), datatype=XSD.integer)


def _quotations(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    for quotation in text.quotations:
        yield from passage(text, source, quotation.span, iris)
        method = "quotation marks" if quotation.closed else "quotation marks, one missing"
        yield iris.passage(source, quotation.span), XPKG.method, Literal(method)


def _markers(text: Text, source: NamedNode, iris: Iris) -> Iterator[Triple]:
    references = {block.number: block for block in text.blocks if block.number is not None}
    for marker in text.markers:
        node = iris.passage(source, marker.span)
        yield from passage(text, source, marker.span, iris)
        if reference := references.get(marker.number):
            yield node, XPKG.citesReference, iris.passage(source, reference.span)
        if marker.anchor != marker.span:
            yield from passage(text, source, marker.anchor, iris)
            yield node, XPKG.anchor, iris.passage(source, marker.anchor)


def passage(text: Text, source: NamedNode, span: Span, iris: Iris) -> Iterator[Triple]:
    """The passage ``span`` of ``source`` with the characters that stand there."""
    node = iris.passage(source, span)
    yield node, RDF.type, XPKG.Passage
    yield node, RDF.type, NIF.RFC5147String
    yield node, NIF.referenceContext, source
    yield node, NIF.beginIndex, Literal(str(span.start), datatype=XSD.integer)
    yield node, NIF.endIndex, Literal(str(span.end), datatype=XSD.integer)
    yield node, NIF.anchorOf, Literal(span.cut(text.source.text))


def concept(scheme: str, notation: str) -> NamedNode:
    """The SKOS concept of the ontology with this notation."""
    return NamedNode(f"{NAMESPACES['xpkg']}{scheme}-{notation}")
