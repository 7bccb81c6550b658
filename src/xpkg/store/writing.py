"""Writes a new snapshot aside and puts it in place in one step; of two builds at a time the second is refused."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from xpkg.errors import StoreBusyError, StoreError
from xpkg.store.inspection import readable
from xpkg.store.lines import digest_of, sorted_lines
from xpkg.store.manifest import FileRecord, GraphRecord, Manifest, to_json
from xpkg.store.merging import without_graph
from xpkg.store.reading import (
    BUILDING,
    BUILT,
    CURRENT,
    DATABASE,
    IN_USE,
    MANIFEST,
    MANIFEST_COPY,
    SEARCH,
    SNAPSHOTS,
    WRITTEN,
    is_store,
    snapshot_path,
    snapshots,
)
from xpkg.store.sealing import Inode, by_inode, faults, seal

_LOCK = "lock"
_OF_NO_USE = ("LOCK", "LOG", "LOG.old*")
"""Files that the engine writes beside a database, which nobody reads."""


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
    def spool(self) -> Path:
        """A folder for files of the build, which do not go into the snapshot."""
        return self.folder / "spool"

    def open(self) -> Store:
        """The database, to be written; every name for it must be gone before ``put_in_place``."""
        with _written(self.store):
            return Store(str(self.folder / DATABASE))

    def take_over(self, database: Path) -> None:
        """Begins with all that the closed ``database`` has, instead of with nothing."""
        with _written(self.store):
            _clone(database, self.folder / DATABASE)

    def keep_built(self, snapshot: Path) -> None:
        """Keeps beside the database what the last build made, now that others are about to write.

        ``snapshot`` is the folder of the snapshot that is written on: it has that beside its own database, or is it.
        The search index stays that of the last build.
        """
        with _written(self.store):
            built = snapshot / BUILT
            _clone(built if built.is_dir() else snapshot / DATABASE, self.folder / BUILT)
            if (snapshot / SEARCH).is_file():
                _share(snapshot / SEARCH, self.search)

    def extend(self, database: Store, quads: Iterable[Quad]) -> None:
        """Adds ``quads`` of named graphs to ``database`` and to its merge, blank nodes as they are called."""
        with _written(self.store):
            both = ((quad, Quad(quad.subject, quad.predicate, quad.object)) for quad in quads)
            database.bulk_extend(each for pair in both for each in pair)

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
    new = not os.path.lexists(store)
    lock = _lock(store)
    try:
        with _written(store):
            place = store / SNAPSHOTS
            if not place.is_dir():
                _make_room(place)
                place.mkdir()
            for left in place.glob(BUILDING + "*"):
                shutil.rmtree(left, ignore_errors=True)
            aside = Aside(store, Path(tempfile.mkdtemp(prefix=BUILDING, dir=place)))
            aside.folder.chmod(0o755)  # mkdtemp's is for its owner alone; a server may be another user
            aside.spool.mkdir()
        try:
            with _written(store, only_disk=True):
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


def _lock(store: Path) -> int:
    with _written(store):
        store.mkdir(parents=True, exist_ok=True)
        if (store / _LOCK).is_dir():
            _make_room(store / _LOCK)
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


def _make_room(path: Path) -> None:
    """Moves aside what stands at ``path`` where something of another kind belongs; nothing of it is thrown away."""
    number = 1
    while os.path.lexists(moved := path.with_name(f"{path.name}.moved-aside-{number}")):
        number += 1
    if os.path.lexists(path):
        path.rename(moved)


def _clone(old: Path, new: Path) -> None:
    """Copies a closed database; its table files, which RocksDB never changes, as hard links where that can be done."""
    new.mkdir()
    for path in sorted(old.iterdir()):
        if path.suffix == ".sst":
            _share(path, new / path.name)
        elif not any(path.match(name) for name in _OF_NO_USE):
            shutil.copyfile(path, new / path.name)


def _share(old: Path, new: Path) -> None:
    """Gives a file that is never written again a second name, or copies it where that cannot be."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)  # another file system, or one without hard links


def put_in_place(aside: Aside, manifest: Manifest) -> str:
    """Makes the snapshot in ``aside`` the current one; its digest. The database must not be used any more.

    Everything is on the disk before one rename of the pointer file makes it the store. Whatever interrupts
    this before that leaves the old store as it was.
    """
    ordered = replace(
        manifest,
        sources=tuple(sorted(manifest.sources, key=lambda source: source.name)),
        graphs=tuple(sorted(manifest.graphs, key=lambda graph: graph.iri)),
        written=tuple(sorted(manifest.written, key=lambda graph: graph.iri)),
    )
    before = {path: found for path in snapshots(aside.store) if (found := readable(path)) is not None}
    ordered = replace(ordered, number=1 + max((found.number for found in before.values()), default=0))
    with _written(aside.store):
        shutil.rmtree(aside.spool)
        for name in _OF_NO_USE:
            for left in aside.folder.glob(f"*/{name}"):
                left.unlink()
        target, there = _place(aside.store, snapshot_digest(ordered), before)
        if there is not None:
            # The same graph as one that is there, perhaps in use; only what it was made from may have changed.
            _record(target, replace(ordered, files=there.files))
        else:
            known: dict[Inode, FileRecord] = {}
            for path, found in before.items():
                known |= by_inode(path, found.files)
            _record(aside.folder, replace(ordered, files=seal(aside.folder, known)))
            _sync(aside.folder)
            aside.folder.rename(target)
        _sync(target.parent)
        point(aside.store, target.name)
    _prune(aside.store, target.name)
    return target.name


def _place(store: Path, digest: str, before: Mapping[Path, Manifest]) -> tuple[Path, Manifest | None]:
    """Where a snapshot of ``digest`` belongs, and the manifest of the whole one that is there already, if one is.

    Beside one that is damaged, which somebody may still read, it gets the next free name.
    """
    name, number = digest, 1
    while os.path.lexists(target := snapshot_path(store, name)):
        there = before.get(target)
        if there is not None and there.files and not any(faults(target, there.files)):
            return target, there
        number += 1
        name = f"{digest}-{number}"
    return target, None


def _record(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, and its copy, so that one damaged file costs nothing, and the marker of who reads."""
    for name in (MANIFEST_COPY, MANIFEST):
        if (folder / name).is_dir():
            _make_room(folder / name)
        _write(folder / f"{name}.new", to_json(manifest))
        (folder / f"{name}.new").replace(folder / name)
    if not (folder / IN_USE).exists():
        (folder / IN_USE).touch()


def snapshot_digest(manifest: Manifest) -> str:
    """Sixteen hexadecimal digits that stand for the content of all graphs."""
    content = "".join(f"{graph.iri} {graph.digest}\n" for graph in (*manifest.graphs, *manifest.written))
    content += manifest.revision
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def point(store: Path, digest: str) -> None:
    """Makes ``digest`` the current snapshot."""
    pointer = store / f"{CURRENT}.new"
    for path in (pointer, store / CURRENT):
        if path.is_dir():
            _make_room(path)
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
    others = [path for path in snapshots(store) if path.name != digest]
    for path in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
        try:
            descriptor = os.open(path / IN_USE, os.O_RDONLY)
        except OSError:
            shutil.rmtree(path, ignore_errors=True)  # of a layout before locks, half removed, or damaged
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            dead = path.rename(path.with_name(f"{BUILDING}no-more-{path.name}"))
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
        return put_in_place(aside, Manifest(base, written=tuple(records), merged=True))


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Writes N-Quads lines to ``path``. Raises StoreError where the disk does not take them."""
    with _written(path), path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)

