"""Serves the JSON-LD context at its own address, for documents that link to it instead of including it."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from xpkg.resources import folder
from xpkg.server.http_messages import CORS, Request, Response

PATH = "context.jsonld"
_MAX_AGE = 86_400  # seconds; terms are added and never changed


def answer(request: Request) -> Response:
    """The context, or 304 where the client has it already."""
    body, tag = _context()
    headers = (("ETag", tag), ("Cache-Control", f"public, max-age={_MAX_AGE}"), *CORS)
    known = {each.strip().removeprefix("W/") for each in (request.header("if-none-match") or "").split(",")}
    if known & {tag, "*"}:
        return Response(304, headers)
    fields = (("Content-Type", "application/ld+json"), ("Content-Length", str(len(body))), *headers)
    return Response(200, fields, b"" if request.method == "HEAD" else body)


@lru_cache(maxsize=1)
def _context() -> tuple[bytes, str]:
    body = (folder("ontology") / "context.jsonld").read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'
