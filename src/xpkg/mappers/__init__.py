"""What an analysis means: quads, no text processing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from xpkg.iris import Iris
from xpkg.mappers.references import map_references
from xpkg.mappers.sources import map_text
from xpkg.model import Analysis

__all__ = ["map_source"]


def map_source(analysis: Analysis, iris: Iris) -> Iterator[Quad]:
    """The quads of one source, all in its own named graph, without blank nodes."""
    name = analysis.text.source.name
    graph, source = iris.document_graph(name), iris.source(name)
    for triples in (map_text(analysis.text, source, iris), map_references(analysis, source, iris)):
        for triple in triples:
            yield Quad(*triple, graph)
