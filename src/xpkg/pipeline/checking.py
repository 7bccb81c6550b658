"""Holds graphs of a database against the shapes: all of one, what has changed in one, or all graphs there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from xpkg.evidence import check_evidence
from xpkg.store import told_in_several
from xpkg.validation import Report, merge, prepare, validate
from xpkg.vocab import OWL, RDF, XPKG

TO_AN_ANSWER = 5
"""Quads that are read in the time of one query."""
_PLACES = 2
"""Where a thing may stand in a quad: as its subject, as its value."""
_REMEMBERED = 5_000
"""Nodes of which it is remembered what is said: the terms of the ontology, and who is named in many texts."""
_CHECKED = 10_000
"""Quads that are held against the shapes at a time, with all that is said of what they name."""


def _check_whole(
    database: Store, quads: Sequence[Quad], told: Callable[[NamedNode], Iterable[Quad]], alone: Collection[object]
) -> Report:
    """What is wrong with ``quads``, a whole graph, with all that it points to at hand.

    ``told`` is what is said of a node, in whichever graph.

    Of those ``alone`` nothing is said elsewhere.
    """
    nodes = _nodes(quads)
    about = [quad for node in nodes if node not in alone for quad in told(node)]
    # What another graph says of a thing of this one ("disagrees with") points to things that this one does not name.
    subjects = {quad.subject for quad in quads}
    beyond = _nodes(quad for quad in about if quad.subject in subjects) - nodes
    kinds = (quad for node in beyond for quad in database.quads_for_pattern(node, RDF.type, None))
    return _check(quads, chain(about, kinds))


def check_changed(database: Store, graph: NamedNode, size: int, changed: Collection[object] | None) -> Report:
    """What is wrong with those things in ``graph`` of which, or of whose values, something is said that is ``changed``.

    None stands for all. ``graph`` has ``size`` quads: where what has changed is sooner asked for than all of them are
    read, it is. The default graph of ``database`` is the merge of the built graphs, and of no others.
    """
    default = DefaultGraph()
    nodes = None if changed is None else [node for node in changed if isinstance(node, NamedNode | BlankNode)]
    if nodes is not None and size > TO_AN_ANSWER * _PLACES * len(nodes):
        found = _asked(database, graph, nodes)
    else:
        found = _read(database, graph, changed)
    reports = []
    for quads in found:
        about = (q for node in _nodes(quads) for q in database.quads_for_pattern(node, None, None, default))
        reports.append(_check(quads, about))
    return merge(*reports)


def _read(database: Store, graph: NamedNode, changed: Collection[object] | None) -> Iterator[list[Quad]]:
    """The quads of ``graph`` about what is touched by what has ``changed``, some at a time; all of them are read."""
    for quads in _by_things(database.quads_for_pattern(None, None, None, graph)):
        if changed is None:
            yield quads
            continue
        touched = {quad.subject for quad in quads if quad.subject in changed or quad.object in changed}
        yield [quad for quad in quads if quad.subject in touched]


def _asked(database: Store, graph: NamedNode, changed: Iterable[NamedNode | BlankNode]) -> Iterator[list[Quad]]:
    """The same, where no others are read."""
    touched = {
        quad.subject
        for node in changed
        for one, other in ((node, None), (None, node))
        for quad in database.quads_for_pattern(one, None, other, graph)
    }
    return _by_things(quad for node in touched for quad in database.quads_for_pattern(node, None, None, graph))


def _by_things(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """``quads``, some at a time; those of one subject, which stand together, together."""
    some: list[Quad] = []
    for quad in quads:
        if len(some) >= _CHECKED and quad.subject != some[-1].subject:
            yield some
            some = []
        some.append(quad)
    yield some


def _nodes(quads: Iterable[Quad]) -> set[NamedNode]:
    return {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, NamedNode)}


def _check(quads: Sequence[Quad], context: Iterable[Quad]) -> Report:
    if not quads or any(quad.object == OWL.Ontology for quad in quads):
        return Report()  # the shapes are about things; the ontology has tests of its own
    return validate(quads, prepare(context))


def check_store(database: Store, built: Collection[str] = ()) -> Report:
    """What is wrong with the graphs ``built`` of ``database``, or with all where none is named, one at a time.

    Raises EvidenceError when a passage is wrong.
    """
    shared = told_in_several(database)

    @lru_cache(maxsize=_REMEMBERED)
    def told(node: NamedNode) -> tuple[Quad, ...]:
        return tuple(database.quads_for_pattern(node, None, None))

    reports = []
    for graph in sorted(database.named_graphs(), key=str):
        if not isinstance(graph, NamedNode) or (built and graph.value not in built):
            continue  # what users wrote is theirs to answer for
        quads = tuple(database.quads_for_pattern(None, None, None, graph))
        if any(quad.predicate == XPKG.text for quad in quads):
            check_evidence(quads)
        alone = {quad.subject for quad in quads} - shared
        reports.append(_check_whole(database, quads, told, alone))
    return merge(*reports)
