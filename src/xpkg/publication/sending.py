"""Sends the graphs of a store that have changed since they were sent to the same address."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from xpkg.publication.client import GraphStore
from xpkg.publication.record import PublicationRecord
from xpkg.store import Manifest, digest_of, open_snapshot, sorted_lines

_IN_MEMORY = 1 << 22  # bytes of a graph that is kept in memory on its way


@dataclass(frozen=True, slots=True)
class Published:
    """How many graphs were sent, removed at the other store, and left as they were."""

    sent: int
    removed: int
    unchanged: int


def publish(
    folder: Path, target: GraphStore, *, everything: bool = False, told: Callable[[int, int], None] = lambda n, of: None
) -> Published:
    """Make the graphs at ``target`` those of the store in ``folder``, each under its own name.

    Only graphs that were sent from this store are ever removed there. ``everything`` sends all, for a store that lost
    what it had. ``told`` is called with the number of changes made and to make. If this ends early, the next call goes
    on where it was. Raises StoreError, InputError, ServiceError.
    """
    with open_snapshot(folder) as snapshot, PublicationRecord(folder, target.url) as record, closing(target):
        database = snapshot.open()
        digests = _digests(database, snapshot.manifest())
        changed = [graph for graph in digests if everything or record.graphs.get(graph) != digests[graph]]
        gone = sorted(graph for graph in record.graphs if graph not in digests)
        done, whole = 0, len(changed) + len(gone)
        told(0, whole)
        for graph in changed:
            record.begin(graph)
            _put(database, graph, target)
            record.sent(graph, digests[graph])
            told(done := done + 1, whole)
        for graph in gone:
            record.begin(graph)
            target.delete(graph)
            record.removed(graph)
            told(done := done + 1, whole)
    return Published(len(changed), len(gone), len(digests) - len(changed))


def _put(database: Store, graph: str, target: GraphStore) -> None:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as body:
        database.dump(body, format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph))
        target.put(graph, body, body.tell())


def _digests(database: Store, manifest: Manifest) -> dict[str, str]:
    """The graphs of a snapshot, in order of name, each with the digest of its lines."""
    known = {} if manifest.revision else {each.iri: each.digest for each in (*manifest.graphs, *manifest.written)}
    found = {}
    for name in sorted(graph.value for graph in database.named_graphs() if isinstance(graph, NamedNode)):
        digest = known.get(name)
        if digest is None:  # users have written since the build
            digest = digest_of(sorted_lines(database.quads_for_pattern(None, None, None, NamedNode(name))))
        found[name] = digest
    return found
