"""``xpkg query``: SPARQL over the store."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from xpkg.cli.options import store_option
from xpkg.errors import QueryError
from xpkg.store import open_store
from xpkg.vocab import NAMESPACES

TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
_NOT_CODE = re.compile(r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
                       r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*", re.S)


@click.command()
@click.argument("query", required=False)
@click.option("-e", "text", help="The query itself.")
@click.option("--format", "form", type=click.Choice([*TABLES, *GRAPHS]), help="Default: tsv, or turtle for graphs.")
@store_option
def query(query: str | None, text: str | None, form: str | None, store: Path) -> None:
    """Run a SPARQL query from the file QUERY, from standard input (-), or from -e TEXT."""
    if (query is None) == (text is None):
        raise click.UsageError("give either a file (or -) or -e TEXT")
    if query == "-":
        text = sys.stdin.read()
    elif query is not None:
        try:
            text = Path(query).read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{query}: cannot be read as a query") from error
    assert text is not None
    sys.stdout.buffer.write(answer(text, form, store))


def answer(text: str, form: str | None, store: Path) -> bytes:
    """The answer of ``text`` over ``store``, serialized as ``form``."""
    if re.search(r"\bservice\b", _NOT_CODE.sub(" ", text), re.I):
        raise QueryError("SERVICE is refused: xpkg asks no other endpoint")
    try:
        results = open_store(store).query(text, prefixes=NAMESPACES, use_default_graph_as_union=True)
        if isinstance(results, (QuerySolutions, QueryBoolean)):
            default = "json" if isinstance(results, QueryBoolean) else "tsv"
            if (form or default) not in TABLES:
                raise QueryError(f"{form} is a format of graphs; this query has {', '.join(TABLES)}")
            return results.serialize(format=TABLES[form or default]) or b""
        if (form or "turtle") not in GRAPHS:
            raise QueryError(f"{form} is a format of tables; this query has {', '.join(GRAPHS)}")
        return results.serialize(format=GRAPHS[form or "turtle"]) or b""
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {error.msg}") from error
