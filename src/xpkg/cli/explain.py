"""``xpkg explain``: what was found in a passage, by what, how surely."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

import click

from xpkg.annotators import Choice, annotator_of
from xpkg.api import identities_of
from xpkg.cli.options import annotator_options, identity_options, store_option
from xpkg.cli.terminal import printable
from xpkg.corpus import read_corpus
from xpkg.errors import InputError
from xpkg.explanation import explain as explain_analysis
from xpkg.iris import Iris
from xpkg.model import Source
from xpkg.pipeline.graphs import analyse
from xpkg.store import current_digest, open_snapshot
from xpkg.vocab import XPKG


@click.command()
@click.argument("document")
@click.argument("start", type=click.IntRange(min=0), required=False)
@identity_options
@annotator_options
@store_option
def explain(
    document: str,
    start: int | None,
    authority: tuple[Path, ...],
    judgements: tuple[Path, ...],
    store: Path,
    annotator: str,
    llm_url: str,
    llm_model: str,
    llm_key: str,
) -> None:
    """Show the passage of DOCUMENT at code point START, or all, and what was found there.

    DOCUMENT is a source of the store, by name, or a .txt file. For each statement, event and mention it is said
    which rule or model found it and how surely. Its parts are given with their places (code points, end exclusive).

    \b
    Examples:
      xpkg explain harbour 209 --store harbour.db
      xpkg explain harbour.txt
    """
    annotate = annotator_of(Choice(annotator, llm_url, llm_model, llm_key))
    source = _source(document, store)
    analysis = analyse(source, identities_of(authority, judgements, [source.name]), annotate)
    try:
        for line in explain_analysis(analysis, start):
            click.echo(printable(line))
    except ValueError as error:
        raise InputError(str(error)) from error


def _source(document: str, store: Path) -> Source:
    """The source that ``document`` names. Raises InputError when there is none."""
    path = Path(document)
    if path.is_file():
        corpus = read_corpus((path,))
        if not corpus.sources:
            raise corpus.problems[0]
        return corpus.sources[0]
    if path.suffix and current_digest(store) is None:
        raise InputError(f"{document}: no such file, and {store} is no store")
    with open_snapshot(store) as snapshot:
        manifest = snapshot.manifest()
        found = manifest.source(document)
        if found is None:
            names = sorted(record.name for record in manifest.sources)
            near = get_close_matches(document, names, n=3)
            hint = f"did you mean {' or '.join(near)}?" if near else f"the store has {', '.join(names[:8])}"
            raise InputError(f"no file and no source of the store is called {document!r}; {hint}")
        quads = snapshot.open().quads_for_pattern(Iris(manifest.base).source(found.name), XPKG.text, None)
        text = next(quad.object.value for quad in quads)  # type: ignore[union-attr]
        return Source(found.name, text, found.sha256, found.metadata)
