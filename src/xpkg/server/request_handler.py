"""Handles one request: plans it, takes the outcome from the cache or a worker, and makes the response."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from hashlib import blake2b

from xpkg.server import page_adapter, routing, sparql_protocol
from xpkg.server.http_messages import CORS, Request, Response, error
from xpkg.server.jobs import Job, Outcome
from xpkg.server.judging import requests as judging
from xpkg.server.negotiation import GRAPH_TYPES, RESULT_TYPES, accepts_gzip, choose
from xpkg.server.result_cache import ResultCache
from xpkg.server.settings import Settings

Execute = Callable[[Job, bytes, int | None], Awaitable[Outcome]]
_PAGE_HEADERS = (
    ("Content-Security-Policy", page_adapter.CONTENT_SECURITY_POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
)  # fmt: skip
_ONLY_OF_A_STORE = ("dump", "service", "void")
_FORM_HEADERS = tuple((name, "same-origin") if name == "Referrer-Policy" else (name, value)
                      for name, value in _PAGE_HEADERS)  # fmt: skip
"""Of the page that sends forms: under "no-referrer" a browser tells no origin of them, and they would be refused."""
_XML = [kind for kind in (*RESULT_TYPES, *GRAPH_TYPES) if "xml" in kind and "openxml" not in kind]


@dataclass(frozen=True, slots=True)
class PreparedResponse:
    """A response and how it is sent.

    ``spooled`` is the descriptor of an open file of ``size`` bytes that replaces the body. ``cacheable`` says that the
    response is the same as long as ``snapshot`` is served. ``kind`` is that of its job, for the log.
    """

    response: Response
    spooled: int | None = None
    size: int = 0
    cacheable: bool = False
    kind: str = ""
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """A request that needs a worker: its ``job``, the encoding of it, and the entity tag of its response."""

    request: Request
    job: Job
    encoded: bytes
    tag: str
    snapshot: str


async def handle(
    request: Request, settings: Settings, execute: Execute, cache: ResultCache, snapshot: str, file: int | None = None
) -> PreparedResponse:
    """The response to ``request``; needs no socket.

    ``execute`` runs a job in a worker. ``file`` is the open body of a request that writes to a graph. ``snapshot`` is
    the one being served.
    """
    step = begin(request, settings, cache, snapshot)
    while isinstance(step, Planned):
        step = conclude(step, await execute(step.job, step.encoded, file), settings, cache)
    return step


def begin(request: Request, settings: Settings, cache: ResultCache, snapshot: str) -> PreparedResponse | Planned:
    """The response to ``request`` where it needs no worker, else what a worker has to do."""
    job = routing.plan(request, settings, page_adapter.is_page)
    if isinstance(job, Response):
        return PreparedResponse(with_error_page(request, job, settings))
    if settings.endpoint:
        if job.kind in _ONLY_OF_A_STORE:
            refused = error(501, f"this server shows another endpoint, {settings.endpoint}; ask that one")
            return PreparedResponse(with_error_page(request, refused, settings))
        job = replace(job, volatile=True)  # nobody says when the data there change
    if not job.gzip and not job.writes and accepts_gzip(request.header("accept-encoding")):
        job = replace(job, gzip=True)
    encoded = job.encode()
    tag = "" if job.volatile or job.writes else entity_tag(job, encoded, snapshot, settings)
    if tag and (given := request.header("if-none-match")) and _matches(given, tag):
        unchanged = Response(304, (("ETag", tag), *_common(job)))
        return PreparedResponse(unchanged, kind=job.kind, cacheable=True, snapshot=snapshot)
    planned = Planned(request, job, encoded, tag, snapshot)
    outcome = cache.get(encoded)
    if outcome is None or outcome.snapshot != snapshot:
        return planned
    return finish(request, job, outcome, tag, settings)


def conclude(planned: Planned, outcome: Outcome, settings: Settings, cache: ResultCache) -> PreparedResponse | Planned:
    """The response for the outcome of a job, or another job where this one cannot have the format of the response."""
    request, job, tag = planned.request, planned.job, planned.tag
    cache.put(job, planned.encoded, outcome)
    if outcome.kind == "refused" and outcome.status == 406 and (other := _without_xml(request, job, settings)):
        return begin(other, settings, cache, planned.snapshot)
    if outcome.snapshot != planned.snapshot and tag:
        tag = entity_tag(job, planned.encoded, outcome.snapshot, settings)
    return finish(request, job, outcome, tag, settings)


def _without_xml(request: Request, job: Job, settings: Settings) -> Request | None:
    """``request`` without XML among the accepted types; None where nothing else is acceptable."""
    refused = ", ".join(f"{kind};q=0" for kind in _XML)
    other = replace(request, headers={**(request.headers or {}), "accept": f"{refused}, {request.header('accept')}"})
    planned = routing.plan(other, settings, page_adapter.is_page)
    return other if isinstance(planned, Job) and planned.content_type not in (job.content_type, *_XML) else None


def finish(request: Request, job: Job, outcome: Outcome, tag: str, settings: Settings) -> PreparedResponse:
    """The response for the outcome of ``job``."""
    if outcome.kind != "ok":
        return PreparedResponse(with_error_page(request, sparql_protocol.failure(outcome), settings), kind=job.kind)
    if job.writes:
        headers = (*outcome.headers, ("Content-Length", "0"), *CORS)
        return PreparedResponse(Response(outcome.status or 204, headers), kind=job.kind)
    headers = (*_common(job), *outcome.headers, ("Content-Length", str(outcome.size)))
    if not job.volatile and outcome.status == 200:
        headers = (*headers, ("ETag", tag))
    if outcome.gzipped and job.content_type != "application/gzip":
        headers = (*headers, ("Content-Encoding", "gzip"))
    head = request.method == "HEAD"
    if head and outcome.spooled is not None:
        os.close(outcome.spooled)
    return PreparedResponse(
        Response(outcome.status, headers, b"" if head else outcome.body),
        spooled=None if head else outcome.spooled,
        size=outcome.size,
        cacheable=not job.volatile and outcome.status == 200,
        kind=job.kind,
        snapshot=outcome.snapshot,
    )


def with_error_page(request: Request, response: Response, settings: Settings) -> Response:
    """An error ``response`` as an HTML page where the client prefers that; other responses as they are."""
    if response.status < 400 or choose(request.header("accept"), ["text/plain", routing.HTML]) != routing.HTML:
        return response
    told = response.body.decode().strip().capitalize() + "."
    page = page_adapter.error_page(response.status, request.root, told, settings)
    dropped = ("content-type", "content-length")
    headers = tuple(pair for pair in response.headers if pair[0].lower() not in dropped)
    typed = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page))))
    return Response(response.status, (*typed, *headers, *_PAGE_HEADERS), page)


def _common(job: Job) -> tuple[tuple[str, str], ...]:
    page = (_FORM_HEADERS if job.text == judging.PATH else _PAGE_HEADERS) if job.kind == "page" else ()
    file = dict(job.fields).get("file", "") if job.kind in ("dump", "query") else ""
    attachment = (("Content-Disposition", f'attachment; filename="{file}"'),) if file else ()
    caching = "no-store" if job.volatile else "no-cache"
    return (*sparql_protocol.success_headers(job), ("Cache-Control", caching), *page, *attachment, *routing.links(job))


def entity_tag(job: Job, encoded: bytes, snapshot: str, settings: Settings) -> str:
    """The entity tag of a result: a digest of the snapshot and of everything that shapes the result.

    It is weak, because the engine writes prefixes in a different order each time.
    """
    made_by = page_adapter.version(settings).encode() if job.kind == "page" else b""
    return f'W/"{blake2b(snapshot.encode() + made_by + encoded, digest_size=12).hexdigest()}"'


def _matches(header: str, tag: str) -> bool:
    return any(given.strip().removeprefix("W/") in (tag[2:], "*") for given in header.split(","))


def close(answer: PreparedResponse) -> None:
    """Close the file of ``answer``."""
    if answer.spooled is not None:
        with contextlib.suppress(OSError):
            os.close(answer.spooled)
