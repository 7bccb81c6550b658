"""Checks a graph against shapes: the part of SHACL Core that the project's shapes use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from xpkg.validation.graph import Graph, Node, Term
from xpkg.validation.report import SH, Violation
from xpkg.validation.shapes import Constraint, Path, Shape
from xpkg.vocab import RDF, XSD

Check: TypeAlias = Callable[[Graph, Node], Iterable[Term | None]]
"""What a SPARQL constraint does, natively: yields a value (or None) for each violation by the focus node."""

_LEXICAL: dict[NamedNode, re.Pattern[str]] = {
    XSD.integer: re.compile(r"[+-]?\d+", re.ASCII),
    XSD.nonNegativeInteger: re.compile(r"\+?\d+|-0+", re.ASCII),
    XSD.decimal: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
    XSD.boolean: re.compile(r"true|false|0|1"),
    XSD.date: re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII),
}
_NODE_KINDS: dict[str, tuple[type, ...]] = {
    "IRI": (NamedNode,),
    "BlankNode": (BlankNode,),
    "Literal": (Literal,),
    "BlankNodeOrIRI": (BlankNode, NamedNode),
    "IRIOrLiteral": (NamedNode, Literal),
    "BlankNodeOrLiteral": (BlankNode, Literal),
}


def check(graph: Graph, shapes: Iterable[Shape], native: dict[NamedNode, Check]) -> Iterator[Violation]:
    """Every violation of ``shapes`` by the nodes of ``graph`` (not by those of its context), unplaced."""
    for shape in shapes:
        for focus in targets(graph, shape):
            yield from _violations(graph, shape, focus, native)


def targets(graph: Graph, shape: Shape) -> tuple[Node, ...]:
    """The focus nodes of ``shape`` in ``graph``, each once."""
    found: dict[Node, None] = {}
    for kind, term in shape.targets:
        if kind == "targetClass":
            for cls, instances in graph.by_object(RDF.type).items():
                if term in graph.superclasses(cls):
                    found.update(dict.fromkeys(instances))
            continue
        for value, subjects in graph.by_object(term).items():
            if kind == "targetSubjectsOf":
                found.update(dict.fromkeys(subjects))
            elif not isinstance(value, Literal):
                found[value] = None  # type: ignore[index]
    return tuple(found)


def _violations(graph: Graph, shape: Shape, focus: Term, native: dict[NamedNode, Check]) -> Iterator[Violation]:
    values = (focus,) if shape.path is None else _follow(graph, focus, shape.path)
    if not values and shape.optional:
        return
    for constraint in shape.constraints:
        if constraint.name == "sparql":
            yield from _sparql(graph, focus, constraint, native)
            continue
        for value in _failing(graph, focus, values, constraint, native):
            yield Violation(
                focus,  # type: ignore[arg-type]
                shape.path.predicate if shape.path else None,
                shape.message or f"The constraint {constraint.name} does not hold.",
                shape.node,  # type: ignore[arg-type]
                value,
                component=constraint.component,
            )
    for each in shape.properties:
        for value in values:
            yield from _violations(graph, each, value, native)


def _sparql(graph: Graph, focus: Term, constraint: Constraint, native: dict[NamedNode, Check]) -> Iterator[Violation]:
    name = constraint.terms[0]
    if not isinstance(name, NamedNode) or name not in native:
        raise ValueError(f"the SPARQL constraint {name} has no native check")
    for value in native[name](graph, focus):  # type: ignore[arg-type]
        yield Violation(focus, None, constraint.message, name, value, component=constraint.component)  # type: ignore[arg-type]


def _conforms(graph: Graph, shape: Shape, node: Term, native: dict[NamedNode, Check]) -> bool:
    return next(_violations(graph, shape, node, native), None) is None


def _follow(graph: Graph, focus: Term, path: Path) -> tuple[Term, ...]:
    if path.inverse:
        return graph.pointing(focus, path.steps[0])
    if len(path.steps) == 1:
        return graph.objects(focus, path.steps[0])
    nodes: tuple[Term, ...] = (focus,)
    for step in path.steps:
        nodes = tuple(dict.fromkeys(term for node in nodes for term in graph.objects(node, step)))
    return nodes


def _failing(
    graph: Graph, focus: Term, values: tuple[Term, ...], constraint: Constraint, native: dict[NamedNode, Check]
) -> Iterable[Term | None]:
    """The values at fault; None for a fault of all of them together."""
    match constraint.name:
        case "minCount":
            return () if len(values) >= constraint.number else (None,)
        case "maxCount":
            return () if len(values) <= constraint.number else (None,)
        case "hasValue":
            return () if constraint.terms[0] in values else (None,)
        case "lessThan" | "lessThanOrEquals":
            return _unordered(graph, focus, values, constraint)
    return [value for value in values if not _holds(graph, value, constraint, native)]


def _unordered(graph: Graph, focus: Term, values: tuple[Term, ...], constraint: Constraint) -> Iterator[Term]:
    predicate = constraint.terms[0]
    assert isinstance(predicate, NamedNode)
    for other in graph.objects(focus, predicate):
        for value in values:
            low, high = comparable(value), comparable(other)
            try:
                fine = low < high or (constraint.name == "lessThanOrEquals" and low == high)  # type: ignore[operator]
            except TypeError:
                fine = False
            if not fine:
                yield value


def _holds(graph: Graph, value: Term, constraint: Constraint, native: dict[NamedNode, Check]) -> bool:
    match constraint.name:
        case "datatype":
            return isinstance(value, Literal) and value.datatype == constraint.terms[0] and well_formed(value)
        case "nodeKind":
            return isinstance(value, _NODE_KINDS[str(getattr(constraint.terms[0], "value", "")).removeprefix(SH)])
        case "class":
            return graph.has_type(value, constraint.terms[0])
        case "in":
            return value in constraint.terms
        case "pattern":
            assert constraint.pattern is not None
            return not isinstance(value, BlankNode) and constraint.pattern.search(_lexical(value)) is not None
        case "minLength":
            return not isinstance(value, BlankNode) and len(_lexical(value)) >= constraint.number
        case "minInclusive" | "maxInclusive":
            return _within(value, constraint)
        case "or":
            return any(_conforms(graph, shape, value, native) for shape in constraint.shapes)
        case "node":
            return all(_conforms(graph, shape, value, native) for shape in constraint.shapes)
        case "not":
            return not any(_conforms(graph, shape, value, native) for shape in constraint.shapes)
    raise ValueError(f"the constraint {constraint.name} is not supported")


def _within(value: Term, constraint: Constraint) -> bool:
    number, bound = comparable(value), _bound(constraint.terms[0])
    if not isinstance(number, Decimal) or not isinstance(bound, Decimal):
        return False
    return number >= bound if constraint.name == "minInclusive" else number <= bound


def _lexical(term: Term) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def well_formed(literal: Literal) -> bool:
    """Whether the characters are allowed by the datatype; true for datatypes that are not checked."""
    pattern = _LEXICAL.get(literal.datatype)
    if pattern is None:
        return True
    if not pattern.fullmatch(literal.value):
        return False
    return literal.datatype != XSD.date or isinstance(comparable(literal), date)


def comparable(term: Term) -> Decimal | date | None:
    """A number or a day that can be compared; None for all else."""
    if not isinstance(term, Literal):
        return None
    try:
        if term.datatype == XSD.date:
            return date.fromisoformat(term.value)
        if term.datatype in (XSD.integer, XSD.nonNegativeInteger, XSD.decimal):
            return Decimal(term.value)
    except (ValueError, InvalidOperation):
        return None
    return None


_bound = lru_cache(maxsize=256)(comparable)
