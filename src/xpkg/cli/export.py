"""``xpkg export``: the graph, one of its graphs, or one thing, as a file or a folder of files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click
from pyoxigraph import NamedNode

from xpkg.cli.options import store_option
from xpkg.cli.terminal import data_output
from xpkg.errors import QueryError
from xpkg.export import FORMATS as RDF
from xpkg.export import serialize_quads, write_file, write_graph
from xpkg.export.formats import BY_NAME, Exported, export_into, export_to
from xpkg.export.formats import FORMATS as ALL
from xpkg.iris import Iris
from xpkg.lookup import around, one
from xpkg.store import Manifest, Snapshot, open_snapshot

_PATH = click.Path(path_type=Path, allow_dash=True)
_FRAMED = "framed"
_OF_ONE = (*RDF, _FRAMED, "nanopublications")
"""The formats of one thing; those of RDF are also the formats of one graph."""


def _list(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    rows = [(each.name, each.says) for each in ALL]
    rows.append((_FRAMED, "one thing as a tree of JSON-LD: give its name or IRI"))
    width = max(len(name) for name, _ in rows)
    for name, says in rows:
        click.echo(f"{name:{width}}  {says}")
    context.exit()


@click.command()
@click.argument("thing", required=False, metavar="[NAME-OR-IRI]")
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="Say what formats hold.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*BY_NAME, _FRAMED]),
    default="trig",
    show_default=True,
    metavar="NAME",
    help="The format; --list says which there are.",
)
@click.option("-o", "output", type=_PATH, help="File or folder; default -, standard output.")
@click.option(
    "--graph", metavar="NAME", help="One graph: a source's name, authority, links, ontology, inferred, or an IRI."
)
@click.option("--context", metavar="URL", help="JSON-LD refers to the context at this address, and carries none.")
@store_option
def export(
    thing: str | None, form: str, output: Path | None, graph: str | None, context: str | None, store: Path
) -> None:
    """Write the whole graph, or what is said about one thing; in the same order for the same content.

    \b
    Examples:
      xpkg export --format turtle -o graph.ttl
      xpkg export --format csv -o tables
      xpkg export "Xi Jinping" --format framed
    """
    if thing and graph:
        raise click.UsageError("give a thing or --graph, not both")
    if context is not None and (form != "jsonld" or not context.startswith(("https://", "http://"))):
        raise click.UsageError("--context is the http(s) address of a context for --format jsonld")
    if thing and form not in _OF_ONE:
        raise click.UsageError(f"{form} is a format of the whole graph; one thing has {', '.join(_OF_ONE)}")
    if graph and form not in RDF:
        raise click.UsageError(f"{form} is a format of the whole graph; one graph has {', '.join(RDF)}")
    if form == _FRAMED and not thing:
        raise click.UsageError(f"{_FRAMED} is a format of one thing; give its name or IRI")
    to_stream = output is None or _is_standard_output(output)
    if not (thing or graph):
        _check_stream(form, to_stream)
    with open_snapshot(store) as snapshot:
        if not (thing or graph):
            given = Exported(snapshot.open(), snapshot.manifest(), context or "")
            if to_stream:
                export_into(data_output(), BY_NAME[form], given)
            else:
                assert output is not None
                export_to(output, BY_NAME[form], given)
            return
        write = _writer(snapshot, thing, graph, form, context or "")
        if to_stream:
            write(data_output())
        else:
            assert output is not None
            write_file(output, write)


def _check_stream(form: str, to_stream: bool) -> None:
    chosen = BY_NAME[form]
    if to_stream and chosen.folder is not None:
        raise click.UsageError(f"{form} is a folder of files; name a folder with -o")
    if to_stream and not chosen.text and sys.stdout.isatty():
        raise click.UsageError(f"{form} is nothing that a terminal can show; name a file with -o")


def _writer(
    snapshot: Snapshot, thing: str | None, graph: str | None, form: str, context: str
) -> Callable[[IO[bytes]], None]:
    database, manifest = snapshot.open(), snapshot.manifest()
    if graph:
        name = graph_named(graph, manifest)
        return lambda output: write_graph(database, name, form, output, context)
    node = one(database, snapshot.search, thing or "", manifest)
    if form == "nanopublications":
        from xpkg.export.nanopublications import write_nanopublications

        given = Exported(database, manifest)
        return lambda output: write_nanopublications(database, given.records(), output, node.value)
    if form == _FRAMED:
        from xpkg.export.framing import framed

        tree = framed(database, node)
        return lambda output: _write(output, tree)
    data = serialize_quads(around(database, node), form, context)
    return lambda output: _write(output, data)


def _is_standard_output(path: Path) -> bool:
    """Whether ``path`` is ``-``, or another name (``/dev/stdout``) of what standard output is."""
    try:
        return str(path) == "-" or os.path.samestat(path.stat(), os.fstat(1))
    except OSError:
        return False


def _write(output: IO[bytes], data: bytes) -> None:
    output.write(data)


def graph_named(name: str, manifest: Manifest) -> NamedNode:
    """The graph that ``name`` means: an IRI, one of the shared graphs, or that of a source.

    Raises QueryError when it can be the name of none.
    """
    iris = Iris(manifest.base)
    try:
        if ":" in name:
            return NamedNode(name)
        if source := manifest.source(name):
            return iris.document_graph(source.name)
        return iris.graph(name)
    except ValueError as error:
        raise QueryError(f"no graph is called {name!r}: {error}") from error
