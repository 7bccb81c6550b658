"""Holds every graph of a database against the digest that the manifest has of it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Store

from xpkg.store.lines import digest_of, sorted_lines
from xpkg.store.manifest import Manifest


def differences(database: Store, manifest: Manifest) -> Iterator[str]:
    """A line for each graph of ``database``, as a build left it, that is not what ``manifest`` says of it."""
    records = {record.iri: record for record in (*manifest.graphs, *manifest.written)}
    for iri, record in sorted(records.items()):
        lines = sorted_lines(database.quads_for_pattern(None, None, None, NamedNode(iri) if iri else DefaultGraph()))
        if digest_of(lines) != record.digest:
            yield f"graph {iri}: {len(lines)} quads that are not the {record.quads} that were written"
    for graph in database.named_graphs():
        if graph.value not in records:
            yield f"graph {graph.value}: nothing is known of it"
    if manifest.merged and "" not in records and not _is_merge(database):
        yield "the default graph is not the merge of the others"


def _is_merge(database: Store) -> bool:
    """Whether the default graph has every triple of the named graphs, and no other.

    The engine compares what it keeps, without making terms of it. Where each triple of the named graphs is there, and
    no more than these, there is no other.
    """
    if database.query("ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"):
        return False
    default, double = DefaultGraph(), 0
    for node in told_in_several(database):
        quads = database.quads_for_pattern(node, None, None)  # type: ignore[arg-type]  # it is a subject
        own = [quad.triple for quad in quads if quad.graph_name != default]
        double += len(own) - len({*own})
    return _counted(database, "?s ?p ?o") == _counted(database, "GRAPH ?g { ?s ?p ?o }") - double


def _counted(database: Store, pattern: str) -> int:
    rows = database.query(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")
    assert isinstance(rows, QuerySolutions)
    [found] = [row["n"] for row in rows]
    return int(found.value) if isinstance(found, Literal) else 0


def told_in_several(database: Store) -> set[object]:
    """The subjects of which more than one named graph says something."""
    once, more = set[int](), set[int]()  # 64 bits of each: those of one graph are by far the most
    for node in _subjects(database):
        number = hash(node)
        (more if number in once else once).add(number)
    return {node for node in _subjects(database) if hash(node) in more}


def _subjects(database: Store) -> Iterator[object]:
    """The subjects of each named graph; of two graphs twice."""
    for graph in database.named_graphs():
        rows = database.query("SELECT DISTINCT ?s { ?s ?p ?o }", default_graph=graph)
        assert isinstance(rows, QuerySolutions)
        yield from (row["s"] for row in rows)
