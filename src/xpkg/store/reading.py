"""Opens the current snapshot for reading, and holds on to it for as long as it is read."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pyoxigraph import Store

from xpkg.errors import StoreError
from xpkg.store.manifest import Manifest, from_json

CURRENT = "current"
SNAPSHOTS = "snapshots"
DATABASE = "oxigraph"
SEARCH = "search.sqlite"
MANIFEST = "manifest.json"
IN_USE = "in-use"
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the store. No build removes it before ``close``, or before the process ends, however it ends."""

    digest: str
    folder: Path
    lock: int  # the descriptor that holds the shared lock

    @property
    def search(self) -> Path:
        """The full-text index."""
        return self.folder / SEARCH

    def manifest(self) -> Manifest:
        """What is in the snapshot. Raises StoreError when that cannot be read."""
        try:
            return from_json((self.folder / MANIFEST).read_text("utf-8"))
        except OSError as error:
            raise StoreError(f"{self.folder}: {MANIFEST} cannot be read: {error.strerror}") from error

    def open(self) -> Store:
        """The database, read-only. Raises StoreError when it cannot be opened."""
        try:
            return Store.read_only(str(self.folder / DATABASE))
        except OSError as error:
            why = " ".join(str(error).split())[:300]
            raise StoreError(f"{self.folder}: the database cannot be opened; build the store again ({why})") from error

    def close(self) -> None:
        """Lets a later build remove the snapshot."""
        os.close(self.lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def snapshot_path(folder: Path, digest: str) -> Path:
    """The folder of the snapshot ``digest`` of the store in ``folder``."""
    return folder / SNAPSHOTS / digest


def current_digest(folder: Path) -> str | None:
    """The digest of the current snapshot; None when there is no store in ``folder``."""
    try:
        return (folder / CURRENT).read_text().strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def open_snapshot(folder: Path) -> Snapshot:
    """The current snapshot of the store in ``folder``. Raises StoreError when there is none."""
    for _ in range(_ATTEMPTS):
        digest = current_digest(folder)
        if digest is None:
            raise StoreError(f"{folder}: no store here; make one with 'xpkg build --store {folder}'")
        held = _hold(snapshot_path(folder, digest))
        if held is not None:
            return Snapshot(digest, snapshot_path(folder, digest), held)
        # A build has put another snapshot in place and removed this one between our two looks.
    raise StoreError(f"{folder}: the snapshot {digest} is not there; build the store again")


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
