"""Writes statements as nanopublications: assertion, provenance and publication info, a graph each."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from xpkg.export.records import Records
from xpkg.vocab import DCTERMS, NAMESPACES, NIF, PROV, RDF, RDFS, XPKG

_NP = "http://www.nanopub.org/nschema#"
_NANOPUBLICATION, _HAS_ASSERTION, _HAS_PROVENANCE, _HAS_PUBLICATION_INFO = (
    NamedNode(_NP + name) for name in ("Nanopublication", "hasAssertion", "hasProvenance", "hasPublicationInfo")
)
_FOUND = {XPKG.method, XPKG.repairedBy, XPKG.confidence}
"""What says how a statement was found, and not what it is: provenance."""
_PASSAGES = {XPKG.evidence, XPKG.sourcePassage, XPKG.cuePassage, XPKG.contentPassage}
_OF_PASSAGES = (RDF.type, NIF.referenceContext, NIF.beginIndex, NIF.endIndex, NIF.anchorOf)
_OF_SOURCES = (RDFS.label, DCTERMS.title, DCTERMS.publisher, DCTERMS.issued, XPKG.sha256)
_SOFTWARE = NamedNode("https://w3id.org/xpkg/ontology")


def write_nanopublications(database: Store, records: Records, output: IO[bytes], of: str = "") -> None:
    """TriG with a nanopublication for each statement; ``of`` is the IRI of one, or of somebody who made them.

    They are neither signed nor dated. Their IRIs are those of the statements with a fragment, so that the tools that
    sign and publish can give them trusty ones.
    """
    quads = (quad for iri in _chosen(records, of) for quad in nanopublication(iri, database, records))
    serialize(quads, output, format=RdfFormat.TRIG, prefixes={**NAMESPACES, "np": _NP})


def _chosen(records: Records, of: str) -> Iterator[str]:
    for _, said in records.told(XPKG.Statement):
        if not of or said.iri == of or of in said.all(XPKG.speaker):
            yield said.iri


def nanopublication(iri: str, database: Store, records: Records) -> Iterator[Quad]:
    """The quads of the nanopublication of the statement ``iri``."""
    node = NamedNode(iri)
    itself = NamedNode(f"{iri}#nanopublication")
    head, assertion, provenance, info = (
        NamedNode(f"{iri}#{name}") for name in ("head", "assertion", "provenance", "publication-info")
    )
    yield Quad(itself, RDF.type, _NANOPUBLICATION, head)
    yield Quad(itself, _HAS_ASSERTION, assertion, head)
    yield Quad(itself, _HAS_PROVENANCE, provenance, head)
    yield Quad(itself, _HAS_PUBLICATION_INFO, info, head)
    said = sorted({quad.triple for quad in database.quads_for_pattern(node, None, None)}, key=str)
    for triple in said:
        if triple.predicate not in _FOUND | _PASSAGES:
            yield Quad(triple.subject, triple.predicate, triple.object, assertion)
    for triple in said:
        if triple.predicate in _FOUND | _PASSAGES:
            yield Quad(assertion, triple.predicate, triple.object, provenance)
    statement = records.record(iri)
    for source in statement.all(XPKG.statedIn):
        yield Quad(assertion, PROV.wasDerivedFrom, NamedNode(source), provenance)
        yield from _about(source, _OF_SOURCES, records, provenance)
    for passage in sorted({each for term in _PASSAGES for each in statement.all(term)}):
        yield from _about(passage, _OF_PASSAGES, records, provenance)
    yield Quad(itself, DCTERMS.creator, _SOFTWARE, info)
    yield Quad(_SOFTWARE, RDFS.label, Literal(f"xpkg {version('xpkg')}"), info)


def _about(iri: str, terms: tuple[NamedNode, ...], records: Records, graph: NamedNode) -> Iterator[Quad]:
    record = records.record(iri)
    for term in terms:
        for value in record.values.get(term.value, ()):
            yield Quad(NamedNode(iri), term, value, graph)
