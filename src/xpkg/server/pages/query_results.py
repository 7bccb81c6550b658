"""Runs the queries of the pages and reads their results."""

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
    QuerySolutions,
    QueryTriples,
    Triple,
)

from xpkg.vocab import NAMESPACES

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT; ``more`` says that rows were left out."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Triples:
    """The result of a CONSTRUCT or DESCRIBE; ``more`` says that triples were left out."""

    triples: tuple[Triple, ...]
    more: bool = False


QueryResult = Table | Triples | bool


class QueryFailedError(Exception):
    """A query that failed. ``status`` is an HTTP status, ``message`` may be shown to the client.

    ``line`` is the number of the line that is wrong, or 0.
    """

    def __init__(self, status: int, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.status, self.message, self.line = status, message, line


RunQuery = Callable[[str], QueryResult]
"""Runs a SPARQL query over the union of the graphs. Raises QueryFailedError."""


def read_results(results: QuerySolutions | QueryBoolean | QueryTriples, most: int | None = None) -> QueryResult:
    """The engine's ``results`` as a value, cut off after ``most`` rows."""
    if isinstance(results, QueryBoolean):
        return bool(results)
    if isinstance(results, QueryTriples):
        triples = tuple(islice(results, None if most is None else most + 1))
        return Triples(triples[:most], most is not None and len(triples) > most)
    names = tuple(variable.value for variable in results.variables)
    rows = tuple(map(tuple, islice(results, None if most is None else most + 1)))
    return Table(names, rows[:most], most is not None and len(rows) > most)


class Row(Mapping[str, Term]):
    """One solution by variable name, without the variables that are unbound."""

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
        """The IRI or the lexical form of ``name``; empty where it is unbound."""
        term = self._values.get(name)
        return term.value if isinstance(term, (NamedNode, Literal)) else ""

    def number(self, name: str) -> int:
        """The integer of ``name``; 0 where there is none."""
        words = self.text(name)
        return int(words) if re.fullmatch(r"[+-]?\d{1,18}", words) else 0

    def true(self, name: str) -> bool:
        """Whether ``name`` is the boolean true."""
        return self.text(name) in ("true", "1")


def rows(run_query: RunQuery, query: str, **values: Term | str | int) -> list[Row]:
    """The solutions of a SELECT whose ``$name`` placeholders are filled with ``values``. Raises QueryFailedError."""
    answer = run_query(filled(query, **values))
    if not isinstance(answer, Table):
        raise TypeError("a SELECT was expected")
    return [Row(answer.variables, terms) for terms in answer.rows]


def filled(query: str, **values: Term | str | int) -> str:
    """``query`` with the prefixes that it uses declared and its ``$name`` placeholders replaced; terms are escaped.

    A string is inserted as SPARQL, so it must not come from a client. Inserted text is not searched for placeholders.

    >>> filled("ASK { $x rdfs:label $y }", x=NamedNode("https://e.org/a"), y=Literal('"$x'))
    'PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\\nASK { <https://e.org/a> rdfs:label "\\\\"$x" }'
    """
    return with_prefixes(re.sub(r"\$(\w+)", lambda found: str(values[found[1]]), query))


def with_prefixes(query: str) -> str:
    """``query`` with declarations of the known prefixes that it uses and does not declare."""
    used = dict.fromkeys(re.findall(r"\b([a-z]+):(?=\w)", query))
    missing = [each for each in used if each in NAMESPACES and not re.search(rf"(?i)prefix\s+{each}:", query)]
    return "".join(f"PREFIX {each}: <{NAMESPACES[each]}>\n" for each in missing) + query


def iri_list(iris: Iterable[str]) -> str:
    """``iris`` as a list for VALUES. Raises ValueError where one is not an IRI."""
    return " ".join(str(NamedNode(iri)) for iri in iris)
