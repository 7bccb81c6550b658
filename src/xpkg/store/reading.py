"""Opens the current snapshot for reading, and holds on to it for as long as it is read."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Store

from xpkg.errors import StoreError
from xpkg.store.manifest import Head, Manifest, from_json, head_of
from xpkg.store.sealing import faults

CURRENT = "current"
SNAPSHOTS = "snapshots"
DATABASE = "oxigraph"
SEARCH = "search.sqlite"
MANIFEST = "manifest.json"
MANIFEST_COPY = "manifest.copy.json"
BUILT = "built"
WRITTEN = "written.nq"
COUNTS = "counts.json"
KNOWN = "known.sqlite"
IN_USE = "in-use"
BUILDING = "building-"
_SHOWN = 40
_ATTEMPTS = 20
_SMALL = 32_000_000
"""Bytes that are compared before a question is answered: some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the store. No build removes it before ``close``, or before the process ends, however it ends.

    ``lock`` is the descriptor that holds the shared lock. ``checked`` are the amounts of bytes that ``check`` has read
    without finding a fault. The files never change, so each amount is read once.
    """

    digest: str
    folder: Path
    lock: int
    checked: set[int | None] = field(default_factory=set, repr=False, compare=False)

    @property
    def search(self) -> Path:
        """The full-text index."""
        return self.folder / SEARCH

    def manifest(self) -> Manifest:
        """What is in the snapshot. Raises StoreError when that cannot be read."""
        return read_manifest(self.folder)

    def check(self, read: int | None = _SMALL) -> None:
        """Raises StoreError when a file is not as it was written, as far as ``read`` bytes tell; None reads all.

        The same amount is read once.
        """
        if read in self.checked:
            return
        for fault in faults(self.folder, self.manifest().files, read):
            raise damaged(self.folder, str(fault))
        self.checked.add(read)

    def open(self, read: int = _SMALL) -> Store:
        """The database, read-only, when ``check`` finds no fault. Raises StoreError when it cannot be opened.

        Its tables have a checksum a block, so that no damage of theirs is ever taken for an answer.
        """
        self.check(read)
        return open_database(self.folder / DATABASE)

    def close(self) -> None:
        """Lets a later build remove the snapshot."""
        os.close(self.lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_database(folder: Path) -> Store:
    """The database in ``folder``, read-only. Raises StoreError when it cannot be opened."""
    try:
        return Store.read_only(str(folder))
    except (OSError, RuntimeError) as error:
        why = " ".join(str(error).split())[:300]
        raise StoreError(f"{folder}: the database cannot be opened; build the store again ({why})") from error


def damaged(folder: Path, why: str) -> StoreError:
    """What to say of damage."""
    return StoreError(f"{folder}: damaged: {why}; build the store again from its texts with --replace, which mends it")


def read_manifest(folder: Path, name: str = MANIFEST) -> Manifest:
    """The manifest of the snapshot in ``folder``. Raises StoreError when it cannot be read."""
    path = folder / name
    with _readable(name):
        found = os.stat(path)
        return _parsed(path, found.st_ino, found.st_mtime_ns, found.st_size)


def read_head(folder: Path) -> Head | None:
    """The head of the manifest of the snapshot in ``folder``, or of its copy; None when neither can be read."""
    for name in (MANIFEST, MANIFEST_COPY):
        with suppress(StoreError), _readable(name):
            return head_of((folder / name).read_text("utf-8"))
    return None


@contextmanager
def _readable(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise StoreError(f"the store's {name} cannot be read: {why}; 'xpkg build' mends that") from error


@lru_cache(maxsize=4)
def _parsed(path: Path, inode: int, changed: int, size: int) -> Manifest:
    return from_json(path.read_text("utf-8"))


def snapshot_path(folder: Path, digest: str) -> Path:
    """The folder of the snapshot ``digest`` of the store in ``folder``."""
    return folder / SNAPSHOTS / digest


def current_digest(folder: Path) -> str | None:
    """The digest of the current snapshot; None when there is no store in ``folder``."""
    try:
        digest = (folder / CURRENT).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return digest if re.fullmatch(r"[\w-]+", digest) else None  # else it is no name of a folder


def is_store(folder: Path) -> bool:
    """Whether there is a store in ``folder``, be it damaged."""
    return os.path.lexists(folder / CURRENT) or any(snapshots(folder))


def snapshots(folder: Path) -> Iterator[Path]:
    """The folders of the snapshots of the store in ``folder``, without what a build has not finished."""
    try:
        found = sorted((folder / SNAPSHOTS).iterdir())
    except OSError:
        return
    yield from (path for path in found if path.is_dir() and not path.name.startswith(BUILDING))


def open_snapshot(folder: Path) -> Snapshot:
    """The current snapshot of the store in ``folder``. Raises StoreError when there is none, or it is damaged."""
    for _ in range(_ATTEMPTS):
        digest = current_digest(folder)
        if digest is None and is_store(folder):
            raise damaged(folder, f"the file {CURRENT!r} does not say which snapshot is the current one")
        if digest is None:
            raise StoreError(f"{folder}: no store here; make one with 'xpkg build --store {folder}'")
        held = _hold(snapshot_path(folder, digest))
        if held is not None:
            return Snapshot(digest, snapshot_path(folder, digest), held)
        # A build has put another snapshot in place and removed this one between our two looks.
    raise damaged(folder, f"the snapshot {str(digest)[:_SHOWN]} is not there, or not whole")


def _hold(folder: Path) -> int | None:
    """A descriptor with a shared lock on the snapshot in ``folder``; None when it is gone."""
    try:
        descriptor = os.open(folder / IN_USE, os.O_RDONLY)
    except OSError:
        return None
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    if (folder / MANIFEST).is_file():
        return descriptor
    os.close(descriptor)
    return None


def open_store(folder: Path) -> Store:
    """The current snapshot's database for a short reading that ends with the process; else use open_snapshot."""
    return open_snapshot(folder).open()
