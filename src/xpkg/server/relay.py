"""Relays SERVICE requests of workers to the allowed endpoints: the only way out of the server.

The engine has its own HTTP client, which follows redirects and resolves names. So a worker never gets the address of an
endpoint. It sends its request to this relay on the loopback interface. The relay resolves the name once, checks the
address, connects to that address only, follows no redirect, and limits the size of the result.
"""

from __future__ import annotations

import http.client
import ipaddress
import secrets
import socket
import ssl
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_CHUNK = 1 << 16
_MAX_REQUEST = 1 << 20


class ForbiddenAddressError(Exception):
    """The name of an endpoint resolves to an address that is not public."""


def checked_address(host: str, port: int) -> str:
    """An address of ``host`` that may be called. Raises ForbiddenAddressError; OSError where there is no address.

    A name must resolve to public addresses. A loopback, private or link-local address must be named as such.
    """
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if is_named(host):
        return found[0]
    if not found or not all(is_public(address) for address in found):
        raise ForbiddenAddressError(host)
    return found[0]


def is_public(address: str) -> bool:
    """Whether ``address`` is a public one.

    >>> [is_public(a) for a in ("93.184.215.14", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1")]
    [True, False, False, False, False, False]
    """
    value = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(value, ipaddress.IPv6Address):
        inner = value.ipv4_mapped or value.sixtofour or (value.teredo[1] if value.teredo else None)
        if inner is not None:
            return is_public(str(inner))
    return value.is_global and not value.is_multicast


def is_named(host: str) -> bool:
    """Whether ``host`` is an IP address or ``localhost``, so that it cannot resolve to something unexpected."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


class Relay:
    """An HTTP server on the loopback interface. ``addresses`` are pairs of an endpoint and the address of its relay.

    The name of the endpoint ``trusted`` may resolve to any address.
    """

    def __init__(self, endpoints: Sequence[str], timeout: float, most: int, trusted: str = "") -> None:
        secrets_of = {f"/{secrets.token_urlsafe(16)}": endpoint for endpoint in endpoints}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(secrets_of, timeout, most, trusted))
        self._server.daemon_threads = True
        port = self._server.server_address[1]
        self.addresses = tuple((endpoint, f"http://127.0.0.1:{port}{path}") for path, endpoint in secrets_of.items())
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()


def _handler(endpoints: dict[str, str], timeout: float, most: int, trusted: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            endpoint = endpoints.get(self.path)
            size = int(self.headers.get("Content-Length") or 0)
            if endpoint is None or size > _MAX_REQUEST:
                self.send_error(404)
                return
            headers = {name: self.headers.get(name, "") for name in ("Content-Type", "Accept")}
            try:
                status, kind, body = forward(
                    endpoint, self.rfile.read(size), headers, timeout, most, private=endpoint == trusted
                )
            except (OSError, http.client.HTTPException, ForbiddenAddressError):
                status, kind, body = 502, "text/plain", b""
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing: the requests contain queries."""

    return Handler


def forward(
    endpoint: str, body: bytes, headers: dict[str, str], timeout: float, most: int, *, private: bool = False
) -> tuple[int, str, bytes]:
    """Status, media type and body of the response of ``endpoint``; a body over ``most`` bytes is status 502.

    With ``private`` its name may resolve to any address.

    Raises ForbiddenAddressError, OSError, HTTPException.
    """
    parts = urlsplit(endpoint)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    address = host if private else checked_address(host, port)
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    # Connect to the address that was checked: the name is not resolved again.
    connection.sock = socket.create_connection((address, port), timeout)
    if secure:
        connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=host)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, {**headers, "User-Agent": "xpkg", "Host": parts.netloc})
        response = connection.getresponse()
        if not 200 <= response.status < 300:
            return 502, "text/plain", b""
        pieces, size = [], 0
        while piece := response.read(_CHUNK):
            size += len(piece)
            if size > most:
                return 502, "text/plain", b""
            pieces.append(piece)
        if response.length:  # rows that are missing are no result
            return 502, "text/plain", b""
        return response.status, response.getheader("Content-Type") or "", b"".join(pieces)
    finally:
        connection.close()
