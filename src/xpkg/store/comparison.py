"""Holds every graph of a database against the digest that the manifest has of it."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

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
    """Whether the default graph has every triple of the named graphs, and no other."""
    default = DefaultGraph()
    for quad in database.quads_for_pattern(None, None, None):
        if quad.graph_name != default:
            if Quad(quad.subject, quad.predicate, quad.object) not in database:
                return False
        elif all(each.graph_name == default for each in database.quads_for_pattern(*quad.triple)):
            return False
    return True
