"""Runs several server processes on one port: starts them, restarts those that end, and stops them together."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

from xpkg import limits
from xpkg.server.backoff import Backoff
from xpkg.server.settings import Settings, program, without_token

_MIN_WORKERS, _MIN_LONG_QUERIES = 8, 4
_CHECK_INTERVAL = 0.5  # seconds


class Process(Protocol):
    """What is needed of ``subprocess.Popen``."""

    def poll(self) -> int | None:
        """The exit status, or None while it runs."""

    def terminate(self) -> None:
        """Ask it to end."""

    def wait(self) -> int:
        """Wait for its end; the exit status."""


@dataclass(slots=True)
class Restarter:
    """One server process, started again whenever it ends: at once, and at growing intervals if it soon ends again."""

    start: Callable[[], Process]
    process: Process
    backoff: Backoff = field(default_factory=Backoff)

    def check(self, now: float) -> None:
        """Start the process again if it has ended and the interval is over. ``now`` is in seconds of one clock."""
        if self.process.poll() is not None and self.backoff.is_over(now):
            self.backoff.failed(now)
            self.process = self.start()


def run_several(store_dir: Path, host: str, port: int, settings: Settings, ready: Callable[[int], None]) -> None:
    """Run ``settings.servers`` processes until SIGTERM or SIGINT; each takes its share of the connections.

    The kernel distributes the connections (SO_REUSEPORT). If this process dies, the others die with it.
    ``ready`` is called with the port once one of them listens.
    """
    where = {"store": str(store_dir.absolute()), "host": host, "port": port}
    share = {
        "workers": max(_MIN_WORKERS, settings.workers // settings.servers),
        "long_queries": max(_MIN_LONG_QUERIES, settings.long_queries // settings.servers),
        "memory_in_all": settings.memory_in_all // settings.servers,
    }
    orders = [
        {**where, "settings": {**settings.to_dict(), **share, "number": number}} for number in range(settings.servers)
    ]
    servers = [Restarter(partial(_start, order), _start(order)) for order in orders]
    is_ready = stopping = False

    def stop(number: int, frame: object) -> None:
        nonlocal stopping
        stopping = True
        for server in servers:
            server.process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not stopping:
        time.sleep(_CHECK_INTERVAL)
        if not is_ready and not stopping and _is_listened_at(host, port):
            is_ready = True
            ready(port)
        for server in servers:
            if not stopping:
                server.check(time.monotonic())
    for server in servers:
        server.process.terminate()
        server.process.wait()


def _is_listened_at(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=_CHECK_INTERVAL).close()
    except OSError:
        return False
    return True


def _start(order: dict[str, object]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        program("xpkg.server.supervisor"), stdin=subprocess.PIPE, start_new_session=True, env=without_token(),
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(json.dumps(order).encode())  # by a pipe: other users can see arguments and environment
    process.stdin.close()
    return process


def main() -> None:
    """Be one of several server processes, as the order on standard input says."""
    limits.die_with_parent()
    order = json.load(sys.stdin)
    from xpkg.server.app import App
    from xpkg.server.http_server import serve

    try:
        app = App(Path(order["store"]), Settings.from_dict(order["settings"]))
        serve(app, order["host"], order["port"], shared=True)
    except (OSError, MemoryError) as error:
        print(f"xpkg: a server process ended: {getattr(error, 'strerror', None) or error or 'no memory'}",
              file=sys.stderr)  # fmt: skip
        sys.exit(1)


if __name__ == "__main__":
    main()
