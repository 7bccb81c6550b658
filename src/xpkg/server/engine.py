"""Runs jobs on one snapshot, inside a worker: the only module of the server that knows the engine."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    serialize,
)

from xpkg import gate, search, sparql
from xpkg.errors import FormatError, QueryError, StoreError, XpkgError, is_damage
from xpkg.iris import DEFAULT_BASE
from xpkg.server import context, description, door, writing
from xpkg.server.compact import compact
from xpkg.server.jobs import Job, Outcome
from xpkg.server.settings import Settings
from xpkg.server.spool import Spool
from xpkg.server.writing import GRAPHS
from xpkg.store import open_snapshot
from xpkg.tables import write_table
from xpkg.vocab import NAMESPACES
from xpkg.wellformed import write_rdf_xml

_READ = 1_000_000  # bytes of the store that every worker compares; whoever starts the server compares more
_MOST_POINTERS = 10_000
_PASSAGE = "#char="
_ONTOLOGY = ("ontology", "graph/ontology")
_IN_IRIS = "/:?#[]@!$&'()*+,;=-._~%"


class Engine:
    """The current snapshot, opened for reading. ``base`` is the base IRI that its graphs were built with."""

    def __init__(self, store_dir: Path, settings: Settings) -> None:
        self.store_dir, self.settings = store_dir, settings
        held = open_snapshot(store_dir)  # for as long as this process lives
        self.snapshot, self.index = held.digest, held.search
        self.store = held.open(_READ)
        manifest = held.manifest()
        self.base = settings.base or manifest.base or DEFAULT_BASE
        self.merged = manifest.merged
        self.as_built = manifest.merged and not manifest.written
        self.failures: list[XpkgError] = []  # of searches, while a query runs
        self.functions = search.functions(self.index, self.failures)

    def run(self, job: Job, file: int | None = None) -> Outcome:
        """Do ``job``; ``file`` is the open body of a request that has one."""
        spool = Spool(
            self.settings.result_size,
            gzip=job.gzip,
            always=job.content_type == "application/gzip",
            prefixed=job.format in ("ttl", "trig", "n3"),
        )
        self.failures.clear()
        try:
            outcome = _KINDS[job.kind](self, job, spool, file)
        except gate.Refused as refusal:
            return Outcome("refused", message=str(refusal), status=refusal.status)
        except SyntaxError as error:
            text = job.text if job.kind in ("query", "update") else ""
            return Outcome("syntax", message=gate.complaint(str(error), text))
        except FormatError as error:
            return Outcome("refused", message=str(error), status=406)
        except MemoryError:
            return Outcome("memory")
        except ValueError as error:
            return Outcome("syntax", message=gate.one_line(str(error)))
        except StoreError as error:
            return _unwritable(error.__cause__)
        except OSError as error:
            if job.writes and error.errno != errno.EFBIG:
                return _unwritable(error)
            if spool.overflown or error.errno == errno.EFBIG:
                return Outcome("size")
            return Outcome("failed", message=_failure(str(error)))
        except RuntimeError as error:  # the engine's, of an update: DROP of a graph that is not there, and the like
            if is_damage(error):
                return Outcome("failed", message="the store is damaged; building it again mends it")
            if job.writes:
                return Outcome("conflict", message=gate.one_line(str(error)))
            return Outcome("failed", message=_failure(str(error)))
        if outcome.kind != "ok" or job.writes:
            return outcome
        body, spooled = spool.finish()
        return Outcome(
            "ok",
            body,
            status=outcome.status,
            headers=outcome.headers,
            gzipped=spool.gzipped,
            spooled=spooled,
        )

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
        return sparql.ask(
            self.store, query, merged=self.merged, functions=self.functions, base=base, default=default, named=named,
            has_dataset=has_dataset,
        )  # fmt: skip

    def _name(self, job: Job) -> NamedNode:
        return NamedNode(self.base + job.text if job.form == "base" else job.text)

    def _query(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        if job.unchecked:
            limits = self.settings
            facts = gate.check(
                job.text, length=limits.query_length, nesting=limits.nesting, allow_service=limits.allow_service
            )
            job = replace(job, federated=bool(facts.services), has_dataset=facts.has_dataset)
        text = gate.redirected(job.text, dict(self.settings.relays)) if job.federated else job.text
        results = self.execute(
            text, base=job.base, default=job.default, named=job.named, has_dataset=job.has_dataset
        )
        if isinstance(results, (QuerySolutions, QueryBoolean)):
            write_table(results, job.format, spool.file, spreadsheet=bool(job.fields))
        else:
            _write(results, spool, job.format)
        return self._searched()

    def _searched(self) -> Outcome:
        """How a query ended that may have searched."""
        if not self.failures:
            return Outcome("ok")
        slow = isinstance(self.failures[0], QueryError)
        return Outcome("failed", message=str(self.failures[0]) if slow else "the search index cannot be read")

    def _graph(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        name = self._name(job) if job.text else DefaultGraph()
        if isinstance(name, NamedNode) and not self.store.contains_named_graph(name):
            return Outcome("missing")
        if job.format == "rdf":
            _write((quad.triple for quad in self.store.quads_for_pattern(None, None, None, name)), spool, job.format)
        else:
            kind = GRAPHS[job.format]
            self.store.dump(spool.file, format=kind, from_graph=name, prefixes=_prefixes(job.format))
        return self._describing(job)

    def _dump(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        kind = GRAPHS[job.format]
        if kind.supports_datasets:
            quads = (quad for quad in self.store if not self.merged or isinstance(quad.graph_name, NamedNode))
            serialize(quads, spool.file, format=kind, prefixes=_prefixes(job.format))
        else:
            triples = self.execute("CONSTRUCT WHERE { ?s ?p ?o }")
            assert isinstance(triples, QueryTriples)
            _write(triples, spool, job.format)
        return Outcome("ok")

    def _thing(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        quads = list(thing(self.store, self._name(job)))
        if not quads:
            return Outcome("missing")
        triples = list(dict.fromkeys(quad.triple for quad in quads))
        kind = GRAPHS[job.format]
        address = job.root + context.PATH if ("context", "link") in job.fields else ""
        short = compact(triples, address) if job.format == "jsonld" else None
        if short is not None:
            spool.write(short)
        elif kind.supports_datasets and job.format != "jsonld":
            # Which source says it: what the graphs are for. The merged graph repeats them all.
            known = (quad for quad in quads if not self.merged or isinstance(quad.graph_name, NamedNode))
            serialize(known, spool.file, format=kind, prefixes=_prefixes(job.format))
        else:
            _write(triples, spool, job.format)
        return self._describing(job)

    def _describing(self, job: Job) -> Outcome:
        return Outcome("ok", headers=self._subject(job.text) if job.form == "base" else ())

    def _subject(self, path: str) -> tuple[tuple[str, str], ...]:
        """The header by which the document at ``path`` names what it describes, wherever it is served."""
        iri = NAMESPACES["xpkg"].rstrip("#") if path in _ONTOLOGY else self.base + path
        return (("Link", f'<{quote(iri, safe=_IN_IRIS)}>; rel="describes"'),)

    def _describe(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        make = description.service if job.kind == "service" else description.void
        triples: list[Triple] = list(make(self, job.root))
        _write(triples, spool, job.format, description.PREFIXES)
        return Outcome("ok")

    def _page(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        outcome, html = door.page(self, job)
        spool.write(html)
        if outcome.status == 200 and job.text.startswith(("id/", "graph/", "ontology")):
            outcome = replace(outcome, headers=(*outcome.headers, *self._subject(job.text)))
        return outcome

    def _write(self, job: Job, spool: Spool, file: int | None) -> Outcome:
        return writing.write(self.store_dir, job, file, self.settings)


_KINDS: dict[str, Callable[[Engine, Job, Spool, int | None], Outcome]] = {
    "query": Engine._query,
    "graph": Engine._graph,
    "dump": Engine._dump,
    "thing": Engine._thing,
    "service": Engine._describe,
    "void": Engine._describe,
    "page": Engine._page,
    "update": Engine._write,
    "put": Engine._write,
    "post": Engine._write,
    "patch": Engine._write,
    "delete": Engine._write,
}


def thing(store: Store, iri: NamedNode) -> Iterator[Quad]:
    """What a reader of ``iri`` wants to know: what is said of it and of its passages, and who points to it."""
    seen = set()
    for quad in store.quads_for_pattern(iri, None, None):
        seen.add(quad)
        yield quad
    for quad in islice(store.quads_for_pattern(None, None, iri), _MOST_POINTERS):
        if quad not in seen:
            seen.add(quad)
            yield quad
    # Passages have no document of their own: they are in those of their source and of what rests on them.
    terms = dict.fromkeys(term for quad in seen for term in (quad.subject, quad.object))
    passages = (term for term in terms if isinstance(term, NamedNode) and _PASSAGE in term.value)
    for passage in sorted(passages, key=str):
        for detail in store.quads_for_pattern(passage, None, None):
            if detail not in seen:
                seen.add(detail)
                yield detail


def _write(triples: Iterable[Triple], spool: Spool, form: str, more: Mapping[str, str] | None = None) -> None:
    """Writes ``triples`` in the format called ``form``; ``more`` prefixes are known beside the usual ones."""
    prefixes = _prefixes(form) | dict(more or {})
    if form == "rdf":
        write_rdf_xml(triples, spool.file, prefixes)
    else:
        serialize(triples, spool.file, format=GRAPHS[form], prefixes=prefixes)


def _prefixes(name: str) -> dict[str, str]:
    return NAMESPACES if name in ("ttl", "trig", "rdf", "n3") else {}


def _unwritable(reason: BaseException | None) -> Outcome:
    """What is told when the store takes no change: the system's reason, without the path that it names."""
    told = reason.strerror if isinstance(reason, OSError) else ""
    if not told and "No space left" in str(reason):  # the engine's errors have no number
        told = os.strerror(errno.ENOSPC)
    return Outcome("unwritable", message=f"the store cannot be written: {told}" if told else "")


def _failure(message: str) -> str:
    """What may be told of a failure: the engine's words can bear addresses and paths, so none of them."""
    return "the service asked by SERVICE did not answer" if "HTTP" in message or "connect" in message.lower() else ""
