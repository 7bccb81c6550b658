"""Checks a graph against shapes: the part of SHACL Core that the project's shapes use.

A shape becomes a function before the first node is looked at. A text of a megabyte has millions of values to check.
Reading the same constraint anew for each of them would take longer than checking it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from xpkg.validation.constraints import comparable, of_value
from xpkg.validation.graph import Graph, Node, Term
from xpkg.validation.report import Violation
from xpkg.validation.shapes import Constraint, Path, Shape
from xpkg.vocab import RDF

Check: TypeAlias = Callable[[Graph, Node], Iterable[Term | None]]
"""What a SPARQL constraint does, natively: yields a value (or None) for each violation by the focus node."""
_Faults: TypeAlias = Callable[[Term], Sequence[Violation]]
"""The violations by a focus node."""
_Fine: TypeAlias = Callable[[Mapping[NamedNode, tuple[Term, ...]]], bool]
"""Whether nothing is wrong with what a focus node has, by predicate."""
_Failing: TypeAlias = Callable[[Term, tuple[Term, ...]], Iterable[Term | None]]
"""Of a focus node and the values that a path leads to: those at fault; None for a fault of all of them together."""

_OF_ALL = frozenset({"minCount", "maxCount", "hasValue"})
"""The constraints that ask for all values together."""
_ORDER = frozenset({"lessThan", "lessThanOrEquals"})
"""The constraints that compare values with those for another predicate."""


def check(graph: Graph, shapes: Iterable[Shape], native: Mapping[NamedNode, Check]) -> Iterator[Violation]:
    """Every violation of ``shapes`` by the nodes of ``graph`` (not by those of its context), unplaced.

    Raises ValueError for a constraint that has no check.
    """
    for shape in shapes:
        if found := targets(graph, shape):
            faults = _faults(graph, shape, native)
            for focus in found:
                yield from faults(focus)


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


def _faults(graph: Graph, shape: Shape, native: Mapping[NamedNode, Check]) -> _Faults:
    follow = None if shape.path is None else _way(graph, shape.path)
    optional, node, message = shape.optional, shape.node, shape.message
    predicate = shape.path.predicate if shape.path else None
    core = [(each, _failing(graph, each, native)) for each in shape.constraints if each.name != "sparql"]
    beyond = [_sparql(graph, each, native) for each in shape.constraints if each.name == "sparql"]
    properties = [_property(graph, each, native) for each in shape.properties]

    def faults(focus: Term) -> Sequence[Violation]:
        values = (focus,) if follow is None else follow(focus)
        if optional and not values:
            return ()
        found: list[Violation] = []
        for constraint, failing in core:
            for value in failing(focus, values):
                told = message or f"The constraint {constraint.name} does not hold."
                found.append(Violation(focus, predicate, told, node, value, component=constraint.component))  # type: ignore[arg-type]
        for run in beyond:
            found += run(focus)
        if properties:
            for value in values:
                about = graph.about(value)
                for fine, each in properties:
                    if not fine(about):
                        found += each(value)
        return found

    return faults


def _property(graph: Graph, shape: Shape, native: Mapping[NamedNode, Check]) -> tuple[_Fine, _Faults]:
    """Whether all is well with what a node has for ``shape``, as far as a glance tells, and else what is wrong.

    Nearly all is well nearly always, and most shapes ask only how many values there are and what each of them is.
    """
    made: list[_Faults] = []

    def faults(focus: Term) -> Sequence[Violation]:
        if not made:  # most are never asked
            made.append(_faults(graph, shape, native))
        return made[0](focus)

    predicate = shape.path.predicate if shape.path else None
    if predicate is None or shape.properties or any(each.name == "sparql" for each in shape.constraints):
        return lambda _: False, faults
    least = max((each.number for each in shape.constraints if each.name == "minCount"), default=0)
    most = min((each.number for each in shape.constraints if each.name == "maxCount"), default=sys.maxsize)
    wanted = [each.terms[0] for each in shape.constraints if each.name == "hasValue"]
    ordered = [(each, _other(each)) for each in shape.constraints if each.name in _ORDER]
    of_each = [each for each in shape.constraints if each.name not in _OF_ALL and each.name not in _ORDER]
    holding = [_holds(graph, each, native) for each in of_each]
    optional = shape.optional

    def fine(about: Mapping[NamedNode, tuple[Term, ...]]) -> bool:
        values = about.get(predicate)
        if values is None:
            return optional
        if not least <= len(values) <= most:
            return False
        for holds in holding:
            for value in values:
                if not holds(value):
                    return False
        for constraint, other in ordered:
            if any(_unordered(values, about.get(other, ()), constraint)):
                return False
        return all(term in values for term in wanted) if wanted else True

    return fine, faults


def _sparql(
    graph: Graph, constraint: Constraint, native: Mapping[NamedNode, Check]
) -> Callable[[Term], list[Violation]]:
    name = constraint.terms[0]
    if not isinstance(name, NamedNode) or name not in native:
        raise ValueError(f"the SPARQL constraint {name} has no native check")
    run, message, component = native[name], constraint.message, constraint.component
    return lambda focus: [
        Violation(focus, None, message, name, value, component=component)  # type: ignore[arg-type]
        for value in run(graph, focus)  # type: ignore[arg-type]
    ]


def _way(graph: Graph, path: Path) -> Callable[[Term], tuple[Term, ...]]:
    """What leads from a focus node along ``path``."""
    first, *others = path.steps
    if path.inverse:
        return lambda focus: graph.pointing(focus, first)
    if not others:
        return lambda focus: graph.objects(focus, first)

    def follow(focus: Term) -> tuple[Term, ...]:
        nodes: tuple[Term, ...] = (focus,)
        for step in path.steps:
            nodes = tuple(dict.fromkeys(term for node in nodes for term in graph.objects(node, step)))
        return nodes

    return follow


def _failing(graph: Graph, constraint: Constraint, native: Mapping[NamedNode, Check]) -> _Failing:
    number = constraint.number
    match constraint.name:
        case "minCount":
            return lambda _, values: () if len(values) >= number else (None,)
        case "maxCount":
            return lambda _, values: () if len(values) <= number else (None,)
        case "hasValue":
            wanted = constraint.terms[0]
            return lambda _, values: () if wanted in values else (None,)
        case name if name in _ORDER:
            other = _other(constraint)
            return lambda focus, values: _unordered(values, graph.objects(focus, other), constraint)
    holds = _holds(graph, constraint, native)
    return lambda _, values: [value for value in values if not holds(value)]


def _holds(graph: Graph, constraint: Constraint, native: Mapping[NamedNode, Check]) -> Callable[[Term], bool]:
    """Whether ``constraint`` holds for one value."""
    if constraint.name in ("or", "node", "not"):
        return _of_shapes(graph, constraint, native)
    return of_value(graph, constraint)


def _of_shapes(graph: Graph, constraint: Constraint, native: Mapping[NamedNode, Check]) -> Callable[[Term], bool]:
    """Whether a value conforms to one, all, none of the shapes that ``constraint`` holds."""
    shapes = [_faults(graph, each, native) for each in constraint.shapes]
    if constraint.name == "or":
        return lambda value: any(not faults(value) for faults in shapes)
    if constraint.name == "not":
        return lambda value: all(faults(value) for faults in shapes)
    known: dict[Term, bool] = {}  # a concept or a date is the value of many nodes

    def holds(value: Term) -> bool:
        fine = known.get(value)
        if fine is None:
            fine = known[value] = all(not faults(value) for faults in shapes)
        return fine

    return holds


def _other(constraint: Constraint) -> NamedNode:
    """The predicate whose values those of ``constraint`` are compared with."""
    predicate = constraint.terms[0]
    assert isinstance(predicate, NamedNode)
    return predicate


def _unordered(values: tuple[Term, ...], others: tuple[Term, ...], constraint: Constraint) -> Iterator[Term]:
    for other in others:
        high = comparable(other)
        for value in values:
            low = comparable(value)
            try:
                fine = low < high or (constraint.name == "lessThanOrEquals" and low == high)  # type: ignore[operator]
            except TypeError:
                fine = False
            if not fine:
                yield value
