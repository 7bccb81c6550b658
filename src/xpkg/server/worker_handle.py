"""The server process's handle of a worker process: its state, its signals, its messages."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import tempfile
import time
from collections import deque

from xpkg.server.jobs import INLINE, LONG_JOB
from xpkg.server.queries import Query

_MAX_ERROR_OUTPUT = 4096  # bytes


class WorkerHandle:
    """A worker process as the server process sees it.

    ``channel`` is the socket to it, ``error_file`` the descriptor of the file with its standard error (-1 once closed).
    ``queries`` were sent to it and not answered; it runs the first one, and None stands for one that another worker
    answers. ``started`` is when that one began, in seconds of the event loop, ``cpu`` the processor time used before.
    ``timer`` looks at it and is ``due`` at a time of the event loop.
    ``is_long`` says that it has taken longer than a short one. ``killed_as`` is the outcome for which the server
    killed the process; empty if it did not. ``holds`` says that it has connections (see ``lending``).
    """

    __slots__ = (
        "base", "channel", "clock", "cpu", "due", "error_file", "holds", "is_long", "killed_as", "pid", "pidfd",
        "queries", "snapshot", "started", "timer",
    )  # fmt: skip

    def __init__(self, channel: socket.socket, error_file: int, snapshot: str) -> None:
        self.channel, self.error_file, self.snapshot = channel, error_file, snapshot
        self.pid, self.pidfd, self.base = 0, -1, ""
        self.clock, self.cpu = 0, 0.0
        self.queries: deque[Query | None] = deque()
        self.started, self.due, self.is_long, self.killed_as = 0.0, 0.0, False, ""
        self.timer: asyncio.TimerHandle | None = None
        self.holds = False

    def identify(self, pid: int) -> None:
        """Take the process id of the worker, once it is ready. Raises OSError where it has ended already."""
        self.pid = pid
        self.pidfd = os.pidfd_open(pid)
        self.clock = (~pid << 3) | 2  # the same as clock_getcpuclockid(3)

    def send(self, encoded: bytes, file: int | None) -> None:
        """Send a job as one packet, or as a file where it is too long. Raises OSError where the worker has ended.

        ``file`` is the open body of the job's request.
        """
        files = [] if file is None else [file]
        if len(encoded) <= INLINE:
            socket.send_fds(self.channel, [encoded], files) if files else self.channel.send(encoded)
            return
        with tempfile.TemporaryFile() as job_file:
            job_file.write(encoded)
            job_file.flush()
            socket.send_fds(self.channel, [LONG_JOB], [job_file.fileno(), *files])

    def kill(self, outcome: str = "gone") -> None:
        """End the process at once; its job ends with ``outcome``."""
        self.killed_as = self.killed_as or outcome
        if self.pidfd >= 0:
            self._signal(signal.SIGKILL)
        else:  # it ends by itself when its channel closes
            with contextlib.suppress(OSError):
                self.channel.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the descriptors of a worker that has ended, and cancel its timer."""
        if self.timer is not None:
            self.timer.cancel()
        if self.error_file >= 0:
            self.channel.close()
            os.close(self.error_file)
            self.error_file = -1
            if self.pidfd >= 0:
                os.close(self.pidfd)
                self.pidfd = -1

    def cpu_time(self) -> float:
        """Seconds of processor time that the process has used."""
        try:
            return time.clock_gettime(self.clock)
        except OSError:
            return 0.0

    def resident_memory(self) -> int:
        """Bytes of memory that the process occupies; 0 where it has ended."""
        try:
            with open(f"/proc/{self.pid}/statm") as numbers:
                return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError, ValueError):
            return 0

    def used(self) -> float:
        """Seconds of processor time that its query has had, or a tenth of the time since it started.

        The latter counts for a query that waits for something other than the processor.
        """
        return max(self.cpu_time() - self.cpu, (time.monotonic() - self.started) / 10)

    def halt(self) -> None:
        """Pause the process; it can still be killed."""
        self._signal(signal.SIGSTOP)

    def state(self) -> str:
        """The state of the process as ``ps`` shows it: R runs or is to run, S or D waits, T is paused, X has ended."""
        try:
            with open(f"/proc/{self.pid}/stat") as facts:
                return facts.read().rpartition(")")[2].split()[0]
        except OSError:
            return "X"

    def resume(self) -> None:
        """Let the process continue."""
        self._signal(signal.SIGCONT)

    def error_output(self) -> bytes:
        """What the process has written to its standard error."""
        if self.error_file >= 0:
            with contextlib.suppress(OSError):
                return os.pread(self.error_file, _MAX_ERROR_OUTPUT, 0)
        return b""

    def _signal(self, number: int) -> None:
        if self.pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, number)


def exit_cause(error_output: bytes) -> str:
    """The kind of outcome of a worker that ended by itself, from its standard error."""
    if any(words in error_output for words in (b"memory allocation", b"MemoryError", b"bad_alloc")):
        return "memory"
    if not error_output:
        return "killed"  # by another process
    return "complex" if b"overflow" in error_output or b"Segmentation fault" in error_output else "crashed"
