"""Writes a new snapshot aside and puts it in place in one step; of two builds at a time the second is refused."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from xpkg.errors import StoreBusyError, StoreError
from xpkg.store.lines import digest_of, sorted_lines
from xpkg.store.manifest import GraphRecord, Manifest, to_json
from xpkg.store.merging import without_graph
from xpkg.store.reading import (
    CURRENT,
    DATABASE,
    IN_USE,
    MANIFEST,
    SEARCH,
    SNAPSHOTS,
    open_snapshot,
    snapshot_path,
)

_BUILDING = "building-"
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
    def spool(self) -> Path:
        """A folder for files of the build, which do not go into the snapshot."""
        return self.folder / "spool"

    def open(self) -> Store:
        """The database, to be written; every name for it must be gone before ``put_in_place``."""
        with _written(self.store):
            return Store(str(self.folder / DATABASE))

    def take_over(self) -> None:
        """Begins with all that the current snapshot has, instead of with nothing."""
        with _written(self.store), open_snapshot(self.store) as old:
            _clone(old.folder / DATABASE, self.folder / DATABASE)

    def load(self, database: Store, paths: Iterable[Path]) -> None:
        """Adds the N-Quads of named graphs in the files ``paths`` to ``database``, and to its merge.

        Together, as every load writes files of its own, which the database then has to merge. The files are removed.
        Raises StoreError when the disk does not take them.
        """
        batch, merged = self.spool / "batch.nq", self.spool / "merged.nq"
        with _written(self.store):
            with batch.open("w", encoding="utf-8") as all_quads, merged.open("w", encoding="utf-8") as all_triples:
                for path in paths:
                    with path.open(encoding="utf-8", newline="\n") as file:
                        for line in file:
                            all_quads.write(line)
                            all_triples.writelines(f"{triple}\n" for triple in without_graph((line,)))
                    path.unlink()
            for path in (batch, merged):
                database.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
                path.unlink()


@contextmanager
def building(store: Path) -> Iterator[Aside]:
    """A new, empty snapshot for the store in ``store``.

    Ends in ``put_in_place``, or leaves everything as it was. Raises StoreError when another build is under way
    or the folder cannot be written.
    """
    lock = _lock(store)
    try:
        with _written(store):
            snapshots = store / SNAPSHOTS
            snapshots.mkdir(exist_ok=True)
            for left in snapshots.glob(_BUILDING + "*"):
                shutil.rmtree(left, ignore_errors=True)
            aside = Aside(store, Path(tempfile.mkdtemp(prefix=_BUILDING, dir=snapshots)))
            aside.folder.chmod(0o755)  # mkdtemp's is for its owner alone; a server may be another user
            aside.spool.mkdir()
        try:
            with _written(store, only_disk=True):
                yield aside
        finally:
            shutil.rmtree(aside.folder, ignore_errors=True)
    finally:
        # The kernel lets go of the lock when the process ends, however it ends.
        os.close(lock)


def _lock(store: Path) -> int:
    with _written(store):
        store.mkdir(parents=True, exist_ok=True)
        lock = os.open(store / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        if isinstance(error, BlockingIOError):
            raise StoreBusyError(f"{store}: another build is under way; wait until it has ended") from error
        raise StoreError(f"{store}: the store cannot be locked: {error.strerror or error}") from error
    return lock


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


@contextmanager
def _written(store: Path, *, only_disk: bool = False) -> Iterator[None]:
    """What the disk refuses, said in one line; with ``only_disk`` nothing but that a file cannot grow.

    The engine's errors have no number: those of a build are about its files.
    """
    try:
        yield
    except OSError as error:
        if only_disk and error.errno is not None and error.errno not in _NO_ROOM:
            raise
        raise StoreError(f"{store}: the store cannot be written: {error.strerror or error}") from error


def _clone(old: Path, new: Path) -> None:
    """Copies a closed database; its table files, which RocksDB never changes, as hard links where that can be done."""
    new.mkdir()
    for path in sorted(old.iterdir()):
        if path.suffix == ".sst":
            try:
                os.link(path, new / path.name)
                continue
            except OSError:
                pass  # another file system, or one without hard links
        if path.name not in ("LOCK", "LOG") and not path.name.startswith("LOG.old"):
            shutil.copyfile(path, new / path.name)


def put_in_place(aside: Aside, manifest: Manifest) -> str:
    """Makes the snapshot in ``aside`` the current one; its digest. The database must not be used any more.

    Everything is on the disk before one rename of the pointer file makes it the store. Whatever interrupts
    this before that leaves the old store as it was.
    """
    ordered = replace(
        manifest,
        sources=tuple(sorted(manifest.sources, key=lambda source: source.name)),
        graphs=tuple(sorted(manifest.graphs, key=lambda graph: graph.iri)),
    )
    digest = snapshot_digest(ordered)
    with _written(aside.store):
        shutil.rmtree(aside.spool)
        (aside.folder / IN_USE).touch()
        _write(aside.folder / MANIFEST, to_json(ordered))
        target = snapshot_path(aside.store, digest)
        if (target / MANIFEST).is_file():
            # The same graph as one that is there, perhaps in use; only what it was made from may have changed.
            (aside.folder / MANIFEST).replace(target / MANIFEST)
        else:
            shutil.rmtree(target, ignore_errors=True)
            _sync(aside.folder)
            aside.folder.rename(target)
        _sync(target.parent)
        point(aside.store, digest)
    _prune(aside.store, digest)
    return digest


def snapshot_digest(manifest: Manifest) -> str:
    """Sixteen hexadecimal digits that stand for the content of all graphs."""
    content = "".join(f"{graph.iri} {graph.digest}\n" for graph in manifest.graphs)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def point(store: Path, digest: str) -> None:
    """Makes ``digest`` the current snapshot."""
    pointer = store / f"{CURRENT}.new"
    _write(pointer, digest + "\n")
    pointer.replace(store / CURRENT)
    _sync(store)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _prune(store: Path, digest: str) -> None:
    """Removes the snapshots that nobody reads, but the newest, which a reader may be about to open."""
    snapshots = store / SNAPSHOTS
    others = [path for path in snapshots.iterdir() if path.name != digest and not path.name.startswith(_BUILDING)]
    for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
        try:
            descriptor = os.open(path / IN_USE, os.O_RDONLY)
        except FileNotFoundError:
            shutil.rmtree(path, ignore_errors=True)  # of a layout before locks, or half removed
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            dead = path.rename(snapshots / f"{_BUILDING}no-more-{path.name}")
            shutil.rmtree(dead, ignore_errors=True)
        except OSError:
            pass  # somebody reads it
        finally:
            os.close(descriptor)


def replace_store(folder: Path, quads: Iterable[Quad], base: str = "") -> str:
    """Makes the store in ``folder`` hold just ``quads``, held in memory; returns the snapshot's digest."""
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        name = quad.graph_name
        graphs.setdefault(name.value if isinstance(name, NamedNode) else "", []).append(quad)
    with building(folder) as aside:
        records = []
        database = aside.open()
        for iri in sorted(graphs):
            lines = sorted_lines(graphs[iri])
            write_lines(aside.spool / "graph.nq", lines)
            if iri:
                aside.load(database, [aside.spool / "graph.nq"])
            else:
                database.bulk_load(path=str(aside.spool / "graph.nq"), format=RdfFormat.N_QUADS)
            records.append(GraphRecord(iri, "", digest_of(lines), len(lines)))
        database.flush()
        del database
        return put_in_place(aside, Manifest(base, (), tuple(records), merged=True))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes N-Quads lines to ``path``. Raises StoreError where the disk does not take them."""
    with _written(path), path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)

