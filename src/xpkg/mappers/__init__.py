"""What an analysis means: quads, no text processing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from xpkg.iris import Iris
from xpkg.mappers.authority import map_authority
from xpkg.mappers.documents import map_documents
from xpkg.mappers.entities import map_entities
from xpkg.mappers.events import map_events, map_eventualities
from xpkg.mappers.links import map_links
from xpkg.mappers.naming import name_things
from xpkg.mappers.positions import map_positions
from xpkg.mappers.references import map_references
from xpkg.mappers.sources import map_text
from xpkg.mappers.statements import map_statements
from xpkg.mappers.support import map_support
from xpkg.mappers.times import map_times
from xpkg.model import Analysis, Authority

__all__ = ["map_authority", "map_links", "map_source"]

_MAPPERS = (map_entities, map_documents, map_references, map_statements, map_events, map_eventualities,
            map_positions, map_support, map_times)  # fmt: skip


def map_source(analysis: Analysis, iris: Iris, authority: Authority) -> Iterator[Quad]:
    """The quads of one source, all in its own named graph, without blank nodes; a quad may come more than once.

    The graph can be read alone; only the other names of what ``authority`` knows are left to :func:`map_authority`.
    """
    text = analysis.text
    graph, naming = iris.document_graph(text.source.name), name_things(analysis, iris, authority)
    for triple in map_text(text, naming.source, iris, analysis.identities, analysis.own_date):
        yield Quad(*triple, graph)
    for mapper in _MAPPERS:
        for triple in mapper(naming):
            yield Quad(*triple, graph)
