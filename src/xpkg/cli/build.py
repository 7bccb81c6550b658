"""``xpkg build``: texts into a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Unpack

import click

from xpkg.annotators import Choice
from xpkg.api import BuildOptions, kept, prepare, unbuildable
from xpkg.cli.options import (
    annotator_options,
    base_iri,
    finite,
    identity_options,
    links_option,
    reading_options,
    store_option,
)
from xpkg.cli.progress import shown_progress
from xpkg.cli.terminal import say
from xpkg.corpus import LARGEST_FILE, Reading
from xpkg.errors import InputError, XpkgError
from xpkg.pipeline.build import Built
from xpkg.pipeline.build import build as build_graph


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--add", is_flag=True, help="Keep the sources that the store has; a text of the same name is replaced.")
@click.option("--remove", multiple=True, metavar="NAME", help="Take this source out of the store; implies --add.")
@click.option("--replace", is_flag=True, help="Let go of what the store has and this build would not keep.")
@click.option("--base", callback=base_iri, metavar="IRI", help="What all IRIs begin with, in place of w3id.org/xpkg.")
@click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Processes; default 1 for few texts, else all cores."
)
@click.option("--scheduler", default="", metavar="ADDRESS",
              help="A Dask scheduler, such as tcp://host:8786, whose workers analyse the texts.")
@click.option("--strict", is_flag=True, help="Build nothing where a text cannot be read or would be set aside.")
@click.option(
    "--text-timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", callback=finite,
    help="Processor time after which a text is set aside; default 30, and 150 more for each million characters.",
)
@click.option(
    "--text-memory", type=click.IntRange(min=64), metavar="MEGABYTES",
    help="Memory at which a text is set aside; default 1000, and 1500 more for each million characters.",
)
@click.option("-q", "--quiet", is_flag=True, help="Tell only what could not be read or was set aside.")
@reading_options
@identity_options
@links_option
@annotator_options
@store_option
def build(
    paths: tuple[Path, ...],
    add: bool,
    remove: tuple[str, ...],
    replace: bool,
    base: str | None,
    workers: int | None,
    scheduler: str,
    strict: bool,
    text_timeout: float | None,
    text_memory: int | None,
    quiet: bool,
    encoding: str,
    text_column: str,
    metadata: tuple[Path, ...],
    authority: tuple[Path, ...],
    judgements: tuple[Path, ...],
    links: tuple[Path, ...],
    store: Path,
    annotator: str,
    llm_url: str,
    llm_model: str,
    llm_key: str,
) -> None:
    """Build the store from PATHS (files or folders; - is standard input), or from the texts that come with xpkg.

    Texts, web pages, PDF, Word and other files are read, each by what it holds; the README lists the formats.
    """
    standard_input = sys.stdin.buffer.read(LARGEST_FILE + 1) if Path("-") in paths else None
    status = build_store(
        paths,
        store,
        quiet=quiet,
        add=add,
        remove=remove,
        replace=replace,
        base=base,
        workers=workers,
        scheduler=scheduler,
        annotator=Choice(annotator, llm_url, llm_model, llm_key),
        authority=authority,
        judgements=judgements,
        links=links,
        strict=strict,
        text_seconds=text_timeout,
        reading=Reading(encoding, text_column, standard_input, metadata),
        text_memory=text_memory and text_memory * 1_000_000,
    )
    sys.exit(status)


def build_store(
    paths: tuple[Path, ...], store: Path, *, quiet: bool = False, **options: Unpack[BuildOptions]
) -> int:
    """Builds ``store`` from ``paths``, telling on standard error; the exit status: 1 where something could not be read,
    3 where a text was set aside. ``quiet`` tells that alone."""
    corpus, plan = prepare(paths, **options)
    for problem in corpus.problems:
        say(f"xpkg: {problem}")
    for warning in () if quiet else corpus.warnings:
        say(f"xpkg: warning: {warning}")
    if why := unbuildable(corpus, plan):
        raise InputError(why)
    try:
        with shown_progress(quiet) as tell:
            built = build_graph(store, plan, tell)
    except KeyboardInterrupt:
        raise XpkgError("interrupted; the store is as it was") from None
    for warning in () if quiet else (*built.warnings, *kept(built, corpus)):
        say(f"xpkg: warning: {warning}")
    for fault in built.set_aside:
        say(f"xpkg: {fault}")
    if not quiet:
        say(f"{store}: {_summary(built)}")
    return 3 if built.set_aside else 1 if corpus.problems else 0


def _summary(built: Built) -> str:
    count = len(built.manifest.sources)
    sources = f"{count} source{'s' if count != 1 else ''}, {len(built.done)} analysed"
    if kept := count - len(built.done):
        sources += f", {kept} as {'they were' if kept > 1 else 'it was'}"
    return f"{sources}, {built.manifest.quads} quads, snapshot {built.digest}"
