"""Keeps a database's default graph what SPARQL calls the merge of the named graphs: every triple of them, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store


def without_graph(lines: Iterable[bytes]) -> Iterator[bytes]:
    """N-Quads lines of named graphs as lines of the default graph.

    >>> list(without_graph([b'<http://a/s> <http://a/p> "in <angles> ." <http://a/g> .\\n']))
    [b'<http://a/s> <http://a/p> "in <angles> ." .\\n']
    """
    # The graph is the last term of its line, and no IRI has a blank in it.
    return (line[: line.rindex(b" <")] + b" .\n" for line in lines)


def remove_merged(database: Store, graph: NamedNode) -> None:
    """Removes a named graph, and from the default graph what no other graph has."""
    triples = [quad.triple for quad in database.quads_for_pattern(None, None, None, graph)]
    database.remove_graph(graph)
    for triple in triples:
        left = database.quads_for_pattern(*triple)
        if all(isinstance(quad.graph_name, DefaultGraph) for quad in left):
            database.remove(Quad(*triple))
