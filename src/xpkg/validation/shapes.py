"""Reads the part of SHACL that the project's shapes use into frozen values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from xpkg.validation.graph import Graph, Node, Term
from xpkg.validation.report import SH
from xpkg.vocab import RDF

_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_CONSTRAINTS = {
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "class": "Class",
    "in": "In",
    "hasValue": "HasValue",
    "pattern": "Pattern",
    "minLength": "MinLength",
    "minInclusive": "MinInclusive",
    "maxInclusive": "MaxInclusive",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "or": "Or",
    "not": "Not",
    "node": "Node",
    "sparql": "SPARQL",
}
_OF_NOTHING = frozenset({"minCount", "hasValue", "sparql"})
"""The constraints that can fail where there is no value."""
_IGNORED = {"path", "property", "message", "severity", *_TARGETS}


@dataclass(frozen=True, slots=True)
class Path:
    """Predicates to follow one after the other; ``inverse`` follows the only one backwards."""

    steps: tuple[NamedNode, ...]
    inverse: bool = False

    @property
    def predicate(self) -> NamedNode | None:
        """The predicate where the path is nothing else."""
        return self.steps[0] if len(self.steps) == 1 and not self.inverse else None


@dataclass(frozen=True, slots=True)
class Constraint:
    """One parameter of a shape. ``shapes`` are those it holds (sh:or, sh:not, sh:node); ``terms`` its values."""

    name: str
    component: str
    terms: tuple[Term, ...] = ()
    shapes: tuple[Shape, ...] = ()
    number: int = 0
    pattern: re.Pattern[str] | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or with ``path`` a property shape. ``optional``: nothing is wrong if the path leads nowhere."""

    node: Node
    targets: tuple[tuple[str, NamedNode], ...]
    path: Path | None
    constraints: tuple[Constraint, ...]
    properties: tuple[Shape, ...]
    message: str
    optional: bool


def read_shapes(quads: Iterable[Quad]) -> tuple[Shape, ...]:
    """The shapes that have a target, in order of IRI.

    Raises ValueError where they use a part of SHACL that is not supported here: nothing is passed over.
    """
    graph = Graph(quads)
    roots: set[NamedNode] = set()
    for target in _TARGETS:
        for subjects in graph.by_object(_sh(target)).values():
            roots.update(subject for subject in subjects if isinstance(subject, NamedNode))
    return tuple(_shape(graph, node) for node in sorted(roots, key=lambda node: node.value))


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)


def _shape(graph: Graph, node: Term) -> Shape:
    if not isinstance(node, (NamedNode, BlankNode)):
        raise ValueError(f"not a shape: {node}")
    for subject, predicate, _ in ((node, p, o) for s, p, o in graph.triples() if s == node):
        name = predicate.value.removeprefix(SH)
        if predicate != RDF.type and name not in _CONSTRAINTS and name not in _IGNORED:
            raise ValueError(f"{subject} uses {predicate}, which is not supported")
    targets = tuple(
        (target, cls)
        for target in _TARGETS
        for cls in sorted(graph.objects(node, _sh(target)), key=str)
        if isinstance(cls, NamedNode)
    )
    path = graph.only(node, _sh("path"))
    properties = sorted(graph.objects(node, _sh("property")), key=str)
    constraints = tuple(_constraints(graph, node))
    return Shape(
        node,
        targets,
        None if path is None else _path(graph, path),
        constraints,
        tuple(_shape(graph, each) for each in properties),
        _message(graph, node),
        optional=not any(constraint.name in _OF_NOTHING for constraint in constraints),
    )


def _message(graph: Graph, node: Term) -> str:
    messages = sorted(term.value for term in graph.objects(node, _sh("message")) if isinstance(term, Literal))
    return " ".join(messages)


def _path(graph: Graph, path: Term) -> Path:
    if isinstance(path, NamedNode):
        return Path((path,))
    inverse = graph.only(path, _sh("inversePath"))
    if isinstance(inverse, NamedNode):
        return Path((inverse,), inverse=True)
    steps = tuple(step for step in _list(graph, path) if isinstance(step, NamedNode))
    if not steps:
        raise ValueError(f"a path of a kind that is not supported: {path}")
    return Path(steps)


def _list(graph: Graph, node: Term) -> tuple[Term, ...]:
    items: list[Term] = []
    rdf = RDF.iri
    while node != NamedNode(rdf + "nil"):
        first, rest = graph.only(node, NamedNode(rdf + "first")), graph.only(node, NamedNode(rdf + "rest"))
        if first is None or rest is None:
            return ()
        items.append(first)
        node = rest
    return tuple(items)


def _constraints(graph: Graph, node: Node) -> Iterable[Constraint]:
    for name, component in _CONSTRAINTS.items():
        for term in sorted(graph.objects(node, _sh(name)), key=str):
            full = f"{component}ConstraintComponent"
            if name == "sparql":
                yield Constraint(name, full, (term,), message=_message(graph, term))
            elif name == "or":
                yield Constraint(name, full, shapes=tuple(_shape(graph, each) for each in _list(graph, term)))
            elif name in ("not", "node"):
                yield Constraint(name, full, (term,), shapes=(_shape(graph, term),))
            elif name == "in":
                yield Constraint(name, full, _list(graph, term))
            elif name == "pattern" and isinstance(term, Literal):
                yield Constraint(name, full, (term,), pattern=re.compile(term.value))
            elif name in ("minCount", "maxCount", "minLength") and isinstance(term, Literal):
                yield Constraint(name, full, (term,), number=int(term.value))
            else:
                yield Constraint(name, full, (term,))
