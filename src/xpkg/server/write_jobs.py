"""Runs the jobs that write, inside a worker: on a copy of the store that becomes current in one step, or not at all."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from io import BytesIO
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from xpkg.errors import StoreBusyError
from xpkg.iris import DEFAULT_BASE, DEFAULT_GRAPH, Iris
from xpkg.server.jobs import Job, Outcome
from xpkg.server.negotiation import GRAPH_TYPES
from xpkg.server.settings import Settings
from xpkg.sparql import updates
from xpkg.store import DATABASE, Aside, Manifest, building, open_snapshot, put_in_place
from xpkg.vocab import NAMESPACES

_READ = 1_000_000
"""Bytes of the store that are verified before a write. The checksums of the rest are kept, so damage stays known."""
GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS,
    "n3": RdfFormat.N3,
}
"""The formats of graphs, in requests and responses, by the short names of ``negotiation``."""


def write(store_dir: Path, job: Job, file: int | None, settings: Settings) -> Outcome:
    """Run ``job``. When the outcome is ``ok``, the change is on disk and current, and ``snapshot`` names it.

    Writers of all processes exclude each other. The copy shares the immutable files of the snapshot it is made from.
    """
    body = b""
    if file is not None:
        with os.fdopen(os.dup(file), "rb") as data:
            data.seek(0)
            body = data.read()
    with _exclusive(store_dir) as aside:
        with open_snapshot(store_dir) as before:
            manifest = before.manifest()
            before.check(_READ)
            aside.take_over(before.folder / DATABASE)
            aside.keep_built(before.folder)
        store = aside.open()
        if manifest.merged:
            _separate_default_graph(store, manifest)
        outcome = _apply(store, job, body)
        if outcome.kind == "ok":
            store.flush()
            del store
            # An update does not tell what it changed; the next build compares.
            digest = put_in_place(aside, replace(manifest, merged=False, revision=secrets.token_hex(16)))
            return Outcome("ok", status=outcome.status, headers=outcome.headers, snapshot=digest)
        return outcome


@contextmanager
def _exclusive(store_dir: Path) -> Iterator[Aside]:
    """A snapshot to write, once no other process of the server and no build writes.

    This waits without limit: the pool kills a writer at its deadline. Raises StoreError, at once, where the store
    cannot be written at all.
    """
    with ExitStack() as stack:
        while True:
            try:
                aside = stack.enter_context(building(store_dir))
                break
            except StoreBusyError:
                time.sleep(0.02)
        yield aside


def _separate_default_graph(store: Store, manifest: Manifest) -> None:
    """Turn the default graph, so far the merge of all others, into a graph of its own that the client can write.

    What clients wrote into it before the last build comes back from the graph that held it meanwhile.
    """
    store.clear_graph(DefaultGraph())
    kept = Iris(manifest.base or DEFAULT_BASE).graph(DEFAULT_GRAPH)
    if any(record.iri == kept.value for record in manifest.written):
        quads = list(store.quads_for_pattern(None, None, None, kept))
        store.extend(Quad(*quad.triple) for quad in quads)
        store.remove_graph(kept)


def _apply(store: Store, job: Job, body: bytes) -> Outcome:
    if job.kind == "update":
        store.update(updates.with_lenient_clear(job.text), base_iri=job.base, prefixes=NAMESPACES)
        return Outcome("ok", status=204)
    new_name = f"{job.root}store/{secrets.token_hex(8)}" if job.fields else ""
    graph = NamedNode(new_name or job.text) if new_name or job.text else DefaultGraph()
    there = isinstance(graph, DefaultGraph) or store.contains_named_graph(graph)
    if job.kind == "delete":
        if not there:
            return Outcome("missing")
        if isinstance(graph, DefaultGraph):
            store.clear_graph(graph)
        else:
            store.remove_graph(graph)
        return Outcome("ok", status=204)
    if job.kind == "patch":
        return _patch(store, graph, body.decode("utf-8"), job.base) if there else Outcome("missing")
    created = not there
    if job.kind == "put":
        if isinstance(graph, DefaultGraph):  # it always exists; filling an empty one counts as creating it
            created = next(store.quads_for_pattern(None, None, None, graph), None) is None
        store.clear_graph(graph)
    if isinstance(graph, NamedNode):
        store.add_graph(graph)
    for data, kind in _documents(job, body):
        store.load(data, GRAPHS[kind], base_iri=job.base, to_graph=graph)
    headers = (("Location", new_name),) if new_name else ()
    return Outcome("ok", status=201 if created else 204, headers=headers)


def _patch(store: Store, graph: NamedNode | DefaultGraph, update: str, base: str) -> Outcome:
    """Run an update that sees ``graph`` as its default graph, and no other. Raises SyntaxError, RefusedError."""
    updates.refuse_load(update)
    separate = Store()
    found = (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
    separate.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    separate.update(update, base_iri=base, prefixes=NAMESPACES)
    store.clear_graph(graph)
    made = (quad.triple for quad in separate.quads_for_pattern(None, None, None, DefaultGraph()))
    store.extend(Quad(triple.subject, triple.predicate, triple.object, graph) for triple in made)
    return Outcome("ok", status=204)


def _documents(job: Job, body: bytes) -> Iterator[tuple[bytes, str]]:
    """The documents of a body (one, or the parts of a form) with their formats. Raises ValueError for other types."""
    if not job.form.lower().startswith("multipart/"):
        yield body, job.form
        return
    head = f"Content-Type: {job.form}\r\n\r\n".encode()
    message = BytesParser(policy=policy.HTTP).parse(BytesIO(head + body))
    for part in message.iter_parts():
        kind = GRAPH_TYPES.get(part.get_content_type())
        if kind is None:
            raise ValueError("a part of the form has a type that is no RDF")
        content = part.get_payload(decode=True)
        yield content if isinstance(content, bytes) else b"", kind
