"""Keeps what a build has analysed until it has come to its end: the next one goes on where it was interrupted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xpkg.pipeline.sources import Done
from xpkg.store import digest_of
from xpkg.store.files import disk_errors
from xpkg.store.writing import open_lines

_FOLDER, _LIST = "unfinished", "done.jsonl"


class Unfinished:
    """The graphs of sources that are done, by the digests of all that they are made from, in a folder of the store."""

    def __init__(self, store: Path) -> None:
        self._folder = store / _FOLDER
        with disk_errors(store):
            self._folder.mkdir(exist_ok=True)
        self._listed = {each["key"]: each for each in _listed(self._folder)}

    def path(self, key: str) -> Path:
        """Where the N-Quads belong that have this key."""
        return self._folder / f"{key}.nq.gz"

    def found(self, key: str, name: str) -> Done | None:
        """What is kept under ``key`` of the source ``name``, if that is whole."""
        kept = self._listed.get(key)
        if kept is None or kept["name"] != name:
            return None
        try:
            with open_lines(self.path(key)) as lines:
                whole = digest_of(line.removesuffix("\n") for line in lines) == kept["digest"]
        except (OSError, EOFError, ValueError):
            return None  # the machine may have ended before all of it was on the disk
        return Done(name, kept["digest"], kept["quads"], warnings=tuple(kept["warnings"])) if whole else None

    def keep(self, key: str, done: Done) -> None:
        """Notes that what was ``done`` is whole."""
        told = {"key": key, "name": done.name, "digest": done.digest, "quads": done.quads, "warnings": done.warnings}
        with disk_errors(self._folder), (self._folder / _LIST).open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")


@contextmanager
def unfinished_in(store: Path) -> Iterator[Unfinished]:
    """What the last build of ``store`` has left; gone when the work with it comes to its end.

    It stays where that is interrupted or fails, unless it is the disk that fails.
    """
    try:
        yield Unfinished(store)
    except BaseException as error:
        no_room = isinstance(error, OSError) or isinstance(error.__cause__, OSError)
        if no_room or not analysed_in(store):
            shutil.rmtree(store / _FOLDER, ignore_errors=True)
        raise
    shutil.rmtree(store / _FOLDER, ignore_errors=True)


def analysed_in(store: Path) -> int:
    """How many sources are done of a build of ``store`` that was interrupted."""
    return len({each["key"] for each in _listed(store / _FOLDER)})


def _listed(folder: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = (folder / _LIST).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            return  # the line that was being written
