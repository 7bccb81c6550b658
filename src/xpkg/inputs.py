"""Tells whether anything that the last build read has changed since, without reading a text."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from xpkg.installed import distributions
from xpkg.resources import folder
from xpkg.store import current_digest, idle, snapshot_path, write_text

RECORD = "inputs.json"
"""The record's name in the folder of a store."""
_RESOURCES = ("data", "ontology", "shapes", "queries")
_MANIFEST, _HEADERS = "manifest.toml", ".headers"
"""What a folder records about its texts, and what is kept beside a file that was fetched."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build was asked to do: the ``paths`` of texts, ``files`` that it reads besides, and all its ``options``.

    ``suffixes`` are those of the files in a folder that are read; of others the names count alone.
    """

    paths: tuple[str, ...]
    files: tuple[str, ...]
    options: str
    suffixes: tuple[str, ...]

    def digest(self) -> str:
        """SHA-256 of all that the build reads: names, sizes, times of change and bytes of files, and the program.

        Links are followed as the build follows them. What cannot be read counts with the reason.
        """
        found = hashlib.sha256(repr((self.paths, self.files, self.options, self.suffixes, program())).encode())
        for path in (*self.paths, *self.files):
            for line in _told(path, self.suffixes):
                found.update(line.encode("utf-8", "surrogateescape") + b"\0")
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the same build would say again: lines of ``problems`` and ``warnings``, a ``summary``; its ``status``."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    summary: str
    status: int


def unchanged(store: Path, paths: Iterable[str], files: Iterable[str], options: str) -> Outcome | None:
    """What the last build would say again; None where anything has changed, in what it read or in what it wrote.

    Of the store the sizes, places and times of change of all files are compared. A build is also due where snapshots
    are left that may be read no more.
    """
    try:
        record = json.loads((store / RECORD).read_text("utf-8"))
        content = record["content"]
        if record["sha256"] != _digest(content):
            return None
        inputs = Inputs(tuple(paths), tuple(files), options, tuple(content["suffixes"]))
        outcome = Outcome(tuple(content["problems"]), tuple(content["warnings"]), content["summary"], content["status"])
        current = current_digest(store)
        if not current or current != content["snapshot"] or content["files"] != _stamps(store, current):
            return None
        if len(os.listdir(snapshot_path(store, current).parent)) > 2:
            return None
        return outcome if idle(store) and content["inputs"] == inputs.digest() else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def remember(store: Path, inputs: Inputs, digest: str, snapshot: str, outcome: Outcome) -> None:
    """Writes down that a build of ``inputs``, of that ``digest`` before anything was read, made ``snapshot``."""
    content = {
        **asdict(outcome),
        "inputs": digest,
        "suffixes": inputs.suffixes,
        "snapshot": snapshot,
        "files": _stamps(store, snapshot),
    }
    content = json.loads(json.dumps(content))
    write_text(store, RECORD, json.dumps({"content": content, "sha256": _digest(content)}))


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _stamps(store: Path, snapshot: str) -> list[list[str | int]]:
    """What tells each file of ``snapshot`` from what it would be had anyone written it."""
    top = os.fspath(snapshot_path(store, snapshot))
    found: list[list[str | int]] = []
    for place, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(place, name)
            each = os.stat(path)
            found.append([os.path.relpath(path, top), each.st_ino, each.st_size, each.st_mtime_ns])
    return found


@lru_cache(maxsize=1)
def program() -> str:
    """A digest of the program with all that comes with it, and of the names of the distributions that are installed."""
    found = hashlib.sha256(sys.version.encode())
    for place in (Path(__file__).parent, *map(folder, _RESOURCES)):
        for path in _files(place):
            found.update(f"{path}\0{_sha256(path)}\0".encode("utf-8", "surrogateescape"))
    found.update("\0".join(distributions()).encode("utf-8", "surrogateescape"))
    return found.hexdigest()


def _files(top: Path) -> Iterator[str]:
    for place, folders, names in os.walk(top):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        yield from (os.path.join(place, name) for name in sorted(names))


def _told(path: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    """A line for each file at ``path``, or in the folder there."""
    yield os.path.realpath(path)
    if not os.path.isdir(path):
        yield from map(_file, (path, path + _HEADERS, os.path.join(os.path.dirname(path), _MANIFEST)))
        return
    failed: list[OSError] = []
    for place, folders, names in os.walk(path, onerror=failed.append):
        folders.sort()
        if "snapshots" in folders and {"current", "lock"} & set(names):
            folders.clear()  # a store, perhaps the one that is built
            yield f"{place} is a store"
            continue
        yield place
        yield from (f"{each}/" for each in folders)
        for name in sorted(names):
            read = name == _MANIFEST or name.lower().endswith((*suffixes, _HEADERS))
            yield f"{name} {_file(os.path.join(place, name))}" if read else name
    yield from (f"{error.filename}: {error.errno}" for error in failed)


def _file(path: str) -> str:
    """What tells a file: where a link leads to, when it was changed, how long it is, its bytes."""
    try:
        where = os.readlink(path) if os.path.islink(path) else ""
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe has no end to wait for
    except OSError as error:
        return f"{error.errno}"
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            return f"{where} {found.st_mode}"
        digest = hashlib.sha256()
        while data := os.read(opened, _CHUNK):
            digest.update(data)
        return f"{where} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_size} {digest.hexdigest()}"
    except OSError as error:
        return f"{error.errno}"
    finally:
        os.close(opened)


def _sha256(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
