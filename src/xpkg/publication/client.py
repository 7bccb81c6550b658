"""Puts and deletes graphs in a store over the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import base64
import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO
from urllib.parse import quote, urlsplit

from xpkg.errors import InputError, ServiceError
from xpkg.retry_after import retry_after
from xpkg.secure_connection import secure_fault

TOKEN, USER, PASSWORD = "XPKG_PUBLISH_TOKEN", "XPKG_PUBLISH_USER", "XPKG_PUBLISH_PASSWORD"
"""The environment variables with the bearer token, or with the user and password."""
MEDIA_TYPE = "application/n-triples"
_BUSY = (429, 502, 503, 504)
_TRIES = 5
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 120.0  # seconds
_MOST_TOLD = 200  # characters of what a store says about an error
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A bearer ``token``, or a ``user`` with a ``password``; all empty: none."""

    token: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    def header(self) -> str:
        """The value of the header Authorization; '' without credentials. Raises InputError where both are given."""
        if self.token and self.user:
            raise InputError(f"give either {TOKEN} or {USER} and {PASSWORD}")
        if self.password and not self.user:
            raise InputError(f"{PASSWORD} is set, but not {USER}")
        if self.token:
            if not self.token.isascii() or any(c <= " " or c == "\x7f" for c in self.token):
                raise InputError(f"the token in {TOKEN} has blanks, or letters outside ASCII")
            return f"Bearer {self.token}"
        if self.user:
            pair = f"{self.user}:{self.password}".encode()
            return f"Basic {base64.b64encode(pair).decode()}"
        return ""


class GraphStore:
    """A store at ``url``, its address of the Graph Store Protocol; ``timeout`` is in seconds, ``wait`` sleeps so long.

    Follows no redirect, so that credentials go nowhere else. They are sent unencrypted to this very machine only, or
    where ``plain`` allows it. Raises InputError where the address or the credentials cannot be used.
    """

    def __init__(
        self, url: str, credentials: Credentials, *, plain: bool = False, timeout: float = 60.0,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise InputError(f"{url!r} is no address: {error}") from error
        if parts.scheme not in ("http", "https") or not parts.hostname or not url.isascii() or parts.fragment:
            raise InputError(f"{url!r}: the address of a graph store begins with http:// or https:// and names a host")
        if parts.username is not None or parts.password is not None:
            raise InputError(f"name no user in the address; set {USER} and {PASSWORD}")
        self.url = url
        self._authorization = credentials.header()
        self._secure, self._host = parts.scheme == "https", parts.hostname
        if self._authorization and not (self._secure or plain or self._host in _LOOPBACK):
            raise InputError(f"{url}: the credentials would go unencrypted; use https, or say --plain-http")
        self._port = port or (443 if self._secure else 80)
        self._target = (parts.path or "/") + (f"?{parts.query}&" if parts.query else "?")
        self._timeout, self._wait = timeout, wait
        self._connection: http.client.HTTPConnection | None = None

    def put(self, graph: str, body: IO[bytes], size: int) -> None:
        """Make the graph ``graph`` (an IRI) of the store be ``body``, N-Triples of ``size`` bytes.

        Raises ServiceError where the store does not take it.
        """

        def send() -> tuple[int, http.client.HTTPMessage, bytes]:
            body.seek(0)
            return self._once("PUT", graph, body, size)

        self._ask(send, graph)

    def delete(self, graph: str) -> None:
        """Remove the graph ``graph`` (an IRI); it may be gone already. Raises ServiceError where it cannot be."""
        self._ask(lambda: self._once("DELETE", graph, None, 0), graph, (404,))

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(
        self, send: Callable[[], tuple[int, http.client.HTTPMessage, bytes]], graph: str, fine: tuple[int, ...] = ()
    ) -> None:
        """Send until it is done; a store that is busy or not reached is asked again. Both methods can be repeated."""
        pause, why = _FIRST_WAIT, ""
        for number in range(_TRIES):
            if number:
                self._wait(pause)
            pause = _FIRST_WAIT * 2**number
            try:
                status, headers, told = send()
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if fault := secure_fault(error):
                    raise ServiceError(f"{self.url}: {fault}") from error
                why = getattr(error, "strerror", None) or str(error) or type(error).__name__
                continue
            if 200 <= status < 300 or status in fine:
                return
            if status not in _BUSY:
                raise ServiceError(f"{self.url}: {_refusal(status, headers, told)} (graph {graph})")
            why = f"status {status}"
            asked = retry_after(headers.get("Retry-After", ""), time.time())
            if asked > _LONGEST_WAIT:
                raise ServiceError(f"{self.url}: the store wants {asked:.0f} seconds of quiet; try again later")
            pause = max(pause, asked)
        raise ServiceError(f"{self.url}: the store does not answer ({' '.join(why.split())}); try again later")

    def _once(
        self, method: str, graph: str, body: IO[bytes] | None, size: int
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        if self._connection is None:
            kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
            self._connection = kind(self._host, self._port, timeout=self._timeout)
        headers = {"User-Agent": "xpkg", "Accept": "*/*"}
        if body is not None:
            headers |= {"Content-Type": MEDIA_TYPE, "Content-Length": str(size)}
        if self._authorization:
            headers["Authorization"] = self._authorization
        self._connection.request(method, f"{self._target}graph={quote(graph, safe='')}", body, headers)
        response = self._connection.getresponse()
        told = response.read(_MOST_TOLD * 4)
        if not response.isclosed():  # more than is wanted
            self.close()
        return response.status, response.headers, told


def _refusal(status: int, headers: http.client.HTTPMessage, told: bytes) -> str:
    """Why a store took no graph, and what to do."""
    if 300 <= status < 400:
        return f"the store is elsewhere: {headers.get('Location', '')[:_MOST_TOLD]}; give that address, if you trust it"
    if status in (401, 403):
        return f"the store refuses ({status}); set {TOKEN}, or {USER} and {PASSWORD}"
    if status in (404, 405, 501):
        return f"no store that takes graphs answers there ({status}); give its address of the Graph Store Protocol"
    if status == 415:
        return f"the store does not read {MEDIA_TYPE} (415)"
    words = " ".join(told.decode("utf-8", "replace").split())[:_MOST_TOLD]
    return f"the store answers with status {status}" + (f": {words}" if words else "")
