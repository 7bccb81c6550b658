"""Keeps the graph as snapshots that are never written again; a build goes aside and is put in place in one step.

    STORE/current                    the digest of the snapshot that is the store now; replaced by one rename
    STORE/lock                       held by the build that is under way
    STORE/snapshots/DIGEST/          one state of the graph; the digest is that of its sorted N-Quads
        oxigraph/                    the database, to be opened read-only
        search.sqlite                the full-text index
        manifest.json                sources, graphs, and what each was made from
        in-use                       locked (shared) by every process that reads the snapshot
    STORE/snapshots/building-…       what a build has not finished; the next build removes it
"""

from __future__ import annotations

from xpkg.store.lines import digest_of, sorted_lines
from xpkg.store.manifest import GraphRecord, Manifest, SourceRecord
from xpkg.store.merging import remove_merged
from xpkg.store.reading import Snapshot, current_digest, open_snapshot, open_store, snapshot_path
from xpkg.store.writing import Aside, building, put_in_place, replace_store, write_lines

__all__ = [
    "Aside",
    "GraphRecord",
    "Manifest",
    "Snapshot",
    "SourceRecord",
    "building",
    "current_digest",
    "digest_of",
    "open_snapshot",
    "open_store",
    "put_in_place",
    "remove_merged",
    "replace_store",
    "snapshot_path",
    "sorted_lines",
    "write_lines",
]
