"""The same check by pySHACL, slow and independent: what the fast check is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib.namespace import SH

from xpkg.validation import places
from xpkg.validation.graph import Graph, Term
from xpkg.validation.report import Report, Violation, order
from xpkg.validation.rules import Rules


def validate_with_pyshacl(quads: Iterable[Quad], context: Iterable[Quad], rules: Rules) -> Report:
    """The violations that pySHACL finds by nodes of ``quads``, in the form of :func:`xpkg.validation.validate`.

    SHACL joins data and context to one graph, so violations by nodes of the context alone are left out.
    """
    own, around = tuple(quads), tuple(context)
    data, shapes = _graph((*own, *around, *rules.ontology)), _shapes(rules.shape_quads)
    graph = Graph(own, Graph((*around, *rules.ontology)))
    elsewhere = {quad.subject for quad in (*around, *rules.ontology)} - set(graph.subjects())
    nodes = {*graph.subjects(), *(term for _, _, term in graph.triples() if not isinstance(term, Literal))} - elsewhere
    # Its focus_nodes would be quicker, but pySHACL 0.40 then passes over the values of sh:node, sh:or and sh:not.
    _, found, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False)
    assert isinstance(found, rdflib.Graph)
    violations = {violation: None for violation in _violations(found) if violation.focus in nodes}
    located = sorted(places.placed(graph, violations), key=order)
    return Report(tuple(located), places.titles(graph, located))


@lru_cache(maxsize=1)
def _shapes(quads: tuple[Quad, ...]) -> rdflib.Graph:
    """The same for each call with the same rules: pySHACL only reads it."""
    return _graph(quads)


def _graph(quads: Iterable[Quad]) -> rdflib.Graph:
    graph = rdflib.Graph()
    for quad in quads:
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


@lru_cache(maxsize=10_000)
def to_rdflib(term: Term) -> rdflib.term.Node:
    """The term for rdflib, with the characters of a literal as they stand."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise ValueError("rdflib cannot hold a triple term")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def from_rdflib(term: rdflib.term.Node | None) -> Term | None:
    """The term for pyoxigraph."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))
    return None


def _violations(found: rdflib.Graph) -> Iterable[Violation]:
    for result in found.objects(None, SH.result):
        focus = from_rdflib(found.value(result, SH.focusNode))
        constraint = found.value(result, SH.sourceConstraint)
        # A SPARQL constraint has a name of its own; it says more than the shape that holds it.
        named = isinstance(constraint, rdflib.URIRef)
        shape = from_rdflib(constraint if named else found.value(result, SH.sourceShape))
        path = from_rdflib(found.value(result, SH.resultPath))
        assert isinstance(focus, (NamedNode, BlankNode))
        assert isinstance(shape, NamedNode)
        yield Violation(
            focus,
            path if isinstance(path, NamedNode) else None,
            str(found.value(result, SH.resultMessage)),
            shape,
            from_rdflib(found.value(result, SH.value)),
            component=str(found.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
        )
