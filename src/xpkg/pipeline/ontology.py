"""The ontology as a graph of the store."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from xpkg.alignments import alignment_quads
from xpkg.iris import Iris
from xpkg.resources import folder, read_turtle


def ontology_quads(iris: Iris) -> Iterator[Quad]:
    """The ontology in its own graph, with what its types of events are called elsewhere."""
    graph = iris.graph("ontology")
    for quad in read_turtle(folder("ontology") / "xpkg.ttl"):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
    yield from alignment_quads(folder("data") / "links", graph)
