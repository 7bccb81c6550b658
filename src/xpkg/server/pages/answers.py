"""Puts questions to the graph and reads the answers, whoever runs them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from xpkg.vocab import NAMESPACES

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions of a SELECT; ``more`` when rows were left out."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE answers; ``more`` when triples were left out."""

    triples: tuple[Triple, ...]
    more: bool = False


Answer = Table | Triples | bool


class AskError(Exception):
    """A question that was not answered: ``status`` is an HTTP status, ``message`` fit to be shown."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


Ask = Callable[[str], Answer]
"""Runs a SPARQL query over the union of the graphs. Raises AskError."""


def of_results(results: QuerySolutions | QueryBoolean | QueryTriples, most: int | None = None) -> Answer:
    """The answer that an engine's ``results`` give, cut off after ``most`` rows."""
    if isinstance(results, QueryBoolean):
        return bool(results)
    if isinstance(results, QueryTriples):
        triples = tuple(islice(results, None if most is None else most + 1))
        return Triples(triples[:most], most is not None and len(triples) > most)
    names = tuple(variable.value for variable in results.variables)
    rows = tuple(tuple(row[name] for name in names) for row in islice(results, None if most is None else most + 1))
    return Table(names, rows[:most], most is not None and len(rows) > most)


def of_json(body: bytes, most: int | None = None) -> Answer:
    """The answer in a SPARQL results document (JSON)."""
    return of_results(parse_query_results(input=body, format=QueryResultsFormat.JSON), most)


def of_ntriples(body: bytes, most: int | None = None) -> Answer:
    """The answer in an N-Triples document."""
    lines = parse(input=body, format=RdfFormat.N_TRIPLES)
    triples = tuple(quad.triple for quad in islice(lines, None if most is None else most + 1))
    return Triples(triples[:most], most is not None and len(triples) > most)


class Row(Mapping[str, Term]):
    """One solution, by name of variable; a variable without value is not among the names."""

    __slots__ = ("_values",)

    def __init__(self, names: Iterable[str], terms: Iterable[Term | None]) -> None:
        self._values = {name: term for name, term in zip(names, terms, strict=True) if term is not None}

    def __getitem__(self, name: str) -> Term:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self, name: str) -> str:
        """The IRI or the words of ``name``; empty where it has no value."""
        term = self._values.get(name)
        return term.value if isinstance(term, (NamedNode, Literal)) else ""

    def number(self, name: str) -> int:
        """The integer of ``name``; nought where it has none."""
        words = self.text(name)
        return int(words) if re.fullmatch(r"[+-]?\d{1,18}", words) else 0

    def true(self, name: str) -> bool:
        """Whether ``name`` is the boolean true."""
        return self.text(name) in ("true", "1")


def rows(ask: Ask, query: str, **values: Term | str | int) -> list[Row]:
    """The solutions of a SELECT whose ``$name`` placeholders are filled with ``values``. Raises AskError."""
    answer = ask(filled(query, **values))
    if not isinstance(answer, Table):
        raise TypeError("a SELECT was expected")
    return [Row(answer.variables, terms) for terms in answer.rows]


def filled(query: str, **values: Term | str | int) -> str:
    """``query`` with the prefixes that it uses and its ``$name`` placeholders replaced: terms are written safely.

    A string is put in as SPARQL, so it must not come from outside. What has been put in is not searched again.

    >>> filled("ASK { $x rdfs:label $y }", x=NamedNode("https://e.org/a"), y=Literal('"$x'))
    'PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\\nASK { <https://e.org/a> rdfs:label "\\\\"$x" }'
    """
    return with_prefixes(re.sub(r"\$(\w+)", lambda found: str(values[found[1]]), query))


def with_prefixes(query: str) -> str:
    """``query`` with declarations of the known prefixes that it uses and does not declare."""
    used = dict.fromkeys(re.findall(r"\b([a-z]+):(?=\w)", query))
    missing = [each for each in used if each in NAMESPACES and not re.search(rf"(?i)prefix\s+{each}:", query)]
    return "".join(f"PREFIX {each}: <{NAMESPACES[each]}>\n" for each in missing) + query


def many(iris: Iterable[str]) -> str:
    """``iris`` written one after the other, for VALUES. Raises ValueError when one is no IRI."""
    return " ".join(str(NamedNode(iri)) for iri in iris)
