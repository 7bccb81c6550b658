"""Keeps the graph in an Oxigraph store; a build goes aside and is put in place in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store

from xpkg.errors import StoreError

_CURRENT = "current"
_SNAPSHOTS = "snapshots"


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """``quads`` as N-Quads lines, sorted, each once: the same for two builds of the same input."""
    return sorted({f"{quad} ." for quad in quads})


def replace_store(folder: Path, quads: Iterable[Quad]) -> str:
    """Makes the store in ``folder`` hold just ``quads``; returns the snapshot's name, a digest of its content.

    The new database is written aside and flushed; then one atomic rename of the pointer file makes it the current
    one. Whatever interrupts this before that leaves the old store as it was. Raises StoreError when the folder
    cannot be written.
    """
    lines = sorted_lines(quads)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    snapshots = folder / _SNAPSHOTS
    try:
        snapshots.mkdir(parents=True, exist_ok=True)
        if not (snapshots / digest).is_dir():
            aside = Path(tempfile.mkdtemp(prefix="building-", dir=snapshots))
            store = Store(aside)
            store.bulk_load(input="\n".join(lines).encode() + b"\n", format=RdfFormat.N_QUADS)
            store.flush()
            store.optimize()
            del store
            aside.rename(snapshots / digest)
        _point(folder, digest)
    except OSError as error:
        raise StoreError(f"{folder}: the store cannot be written: {error.strerror or error}") from error
    _prune(snapshots, digest)
    return digest


def _point(folder: Path, digest: str) -> None:
    pointer = folder / f"{_CURRENT}.{os.getpid()}"
    with pointer.open("w") as file:
        file.write(digest + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(folder / _CURRENT)


def _prune(snapshots: Path, digest: str) -> None:
    """Removes what interrupted builds left, and old snapshots but the newest, which a reader may have open."""
    others = [path for path in snapshots.iterdir() if path.name != digest]
    finished = sorted((p for p in others if not p.name.startswith("building-")), key=lambda p: p.stat().st_mtime)
    for path in [*finished[:-1], *(p for p in others if p.name.startswith("building-"))]:
        shutil.rmtree(path, ignore_errors=True)


def open_store(folder: Path) -> Store:
    """The current snapshot of the store in ``folder``, for reading. Raises StoreError when there is none."""
    try:
        digest = (folder / _CURRENT).read_text().strip()
        return Store.read_only(str(folder / _SNAPSHOTS / digest))
    except OSError as error:
        raise StoreError(f"{folder}: no store here; make one with 'xpkg build --store {folder}'") from error


def pointer_path(folder: Path) -> Path:
    """The file that names the current snapshot; it is replaced, never rewritten."""
    return folder / _CURRENT


def current_snapshot(folder: Path) -> str:
    """The name of the current snapshot. Raises StoreError when there is no store."""
    try:
        return (folder / _CURRENT).read_text().strip()
    except OSError as error:
        raise StoreError(f"{folder}: no store here; make one with 'xpkg build --store {folder}'") from error


def make_current(folder: Path, name: str) -> None:
    """Makes the finished snapshot ``name`` the current one, in one step, for all who open the store."""
    _point(folder, name)
    _prune(folder / _SNAPSHOTS, name)


def snapshot_path(folder: Path, name: str) -> Path:
    """Where the database of the snapshot ``name`` lies; it is never written again once it is current."""
    return folder / _SNAPSHOTS / name
