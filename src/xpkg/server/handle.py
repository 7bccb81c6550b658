"""The handle of a worker process: what the front knows of it and can do to it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time

from xpkg.server.jobs import Job, Outcome


class Worker:
    """A worker process as the front sees it. ``long`` is said of one whose query has outlasted the short ones."""

    __slots__ = (
        "base", "channel", "clock", "cpu", "deadline", "fingerprint", "job", "last_words", "long", "pid", "pidfd",
        "result", "snapshot", "started", "timer", "why",
    )  # fmt: skip

    def __init__(self, channel: socket.socket, last_words: int, snapshot: str) -> None:
        self.channel, self.last_words, self.snapshot = channel, last_words, snapshot
        self.pid, self.pidfd, self.base = 0, -1, ""
        self.clock, self.cpu = 0, 0.0
        self.job: Job | None = None
        self.result: asyncio.Future[Outcome] | None = None
        self.started, self.deadline, self.fingerprint, self.long, self.why = 0.0, 0.0, 0, False, ""
        self.timer: asyncio.TimerHandle | None = None

    def kill(self, why: str = "gone") -> None:
        """End the process at once; what it was doing ends as ``why``."""
        self.why = self.why or why
        if self.pidfd >= 0:
            self._signal(signal.SIGKILL)
        else:  # it ends by itself when its channel does
            with contextlib.suppress(OSError):
                self.channel.shutdown(socket.SHUT_RDWR)

    def used(self) -> float:
        """Seconds of processor time that its query has had, or a tenth of the time that it has been there.

        The latter counts for a query that waits for something else than the processor.
        """
        return max(cpu_time(self) - self.cpu, (time.monotonic() - self.started) / 10)

    def halt(self) -> None:
        """Stop the process where it is; it can still be killed."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let the process go on."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self.pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, number)


def cause(last_words: bytes) -> str:
    """Why a worker ended by itself, from what it said on standard error."""
    if any(word in last_words for word in (b"memory allocation", b"MemoryError", b"bad_alloc")):
        return "memory"
    if not last_words:
        return "killed"  # by somebody else, in the midst of it
    return "complex" if b"overflow" in last_words or b"Segmentation fault" in last_words else "crashed"


def cpu_time(worker: Worker) -> float:
    """Seconds of processor time that the worker has used."""
    try:
        return time.clock_gettime(worker.clock)
    except OSError:
        return 0.0


def resident(pid: int) -> int:
    try:
        with open(f"/proc/{pid}/statm") as numbers:
            return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return 0
