"""Puts the parts together: from a request by way of the cache or a worker to a response."""

from __future__ import annotations

import contextlib
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from hashlib import blake2b

from xpkg.server import door, protocol, routing
from xpkg.server.jobs import INLINE, Job, Outcome
from xpkg.server.negotiation import GRAPH_TYPES, RESULT_TYPES, accepts_gzip, choose
from xpkg.server.protocol import CORS, Request, Response
from xpkg.server.settings import Settings

Execute = Callable[[Job, bytes, int | None], Awaitable[Outcome]]
_PAGE_HEADERS = (
    ("Content-Security-Policy", door.CONTENT_SECURITY_POLICY),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
)  # fmt: skip
_XML = [kind for kind in (*RESULT_TYPES, *GRAPH_TYPES) if "xml" in kind]
SAFE = (("X-Content-Type-Options", "nosniff"),)
"""On every answer: what the server calls text is not to be taken for a program."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A response, with what only a socket cares for: an open file in place of the body, and whether it may be kept."""

    response: Response
    spooled: int | None = None
    size: int = 0
    lasting: bool = False
    kind: str = ""
    snapshot: str = ""


class Cache:
    """Whole results by encoded job, for the snapshot that is being served; the least used go first."""

    def __init__(self, size: int) -> None:
        self._most, self._size = size, 0
        self._kept: OrderedDict[bytes, Outcome] = OrderedDict()

    def clear(self) -> None:
        """Forget all: another snapshot is served."""
        self._kept.clear()
        self._size = 0

    def get(self, encoded: bytes) -> Outcome | None:
        """The outcome that is kept for a job."""
        found = self._kept.get(encoded)
        if found is not None:
            self._kept.move_to_end(encoded)
        return found

    def put(self, job: Job, encoded: bytes, outcome: Outcome) -> None:
        """Keep ``outcome``, if it is whole and small."""
        cost = len(outcome.body) + len(encoded) + 1000
        if outcome.kind != "ok" or outcome.spooled is not None or job.volatile or job.writes or cost > INLINE * 2:
            return
        self._kept[encoded] = outcome
        self._size += cost
        while self._size > self._most:
            old, gone = self._kept.popitem(last=False)
            self._size -= len(gone.body) + len(old) + 1000


async def answer(
    request: Request, settings: Settings, execute: Execute, cache: Cache, snapshot: str, file: int | None = None
) -> Answer:
    """The response to ``request``, with ``execute`` for the workers; needs no socket.

    ``file`` is the open body of a request that writes to a graph. ``snapshot`` names what is being served.
    """
    job = routing.plan(request, settings, door.is_page)
    if isinstance(job, Response):
        return Answer(for_people(request, job))
    if not job.gzip and not job.writes and accepts_gzip(request.header("accept-encoding")):
        job = replace(job, gzip=True)
    encoded = job.encode()
    made_by = door.VERSION.encode() if job.kind == "page" else b""
    tag = "" if job.volatile or job.writes else _tag(made_by + encoded, snapshot)
    if tag and _matches(request.header("if-none-match"), tag):
        return Answer(Response(304, (("ETag", tag), *_common(job))), kind=job.kind, lasting=True, snapshot=snapshot)
    outcome = cache.get(encoded)
    if outcome is None or outcome.snapshot != snapshot:
        outcome = await execute(job, encoded, file)
        cache.put(job, encoded, outcome)
    if outcome.kind == "refused" and outcome.status == 406 and (other := _without_xml(request, job, settings)):
        return await answer(other, settings, execute, cache, snapshot, file)
    if outcome.snapshot != snapshot and tag:
        tag = _tag(made_by + encoded, outcome.snapshot)
    return finish(request, job, outcome, tag)


def _without_xml(request: Request, job: Job, settings: Settings) -> Request | None:
    """``request`` for what else its client accepts; None where that is nothing, or where it named the format."""
    refused = ", ".join(f"{kind};q=0" for kind in _XML)
    other = replace(request, headers={**(request.headers or {}), "accept": f"{refused}, {request.header('accept')}"})
    planned = routing.plan(other, settings, door.is_page)
    return other if isinstance(planned, Job) and planned.content_type not in (job.content_type, *_XML) else None


def finish(request: Request, job: Job, outcome: Outcome, tag: str) -> Answer:
    """The answer that tells how ``job`` ended."""
    if outcome.kind != "ok":
        return Answer(for_people(request, protocol.failure(outcome)), kind=job.kind)
    if job.writes:
        headers = (*outcome.headers, ("Content-Length", "0"), *CORS)
        return Answer(Response(outcome.status or 204, headers), kind=job.kind)
    headers = (*_common(job), *outcome.headers, ("Content-Length", str(outcome.size)))
    if not job.volatile and outcome.status == 200:
        headers = (*headers, ("ETag", tag))
    if outcome.gzipped and job.content_type != "application/gzip":
        headers = (*headers, ("Content-Encoding", "gzip"))
    head = request.method == "HEAD"
    if head and outcome.spooled is not None:
        os.close(outcome.spooled)
    return Answer(
        Response(outcome.status, headers, b"" if head else outcome.body),
        spooled=None if head else outcome.spooled,
        size=outcome.size,
        lasting=not job.volatile and outcome.status == 200,
        kind=job.kind,
        snapshot=outcome.snapshot,
    )


def for_people(request: Request, response: Response) -> Response:
    """``response``, an error, as a page where the client is a browser; else as it is."""
    if response.status < 400 or choose(request.header("accept"), ["text/plain", routing.HTML]) != routing.HTML:
        return response
    page = door.error_page(response.status, request.root, response.body.decode().strip().capitalize() + ".")
    dropped = ("content-type", "content-length")
    headers = tuple(pair for pair in response.headers if pair[0].lower() not in dropped)
    typed = (("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page))))
    return Response(response.status, (*typed, *headers, *_PAGE_HEADERS), page)


def _common(job: Job) -> tuple[tuple[str, str], ...]:
    page = _PAGE_HEADERS if job.kind == "page" else ()
    file = dict(job.fields).get("file", "") if job.kind in ("dump", "query") else ""
    attachment = (("Content-Disposition", f'attachment; filename="{file}"'),) if file else ()
    caching = "no-store" if job.volatile else "no-cache"
    return (*protocol.success_headers(job), ("Cache-Control", caching), *page, *attachment, *routing.links(job))


def _tag(made_of: bytes, snapshot: str) -> str:
    """An entity tag: what is served, and what decides how it is written down.

    Weak, because the engine writes prefixes in another order each time.
    """
    return f'W/"{blake2b(snapshot.encode() + made_of, digest_size=12).hexdigest()}"'


def _matches(header: str | None, tag: str) -> bool:
    return any(given.strip().removeprefix("W/") in (tag[2:], "*") for given in (header or "").split(","))


def close(answer: Answer) -> None:
    """Let go of the file of an answer that is not sent."""
    if answer.spooled is not None:
        with contextlib.suppress(OSError):
            os.close(answer.spooled)
