"""The queries of the catalogue as forms: the values that they take, proposed from the graph that is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from xpkg.catalogue import Parameter, Query, find_query
from xpkg.errors import QueryError
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.query_results import QueryFailedError, QueryResult, Table

_HEADER = re.compile(r"\A(?:#[^\n]*\n)+")
PREFIX = "set-"
"""Stands before the name of a parameter in the form."""
_TRIED = 4
"""Names of each kind that are tried until one is found that the query has an answer for."""
_OFFERED = 200
_NAMES = """SELECT ?label (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s $term ?who . ?who rdfs:label ?label }
GROUP BY ?label ORDER BY DESC(?n) ?label LIMIT $limit"""
_TERMS = ("xpkg:speaker", "xpkg:about", "xpkg:reportedBy", "xpkg:participant")
"""What ties a name to what queries ask about: the most frequent of each are tried."""
_DAYS = """SELECT (MIN(?from) AS ?first) (MAX(?to) AS ?last) WHERE { ?s xpkg:evidence ?p ; xpkg:latest ?to
OPTIONAL { ?s xpkg:earliest ?from } }"""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form: its ``value``, and the values that are ``offered``."""

    name: str
    kind: str
    value: str
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleForm:
    """A query with its fields; ``text`` has the values in place. ``problem`` says why a value is none.

    ``answer`` is what was found while values were proposed, so that nothing is asked twice.
    """

    name: str
    title: str
    question: str
    text: str
    fields: tuple[Field, ...]
    problem: str = ""
    answer: QueryResult | None = None


def without_header(text: str) -> str:
    """A query of the catalogue without the comments at its head."""
    return _HEADER.sub("", text).strip() + "\n"


def form(reader: GraphReader, name: str, fields: Mapping[str, str], most: int) -> ExampleForm | None:
    """The form of the query called ``name`` with the values of ``fields``; None where no question is called so.

    Values that nobody gave are proposed: the first that find something; its first ``most`` rows come along.
    """
    query = find_query(name) or next((each for each in reader.own if each.name == name), None)
    if query is None or query.kind != "question":
        return None
    names = [each.name for each in query.parameters if PREFIX + each.name in fields]
    values, answer = {name: fields[PREFIX + name].strip() for name in names}, None
    if not values:
        values, answer = _proposed(reader, query, most)
    shown = tuple(
        Field(each.name, each.kind, values.get(each.name, each.default), _offered(reader, each))
        for each in query.parameters
    )
    try:
        text = without_header(query.with_values(values))
        return ExampleForm(name, query.title, query.description, text, shown, answer=answer)
    except QueryError as error:
        problem = str(error).partition("; give")[0]  # what follows is of the command line
        return ExampleForm(name, query.title, query.description, without_header(query.text), shown, problem)


def _proposed(reader: GraphReader, query: Query, most: int) -> tuple[dict[str, str], QueryResult | None]:
    """The values of the file where they find something here, else the first of this graph's own that do."""
    own = [tuple(dict.fromkeys((each.default, *_candidates(reader, each)))) for each in query.parameters]
    for values in product(*own):
        chosen = {each.name: value for each, value in zip(query.parameters, values, strict=True)}
        answer = _found(reader, query, chosen, most)
        if answer is not None:
            return chosen, answer
    return {}, None


def _found(reader: GraphReader, query: Query, values: Mapping[str, str], most: int) -> QueryResult | None:
    """The answer with ``values``; None where nothing is found."""
    if reader.run_user_query is None:
        return None
    try:
        found = reader.run_user_query(query.with_values(values), most)
    except (QueryError, QueryFailedError):
        return None
    return None if isinstance(found, Table) and not found.rows else found


def _candidates(reader: GraphReader, parameter: Parameter) -> Iterator[str]:
    if parameter.kind == "label":
        for term in _TERMS:
            yield from (row.text("label") for row in reader.rows(_NAMES, term=term, limit=_TRIED))
    elif parameter.kind == "day":
        first, last = _days(reader)
        yield first if parameter.name == "from" else last


def _days(reader: GraphReader) -> tuple[str, str]:
    [row] = reader.rows(_DAYS)
    return row.text("first") or row.text("last"), row.text("last")


def _offered(reader: GraphReader, parameter: Parameter) -> tuple[str, ...]:
    if parameter.kind != "label":
        return ()
    found = {row.text("label") for term in _TERMS for row in reader.rows(_NAMES, term=term, limit=_OFFERED)}
    return tuple(sorted(found, key=str.casefold))
