"""Checks a graph against shapes: the part of SHACL Core that the project's shapes use.

A shape becomes a function before the first node is looked at. A text of a megabyte has millions of values to check.
Reading the same constraint anew for each of them would take longer than checking it.
"""

from __future__ import annotations

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
_Failing: TypeAlias = Callable[[Term, tuple[Term, ...]], Iterable[Term | None]]
"""Of a focus node and the values that a path leads to: those at fault; None for a fault of all of them together."""


def check(graph: Graph, shapes: Iterable[Shape], native: Mapping[NamedNode, Check]) -> Iterator[Violation]:
    """Every violation of ``shapes`` by the nodes of ``graph`` (not by those of its context), unplaced.

    Raises ValueError for a constraint that has no check.
    """
    for shape in shapes:
        faults = _faults(graph, shape, native)
        for focus in targets(graph, shape):
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
    properties = [_faults(graph, each, native) for each in shape.properties]

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
        for each in properties:
            for value in values:
                found += each(value)
        return found

    return faults


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
        case "lessThan" | "lessThanOrEquals":
            return lambda focus, values: _unordered(graph, focus, values, constraint)
        case "or" | "node" | "not":
            holds = _of_shapes(graph, constraint, native)
        case _:
            holds = of_value(graph, constraint)
    return lambda _, values: [value for value in values if not holds(value)]


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
