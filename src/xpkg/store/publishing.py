"""Makes a finished snapshot the current one, in one step, and removes the snapshots that nobody reads any more."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat

from xpkg.store.files import UNUSED, disk_errors, move_aside, sync_folder, write_synced
from xpkg.store.lines import digest_of, sorted_lines
from xpkg.store.manifest import FileRecord, GraphRecord, Head, Manifest, to_json
from xpkg.store.reading import (
    BUILDING,
    CURRENT,
    IN_USE,
    MANIFEST,
    MANIFEST_COPY,
    read_head,
    snapshot_path,
    snapshots,
)
from xpkg.store.sealing import Inode, by_inode, faults, seal
from xpkg.store.writing import Aside, building, write_lines


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
    before = {path: found for path in snapshots(aside.store) if (found := read_head(path)) is not None}
    ordered = replace(ordered, number=1 + max((found.number for found in before.values()), default=0))
    with disk_errors(aside.store):
        shutil.rmtree(aside.spool)
        for name in UNUSED:
            for left in aside.folder.glob(f"*/{name}"):
                left.unlink()
        target, there = _place(aside.store, snapshot_digest(ordered), before)
        if there is not None:
            # The same graph as one that is there, perhaps in use; only what it was made from may have changed.
            _record(target, replace(ordered, files=there.files))
        else:
            known: dict[Inode, FileRecord] = {}
            for path, found in sorted(before.items(), key=lambda each: each[1].number):
                known |= by_inode(path, found.files)  # of a file that several have, the newest record stands
            _record(aside.folder, replace(ordered, files=seal(aside.folder, known)))
            sync_folder(aside.folder)
            aside.folder.rename(target)
        sync_folder(target.parent)
        point(aside.store, target.name)
    prune(aside.store, target.name)
    return target.name


def _place(store: Path, digest: str, before: Mapping[Path, Head]) -> tuple[Path, Head | None]:
    """Where a snapshot of ``digest`` belongs, and the head of the whole one that is there already, if one is.

    Beside one that is damaged, which somebody may still read, it gets the next free name.
    """
    name, number = digest, 1
    while os.path.lexists(target := snapshot_path(store, name)):
        there = before.get(target)
        if there is not None and there.files and not any(faults(target, there.files, untouched=True)):
            return target, there
        number += 1
        name = f"{digest}-{number}"
    return target, None


def _record(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, and its copy, so that one damaged file costs nothing, and the marker of who reads."""
    text = to_json(manifest)
    for name in (MANIFEST_COPY, MANIFEST):
        if (folder / name).is_dir():
            move_aside(folder / name)
        write_synced(folder / f"{name}.new", text)
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
            move_aside(path)
    write_synced(pointer, digest + "\n")
    pointer.replace(store / CURRENT)
    sync_folder(store)


def prune(store: Path, digest: str) -> None:
    """Removes the snapshots that nobody reads, but ``digest`` and the newest, which a reader may be about to open."""
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
