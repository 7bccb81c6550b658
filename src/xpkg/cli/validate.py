"""``xpkg validate``: the store held against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xpkg.cli.options import store_option
from xpkg.pipeline.shared import check_store
from xpkg.store import open_snapshot
from xpkg.validation import shapes_file, to_json, to_text, to_turtle

SHAPES = ("all", "core")


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "turtle", "json"]), default="text", show_default=True)
@click.option(
    "--shapes", type=click.Choice(SHAPES), help="Write the shapes as one Turtle file instead, for another validator."
)
@store_option
def validate(form: str, shapes: str | None, store: Path) -> None:
    """Hold each document's graph against the shapes; status 3 when something is wrong.

    With --shapes, no store is read: all shapes are written, or the core, without what needs SHACL-SPARQL.
    """
    if shapes is not None:
        click.echo(shapes_file(core=shapes == "core"), nl=False)
        return
    with open_snapshot(store) as snapshot:
        manifest = snapshot.manifest()
        report = check_store(snapshot.open())
    if words := {"text": to_text, "turtle": to_turtle, "json": to_json}[form](report):
        click.echo(words)
    sources, faults = len(manifest.sources), len(report.violations)
    told = f"{sources} source{'' if sources == 1 else 's'}, {faults} violation{'' if faults == 1 else 's'}"
    click.echo(f"{store}: {told}", err=True)
    if not report.conforms:
        sys.exit(3)
