"""The endpoint and the pages: an ASGI application over a store folder, answered by killable worker processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpkg.server.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from xpkg.server.app import App

__all__ = ["Settings", "create_app", "run"]

# The web framework is imported inside the functions: worker processes import this package and must start at once.


def create_app(store_dir: Path, settings: Settings | None = None) -> App:
    """The ASGI application that serves the snapshots of ``store_dir``; it needs the lifespan protocol."""
    from xpkg.server.app import App

    return App(store_dir, settings or Settings())


def run(store_dir: Path, host: str = "127.0.0.1", port: int = 7878, settings: Settings | None = None) -> None:
    """Serve until SIGTERM or SIGINT; requests under way are finished first (for at most ten seconds)."""
    from xpkg.server.serving import serve

    serve(create_app(store_dir, settings), host, port)
