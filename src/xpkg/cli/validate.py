"""``xpkg validate``: the store held against the shapes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xpkg.cli.options import store_option
from xpkg.evidence import check_evidence
from xpkg.pipeline import check
from xpkg.store import open_store
from xpkg.validation import to_json, to_text, to_turtle
from xpkg.vocab import XPKG


@click.command()
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
