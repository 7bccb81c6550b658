"""Runs jobs on an opened snapshot, inside a worker, and says how each ended."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple, serialize

from xpkg.errors import FormatError, InputError, OutputError, QueryError, StoreError, is_damage
from xpkg.jsonld_compaction import compact
from xpkg.server import jsonld_context, page_adapter, service_description, write_jobs
from xpkg.server.engine import AnyEngine, quads_about
from xpkg.server.jobs import Job, Outcome
from xpkg.server.judging import judgements
from xpkg.server.judging.requests import JUDGE
from xpkg.server.reconciliation import answers as reconciliation
from xpkg.server.spool import Spool
from xpkg.server.write_jobs import GRAPHS
from xpkg.sparql import federation, guard, messages
from xpkg.sparql.errors import RefusedError
from xpkg.tables import write_table
from xpkg.vocab import NAMESPACES
from xpkg.wellformed import write_rdf_xml

_OK = Outcome("ok")
_ONTOLOGY = ("ontology", "graph/ontology")
_SAFE_IN_IRIS = "/:?#[]@!$&'()*+,;=-._~%"


def run_job(engine: AnyEngine, job: Job, file: int | None = None) -> Outcome:
    """The outcome of ``job``. ``file`` is the open body of its request, where that has one."""
    spool = Spool(
        engine.settings.result_size,
        gzip=job.gzip,
        always=job.content_type == "application/gzip",
        prefixed=job.format in ("ttl", "trig", "n3"),
    )
    engine.failures.clear()
    try:
        outcome = _HANDLERS[job.kind](engine, job, spool, file)
    except Exception as error:
        return _failed(error, job, spool)
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


def run_query(engine: AnyEngine, job: Job, text: str, *, has_dataset: bool) -> bytes | Outcome:
    """The result of the query ``text``, as ``job`` of another text has it, where it is small; else its outcome.

    The same as ``run_job``, without the values that this makes for each job: many small queries come this way.
    """
    if job.gzip or job.format != "json":
        return run_job(engine, job.of_text(text, has_dataset=has_dataset))
    spool = Spool(engine.settings.result_size)
    engine.failures.clear()
    try:
        results = engine.execute(text, base=job.base, default=job.default, named=job.named, has_dataset=has_dataset)
        assert not isinstance(results, QueryTriples)
        write_table(results, "json", spool.file)
    except Exception as error:
        return _failed(error, job.of_text(text, has_dataset=has_dataset), spool)
    if engine.failures:
        return _searched(engine)
    body, spooled = spool.finish()
    return body if spooled is None else Outcome("ok", body, spooled=spooled)


def _failed(error: Exception, job: Job, spool: Spool) -> Outcome:
    """The outcome of a job that ended with ``error``; raises that where it is none that a request can cause."""
    match error:
        case RefusedError():
            return Outcome("refused", message=str(error), status=error.status)
        case SyntaxError():
            text = job.text if job.kind in ("query", "update") else ""
            return Outcome("syntax", message=messages.syntax_message(str(error), text))
        case FormatError():
            return Outcome("refused", message=str(error), status=406)
        case MemoryError():
            return Outcome("memory")
        case ValueError():
            return Outcome("syntax", message=messages.one_line(str(error)))
        case StoreError():
            return _unwritable(error.__cause__)
        case OSError() if job.writes and error.errno != errno.EFBIG:
            return _unwritable(error)
        case OSError() if spool.is_full or error.errno == errno.EFBIG:
            return Outcome("size")
        case OSError():
            return Outcome("failed", message=_failure(str(error)))
        case RuntimeError() if is_damage(error):
            return Outcome("failed", message="the store is damaged; building it again mends it")
        case RuntimeError() if job.writes:  # an update: DROP of a graph that does not exist, and the like
            return Outcome("conflict", message=messages.one_line(str(error)))
        case RuntimeError():
            return Outcome("failed", message=_failure(str(error)))
    raise error


def _name(engine: AnyEngine, job: Job) -> NamedNode:
    return NamedNode(engine.base + job.text if job.form == "base" else job.text)


def _query(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    if job.unchecked:
        limits = engine.settings
        facts = guard.check(
            job.text, length=limits.query_length, nesting=limits.nesting, allow_service=limits.allow_service
        )
        job = replace(job, federated=bool(facts.services), has_dataset=facts.has_dataset)
    text = federation.with_addresses(job.text, dict(engine.settings.relays)) if job.federated else job.text
    results = engine.execute(text, base=job.base, default=job.default, named=job.named, has_dataset=job.has_dataset)
    if isinstance(results, (QuerySolutions, QueryBoolean)):
        write_table(results, job.format, spool.file, spreadsheet=bool(job.fields))
    else:
        _write(results, spool, job.format)
    return _searched(engine)


def _searched(engine: AnyEngine) -> Outcome:
    """The outcome of a query whose results are written: failed where one of its full-text searches failed."""
    if not engine.failures:
        return _OK
    slow = isinstance(engine.failures[0], QueryError)
    return Outcome("failed", message=str(engine.failures[0]) if slow else "the search index cannot be read")


def _graph(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    name = _name(engine, job) if job.text else DefaultGraph()
    if isinstance(name, NamedNode) and not engine.store.contains_named_graph(name):
        return Outcome("missing")
    if job.format == "rdf":
        _write((quad.triple for quad in engine.store.quads_for_pattern(None, None, None, name)), spool, job.format)
    else:
        kind = GRAPHS[job.format]
        engine.store.dump(spool.file, format=kind, from_graph=name, prefixes=_prefixes(job.format))
    return _done(engine, job)


def _dump(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    kind = GRAPHS[job.format]
    if kind.supports_datasets:
        quads = (quad for quad in engine.store if not engine.merged or isinstance(quad.graph_name, NamedNode))
        serialize(quads, spool.file, format=kind, prefixes=_prefixes(job.format))
    else:
        triples = engine.execute("CONSTRUCT WHERE { ?s ?p ?o }")
        assert isinstance(triples, QueryTriples)
        _write(triples, spool, job.format)
    return Outcome("ok")


def _thing(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    quads = list(quads_about(engine.store, _name(engine, job)))
    if not quads:
        return Outcome("missing")
    triples = list(dict.fromkeys(quad.triple for quad in quads))
    kind = GRAPHS[job.format]
    address = job.root + jsonld_context.PATH if ("context", "link") in job.fields else ""
    short = compact(triples, address) if job.format == "jsonld" else None
    if short is not None:
        spool.write(short)
    elif kind.supports_datasets and job.format != "jsonld":
        # The graphs tell which source says what. The merged default graph repeats them all.
        kept = (quad for quad in quads if not engine.merged or isinstance(quad.graph_name, NamedNode))
        serialize(kept, spool.file, format=kind, prefixes=_prefixes(job.format))
    else:
        _write(triples, spool, job.format)
    return _done(engine, job)


def _done(engine: AnyEngine, job: Job) -> Outcome:
    return Outcome("ok", headers=_subject(engine, job.text) if job.form == "base" else ())


def _subject(engine: AnyEngine, path: str) -> tuple[tuple[str, str], ...]:
    """The Link header that names what the document at ``path`` describes, wherever it is served."""
    iri = NAMESPACES["xpkg"].rstrip("#") if path in _ONTOLOGY else engine.base + path
    return (("Link", f'<{quote(iri, safe=_SAFE_IN_IRIS)}>; rel="describes"'),)


def _describe(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    make = service_description.service if job.kind == "service" else service_description.void
    triples: list[Triple] = list(make(engine, job.root))
    _write(triples, spool, job.format, service_description.PREFIXES)
    return Outcome("ok")


def _page(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    outcome, html = page_adapter.page(engine, job)
    spool.write(html)
    if outcome.status == 200 and job.text.startswith(("id/", "graph/", "ontology")):
        outcome = replace(outcome, headers=(*outcome.headers, *_subject(engine, job.text)))
    return outcome


def _run_write(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    return write_jobs.write(engine.store_dir, job, file, engine.settings)


def _judge(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    try:
        return judgements.judge(engine.settings, job)
    except (InputError, OutputError):  # their messages name files
        return Outcome("failed", message="the file of judgements cannot be read or written")


def _reconcile(engine: AnyEngine, job: Job, spool: Spool, file: int | None) -> Outcome:
    spool.write(reconciliation.answer(engine, job))
    # The preview is shown in a frame of another page; nothing in it may run.
    return Outcome("ok", headers=(("Content-Security-Policy", "default-src 'none'"),))


_HANDLERS: dict[str, Callable[[AnyEngine, Job, Spool, int | None], Outcome]] = {
    "query": _query,
    "graph": _graph,
    "dump": _dump,
    "thing": _thing,
    "service": _describe,
    "void": _describe,
    "page": _page,
    reconciliation.KIND: _reconcile,
    JUDGE: _judge,
    "update": _run_write,
    "put": _run_write,
    "post": _run_write,
    "patch": _run_write,
    "delete": _run_write,
}


def _write(triples: Iterable[Triple], spool: Spool, form: str, more: Mapping[str, str] | None = None) -> None:
    """Write ``triples`` in the format ``form``, with the usual prefixes and ``more``."""
    prefixes = _prefixes(form) | dict(more or {})
    if form == "rdf":
        write_rdf_xml(triples, spool.file, prefixes)
    else:
        serialize(triples, spool.file, format=GRAPHS[form], prefixes=prefixes)


def _prefixes(name: str) -> dict[str, str]:
    return NAMESPACES if name in ("ttl", "trig", "rdf", "n3") else {}


def _unwritable(reason: BaseException | None) -> Outcome:
    """The outcome where the store cannot be changed: the reason of the operating system, without its path."""
    reason_text = reason.strerror if isinstance(reason, OSError) else ""
    if not reason_text and "No space left" in str(reason):  # the engine's errors have no number
        reason_text = os.strerror(errno.ENOSPC)
    return Outcome("unwritable", message=f"the store cannot be written: {reason_text}" if reason_text else "")


def _failure(message: str) -> str:
    """The message about a failure that a client may see. The engine's message can contain addresses and paths."""
    return "the service asked by SERVICE did not answer" if "HTTP" in message or "connect" in message.lower() else ""
