"""Asks a host for one address, with limits of time and of size; what it answers is not trusted."""

from __future__ import annotations

import socket
import ssl
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer

from xpkg.errors import FetchError
from xpkg.fetching.addresses import Address
from xpkg.secure_connection import secure_fault

_CHUNK = 65_536
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""What a body may be packed with, and what zlib calls the format."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` for one request from the connection to the last byte; ``size`` is the most bytes of a body."""

    seconds: float = 60.0
    size: int = 100_000_000


@dataclass(frozen=True, slots=True)
class Response:
    """What a host answered: the headers in their order, the body unpacked."""

    address: Address
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """The first header of this name, the empty string where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


class _Pinned(HTTPConnection):
    """A connection to one of the IP addresses that were checked, whatever the name leads to by now."""

    def __init__(self, address: Address, found: Sequence[str], seconds: float) -> None:
        super().__init__(address.host, address.port, timeout=seconds)
        self._address, self._found = address, found
        self.ended = False
        self._open: socket.socket | None = None  # http.client lets go of its own before the body is read

    def connect(self) -> None:
        """Connects to the first of the addresses that answers. Raises OSError where none does."""
        for at, each in enumerate(self._found):
            try:
                self.sock = self._open = socket.create_connection((each, self.port), self.timeout)
                break
            except OSError:
                if at == len(self._found) - 1:
                    raise
        if self._address.scheme == "https":
            # The handshake comes after, so that it ends in time as well.
            secured = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self._address.host, do_handshake_on_connect=False
            )
            self.sock = self._open = secured
            secured.do_handshake()

    def end(self) -> None:
        """Ends the connection from another thread: whoever reads from it reads no more."""
        self.ended = True
        if self._open is not None:
            with suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)


def get(address: Address, found: Sequence[str], agent: str, limits: Limits) -> Response:
    """What the host answers; only a body of status 200 is read.

    Raises FetchError where it does not answer in time, answers no HTTP, breaks off, or sends more than it may.
    """
    connection = _Pinned(address, found, limits.seconds)
    late = Timer(limits.seconds, connection.end)
    late.daemon = True
    late.start()
    try:
        with closing(connection):
            headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "identity"}
            connection.request("GET", address.target, headers={**headers, "Connection": "close"})
            answer = connection.getresponse()
            body = _body(answer, address, limits.size) if answer.status == 200 else b""
            if connection.ended:
                raise TimeoutError
            return Response(address, answer.status, tuple(answer.getheaders()), body)
    except (OSError, HTTPException, ValueError) as error:
        if connection.ended or isinstance(error, TimeoutError):
            raise FetchError(f"{address}: no whole answer in {limits.seconds:g} seconds") from error
        told = secure_fault(error) or getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise FetchError(f"{address}: {told}") from error
    finally:
        late.cancel()


def _body(answer: HTTPResponse, address: Address, most: int) -> bytes:
    """The body, unpacked. Raises FetchError where it is too long, OSError or HTTPException where it breaks off."""
    packed = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if packed != "identity" and packed not in _PACKED:
        raise FetchError(f"{address}: packed with {packed}, which was not asked for")
    unpack = zlib.decompressobj(_PACKED[packed]) if packed in _PACKED else None
    parts: list[bytes] = []
    left = most + 1
    while left > 0 and (chunk := answer.read(_CHUNK)):
        if unpack:
            try:
                chunk = unpack.decompress(chunk, left)
            except zlib.error as error:
                raise FetchError(f"{address}: damaged: {error}") from error
        parts.append(chunk)
        left -= len(chunk)
    if left <= 0:
        raise FetchError(f"{address}: more than {most:,} bytes")
    if answer.length or (unpack and not unpack.eof):
        raise HTTPException("the answer breaks off")
    return b"".join(parts)
