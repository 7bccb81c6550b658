"""What each constraint of SHACL Core asks of one value, as a function made once for a constraint."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from xpkg.validation.graph import Graph, Term
from xpkg.validation.report import SH
from xpkg.validation.shapes import Constraint
from xpkg.vocab import XSD

_Holds: TypeAlias = Callable[[Term], bool]

_LEXICAL: dict[Term, re.Pattern[str]] = {
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
_DATE = XSD.date
_NUMBERS = frozenset({XSD.integer, XSD.nonNegativeInteger, XSD.decimal})


def of_value(graph: Graph, constraint: Constraint) -> _Holds:
    """Whether ``constraint`` holds for a value. Raises ValueError where it is not supported."""
    terms, number = constraint.terms, constraint.number
    match constraint.name:
        case "datatype":
            return _datatype(terms[0])
        case "nodeKind":
            kinds = _NODE_KINDS[str(getattr(terms[0], "value", "")).removeprefix(SH)]
            return lambda value: isinstance(value, kinds)
        case "class":
            return _instance(graph, terms[0])
        case "in":
            return lambda value: value in terms
        case "pattern":
            assert constraint.pattern is not None
            search = constraint.pattern.search
            return lambda value: not isinstance(value, BlankNode) and search(_lexical(value)) is not None
        case "minLength":
            return lambda value: not isinstance(value, BlankNode) and len(_lexical(value)) >= number
        case "minInclusive" | "maxInclusive":
            return _within(constraint)
    raise ValueError(f"the constraint {constraint.name} is not supported")


def _instance(graph: Graph, wanted: Term) -> _Holds:
    known: dict[Term, bool] = {}  # one source is the value of all its passages

    def holds(value: Term) -> bool:
        found = known.get(value)
        if found is None:
            found = known[value] = graph.has_type(value, wanted)
        return found

    return holds


def _datatype(wanted: Term) -> _Holds:
    pattern = _LEXICAL.get(wanted)
    if pattern is None:  # the characters of other datatypes are not checked
        return lambda value: isinstance(value, Literal) and value.datatype == wanted
    fullmatch = pattern.fullmatch
    if wanted == _DATE:
        return lambda value: (
            isinstance(value, Literal)
            and value.datatype == wanted
            and fullmatch(value.value) is not None
            and isinstance(comparable(value), date)
        )
    return lambda value: isinstance(value, Literal) and value.datatype == wanted and fullmatch(value.value) is not None


def _within(constraint: Constraint) -> _Holds:
    bound = comparable(constraint.terms[0])
    if not isinstance(bound, Decimal):
        return lambda _: False
    if constraint.name == "minInclusive":
        return lambda value: isinstance(number := comparable(value), Decimal) and number >= bound
    return lambda value: isinstance(number := comparable(value), Decimal) and number <= bound


def _lexical(term: Term) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else ""


def comparable(term: Term) -> Decimal | date | None:
    """A number or a day that can be compared; None for all else."""
    if not isinstance(term, Literal):
        return None
    datatype = term.datatype
    try:
        if datatype in _NUMBERS:
            return Decimal(term.value)
        if datatype == _DATE:
            return date.fromisoformat(term.value)
    except (ValueError, InvalidOperation):
        return None
    return None
