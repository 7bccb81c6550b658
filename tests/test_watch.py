"""``xpkg watch``: what changes is built, until somebody has enough."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from xpkg.store import current_digest

Run = Callable[..., Result]
HEARING = (
    "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "runpy.run_module('xpkg', run_name='__main__', alter_sys=True)"
)
"""The program, which hears an interrupt even where who runs the tests behind a shell has it ignored."""


def until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about in a minute")


def test_a_changed_text_is_built_again(tmp_path: Path) -> None:
    texts, store = tmp_path / "texts", tmp_path / "db"
    texts.mkdir()
    (texts / "a.txt").write_text("Dam\n\nAnn Low said that the dam was safe.\n")
    command = [sys.executable, "-c", HEARING, "watch", str(texts), "--store", str(store), "--every", "0.1"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: current_digest(store) is not None)
        first = current_digest(store)
        (texts / "a.txt").write_text("Dam\n\nAnn Low denied that the dam was safe.\n")
        until(lambda: current_digest(store) != first)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            _, told = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0, told
    assert "Traceback" not in told


def test_something_must_be_named(xpkg: Run) -> None:
    assert xpkg("watch").exit_code == xpkg("watch", "-").exit_code == 2
