"""``xpkg validate``: the store held against the shapes."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from xpkg.cli.options import store_option
from xpkg.cli.terminal import data_output, say
from xpkg.collection import uncollected
from xpkg.errors import StoreError
from xpkg.pipeline.checking import check_store
from xpkg.store import Condition, Manifest, differences, inspect_snapshot, open_database, open_snapshot
from xpkg.validation import shapes_file, to_json, to_text, to_turtle

SHAPES = ("all", "core")


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "turtle", "json"]), default="text", show_default=True)
@click.option(
    "--shapes", type=click.Choice(SHAPES), help="Write the shapes as one Turtle file instead, for another validator."
)
@store_option
def validate(form: str, shapes: str | None, store: Path) -> None:
    """Read every file of the store and hold each graph that was built against the shapes.

    Status 1 when the store is damaged, 3 when something does not conform. With --shapes, no store is read: all shapes
    are written, or the core, without what needs SHACL-SPARQL.

    \b
    Examples:
      xpkg validate --store harbour.db
      xpkg validate --shapes core
    """
    if shapes is not None:
        click.echo(shapes_file(core=shapes == "core"), nl=False)
        return
    with uncollected(), open_snapshot(store) as snapshot:
        manifest = snapshot.manifest()
        _whole(inspect_snapshot(snapshot.folder), manifest)
        database = snapshot.open(0)
        built = {record.iri for record in manifest.graphs}
        report = check_store(database, built)
        others = sum(graph.value not in built for graph in database.named_graphs()) if built else 0
    if words := {"text": to_text, "turtle": to_turtle, "json": to_json}[form](report):
        data_output().write(f"{words}\n".encode())
    sources, faults = len(manifest.sources), len(report.violations)
    told = f"{sources} source{'' if sources == 1 else 's'}, {faults} violation{'' if faults == 1 else 's'}"
    if others:
        told += f"; {others} graph{'' if others == 1 else 's'} that users wrote not held against the shapes"
    say(f"{store}: {told}")
    if not report.conforms:
        sys.exit(3)


def _whole(found: Condition, manifest: Manifest) -> None:
    """Raises StoreError when a file is not as it was written, or a graph not what the manifest says of it."""
    faults = list(found.faults)
    if not faults and found.built is not None:
        faults += differences(open_database(found.built), replace(manifest, merged=True))
    for fault in faults:
        say(f"xpkg: {fault}")
    if faults:
        count = f"{len(faults)} fault{'' if len(faults) == 1 else 's'}"
        mending = "build it again from its texts with --replace, which mends it"
        raise StoreError(f"the store is damaged ({count}); {mending}")
