"""Maps the entries of the authority files that a graph names."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.authority import as_entity
from xpkg.iris import Iris
from xpkg.mappers.entities import map_entity
from xpkg.model import Authority
from xpkg.vocab import DCTERMS, SKOS


def map_authority(authority: Authority, named: Collection[NamedNode], iris: Iris) -> Iterator[Quad]:
    """The identities of ``authority`` that are among ``named``, in graph/authority.

    The others stay in their files: a graph is about what its texts speak of. ``short`` names are left out, as they
    mean the thing only where a text lets them.
    """
    graph = iris.graph("authority")
    for entry in authority.entries:
        entity = as_entity(entry)
        node = iris.entity(entity)
        if node not in named:
            continue
        for triple in map_entity(entity, node):
            yield Quad(*triple, graph)
        if entry.phrase:
            yield Quad(node, SKOS.scopeNote, Literal(entry.phrase), graph)
        if entry.source:
            yield Quad(node, DCTERMS.source, Literal(entry.source), graph)
