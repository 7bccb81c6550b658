"""Whom a server answers that is for one machine alone: its own programs and pages, not what the web sends there.

A page of any site can have the browser of its reader ask an address of the reader's own machine. It may read the
answer where the server lets every origin do so, or where the site's own name was made to lead there in the meantime
(DNS rebinding). Texts that nobody else should see are read with xpkg too.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from xpkg.server.protocol import Response, error, options

_ALL = "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"


def is_local(host: str) -> bool:
    """Whether ``host``, with or without a port, means the machine that it is said on.

    >>> [is_local(h) for h in ("localhost:80", "127.0.0.1", "[::1]:80", "a.localhost", "localhost.example", "10.0.0.1")]
    [True, True, True, True, False, False]
    """
    try:
        name = (urlsplit("//" + host).hostname or "").rstrip(".")
        return name == "localhost" or name.endswith(".localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def refusal(host: str, origin: str | None, asks_first: bool = False) -> Response | None:
    """The refusal of a request to ``host`` from a page of ``origin`` (None: no page's), or None where it is local.

    Every page may read the refusal, so that its reader learns why nothing comes: it tells nothing of the data. For
    the same reason the browser's question whether it may send (``asks_first``, a preflight) is not what is refused.
    """
    how = "this server is for its own machine alone; --public-url opens it"
    if not is_local(host):
        return error(421, f"{how} under another name")
    scheme, _, rest = (origin or "").partition("://")
    if origin and (origin == "null" or scheme in ("http", "https")) and not is_local(rest):
        return options(_ALL) if asks_first else error(403, f"{how} to the pages of other sites")
    return None
