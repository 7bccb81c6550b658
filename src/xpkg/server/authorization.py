"""Decides who may write: the bearer of the server's token (RFC 6750)."""

from __future__ import annotations

import hmac

from xpkg.server.http_messages import Request, Response, error
from xpkg.server.settings import Settings


def write_refusal(request: Request, settings: Settings) -> Response | None:
    """None when the request has the token of a writable server, else the refusal (403 or 401)."""
    if not settings.writable or settings.token is None:
        return error(403, "this server is read-only")
    scheme, _, given = (request.header("authorization") or "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), settings.token.encode()):
        return error(401, "a bearer token is needed", (("WWW-Authenticate", 'Bearer realm="xpkg"'),))
    return None
