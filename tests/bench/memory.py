"""Measures the memory of a process and all that it has started, together; what they share counts once."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EACH = 0.1
"""Seconds from one look to the next."""


def processes_of(pid: int) -> list[int]:
    """The process ``pid`` and all that it and its offspring have started."""
    try:
        started = [each for thread in Path(f"/proc/{pid}/task").iterdir()
                   for each in (thread / "children").read_text().split()]  # fmt: skip
    except OSError:
        return [pid]
    return [pid, *(other for each in started for other in processes_of(int(each)))]


def proportional(pid: int) -> int:
    """Bytes of memory of a process: of what several have, its part. 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def watched(pid: int) -> Iterator[list[int]]:
    """A list whose first item is, in the end, the most bytes that the process and its offspring had at one moment."""
    most, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(_EACH):
            most[0] = max(most[0], sum(map(proportional, processes_of(pid))))

    watcher = threading.Thread(target=watch, name=f"memory-{os.getpid()}")
    watcher.start()
    try:
        yield most
    finally:
        over.set()
        watcher.join()
