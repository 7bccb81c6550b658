"""``xpkg watch``: builds the store, and again whenever a file changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from xpkg.cli.build import build
from xpkg.cli.terminal import say
from xpkg.errors import XpkgError
from xpkg.store import BuildRecord, builds

_OF_FILES = ("authority", "judgements", "links", "metadata")
_NAMED = 8
"""Sources whose names are told."""
Stamp = dict[Path, tuple[int, int]]


@click.command(
    params=[
        *build.params,
        click.Option(["--every"], type=click.FloatRange(min=0.1), default=1.0, show_default=True, metavar="SECONDS",
                     help="How often the files are looked at."),
    ]
)  # fmt: skip
def watch(every: float, **options: Any) -> None:
    """Build the store from PATHS, and again when a file there changes, comes or goes; Ctrl-C ends it.

    All options of build count. It tells what is new, changed and gone. A server of the same store shows each new
    build by itself.

    \b
    Examples:
      xpkg watch texts --store harbour.db
    """
    paths: tuple[Path, ...] = options["paths"]
    if not paths or Path("-") in paths:
        raise click.UsageError("name the files or folders to watch")
    watched = (*paths, *(path for name in _OF_FILES for path in options.get(name, ())))
    try:
        while True:
            before = _stamp(watched)
            known = builds(options["store"])[:1]
            if not _built(options):
                return
            for record in (each for each in builds(options["store"])[:1] if (each,) != known):
                say("\n".join(_told(record)))
            say("xpkg: watching; Ctrl-C ends it")
            while (now := _stamp(watched)) == before:
                time.sleep(every)
            while (later := _stamp(watched)) != now:  # a copy that is under way has an end
                now = later
                time.sleep(every)
    except KeyboardInterrupt:
        return


def _told(record: BuildRecord) -> Iterator[str]:
    """What a build changed."""
    for words, names in (("new", record.came), ("changed", record.changed), ("gone", record.went)):
        if names:
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            yield f"xpkg: {words}: {', '.join(names[:_NAMED])}{more}"
    if record.again:
        yield f"xpkg: read otherwise than before: {record.again}"


def _built(options: dict[str, Any]) -> bool:
    """Builds once; False where a person has stopped it. What is wrong with a text is told, and mended by its author."""
    assert build.callback is not None
    try:
        build.callback(**options)
    except SystemExit:
        return True
    except XpkgError as error:
        say(f"xpkg: {error}")
        return not isinstance(error.__context__, KeyboardInterrupt)
    return True


def _stamp(watched: tuple[Path, ...]) -> Stamp:
    """Size and time of change of every file."""
    return dict(_stamps(watched))


def _stamps(watched: tuple[Path, ...]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for top in watched:
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            try:
                found = path.stat()
            except OSError:
                continue  # it went just now
            if path.is_file():
                yield path, (found.st_mtime_ns, found.st_size)
