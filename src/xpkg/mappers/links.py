"""Maps the links of an SSSOM mapping set to the things that a graph names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from xpkg.iris import Iris
from xpkg.model import Link
from xpkg.vocab import SKOS

_PREDICATES = {"skos:exactMatch": SKOS.exactMatch, "skos:closeMatch": SKOS.closeMatch}


def map_links(links: Iterable[Link], named: Collection[NamedNode], iris: Iris) -> Iterator[Quad]:
    """The links of what is among ``named``, in graph/links.

    Raises ValueError for a predicate that is no such link, and for a row that says that a link does not hold.
    """
    graph = iris.graph("links")
    for link in links:
        if link.negated:
            raise ValueError(f"{link.origin}: this link does not hold")
        if link.predicate not in _PREDICATES:
            raise ValueError(f"{link.predicate} is neither skos:exactMatch nor skos:closeMatch")
        subject = iris.under(link.subject)
        if subject in named:
            yield Quad(subject, _PREDICATES[link.predicate], NamedNode(link.object), graph)
