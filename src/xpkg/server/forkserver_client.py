"""Starts workers: runs the fork server (``forkserver``) and asks it for one worker after the other."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.server.settings import Settings, program, without_token
from xpkg.server.worker_handle import exit_cause

MAX_PACKET = 1 << 18
"""Bytes of the longest packet between a worker and the server process."""

_START_TIMEOUT = 30.0  # seconds for the fork server to import everything
_MAX_ERROR_OUTPUT = 4096  # bytes


class ForkserverClient:
    """The server process's side of the fork server, which can be started and stopped repeatedly."""

    def __init__(self, store_dir: Path, settings: Settings) -> None:
        self._store_dir = store_dir
        self._settings = replace(settings, token="-" * 16 if settings.token else None)  # workers do not need it
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    @property
    def is_running(self) -> bool:
        """Whether workers can be forked."""
        return self._control is not None

    async def start(self) -> None:
        """Start the fork server. Raises OSError or StoreError, which say why it does not start."""
        self.stop()
        error_file = anonymous_file()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                self._process = subprocess.Popen(
                    program("xpkg.server.forkserver", str(theirs.fileno())),
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=error_file,
                    start_new_session=True,
                    env=without_token(),
                )
            ours.setblocking(False)
            ours.send(json.dumps({"store": str(self._store_dir), "settings": self._settings.to_dict()}).encode())
            answer = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(ours, 16), _START_TIMEOUT)
            if answer != b"ready":
                raise StoreError(exit_reason(os.pread(error_file, _MAX_ERROR_OUTPUT, 0)))
            ours.settimeout(1)
            self._control = ours
        except TimeoutError:
            raise StoreError(f"the process that forks them was not ready in {_START_TIMEOUT:.0f} seconds") from None
        finally:
            os.close(error_file)
            if self._control is not ours:
                ours.close()
                self.stop()

    def stop(self) -> None:
        """Stop the fork server; its workers end with it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def fork_worker(self) -> tuple[socket.socket, int]:
        """Have a worker forked. Returns the channel to it and the descriptor of the file with its standard error.

        Raises OSError where there is no room for it, or no fork server.
        """
        if self._control is None:
            raise OSError("the process that forks them is gone")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        error_file = -1
        try:
            with theirs:
                for each in (ours, theirs):
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MAX_PACKET * 2)
                error_file = anonymous_file()
                try:
                    socket.send_fds(self._control, [b"fork"], [theirs.fileno(), error_file])
                except OSError as error:
                    self.stop()
                    raise OSError("the process that forks them is gone") from error
            ours.setblocking(False)
        except OSError:
            ours.close()
            if error_file >= 0:
                os.close(error_file)
            raise
        return ours, error_file


def anonymous_file() -> int:
    """The descriptor of a new file without a name, in memory where the system supports that. Raises OSError."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("worker-stderr")
    with tempfile.TemporaryFile(buffering=0) as file:
        return os.dup(file.fileno())


def exit_reason(error_output: bytes) -> str:
    r"""Why a process ended, in one line of at most 200 characters, from its standard error.

    >>> exit_reason(b"Traceback (most recent call last):\n  ...\nValueError: no such thing\n")
    'ValueError: no such thing'
    >>> exit_reason(b"out of handles\nFatal Python error: Aborted\nThread 1:\n")
    'out of handles'
    >>> exit_reason(b"memory allocation of 4096 bytes failed\nFatal Python error: Aborted\n")
    'not enough memory'
    """
    if exit_cause(error_output) == "memory":
        return "not enough memory"
    lines = error_output.decode("utf-8", "replace").strip().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("Fatal Python error"):  # the line before, from the library, says more
            return (lines[number - 1].strip() if number else line)[:200]
    return (lines or ["killed by another process"])[-1][:200]
