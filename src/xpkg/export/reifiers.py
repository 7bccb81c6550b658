"""Writes one graph in RDF 1.2, in which a reifier says of each triple which source says it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, serialize

from xpkg.export.records import Records, SourceGraph
from xpkg.iris import digest
from xpkg.vocab import NAMESPACES, PROV, RDF, RDFS, XPKG

_REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
_TOLD = (XPKG.Statement, XPKG.Event, XPKG.Eventuality, XPKG.Position)
_CARRIED = (XPKG.evidence, XPKG.confidence, XPKG.method, XPKG.accordingTo)
"""What the reifiers of a thing's triples have from the thing."""
_NOT_REIFIED = {
    RDF.type, RDFS.label, XPKG.statedIn, XPKG.inStory, XPKG.repairedBy, XPKG.boundedBy, XPKG.sourcePassage,
    XPKG.cuePassage, XPKG.contentPassage, *_CARRIED,
}  # fmt: skip


def write_reified(database: Store, records: Records, graphs: list[NamedNode], output: IO[bytes]) -> None:
    """Turtle 1.2: all triples, each once, then the reifiers.

    A statement, event or position tells its triples in one source. Each of them has a reifier with the source
    (``prov:wasDerivedFrom``), passages, confidence and method. The reifier's IRI is the graph's with a digest.
    """
    serialize(_all(database, records, graphs), output, format=RdfFormat.TURTLE, prefixes=NAMESPACES)


def _all(database: Store, records: Records, graphs: list[NamedNode]) -> Iterator[Quad]:
    for graph in graphs:
        for quad in sorted(database.quads_for_pattern(None, None, None, graph), key=str):
            if not _earlier(database, quad, graph, graphs):
                yield Quad(*quad.triple)
    for source in records.sources:
        for cls in _TOLD:
            told = database.quads_for_pattern(None, RDF.type, cls, source.graph)
            for node in sorted((quad.subject for quad in told), key=str):
                if isinstance(node, NamedNode):
                    yield from _reified(database, node, source)


def _earlier(database: Store, quad: Quad, graph: NamedNode, graphs: list[NamedNode]) -> bool:
    """Whether a graph before ``graph`` has the triple as well."""
    others = (each.graph_name for each in database.quads_for_pattern(*quad.triple))
    return any(isinstance(other, NamedNode) and other in graphs and str(other) < str(graph) for other in others)


def _reified(database: Store, node: NamedNode, source: SourceGraph) -> Iterator[Quad]:
    said = sorted((quad.triple for quad in database.quads_for_pattern(node, None, None, source.graph)), key=str)
    carried = [triple for triple in said if triple.predicate in _CARRIED]
    for triple in said:
        if triple.predicate in _NOT_REIFIED:
            continue
        reifier = NamedNode(f"{source.graph.value}#{digest(str(triple))}")
        yield Quad(reifier, _REIFIES, Triple(triple.subject, triple.predicate, triple.object))
        yield Quad(reifier, PROV.wasDerivedFrom, NamedNode(source.iri))
        for each in carried:
            if isinstance(each.object, (NamedNode, Literal)):
                yield Quad(reifier, each.predicate, each.object)
