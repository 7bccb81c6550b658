"""Writes the log in a thread of its own, so that a slow reader of standard error delays no request."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import select
import threading
import time
from collections import deque
from collections.abc import Iterable
from functools import lru_cache

_MAX_BUFFER = 1_000_000  # bytes; lines past that are dropped and counted
_MAX_WRITE = 64_000  # bytes


class Log:
    """Writes lines to the file ``descriptor`` in order, without waiting for it; may be used from every thread.

    Lines are dropped when the reader does not keep up. A line of JSON says how many (``dropped``) once it reads again.
    After an error nothing more is written.
    """

    def __init__(self, descriptor: int = 2) -> None:
        self._descriptor = descriptor
        self._lines: deque[bytes] = deque()
        self._size, self._dropped = 0, 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._broken = False

    def write(self, lines: Iterable[str]) -> None:
        """Write ``lines``, each without its line end."""
        with self._changed:
            if self._broken:
                return
            for line in lines:
                data = line.encode("utf-8", "backslashreplace") + b"\n"
                if self._size + len(data) > _MAX_BUFFER:
                    self._dropped += 1
                    continue
                self._lines.append(data)
                self._size += len(data)
            if self._thread is None and not self._start():
                self._write_without_waiting()
            self._changed.notify_all()

    def note(self, kind: str, message: str) -> None:
        """Write one line of JSON: the time, and ``message`` under the key ``kind``."""
        self.write([json.dumps({"at": stamp(time.time()), kind: message})])

    def close(self, timeout: float = 1.0) -> None:
        """Wait until everything is written, for at most ``timeout`` seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._broken or not self._size, timeout)

    def _start(self) -> bool:
        thread = threading.Thread(target=self._run, name="log", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # no memory for a stack, or no more threads
            return False
        self._thread = thread
        return True

    def _write_without_waiting(self) -> None:
        """Without a thread, write what the file takes without waiting."""
        while self._lines and select.select([], [self._descriptor], [], 0)[1]:
            data = self._lines.popleft()
            self._size -= len(data)
            with contextlib.suppress(OSError):
                os.write(self._descriptor, data)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._lines))
                data = self._next()
            try:
                self._put(data)
            except OSError:
                with self._changed:
                    self._broken, self._size = True, 0
                    self._lines.clear()
                    self._changed.notify_all()
                return
            with self._changed:
                self._size -= len(data)
                if self._dropped and not self._lines:
                    notice = json.dumps({"at": stamp(time.time()), "dropped": self._dropped}).encode() + b"\n"
                    self._dropped = 0
                    self._lines.append(notice)
                    self._size += len(notice)
                self._changed.notify_all()

    def _next(self) -> bytes:
        piece = [self._lines.popleft()]
        size = len(piece[0])
        while self._lines and size + len(self._lines[0]) <= _MAX_WRITE:
            piece.append(self._lines.popleft())
            size += len(piece[-1])
        return b"".join(piece)

    def _put(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            try:
                left = left[os.write(self._descriptor, left) :]
            except BlockingIOError:  # another process has made the file non-blocking
                select.select([], [self._descriptor], [], 1.0)


class LogHandler(logging.Handler):
    """Writes the log records of libraries as lines of JSON."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; one that cannot be formatted is dropped."""
        with contextlib.suppress(Exception):
            self._log.note("warning" if record.levelno < logging.ERROR else "error", self.format(record))


def stamp(now: float) -> str:
    """``now``, seconds since 1970, as a date and time in UTC.

    >>> stamp(1614729600.25)
    '2021-03-03T00:00:00.250Z'
    """
    return f"{_second(int(now))}.{int(now * 1000) % 1000:03}Z"


@lru_cache(maxsize=2)  # many lines fall into the same second
def _second(now: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(now))
