"""``xpkg stats``: what is in the store, in numbers."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xpkg.cli.options import store_option
from xpkg.cli.query import answer


@click.command()
@store_option
def stats(store: Path) -> None:
    """Count the things of each class."""
    asked = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class ORDER BY DESC(?n) ?class"
    sys.stdout.buffer.write(answer(asked, "tsv", store))
