"""Reads the body of a request, within limits of size and time."""

from __future__ import annotations

import asyncio
import os
import tempfile
from dataclasses import replace

from starlette.requests import ClientDisconnect
from starlette.types import Receive

from xpkg.server.authorization import write_refusal
from xpkg.server.http_messages import Request, Response, error
from xpkg.server.settings import Settings

_MAX_UNAUTHORIZED_BODY = 1_000_000  # bytes
_MAX_DISCARDED = 16_000_000  # bytes of a too long body that are read, so that the client reads the response
_BODY_TIMEOUT = 20.0  # seconds


async def with_body(
    request: Request, receive: Receive, settings: Settings
) -> tuple[int | None, Request | Response]:
    """The request with its body. Data for a graph goes to a file, whose descriptor is the first item."""
    data = request.method in ("PUT", "PATCH") or request.path.startswith("store")
    is_authorized = write_refusal(request, settings) is None
    limit = settings.body_size if is_authorized else _MAX_UNAUTHORIZED_BODY
    given = request.header("content-length")
    if given and given.isdigit() and int(given) > max(limit, _MAX_DISCARDED):
        return None, error(413, "the body is too large", (("Connection", "close"),))
    body, file = bytearray(), None
    try:
        async with asyncio.timeout(_BODY_TIMEOUT * (10 if is_authorized else 1)):
            more, size = True, 0
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientDisconnect
                body += message.get("body", b"")
                size += len(message.get("body", b""))
                if size > limit:
                    body.clear()  # still read to the end: a client that sends does not read the response
                if size > max(limit, _MAX_DISCARDED):
                    break
                more = message.get("more_body", False)
    except TimeoutError:
        return None, error(408, "the body did not come in time", (("Connection", "close"),))
    if size > limit:
        return None, error(413, "the body is too large", (("Connection", "close"),))
    if data:
        with tempfile.TemporaryFile() as data_file:
            data_file.write(body)
            data_file.flush()
            file = os.dup(data_file.fileno())
        return file, request
    return None, replace(request, body=bytes(body))
