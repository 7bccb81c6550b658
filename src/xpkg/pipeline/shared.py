"""The graphs that belong to no one source: who is who, links, the ontology, and what is concluded across sources."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from xpkg.authority import as_entity
from xpkg.description import as_quads, describe
from xpkg.evidence import check_evidence
from xpkg.inference import NEEDED, infer
from xpkg.iris import Iris
from xpkg.mappers import map_authority, map_links
from xpkg.model import Authority, Link
from xpkg.pipeline import ontology_quads
from xpkg.resources import folder
from xpkg.validation import Report, merge, prepare, validate
from xpkg.vocab import OWL, XPKG

INFERRED = "inferred"
NAMES = ("authority", "links", "ontology", INFERRED, "description")
"""The shared graphs, in the order in which they are made; the last describes all others."""


def is_shared(iri: str, iris: Iris) -> bool:
    """Whether the graph ``iri`` is one of these."""
    return iri in {iris.graph(name).value for name in NAMES}


def graphs(
    database: Store, documents: Iterable[str], authority: Authority, links: tuple[Link, ...], iris: Iris
) -> Iterator[tuple[str, Iterable[Quad]]]:
    """Each shared graph but the description, with its quads; ``documents`` are the graphs that they are made from."""
    inside = {NamedNode(iri) for iri in documents}
    possible = {iris.entity(as_entity(entry)) for entry in authority.entries}
    possible |= {iris.under(link.subject) for link in links}
    named = {node for node in possible if _is_named(database, node, inside)}
    yield iris.graph("authority").value, map_authority(authority, named, iris)
    yield iris.graph("links").value, map_links(links, named, iris)
    yield iris.graph("ontology").value, ontology_quads(folder("ontology"), iris)
    yield iris.graph(INFERRED).value, _inferred(database, inside, iris)


def _inferred(database: Store, inside: set[NamedNode], iris: Iris) -> Iterator[Quad]:
    read = (quad for term in sorted(NEEDED, key=str) for quad in database.quads_for_pattern(None, term, None))
    yield from infer((quad for quad in read if quad.graph_name in inside), iris)


def description(database: Store, iris: Iris) -> tuple[str, Iterable[Quad]]:
    """The graph that describes ``database``, which has all others but not that one; its default graph is merged."""
    return iris.graph("description").value, as_quads(describe(database, iris, merged=True), iris)


def _is_named(database: Store, node: NamedNode, graphs: set[NamedNode]) -> bool:
    return any(quad.graph_name in graphs for quad in database.quads_for_pattern(None, None, node))


def check(database: Store, graph: NamedNode, within: Collection[NamedNode] | None = None) -> Report:
    """What is wrong with ``graph``, held against the shapes with all that it points to at hand.

    ``within`` are the graphs that may say something of what it points to; None is all.
    """
    quads = tuple(database.quads_for_pattern(None, None, None, graph))
    if any(quad.object == OWL.Ontology for quad in quads):
        return Report()  # the shapes are about things; the ontology has tests of its own
    around = {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}
    about = (quad for node in around for quad in database.quads_for_pattern(node, None, None))
    context = (quad for quad in about if within is None or quad.graph_name in within)
    return validate(quads, prepare(context))


def check_store(database: Store, built: Collection[str] = ()) -> Report:
    """What is wrong with the graphs ``built`` of ``database``, or with all where none is named, one at a time.

    Raises EvidenceError when a passage is wrong.
    """
    documents = {quad.graph_name for quad in database.quads_for_pattern(None, XPKG.text, None)}
    reports = []
    for graph in sorted(database.named_graphs(), key=str):
        if not isinstance(graph, NamedNode) or (built and graph.value not in built):
            continue  # what users wrote is theirs to answer for
        if graph in documents:
            check_evidence(database.quads_for_pattern(None, None, None, graph))
        reports.append(check(database, graph))
    return merge(*reports)
