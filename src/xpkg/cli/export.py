"""``xpkg export``: the graph, one of its graphs, or one thing, as a file."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

import click
from pyoxigraph import NamedNode, Store

from xpkg.cli.options import store_option
from xpkg.cli.terminal import data_output
from xpkg.errors import QueryError
from xpkg.export import FORMATS, serialize_quads, write_dataset, write_file, write_graph
from xpkg.iris import Iris
from xpkg.lookup import around, one
from xpkg.store import Manifest, open_snapshot

_FILE = click.Path(path_type=Path, dir_okay=False, allow_dash=True)


@click.command()
@click.argument("thing", required=False, metavar="[NAME-OR-IRI]")
@click.option("--format", "form", type=click.Choice(FORMATS), default="trig", show_default=True)
@click.option("-o", "output", type=_FILE, help="File; default -, standard output.")
@click.option(
    "--graph", metavar="NAME", help="One graph: a source's name, authority, links, ontology, inferred, or an IRI."
)  # fmt: skip
@click.option("--context", metavar="URL", help="JSON-LD refers to the context at this address, and carries none.")
@store_option
def export(
    thing: str | None, form: str, output: Path | None, graph: str | None, context: str | None, store: Path
) -> None:
    """Write the whole graph, or what is said about one thing; in the same order for the same content."""
    if thing and graph:
        raise click.UsageError("give a thing or --graph, not both")
    if context is not None and (form != "jsonld" or not context.startswith(("https://", "http://"))):
        raise click.UsageError("--context is the http(s) address of a context for --format jsonld")
    with open_snapshot(store) as snapshot:
        write = _writer(snapshot.open(), snapshot.manifest(), snapshot.search, thing, graph, form, context or "")
        if output is not None and not _is_standard_output(output):
            write_file(output, write)
        else:
            write(data_output())


def _writer(
    database: Store, manifest: Manifest, search: Path, thing: str | None, graph: str | None, form: str, context: str
) -> Callable[[IO[bytes]], None]:
    if thing:
        data = serialize_quads(around(database, one(database, search, thing, manifest)), form, context)
        return lambda output: _write(output, data)
    if graph:
        name = graph_named(graph, manifest)
        return lambda output: write_graph(database, name, form, output, context)
    return lambda output: write_dataset(database, form, output, context)


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
