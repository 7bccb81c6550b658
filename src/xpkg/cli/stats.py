"""``xpkg stats``: what is in the store, in numbers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
from pyoxigraph import DefaultGraph, NamedNode, Store

from xpkg.cli.options import store_option
from xpkg.cli.terminal import printable
from xpkg.iris import ADDED_GRAPH, DEFAULT_GRAPH, Iris
from xpkg.pipeline.shared import NAMES
from xpkg.store import Manifest, open_snapshot
from xpkg.vocab import NAMESPACES, RDF

GRAPHS = (*NAMES, DEFAULT_GRAPH, ADDED_GRAPH)
"""The graphs of the base that go by a short name; those of sources go by the source's, those of users by their IRI."""


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_option
def stats(form: str, store: Path) -> None:
    """Count the things of each class, the quads of each graph, and list the sources.

    \b
    Examples:
      xpkg stats --store harbour.db
      xpkg stats --format json
    """
    with open_snapshot(store) as snapshot:
        counted = _counted(snapshot.open(), snapshot.manifest(), snapshot.digest)
    if form == "json":
        click.echo(json.dumps(counted, ensure_ascii=False, indent=2))
        return
    click.echo(f"snapshot {counted['snapshot']}, {counted['quads']} quads")
    for title in ("classes", "graphs", "sources"):
        click.echo(f"\n{title}")
        rows = counted[title]
        assert isinstance(rows, dict)
        for name, value in rows.items():
            shown = f"{value:>9}  {name}" if isinstance(value, int) else f"           {name}: {value}"
            click.echo(printable(shown))


def _counted(database: Store, manifest: Manifest, digest: str) -> dict[str, object]:
    own = NAMESPACES["xpkg"]
    things: dict[str, set[object]] = {}
    for quad in database.quads_for_pattern(None, RDF.type, None):
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(own):
            things.setdefault(f"xpkg:{quad.object.value.removeprefix(own)}", set()).add(quad.subject)
    classes = Counter({name: len(members) for name, members in things.items()})
    names = {Iris(manifest.base or "http://localhost/").document_graph(s.name).value: s.name for s in manifest.sources}
    own_names = {Iris(manifest.base or "http://localhost/").graph(name).value: name for name in GRAPHS}
    graphs = {names.get(iri, own_names.get(iri, iri)): count for iri, count in _graphs(database, manifest)}
    return {
        "snapshot": digest,
        "base": manifest.base,
        "quads": sum(graphs.values()),
        "classes": dict(sorted(classes.items(), key=lambda pair: (-pair[1], pair[0]))),
        "graphs": graphs,
        "sources": {source.name: source.metadata.title for source in manifest.sources},
    }


def _graphs(database: Store, manifest: Manifest) -> Iterator[tuple[str, int]]:
    """The IRI of each named graph with its number of quads; counted where users have written since the build."""
    if not manifest.revision:
        yield from ((record.iri, record.quads) for record in (*manifest.graphs, *manifest.written))
        return
    for graph in sorted(database.named_graphs(), key=str):
        yield graph.value, sum(1 for _ in database.quads_for_pattern(None, None, None, graph))
    if default := sum(1 for _ in database.quads_for_pattern(None, None, None, DefaultGraph())):
        yield "default graph", default
