"""Replaces a graph that stands beside those of the build, as a write of a user does: in one step, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from xpkg.iris import DEFAULT_BASE, Iris
from xpkg.store import (
    DATABASE,
    Aside,
    GraphRecord,
    Manifest,
    building,
    digest_of,
    open_snapshot,
    put_in_place,
    remove_merged,
    sorted_lines,
    write_lines,
)
from xpkg.store.files import link_or_copy


def replace_graph(store: Path, name: str, quads: Iterable[Quad]) -> str:
    """Makes the graph ``name`` of the store hold just ``quads``; without any, it is gone. The snapshot's digest.

    It is kept by later builds. Raises StoreError where the store cannot be written, or another build is under way.
    """
    with building(store) as aside:
        with open_snapshot(store) as before:
            manifest = before.manifest()
            before.check(None)
            graph = Iris(manifest.base or DEFAULT_BASE).graph(name)
            aside.take_over(before.folder / DATABASE)
            if manifest.merged:
                link_or_copy(before.search, aside.search)
            else:
                aside.keep_built(before.folder)
        lines = sorted_lines(quads)
        change = _merged if manifest.merged else _apart
        return put_in_place(aside, change(aside, manifest, graph, lines))


def _merged(aside: Aside, manifest: Manifest, graph: NamedNode, lines: list[str]) -> Manifest:
    """Changes the database as the build left it, whose default graph is the merge of all others."""
    database = aside.open()
    remove_merged(database, graph)
    if lines:
        file = aside.spool / "graph.nq"
        write_lines(file, lines)
        aside.load(database, [file])
    kept = [record for record in manifest.written if record.iri != graph.value]
    graphs = (database.quads_for_pattern(None, None, None, NamedNode(record.iri)) for record in kept)
    others = [line for quads in graphs for line in sorted_lines(quads)]
    new = [GraphRecord(graph.value, "", digest_of(lines), len(lines))] if lines else []
    database.flush()
    if kept or new:
        write_lines(aside.written, [*others, *lines])
    return replace(manifest, written=(*kept, *new))


def _apart(aside: Aside, manifest: Manifest, graph: NamedNode, lines: list[str]) -> Manifest:
    """Changes a database that users have written since the build; the next build finds out what they changed."""
    database = aside.open()
    database.remove_graph(graph)
    if lines:
        file = aside.spool / "graph.nq"
        write_lines(file, lines)
        database.bulk_load(path=str(file))
        file.unlink()
    database.flush()
    revision = hashlib.sha256(f"{manifest.revision} {graph.value} {digest_of(lines)}".encode()).hexdigest()[:32]
    return replace(manifest, revision=revision)
