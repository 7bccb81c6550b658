"""A served store on the loopback interface, for the clients of others."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xpkg.server.http_server import listen

TOKEN = "a-secret-of-the-interop-tests"


@contextmanager
def serving(store: Path, *options: str) -> Iterator[str]:
    """The address of a server of ``store``, ending in ``/``, while it runs."""
    with listen("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "xpkg.cli", "serve", "--store", str(store), "--port", str(port), "--workers", "1"]
    environment = {**os.environ, "XPKG_TOKEN": TOKEN}
    with subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL, env=environment) as process:
        try:
            address = f"http://127.0.0.1:{port}/"
            end = time.monotonic() + 60
            while not _answers(address + "readyz"):
                assert process.poll() is None, "the server has ended"
                assert time.monotonic() < end
                time.sleep(0.05)
            yield address
        finally:
            process.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def fetched(address: str, accept: str = "*/*") -> bytes:
    """What is at ``address``."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": accept}), timeout=60) as answer:
        return bytes(answer.read())
