"""Runs the application under uvicorn, with the limits of ``connection`` and a clean shutdown."""

from __future__ import annotations

import contextlib
import gc
import logging
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn

from xpkg.server.app import App
from xpkg.server.connection import connection_class
from xpkg.server.log import LogHandler


def serve(
    app: App, host: str, port: int, *, shared: bool = False, ready: Callable[[int], None] = lambda port: None
) -> None:
    """Serve ``app`` at ``host:port`` until SIGTERM or SIGINT; open requests then have ten seconds.

    ``shared`` lets other processes listen on the same port. ``ready`` is called with the port once it is open.
    Raises OSError where it cannot be opened.
    """
    listening = listen(host, port, shared=shared)
    ready(listening.getsockname()[1])
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    logging.getLogger().handlers[:] = [LogHandler(app.log)]  # Log never blocks, a stream could
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        ws="none",
        timeout_graceful_shutdown=10,
        limit_concurrency=None,
        proxy_headers=False,
        loop="uvloop" if _has_uvloop() else "asyncio",
        http=connection_class(app),
    )
    server = _Server(config)
    gc.collect()
    gc.freeze()  # what is there from the start stays
    server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends with status 0 on SIGTERM and SIGINT; uvicorn would raise the signal again and die of it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """A socket that listens at ``host:port``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind((host, port))
    listening.listen(2048)
    return listening


def _has_uvloop() -> bool:
    try:
        import uvloop  # noqa: F401
    except ImportError:
        return False
    return True
