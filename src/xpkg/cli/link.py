"""``xpkg link``: things and their items in Wikidata."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from xpkg.cli.terminal import say
from xpkg.errors import XpkgError
from xpkg.linking.index.building import build_index

index_option = click.option(
    "--index", type=click.Path(path_type=Path, dir_okay=False), default=Path("wikidata.sqlite"), show_default=True,
    help="File of the index.",
)  # fmt: skip


@click.group()
def link() -> None:
    """Link things to items of Wikidata: an index of a dump."""


def _classes(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[int, ...]:
    for one in value:
        if not re.fullmatch(r"Q[1-9]\d*", one, re.ASCII):
            raise click.BadParameter(f"{one!r} is no item like Q5")
    return tuple(int(one[1:]) for one in value)


@link.command("index")
@click.argument("dump", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@index_option
@click.option("--language", "languages", multiple=True, default=("en",), show_default=True, metavar="CODE",
              help="Language of names and descriptions; repeatable, the first one is shown.")  # fmt: skip
@click.option("--class", "classes", multiple=True, callback=_classes, metavar="Q…",
              help="Keep items of this class and those below; repeatable. Default: all that news name.")  # fmt: skip
def index(dump: Path, index: Path, languages: tuple[str, ...], classes: tuple[int, ...]) -> None:
    """Make an index of DUMP, a Wikidata dump or an extract of one (.json or .ndjson, plain, .bz2 or .gz).

    One pass; when it is interrupted, the same command goes on where it was.
    """
    try:
        with _progress() as tell:
            made = build_index(dump, index, languages=languages, classes=classes, tell=tell)
    except KeyboardInterrupt:
        raise XpkgError("interrupted; the same command goes on from here") from None
    say(f"{index}: {made.items} items and {made.redirects} redirects of {made.lines} lines")


@contextmanager
def _progress() -> Iterator[Callable[[int], None]]:
    """The megabytes that are read, on standard error, when a person looks; else nothing."""
    if not sys.stderr.isatty():
        yield lambda read: None
        return
    yield lambda read: click.echo(f"\r{read // 1_000_000} MB read", err=True, nl=False)
    click.echo(err=True)
