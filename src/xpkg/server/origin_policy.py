"""Refuses requests that other sites' pages make to a server that is meant for one machine only.

A page of any site can make its reader's browser send requests to the reader's own machine. It can read the response
where CORS allows every origin, or where the site's own name was changed to point there (DNS rebinding). A local server
may hold texts that are not for others.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from xpkg.server.http_messages import Response, error, options

_ALL = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"


def is_local(host: str) -> bool:
    """Whether ``host``, with or without a port, names the local machine.

    >>> [is_local(h) for h in ("localhost:80", "127.0.0.1", "[::1]:80", "a.localhost", "localhost.example", "10.0.0.1")]
    [True, True, True, True, False, False]
    """
    try:
        name = (urlsplit("//" + host).hostname or "").rstrip(".")
        return name == "localhost" or name.endswith(".localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def refusal(host: str, origin: str | None, is_preflight: bool = False) -> Response | None:
    """The refusal of a request to ``host`` from a page of ``origin`` (None: no page); None where both are local.

    Any page may read the refusal: it says why there is no result and nothing about the data. For the same reason a CORS
    preflight from elsewhere is answered, and only the request after it is refused.
    """
    how = "this server is for its own machine alone; --public-url opens it"
    if not is_local(host):
        return error(421, f"{how} under another name")
    scheme, _, rest = (origin or "").partition("://")
    if origin and (origin == "null" or scheme in ("http", "https")) and not is_local(rest):
        return options(_ALL) if is_preflight else error(403, f"{how} to the pages of other sites")
    return None
