"""The endpoint and the pages: an ASGI application over a store folder, answered by killable worker processes."""

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

# The web framework is imported inside the functions: worker processes import this package and must start at once.


def create_app(store_dir: Path, settings: Settings | None = None) -> App:
    """The ASGI application that serves the snapshots of ``store_dir``; it needs the lifespan protocol."""
    from xpkg.server.app import App

    return App(store_dir, settings or Settings())


def run(
    store_dir: Path,
    host: str = "127.0.0.1",
    port: int = 7878,
    settings: Settings | None = None,
    ready: Callable[[int], None] = lambda port: None,
) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first (for at most ten seconds).

    At an address of the loopback interface, without a public URL, other sites' names and pages are refused.
    ``ready`` is told the port once it is listened at. Raises InputError where ``host:port`` cannot be listened at.
    """
    from xpkg.server.processes import run_several
    from xpkg.server.serving import listen, serve
    from xpkg.server.visitors import is_local

    settings = replace(settings or Settings(), private=is_local(f"[{host}]" if ":" in host else host))
    try:
        if settings.servers == 1:
            serve(create_app(store_dir, settings), host, port, ready=ready)
        else:
            listen(host, port).close()  # somebody else's port is not shared
            run_several(store_dir, host, port, settings, ready)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError(f"port {port} is taken; choose another with --port") from error
        raise InputError(f"{host}:{port}: cannot be listened at: {error.strerror or error}") from error
