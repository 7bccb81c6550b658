"""``xpkg build``: texts into a store."""

from __future__ import annotations

import dataclasses
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from xpkg.annotators import Choice
from xpkg.cli.options import (
    annotator_options,
    base_iri,
    finite,
    identity_options,
    links_option,
    reading_options,
    store_option,
)
from xpkg.cli.terminal import say
from xpkg.errors import InputError, XpkgError
from xpkg.inputs import Inputs, Outcome, remember, unchanged

if TYPE_CHECKING:
    from xpkg.api import BuildOptions
    from xpkg.pipeline.build import Built

# What reads texts takes a second or two to load: it is imported when there is something to read.


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--add", is_flag=True, help="Keep the sources that the store has; a text of the same name is replaced.")
@click.option("--remove", multiple=True, metavar="NAME", help="Take this source out of the store; implies --add.")
@click.option("--replace", is_flag=True, help="Let go of what the store has and this build would not keep.")
@click.option("--base", callback=base_iri, metavar="IRI", help="What all IRIs begin with, in place of w3id.org/xpkg.")
@click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N", help="Processes; default 1 for few texts, else all cores."
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="A Dask scheduler, such as tcp://host:8786, whose workers analyse the texts.",
)
@click.option("--strict", is_flag=True, help="Build nothing where a text cannot be read or would be set aside.")
@click.option(
    "--text-timeout",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    callback=finite,
    help="Processor time after which a text is set aside; default 30, and 150 more for each million characters.",
)
@click.option(
    "--text-memory",
    type=click.IntRange(min=64),
    metavar="MEGABYTES",
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

    \b
    Examples:
      xpkg build
      xpkg build texts report.pdf --store harbour.db
      xpkg build more --add --store harbour.db
    """
    choice = Choice(annotator, llm_url, llm_model, llm_key)
    files = tuple(map(str, (*authority, *judgements, *links, *metadata)))
    told = repr((add, base, strict, text_timeout, text_memory, encoding, text_column, choice))
    # What stands in no file, and what is there once, is always done; --replace is to look at everything.
    again = not remove and not replace and Path("-") not in paths
    if again and (known := unchanged(store, map(str, paths), files, told)) is not None:
        for line in (*known.problems, *(() if quiet else (*known.warnings, f"{store}: {known.summary}"))):
            say(line)
        sys.exit(known.status)
    from xpkg.corpus import LARGEST_FILE, Reading
    from xpkg.readers import SUFFIXES

    inputs = Inputs(tuple(map(str, paths)), files, told, SUFFIXES) if again else None
    standard_input = sys.stdin.buffer.read(LARGEST_FILE + 1) if Path("-") in paths else None
    status = build_store(
        paths,
        store,
        inputs,
        quiet=quiet,
        add=add,
        remove=remove,
        replace=replace,
        base=base,
        workers=workers,
        scheduler=scheduler,
        annotator=choice,
        authority=authority,
        judgements=judgements,
        links=links,
        strict=strict,
        text_seconds=text_timeout,
        reading=Reading(encoding, text_column, standard_input, metadata, None if replace else store),
        text_memory=text_memory and text_memory * 1_000_000,
    )
    sys.exit(status)


def build_store(
    paths: tuple[Path, ...],
    store: Path,
    inputs: Inputs | None = None,
    *,
    quiet: bool = False,
    **options: Unpack[BuildOptions],
) -> int:
    """Builds ``store`` from ``paths``, telling on standard error; the exit status: 1 where something could not be read,
    3 where a text was set aside. What is built of ``inputs`` need not be built again. ``quiet`` tells only of what is
    wrong."""
    from xpkg.api import kept, prepare, unbuildable
    from xpkg.cli.progress import shown_progress
    from xpkg.pipeline.build import build as build_graph
    from xpkg.pipeline.unfinished import analysed_in

    digest = inputs.digest() if inputs else ""  # before anything is read: what changes from now on is seen next time
    corpus, plan = prepare(paths, **options)
    problems = tuple(f"xpkg: {problem}" for problem in corpus.problems)
    warnings = tuple(f"xpkg: warning: {warning}" for warning in corpus.warnings)
    for line in problems if quiet else (*problems, *warnings):
        say(line)
    if why := unbuildable(corpus, plan):
        raise InputError(why)
    try:
        with shown_progress(quiet) as tell:
            built = build_graph(store, plan, tell)
    except KeyboardInterrupt:
        count = analysed_in(store)
        more = f"; what is analysed ({_counted(count)}) is kept, and the next build goes on from there" if count else ""
        raise XpkgError(f"interrupted; the store is as it was{more}") from None
    stay = tuple(f"xpkg: warning: {warning}" for warning in kept(built, corpus))
    for line in () if quiet else (*(f"xpkg: warning: {warning}" for warning in built.warnings), *stay):
        say(line)
    for fault in built.set_aside:
        say(f"xpkg: {fault}")
    if not quiet:
        say(f"{store}: {_summary(built)}")
    status = 1 if corpus.problems else 0
    if inputs and not built.set_aside:  # what was set aside is tried again
        again = dataclasses.replace(built, done=(), resumed=0)
        outcome = Outcome(problems, (*warnings, *stay), _summary(again), status)
        with suppress(OSError):  # then the next build looks at everything
            remember(store, inputs, digest, built.digest, outcome)
    return 3 if built.set_aside else status


def _summary(built: Built) -> str:
    count = len(built.manifest.sources)
    sources = f"{_counted(count)}, {len(built.done)} analysed"
    if built.resumed:
        sources += f" ({built.resumed} of them before an interruption)"
    if kept := count - len(built.done):
        sources += f", {kept} as {'they were' if kept > 1 else 'it was'}"
    return f"{sources}, {built.manifest.quads} quads, snapshot {built.digest}"


def _counted(count: int) -> str:
    return f"{count} source{'s' if count != 1 else ''}"
