"""HTTP requests and responses as values, and what every part of the server says in its responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from xpkg.sparql.errors import RefusedError

CORS = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After"))
SAFE = (("X-Content-Type-Options", "nosniff"),)
"""On every response: a browser must not run what the server calls text."""
_MAX_FIELDS = 1000


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request. ``headers`` have lower-case names; ``url`` is the whole address without the query string.

    ``root`` is the address of the server as clients see it. It ends in ``/``, and ``url`` starts with it.
    """

    method: str
    url: str
    root: str = "http://localhost/"
    query_string: bytes = b""
    headers: Mapping[str, str] | None = None
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path after the root, still percent-encoded."""
        return self.url[len(self.root) :]

    def header(self, name: str) -> str | None:
        """A header's value, or None; ``name`` in lower case."""
        return (self.headers or {}).get(name)


@dataclass(frozen=True, slots=True)
class Response:
    """An HTTP response whose whole body is known."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """The first value of a header, or None; ``name`` in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


def error(status: int, message: str, headers: Sequence[tuple[str, str]] = ()) -> Response:
    """An error response in plain text. ``message`` must not tell a file, an address or a line of code."""
    body = (message + "\n").encode()
    plain = ("Content-Type", "text/plain; charset=utf-8")
    fixed = (plain, ("Content-Length", str(len(body))), ("Cache-Control", "no-store"))
    return Response(status, (*fixed, *CORS, *headers), body)


def options(allow: str, accept_post: str = "", accept_patch: str = "") -> Response:
    """The response to OPTIONS, which is also the response to a CORS preflight."""
    preflight = (
        ("Access-Control-Allow-Methods", allow),
        ("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, If-None-Match"),
        ("Access-Control-Max-Age", "86400"),
    )
    accept = (("Accept-Post", accept_post), ("Accept-Patch", accept_patch))
    return Response(204, (("Allow", allow), *(pair for pair in accept if pair[1]), *CORS, *preflight))


def form_fields(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a form, in order. Raises RefusedError (400) when it is malformed."""
    return list(_fields(encoded) if len(encoded) < 4096 else _fields.__wrapped__(encoded))


@lru_cache(maxsize=64)  # one request asks for its fields several times
def _fields(encoded: bytes) -> tuple[tuple[str, str], ...]:
    if not encoded:
        return ()
    # The same as urllib's parse_qsl, in a third of its time.
    pairs = encoded.replace(b"+", b" ").split(b"&")
    if len(pairs) > _MAX_FIELDS:
        raise RefusedError(400, "the form has too many fields")
    try:
        return tuple(
            (unquote_to_bytes(name).decode(), unquote_to_bytes(value).decode())
            for name, _, value in (pair.partition(b"=") for pair in pairs if pair)
        )
    except UnicodeDecodeError:
        raise RefusedError(400, "the form is not percent-encoded UTF-8") from None
