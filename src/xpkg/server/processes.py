"""Several server processes on one port: started together, replaced when one dies, ended together."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from xpkg import limits
from xpkg.server.backoff import Backoff
from xpkg.server.settings import Settings, program, without_token

_FEWEST_READY, _FEWEST_LONG = 8, 4
_PAUSE = 0.5  # seconds


def run_several(store_dir: Path, host: str, port: int, settings: Settings, ready: Callable[[int], None]) -> None:
    """Run ``settings.servers`` processes until SIGTERM or SIGINT; each takes its share of the connections.

    The kernel shares out the connections (SO_REUSEPORT). Should this process die, however, the others die with it.
    ``ready`` is told the port once one of them listens.
    """
    where = {"store": str(store_dir.absolute()), "host": host, "port": port}
    share = {
        "workers": max(_FEWEST_READY, settings.workers // settings.servers),
        "long_queries": max(_FEWEST_LONG, settings.long_queries // settings.servers),
        "memory_in_all": settings.memory_in_all // settings.servers,
    }
    orders = [
        {**where, "settings": {**settings.to_dict(), **share, "number": number}} for number in range(settings.servers)
    ]
    running = [_start(order) for order in orders]
    tries = [Backoff() for _ in orders]
    told = stopping = False

    def stop(number: int, frame: object) -> None:
        nonlocal stopping
        stopping = True
        for process in running:
            process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not stopping:
        time.sleep(_PAUSE)
        if not told and not stopping and _is_listened_at(host, port):
            told = True
            ready(port)
        for place, process in enumerate(running):
            if process.poll() is not None and not stopping and tries[place].is_over(time.monotonic()):
                tries[place].failed(time.monotonic())  # one that dies again and again is started ever more seldom
                running[place] = _start(orders[place])
    for process in running:
        process.terminate()
        process.wait()


def _is_listened_at(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=_PAUSE).close()
    except OSError:
        return False
    return True


def _start(order: dict[str, object]) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        program("xpkg.server.processes"), stdin=subprocess.PIPE, start_new_session=True, env=without_token(),
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(json.dumps(order).encode())  # by a pipe: the token is nobody else's business
    process.stdin.close()
    return process


def main() -> None:
    """Be one of several server processes, as the order on standard input says."""
    limits.die_with_parent()
    order = json.load(sys.stdin)
    from xpkg.server.app import App
    from xpkg.server.serving import serve

    try:
        app = App(Path(order["store"]), Settings.from_dict(order["settings"]))
        serve(app, order["host"], order["port"], shared=True)
    except (OSError, MemoryError) as error:
        print(f"xpkg: a server process ended: {getattr(error, 'strerror', None) or error or 'no memory'}",
              file=sys.stderr)  # fmt: skip
        sys.exit(1)


if __name__ == "__main__":
    main()
