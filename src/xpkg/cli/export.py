"""``xpkg export``: the graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from pyoxigraph import RdfFormat, serialize

from xpkg.cli.options import store_option
from xpkg.cli.query import GRAPHS
from xpkg.store import open_store, sorted_lines
from xpkg.vocab import NAMESPACES

_EXPORTS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG}


@click.command()
@click.option("--format", "form", type=click.Choice([*_EXPORTS, *GRAPHS]), default="trig", show_default=True)
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
        data = serialize(triples, format=GRAPHS[form], prefixes=NAMESPACES) or b""
    if output:
        output.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
