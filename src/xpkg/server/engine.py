"""The current snapshot, opened for reading inside a worker, and queries over it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from xpkg import search
from xpkg.errors import XpkgError
from xpkg.iris import DEFAULT_BASE
from xpkg.server.endpoint_engine import EndpointEngine
from xpkg.server.settings import Settings
from xpkg.sparql.evaluation import evaluate
from xpkg.store import open_snapshot

_VERIFIED = 1_000_000  # bytes of the store that every worker verifies; the command that starts the server verifies more
_MAX_POINTERS = 10_000
_PASSAGE = "#char="


class Engine:
    """The current snapshot, opened for reading. Raises StoreError where it cannot be opened.

    ``base`` is the base IRI of its graphs, ``index`` the file of its full-text index. ``merged`` says that its default
    graph is the merge of the others; ``as_built`` that no client has written to it. ``functions`` are the extension
    functions of queries, ``failures`` what went wrong in them since it was last cleared.
    """

    def __init__(self, store_dir: Path, settings: Settings) -> None:
        self.store_dir, self.settings = store_dir, settings
        held = open_snapshot(store_dir)  # until this process ends
        self.snapshot, self.index = held.digest, held.search
        self.store = held.open(_VERIFIED)
        manifest = held.manifest()
        self.base = settings.base or manifest.base or DEFAULT_BASE
        self.merged = manifest.merged
        self.as_built = manifest.merged and not manifest.written
        self.failures: list[XpkgError] = []
        self.functions = search.functions(self.index, self.failures)

    def execute(
        self,
        query: str,
        *,
        base: str | None = None,
        default: tuple[str, ...] | None = None,
        named: tuple[str, ...] | None = None,
        has_dataset: bool | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``, as ``sparql.ask`` says."""
        return evaluate(
            self.store, query, merged=self.merged, functions=self.functions, base=base, default=default, named=named,
            has_dataset=has_dataset,
        )  # fmt: skip


AnyEngine: TypeAlias = "Engine | EndpointEngine"


def open_engine(store_dir: Path, settings: Settings) -> AnyEngine:
    """The engine of a worker: over the endpoint of ``settings``, else over the store. Raises StoreError."""
    return EndpointEngine(store_dir, settings) if settings.endpoint else Engine(store_dir, settings)


def quads_about(store: Store, iri: NamedNode) -> Iterator[Quad]:
    """The quads about ``iri``: those with it as subject or object, and those about the passages that these name."""
    seen = set()
    for quad in store.quads_for_pattern(iri, None, None):
        seen.add(quad)
        yield quad
    for quad in islice(store.quads_for_pattern(None, None, iri), _MAX_POINTERS):
        if quad not in seen:
            seen.add(quad)
            yield quad
    # Passages have no document of their own. They belong to those of their source and of what cites them.
    terms = dict.fromkeys(term for quad in seen for term in (quad.subject, quad.object))
    passages = (term for term in terms if isinstance(term, NamedNode) and _PASSAGE in term.value)
    for passage in sorted(passages, key=str):
        for detail in store.quads_for_pattern(passage, None, None):
            if detail not in seen:
                seen.add(detail)
                yield detail
