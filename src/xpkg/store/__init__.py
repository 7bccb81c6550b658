"""Keeps the graph as snapshots that are never written again; a build goes aside and is put in place in one step.

    STORE/current                    the digest of the snapshot that is the store now; replaced by one rename
    STORE/lock                       held by the build that is under way
    STORE/published/                 which graphs were sent to which address (xpkg.publication)
    STORE/readings/                  what readers made of the files of the sources, by digest of file and reader
    STORE/builds.jsonl               which sources came, changed and went, and when: a line for each build
    STORE/inputs.json                what the last build read, by which the next one sees whether anything has changed
    STORE/snapshots/DIGEST/          one state of the graph; the digest is that of its sorted N-Quads
        oxigraph/                    the database, to be opened read-only
        search.sqlite                the full-text index
        counts.json                  how much there is of what, which the next build goes on counting from
        known.sqlite                 statements and events by what they are compared by, and what was concluded
        written.nq                   what users had written when the build was made, apart from the built graphs
        built/                       the database as the last build left it, where users have written since
        manifest.json                sources, graphs, what each was made from, size and SHA-256 of every file
        manifest.copy.json           the same, should that be damaged
        in-use                       locked (shared) by every process that reads the snapshot
    STORE/snapshots/DIGEST-2/        the same graph, made again because the first is damaged
    STORE/snapshots/building-…       what a build has not finished; the next build removes it

Before it takes anything over, a build compares the files of the current snapshot with the manifest. It reads those that
do not stand where they stood, or were changed since, as the file system says; this takes about a second a gigabyte. A
query compares all sizes, and the bytes of the smallest files. The database has checksums of its own, which the engine
compares with every block that it reads.
"""

from __future__ import annotations

from xpkg.store.builds import BuildRecord, builds, new_since, remember_build
from xpkg.store.changes import Changed, Changes
from xpkg.store.comparison import differences, told_in_several
from xpkg.store.inspection import Condition, inspect, inspect_snapshot
from xpkg.store.lines import digest_of, sorted_lines
from xpkg.store.manifest import GraphRecord, Manifest, SourceRecord
from xpkg.store.merging import remove_merged
from xpkg.store.publishing import prune, put_in_place, replace_store
from xpkg.store.reading import (
    DATABASE,
    Snapshot,
    current_digest,
    is_store,
    open_database,
    open_snapshot,
    open_store,
    snapshot_path,
)
from xpkg.store.readings import KeptReadings, keep_readings, kept_reading
from xpkg.store.writing import Aside, building, idle, read_quads, write_lines, write_text

__all__ = [
    "DATABASE",
    "Aside",
    "BuildRecord",
    "Changed",
    "Changes",
    "Condition",
    "GraphRecord",
    "KeptReadings",
    "Manifest",
    "Snapshot",
    "SourceRecord",
    "building",
    "builds",
    "current_digest",
    "differences",
    "digest_of",
    "idle",
    "inspect",
    "inspect_snapshot",
    "is_store",
    "keep_readings",
    "kept_reading",
    "new_since",
    "open_database",
    "open_snapshot",
    "open_store",
    "prune",
    "put_in_place",
    "read_quads",
    "remember_build",
    "remove_merged",
    "replace_store",
    "snapshot_path",
    "sorted_lines",
    "told_in_several",
    "write_lines",
    "write_text",
]
