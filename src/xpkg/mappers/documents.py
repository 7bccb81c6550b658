"""Maps the documents that a text discusses."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.entities import map_entity
from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import AGENTS, Triple, concept, edtf, passage, typed
from xpkg.model import Kind, Span, Work
from xpkg.vocab import DCTERMS, RDFS, SKOS, XPKG


def map_documents(naming: Naming) -> Iterator[Triple]:
    """Every work with the passages that mean it. One that the source also cites by its title is that one document."""
    for work, node in zip(naming.analysis.works, naming.works, strict=True):
        yield from _work(work, node, naming)
        if work.part_of is not None and naming.works[work.part_of] != node:
            yield node, DCTERMS.isPartOf, naming.works[work.part_of]
    for span, node in naming.documents.items():
        yield from map_entity(naming.known[node], node, names=False)
        yield from _mention(span, node, naming)


def _work(work: Work, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    yield from typed(node, Kind.DOCUMENT)
    yield node, RDFS.label, Literal(naming.labels[node])
    if naming.other_name(node, work.label) and not naming.labels[node].startswith(f"{work.label} "):
        yield node, SKOS.altLabel, Literal(work.label)
    yield node, XPKG.documentType, concept("document", work.work_type)
    if work.title:
        yield node, DCTERMS.title, Literal(work.title)
    if work.extent:
        yield node, XPKG.extent, Literal(work.extent)
    if work.date and work.date.edtf:
        yield node, DCTERMS.issued, edtf(work.date.edtf)
    for creator in dict.fromkeys(each for span in work.creators for each in naming.denoted(span, among=AGENTS)):
        yield node, DCTERMS.creator, creator
    for span in work.mentions:
        yield from _mention(span, node, naming)


def _mention(span: Span, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    yield from passage(naming.text, naming.source, span, naming.iris)
    yield naming.passage(span), XPKG.denotes, node
