"""The SPARQL endpoint and the pages: an ASGI application over a store, with worker processes that can be killed."""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import TYPE_CHECKING

from xpkg.errors import InputError
from xpkg.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xpkg.server.app import App

__all__ = ["Settings", "create_app", "run"]

# The functions import the web framework, because worker processes import this package and must start quickly.


def create_app(store_dir: Path, settings: Settings | None = None) -> App:
    """The ASGI application that serves the store in ``store_dir``; it needs the lifespan protocol."""
    from xpkg.server.app import App

    return App(store_dir, settings or Settings())


def run(
    store_dir: Path,
    host: str = "127.0.0.1",
    port: int = 7878,
    settings: Settings | None = None,
    ready: Callable[[int], None] = lambda port: None,
) -> None:
    """Serve until SIGTERM or SIGINT; open requests are finished first, within ten seconds.

    At a loopback address without a public URL, requests from other sites are refused (see ``origin_policy``).
    ``ready`` is called with the port once it is open. Raises InputError where ``host:port`` cannot be opened.
    """
    from xpkg.server.http_server import listen, serve
    from xpkg.server.origin_policy import is_local
    from xpkg.server.supervisor import run_several

    settings = replace(settings or Settings(), private=is_local(f"[{host}]" if ":" in host else host))
    try:
        if settings.servers == 1:
            serve(create_app(store_dir, settings), host, port, ready=ready)
        else:
            listen(host, port).close()  # fails where another program listens: its port is not shared
            run_several(store_dir, host, port, settings, ready)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError(f"port {port} is taken; choose another with --port") from error
        raise InputError(f"{host}:{port}: cannot be listened at: {error.strerror or error}") from error
