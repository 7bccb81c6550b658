"""Writes a new snapshot in a folder aside; while one build is under way, a second one is refused."""

from __future__ import annotations

import contextlib
import fcntl
import gzip
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, cast, overload

from pyoxigraph import Quad, RdfFormat, Store, parse

from xpkg.errors import StoreBusyError, StoreError
from xpkg.store.files import clone_database, disk_errors, link_or_copy, move_aside, write_synced
from xpkg.store.merging import without_graph
from xpkg.store.reading import BUILDING, BUILT, COUNTS, DATABASE, KNOWN, SEARCH, SNAPSHOTS, WRITTEN, is_store

_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Aside:
    """A snapshot that is being written, in a folder beside the others."""

    store: Path
    folder: Path

    @property
    def search(self) -> Path:
        """Where the full-text index belongs."""
        return self.folder / SEARCH

    @property
    def written(self) -> Path:
        """Where the N-Quads of what users wrote belong."""
        return self.folder / WRITTEN

    @property
    def counts(self) -> Path:
        """Where the counts belong, which the next build goes on from."""
        return self.folder / COUNTS

    @property
    def known(self) -> Path:
        """Where that belongs which the next build goes on to conclude from."""
        return self.folder / KNOWN

    @property
    def spool(self) -> Path:
        """A folder for files of the build, which do not go into the snapshot."""
        return self.folder / "spool"

    def open(self) -> Store:
        """The database, to be written; every name for it must be gone before ``put_in_place``."""
        with disk_errors(self.store):
            return Store(str(self.folder / DATABASE))

    def take_over(self, database: Path) -> None:
        """Begins with all that the closed ``database`` has, instead of with nothing."""
        with disk_errors(self.store):
            clone_database(database, self.folder / DATABASE)

    def keep_built(self, snapshot: Path) -> None:
        """Keeps beside the database what the last build made, now that others are about to write.

        ``snapshot`` is the folder of the snapshot that is written on: it has that beside its own database, or is it.
        The search index stays that of the last build.
        """
        with disk_errors(self.store):
            built = snapshot / BUILT
            clone_database(built if built.is_dir() else snapshot / DATABASE, self.folder / BUILT)
            if (snapshot / SEARCH).is_file():
                link_or_copy(snapshot / SEARCH, self.search)

    def extend(self, database: Store, quads: Iterable[Quad]) -> None:
        """Adds ``quads`` of named graphs to ``database`` and to its merge, blank nodes as they are called."""
        with disk_errors(self.store):
            both = ((quad, Quad(quad.subject, quad.predicate, quad.object)) for quad in quads)
            database.bulk_extend(each for pair in both for each in pair)

    def load(self, database: Store, paths: Iterable[Path]) -> None:
        """Adds the N-Quads of named graphs in the files ``paths`` to ``database``, and to its merge.

        Together, as every load writes files of its own, which the database then has to merge.
        Raises StoreError when the disk does not take them.
        """
        batch, merged = self.spool / "batch.nq", self.spool / "merged.nq"
        with disk_errors(self.store):
            with batch.open("wb") as all_quads, merged.open("wb") as all_triples:
                for path in paths:
                    with open_lines(path, "rb") as file:
                        lines = file.readlines()
                    all_quads.writelines(lines)
                    all_triples.writelines(without_graph(lines))
            for path in (batch, merged):
                database.bulk_load(path=str(path), format=RdfFormat.N_QUADS, lenient=True)  # the terms were checked
                path.unlink()


@contextmanager
def building(store: Path) -> Iterator[Aside]:
    """A new, empty snapshot for the store in ``store``.

    Ends in ``put_in_place``, or leaves everything as it was. Raises StoreError when another build is under way
    or the folder cannot be written.
    """
    new = not os.path.lexists(store)
    lock = _lock(store)
    try:
        with disk_errors(store):
            place = store / SNAPSHOTS
            if not place.is_dir():
                move_aside(place)
                place.mkdir()
            for left in place.glob(BUILDING + "*"):
                shutil.rmtree(left, ignore_errors=True)
            aside = Aside(store, Path(tempfile.mkdtemp(prefix=BUILDING, dir=place)))
            aside.folder.chmod(0o755)  # mkdtemp's is for its owner alone; a server may be another user
            aside.spool.mkdir()
        try:
            with disk_errors(store, only_disk=True):
                yield aside
        finally:
            shutil.rmtree(aside.folder, ignore_errors=True)
    finally:
        if new and not is_store(store):  # nothing came of it: no trace is left
            with contextlib.suppress(OSError):
                shutil.rmtree(store / SNAPSHOTS)
                (store / _LOCK).unlink()
                store.rmdir()
        # The kernel lets go of the lock when the process ends, however it ends.
        os.close(lock)


def idle(store: Path) -> bool:
    """Whether no build of the store in ``store`` is under way."""
    try:
        lock = os.open(store / _LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(lock)
    return True


def write_text(store: Path, name: str, text: str) -> None:
    """Writes the file ``name`` of the store in ``store`` in one step. Raises OSError where that is not possible."""
    new = store / f"{name}.new"
    write_synced(new, text)
    new.replace(store / name)


def _lock(store: Path) -> int:
    with disk_errors(store):
        store.mkdir(parents=True, exist_ok=True)
        if (store / _LOCK).is_dir():
            move_aside(store / _LOCK)
        lock = os.open(store / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if isinstance(error, BlockingIOError):
            raise StoreBusyError(f"{store}: another build is under way; wait until it has ended") from error
        raise StoreError(f"{store}: the store cannot be locked: {error.strerror or error}") from error
    return lock


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes N-Quads lines to ``path``, packed where its name ends in ``.gz``.

    Raises StoreError where the disk does not take them.
    """
    with disk_errors(path), open_lines(path, "wt") as file:
        file.writelines(line + "\n" for line in lines)


def read_quads(path: Path) -> Iterator[Quad]:
    """The quads in a file of ``write_lines``. Their terms were checked when they were made. Raises OSError."""
    with open_lines(path, "rb") as file:
        data = file.read()
    return parse(data, format=RdfFormat.N_QUADS, lenient=True)


@overload
def open_lines(path: Path, mode: Literal["rt", "wt"] = "rt") -> IO[str]: ...


@overload
def open_lines(path: Path, mode: Literal["rb"]) -> IO[bytes]: ...


def open_lines(path: Path, mode: Literal["rt", "wt", "rb"] = "rt") -> IO[str] | IO[bytes]:
    """The file of ``write_lines``, to be read or written. Raises OSError."""
    if mode == "rb" and path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path))
    if mode == "rb":
        return path.open("rb")
    if path.suffix == ".gz":
        return gzip.open(path, mode, compresslevel=1, encoding="utf-8", newline="\n")
    return path.open(mode, encoding="utf-8", newline="\n")
