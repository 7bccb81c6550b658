"""Runs a query over a snapshot; gives its answer as values, or written in the format asked for."""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from io import BytesIO
from typing import Any, TypeAlias, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from xpkg.errors import FormatError, QueryError, XpkgError, is_damage
from xpkg.export import GRAPHS, serialize_triples
from xpkg.export.libraries import needed
from xpkg.search import functions
from xpkg.sparql import evaluation, federation, guard, messages
from xpkg.sparql.errors import RefusedError
from xpkg.store import Snapshot
from xpkg.tables import TABLES, write_table

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a SELECT query: the names of its columns, and the terms of each row (None where it has none).

    Iterating gives each row as a dictionary by the names of the columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def values(self) -> list[dict[str, Plain]]:
        """The rows with plain values: IRIs and words as str; integers, decimals, truths and days as Python has them."""
        return [{name: plain(term) for name, term in row.items()} for row in self]

    def to_pandas(self) -> Any:
        """The rows as a pandas DataFrame. Raises OutputError where pandas is not installed."""
        return needed("pandas", "notebook").DataFrame(self.values(), columns=list(self.columns))

    def to_polars(self) -> Any:
        """The rows as a polars DataFrame. Raises OutputError where polars is not installed."""
        columns = {name: [row[name] for row in self.values()] for name in self.columns}
        return needed("polars", "notebook").DataFrame(columns, strict=False)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        shown = [f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows[:_SHOWN]]
        more = f"<p>… {len(self) - _SHOWN} more rows</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(shown)}</tbody></table>{more}"


Plain: TypeAlias = str | int | float | bool | date | None
_XSD = "http://www.w3.org/2001/XMLSchema#"
_PLAIN: dict[str, Callable[[str], Plain]] = {
    _XSD + "integer": int,
    _XSD + "decimal": float,
    _XSD + "double": float,
    _XSD + "boolean": lambda words: words in ("true", "1"),
    _XSD + "date": date.fromisoformat,
}
_SHOWN = 100
"""Rows that the view of a table shows in a notebook."""


def plain(term: Term | None) -> Plain:
    """``term`` as Python has it; what Python cannot hold, such as a day before Christ, stays words.

    >>> plain(Literal(3)), plain(NamedNode("http://e/a")), plain(None)
    (3, 'http://e/a', None)
    """
    if not isinstance(term, Literal):
        return None if term is None else str(term) if isinstance(term, (BlankNode, Triple)) else term.value
    try:
        return _PLAIN.get(term.datatype.value, str)(term.value)
    except ValueError:
        return term.value


def _cell(term: Term | None) -> str:
    words = "" if term is None else str(plain(term))
    shown = escape(words)
    if isinstance(term, NamedNode) and words.startswith(("http://", "https://")):
        shown = f'<a href="{shown}">{shown}</a>'
    return f"<td>{shown}</td>"


_T = TypeVar("_T")
LONGEST = 1_000_000
DEEPEST = 500
_STACKS = (1 << 30, 1 << 28, 0)
"""Bytes of stack to try for. The engine parses by recursion and ends the process when the stack is used up; address
space costs nothing until it is touched. 0 is the system's own."""


def answer(text: str, form: str | None, snapshot: Snapshot, allow_service: Sequence[str] = ()) -> bytes:
    """The answer of the query ``text``, serialized as ``form``; None for the kind's own: tsv, json, or turtle.

    Raises QueryError when it is no SPARQL, has no answer of that format, or asks an endpoint that is not allowed.
    Raises FormatError when the format cannot hold what is answered.
    """
    text = check(text, allow_service)
    failures: list[XpkgError] = []
    written = on_a_deep_stack(lambda: _serialized(ask(text, snapshot, failures), form))
    _refuse(failures)
    return written


def rows(text: str, snapshot: Snapshot, allow_service: Sequence[str] = ()) -> Table | None:
    """The answer of a SELECT query; None for another kind of query."""
    found = values_of(text, snapshot, allow_service, only_tables=True)
    return found if isinstance(found, Table) else None


def values_of(
    text: str, snapshot: Snapshot, allow_service: Sequence[str] = (), *, only_tables: bool = False
) -> Table | bool | tuple[Triple, ...]:
    """The answer of the query ``text`` as values; triples in order, each once (none of them where ``only_tables``).

    Raises QueryError when it is no SPARQL, is an update, asks an endpoint not allowed, or fails.
    """
    text = check(text, allow_service)
    failures: list[XpkgError] = []

    def run() -> Table | bool | tuple[Triple, ...]:
        results = ask(text, snapshot, failures)
        if isinstance(results, QueryBoolean):
            return bool(results)
        if isinstance(results, QueryTriples):
            return () if only_tables else tuple(sorted(set(results), key=str))
        names = tuple(variable.value for variable in results.variables)
        return Table(names, tuple(tuple(solution[name] for name in names) for solution in results))

    found = on_a_deep_stack(run)
    _refuse(failures)
    return found


def _refuse(failures: list[XpkgError]) -> None:
    if failures:
        raise failures[0]


def ask(text: str, snapshot: Snapshot, failures: list[XpkgError]) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The result of ``text``, as the server has it. Raises QueryError when it is no SPARQL or fails.

    ``failures`` gets what goes wrong in searches while the result is read.
    """
    merged, known = snapshot.manifest().merged, functions(snapshot.search, failures)
    try:
        return evaluation.evaluate(snapshot.open(), text, merged=merged, functions=known)
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {messages.syntax_message(str(error), text)}") from error
    except (OSError, ValueError, RuntimeError) as error:
        if is_damage(error):
            raise
        raise QueryError(f"the query failed: {error}") from error


def _serialized(results: QuerySolutions | QueryBoolean | QueryTriples, form: str | None) -> bytes:
    if isinstance(results, QueryTriples):
        if (form or "turtle") not in GRAPHS:
            raise QueryError(f"{form} is a format of tables; this query has {', '.join(GRAPHS)}")
        return serialize_triples(results, form or "turtle")
    form = form or ("json" if isinstance(results, QueryBoolean) else "tsv")
    if form not in TABLES:
        raise QueryError(f"{form} is a format of graphs; this query has {', '.join(TABLES)}")
    output = BytesIO()
    try:
        write_table(results, form, output)
        return output.getvalue()
    except FormatError:
        raise
    except ValueError as error:
        raise QueryError(f"this query has no answer in {form}: {error}") from error
    except (OSError, RuntimeError) as error:
        if is_damage(error):
            raise
        raise QueryError(f"the query failed: {error}") from error


def check(text: str, allow_service: Sequence[str]) -> str:
    """The query that is to run for ``text``.

    Refuses what would ask another endpoint, or is nested so deep that the engine would end the process.
    """
    try:
        facts = guard.check(text, length=LONGEST, nesting=DEEPEST, allow_service=allow_service)
        if facts.services:
            text = federation.with_addresses(text, {endpoint: endpoint for endpoint in allow_service})
    except RefusedError as refused:
        hint = ": name the endpoint with --allow-service URL" if refused.status == 403 else ""
        raise QueryError(f"{refused}{hint}") from refused
    if facts.form == "UPDATE":
        raise QueryError("this is an update; a store is changed by building it")
    return text


def on_a_deep_stack(work: Callable[[], _T]) -> _T:
    """The result of ``work``, done in a thread whose stack a nested query does not use up."""
    outcome: list[_T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as error:
            _let_go(error)
            failure.append(error)

    before = threading.stack_size()
    for size in _STACKS:
        threading.stack_size(size)
        try:
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
            break
        except RuntimeError:
            continue  # so much address space is not to be had
        finally:
            threading.stack_size(before)
    thread.join()
    if failure:
        raise failure[0]
    return outcome[0]


def _let_go(error: BaseException) -> None:
    """Drop what the frames of ``error`` hold: the engine's results may end only in the thread that made them."""
    each: BaseException | None = error
    while each is not None:
        traceback.clear_frames(each.__traceback__)
        each = each.__context__
