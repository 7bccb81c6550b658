"""The command line: data on standard output, all else on standard error."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NoReturn

import click
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, serialize

from xpkg.authority import load_authority
from xpkg.corpus import read_corpus
from xpkg.errors import InputError, NonconformanceError, QueryError, XpkgError
from xpkg.evidence import check_evidence
from xpkg.iris import Iris
from xpkg.pipeline import check, graph_of, ontology_quads
from xpkg.resources import folder
from xpkg.store import open_store, replace_store, sorted_lines
from xpkg.validation import to_json, to_text, to_turtle
from xpkg.vocab import NAMESPACES, XPKG

_TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPHS = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
_EXPORTS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}
_NOT_CODE = re.compile(r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
                       r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*", re.S)

store_option = click.option(
    "--store", type=click.Path(path_type=Path), default=Path("xpkg.db"), show_default=True, help="Folder of the store."
)


class _Commands(click.Group):
    """Shows an XpkgError as one line and ends with status 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except NonconformanceError as error:
            _fail(error, status=3)
        except XpkgError as error:
            _fail(error)


def _fail(error: Exception, status: int = 1) -> NoReturn:
    click.echo(f"xpkg: {error}", err=True)
    sys.exit(status)


@click.group(cls=_Commands)
@click.version_option(package_name="xpkg")
def main() -> None:
    """Texts about public affairs as a graph whose every passage leads back to its characters."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@store_option
def build(paths: tuple[Path, ...], store: Path) -> None:
    """Build the store from PATHS (.txt files or folders), or from the texts that come with xpkg."""
    sources, problems = read_corpus(paths or (folder("data"),))
    for problem in problems:
        click.echo(f"xpkg: {problem}", err=True)
    if not sources:
        raise InputError("no text could be read; nothing was built, the store is as it was")
    iris = Iris()
    authority = load_authority(folder("data") / "authority")
    graphs = [graph_of(source, authority, iris) for source in sources]
    report = check(graphs)
    if not report.conforms:
        raise NonconformanceError("the graph does not conform; the store is as it was\n" + to_text(report))
    quads = [quad for graph in graphs for quad in graph]
    quads += ontology_quads(folder("ontology"), iris)
    digest = replace_store(store, quads)
    click.echo(f"{store}: {len(sources)} sources, {len(set(quads))} quads, snapshot {digest}", err=True)
    if problems:
        sys.exit(1)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "turtle", "json"]), default="text", show_default=True)
@store_option
def validate(form: str, store: Path) -> None:
    """Hold each document's graph against the shapes; status 3 when something is wrong."""
    opened = open_store(store)
    named = sorted({quad.graph_name for quad in opened.quads_for_pattern(None, XPKG.text, None)}, key=str)
    graphs = [tuple(opened.quads_for_pattern(None, None, None, name)) for name in named]
    for graph in graphs:
        check_evidence(graph)
    report = check(graphs)
    click.echo({"text": to_text, "turtle": to_turtle, "json": to_json}[form](report))
    click.echo(f"{store}: {len(graphs)} documents, {len(report.violations)} violations", err=True)
    if not report.conforms:
        sys.exit(3)


@main.command()
@click.argument("query", required=False)
@click.option("-e", "text", help="The query itself.")
@click.option("--format", "form", type=click.Choice([*_TABLES, *_GRAPHS]), help="Default: tsv, or turtle for graphs.")
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
    sys.stdout.buffer.write(_answer(text, form, store))


def _answer(text: str, form: str | None, store: Path) -> bytes:
    if re.search(r"\bservice\b", _NOT_CODE.sub(" ", text), re.I):
        raise QueryError("SERVICE is refused: xpkg asks no other endpoint")
    try:
        results = open_store(store).query(text, prefixes=NAMESPACES, use_default_graph_as_union=True)
        if isinstance(results, (QuerySolutions, QueryBoolean)):
            default = "json" if isinstance(results, QueryBoolean) else "tsv"
            if (form or default) not in _TABLES:
                raise QueryError(f"{form} is a format of graphs; this query has {', '.join(_TABLES)}")
            return results.serialize(format=_TABLES[form or default]) or b""
        if (form or "turtle") not in _GRAPHS:
            raise QueryError(f"{form} is a format of tables; this query has {', '.join(_GRAPHS)}")
        return results.serialize(format=_GRAPHS[form or "turtle"]) or b""
    except SyntaxError as error:
        raise QueryError(f"the query is not SPARQL: {error.msg}") from error


@main.command()
@click.option("--format", "form", type=click.Choice([*_EXPORTS, *_GRAPHS]), default="trig", show_default=True)
@click.option("-o", "output", type=click.Path(path_type=Path), help="File to write; default standard output.")
@store_option
def export(form: str, output: Path | None, store: Path) -> None:
    """Write the whole graph, in the same order for the same content."""
    opened = open_store(store)
    ordered = sorted(opened, key=str)
    if form == "nquads":
        data = "".join(line + "\n" for line in sorted_lines(ordered)).encode()
    elif form == "trig":
        data = serialize(ordered, format=RdfFormat.TRIG, prefixes=NAMESPACES) or b""
    else:
        triples = sorted({quad.triple for quad in ordered}, key=str)
        data = serialize(triples, format=_GRAPHS[form], prefixes=NAMESPACES) or b""
    if output:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)


@main.command()
@store_option
def stats(store: Path) -> None:
    """Count the things of each class."""
    asked = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n) ?class"
    sys.stdout.buffer.write(_answer(asked, "tsv", store))
