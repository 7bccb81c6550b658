"""``xpkg query``: SPARQL over the store."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from difflib import get_close_matches
from pathlib import Path

import click
from click.core import ParameterSource
from pyoxigraph import BlankNode, Literal, NamedNode

from xpkg.answers import Table, answer, ask, rows
from xpkg.catalogue import catalogue, find_query
from xpkg.cli.options import store_option
from xpkg.cli.own_values import OwnValues, placeholder
from xpkg.cli.terminal import data_output, printable, say
from xpkg.errors import QueryError
from xpkg.export import GRAPHS
from xpkg.lookup import candidates, near_names
from xpkg.sparql import vocabulary
from xpkg.store import Snapshot, open_snapshot
from xpkg.tables import TABLES
from xpkg.vocab import NAMESPACES

_LONGEST_NAME = 80  # of a name that is proposed; longer ones are those of statements


@click.command()
@click.argument("query", required=False)
@click.option("-e", "text", help="The query itself.")
@click.option("--list", "listed", is_flag=True,
              help="List the queries that come with xpkg, with values that find something in the store.")  # fmt: skip
@click.option("--set", "values", multiple=True, metavar="NAME=VALUE", help="A value of a parameter of a named query.")
@click.option(
    "--format", "form", type=click.Choice([*TABLES, *GRAPHS]),
    help="Default: a table on a terminal, else tsv; turtle for graphs.",
)  # fmt: skip
@click.option("--allow-service", multiple=True, metavar="URL", help="Let SERVICE ask this endpoint.")
@store_option
@click.pass_context
def query(
    context: click.Context,
    query: str | None,
    text: str | None,
    listed: bool,
    values: tuple[str, ...],
    form: str | None,
    allow_service: tuple[str, ...],
    store: Path,
) -> None:
    """Run a SPARQL query: QUERY is the name of one that comes with xpkg, a file, or - for standard input.

    \b
    Examples:
      xpkg query --list
      xpkg query denials --format csv
      xpkg query statements-by --set "name=Xi Jinping"
    """
    if listed:
        given = context.get_parameter_source("store") is not ParameterSource.DEFAULT
        with open_snapshot(store) if given or store.exists() else nullcontext() as opened:
            _list(OwnValues(opened) if opened else None)
        return
    if (query is None) == (text is None):
        raise click.UsageError("give a query by name, a file, - or -e TEXT; --list shows the names")
    asked = _text(query, values) if query is not None else text
    assert asked is not None
    for warning in vocabulary.warnings(asked):
        say(f"xpkg: {warning}")
    with open_snapshot(store) as snapshot:
        for value in _unknown(query, values, snapshot):
            say(f"xpkg: nothing here is called just {value!r}{_like(value, snapshot)}")
        if form is None and sys.stdout.isatty() and (table := rows(asked, snapshot, allow_service)) is not None:
            _show(table)
            return
        written = answer(asked, form, snapshot, allow_service)
        data_output().write(written if written.endswith(b"\n") else written + b"\n")


def _unknown(name: str | None, values: tuple[str, ...], snapshot: Snapshot) -> Iterator[str]:
    """The chosen values that should be labels of something and are none: the answer is empty for their sake."""
    known = find_query(name) if name is not None else None
    labels = {each.name for each in known.parameters if each.kind == "label"} if known else set()
    chosen = {one.name: one.default for one in known.parameters} if known else {}
    for key, value in (chosen | dict(pair.split("=", 1) for pair in values)).items():
        called = f"{{ ?thing rdfs:label|skos:altLabel ?called FILTER(STR(?called) = {Literal(value)}) }}"
        if known and "xpkg:speakerText ?called" in known.text:
            called += f" UNION {{ ?s xpkg:speakerText {Literal(value)} FILTER NOT EXISTS {{ ?s xpkg:speaker ?k }} }}"
        if key in labels and not ask(f"ASK {{ {called} }}", snapshot, []):
            yield value


def _like(value: str, snapshot: Snapshot) -> str:
    """What to try in place of ``value``: the names of things that it may mean."""
    found = candidates(snapshot.open(), snapshot.search, value, snapshot.manifest())
    names = tuple(dict.fromkeys(each.label for each in found if len(each.label) <= _LONGEST_NAME))
    names = names or near_names(snapshot.search, value)
    return f"; perhaps {' or '.join(map(repr, names[:3]))}" if names else ", nor anything like it"


def _list(own: OwnValues | None) -> None:
    """The catalogue; with values that find something where there is a store to ask."""
    for each in catalogue():
        values = own.of(each) if own else {}
        words = [(one.name, values.get(one.name) or placeholder(one)) for one in each.parameters]
        chosen = "".join(f"\t--set {name}={printable(shlex.quote(value))}" for name, value in words)
        click.echo(f"{each.name}\t{each.title}{chosen}")


def _text(name: str, values: tuple[str, ...]) -> str:
    chosen = {}
    for pair in values:
        key, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--set takes NAME=VALUE, not {pair!r}")
        chosen[key] = value
    if known := find_query(name):
        return known.with_values(chosen)
    if chosen:
        raise click.UsageError("--set is for the queries of --list")
    if name == "-":
        return sys.stdin.read()
    if "{" in name:
        raise click.UsageError("QUERY is a name or a file; the text of a query goes behind -e")
    path = Path(name)
    if not path.exists():
        near = get_close_matches(name, [each.name for each in catalogue()], n=3)
        perhaps = f"; perhaps {' or '.join(near)}" if near else ""
        raise QueryError(f"{name}: neither a query of --list nor a file{perhaps}")
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{name}: cannot be read as a query") from error


def _show(found: Table) -> None:
    """A table as wide as the terminal."""
    from rich.box import SIMPLE_HEAD  # only where a person looks
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    table = Grid(box=SIMPLE_HEAD, header_style="bold")
    for name in found.columns:
        table.add_column(name, overflow="fold")
    for row in found.rows:
        table.add_row(*(Text(printable(plain(term))) for term in row))
    console = Console()
    console.print(table)
    console.print(f"{len(found)} row{'' if len(found) == 1 else 's'}", style="dim")


def plain(term: object) -> str:
    """A term as a person reads it: words without marks, IRIs by their prefix where they have one."""
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        for prefix, iri in NAMESPACES.items():
            if term.value.startswith(iri) and "/" not in term.value.removeprefix(iri):
                return f"{prefix}:{term.value.removeprefix(iri)}"
        return term.value
    return str(term) if isinstance(term, BlankNode) else ""
