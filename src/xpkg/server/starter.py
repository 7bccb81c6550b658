"""Starts workers: keeps the process that forks them (``nursery``) running, and asks it for one more."""

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
from xpkg.server.handle import cause
from xpkg.server.settings import Settings, program, without_token

PACKET = 1 << 18
"""Bytes of the longest packet that passes between a worker and the front."""

_PATIENCE = 30.0  # seconds for the nursery to import everything
_WORDS = 4096


class Starter:
    """The front's side of the nursery; started, ended and started again as need be."""

    def __init__(self, store_dir: Path, settings: Settings) -> None:
        self._store_dir = store_dir
        self._settings = replace(settings, token="-" * 16 if settings.token else None)  # workers have no use for it
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    @property
    def is_running(self) -> bool:
        """Whether workers can be asked for."""
        return self._control is not None

    async def start(self) -> None:
        """Start the nursery. Raises OSError or StoreError, which say why it does not start."""
        self.end()
        words = unlinked()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                self._process = subprocess.Popen(
                    program("xpkg.server.nursery", str(theirs.fileno())),
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=words,
                    start_new_session=True,
                    env=without_token(),
                )
            ours.setblocking(False)
            ours.send(json.dumps({"store": str(self._store_dir), "settings": self._settings.to_dict()}).encode())
            answer = await asyncio.wait_for(asyncio.get_running_loop().sock_recv(ours, 16), _PATIENCE)
            if answer != b"ready":
                raise StoreError(why_it_ended(os.pread(words, _WORDS, 0)))
            ours.settimeout(1)
            self._control = ours
        except TimeoutError:
            raise StoreError(f"the process that forks them was not ready in {_PATIENCE:.0f} seconds") from None
        finally:
            os.close(words)
            if self._control is not ours:
                ours.close()
                self.end()

    def end(self) -> None:
        """End the nursery; its workers end with it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def bear(self) -> tuple[socket.socket, int]:
        """Have a worker started: the channel to it, and the descriptor of the file with what it says in dying.

        Raises OSError where there is no room for it, or nobody to start it.
        """
        if self._control is None:
            raise OSError("the process that forks them is gone")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        words = -1
        try:
            with theirs:
                for each in (ours, theirs):
                    each.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, PACKET * 2)
                words = unlinked()
                try:
                    socket.send_fds(self._control, [b"bear"], [theirs.fileno(), words])
                except OSError as error:
                    self.end()
                    raise OSError("the process that forks them is gone") from error
            ours.setblocking(False)
        except OSError:
            ours.close()
            if words >= 0:
                os.close(words)
            raise
        return ours, words


def unlinked() -> int:
    """The descriptor of a new file without a name, in memory where the system can do that. Raises OSError."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("last-words")
    with tempfile.TemporaryFile(buffering=0) as file:
        return os.dup(file.fileno())


def why_it_ended(words: bytes) -> str:
    r"""Why a process ended, in one line of at most 200 characters, from what it said on standard error.

    >>> why_it_ended(b"Traceback (most recent call last):\n  ...\nValueError: no such thing\n")
    'ValueError: no such thing'
    >>> why_it_ended(b"out of handles\nFatal Python error: Aborted\nThread 1:\n")
    'out of handles'
    >>> why_it_ended(b"memory allocation of 4096 bytes failed\nFatal Python error: Aborted\n")
    'not enough memory'
    """
    if cause(words) == "memory":
        return "not enough memory"
    lines = words.decode("utf-8", "replace").strip().splitlines()
    for number, line in enumerate(lines):
        if line.startswith("Fatal Python error"):  # what the library said before is more to the point
            return (lines[number - 1].strip() if number else line)[:200]
    return (lines or ["killed by another process"])[-1][:200]
