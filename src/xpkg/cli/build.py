"""``xpkg build``: texts into a store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from xpkg.authority import load_authority
from xpkg.cli.options import store_option
from xpkg.corpus import read_corpus
from xpkg.errors import InputError, NonconformanceError
from xpkg.iris import Iris
from xpkg.linking import read_links
from xpkg.pipeline import check, graph_of, identity_quads, ontology_quads
from xpkg.resources import folder
from xpkg.store import replace_store
from xpkg.validation import to_text


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@store_option
def build(paths: tuple[Path, ...], store: Path) -> None:
    """Build the store from PATHS (.txt files or folders), or from the texts that come with xpkg."""
    if build_store(paths, store):
        sys.exit(1)


def build_store(paths: tuple[Path, ...], store: Path) -> int:
    """Builds ``store`` from ``paths``, telling on standard error; the number of files that could not be read."""
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
    quads += identity_quads(graphs, authority, read_links(folder("data") / "links" / "wikidata.sssom.tsv"), iris)
    quads += ontology_quads(folder("ontology"), iris)
    digest = replace_store(store, quads)
    click.echo(f"{store}: {len(sources)} sources, {len(set(quads))} quads, snapshot {digest}", err=True)
    return len(problems)
