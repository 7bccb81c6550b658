"""The standard streams of a command: one line where what it writes does not arrive, and no stream missing."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from xpkg.errors import OutputError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Stream(io.RawIOBase):
    """What is written goes to ``descriptor``; what that does not take is told by ``fail``, once.

    After that everything is taken, so that the interpreter's own end is quiet.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor, self._failed = descriptor, False

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return os.isatty(self._descriptor)

    def fileno(self) -> int:
        return self._descriptor

    def write(self, data: ReadableBuffer, /) -> int:
        if not self._failed:
            try:
                return os.write(self._descriptor, data)
            except OSError as error:
                self._failed = True
                self.fail(error)
        return memoryview(data).nbytes

    def fail(self, error: OSError) -> None:
        """Standard error: nobody is left to be told."""


class _Output(_Stream):
    def fail(self, error: OSError) -> None:
        if isinstance(error, BrokenPipeError):  # who reads has had enough: the command ends without a word
            raise error
        why = "it is closed" if error.errno == errno.EBADF else error.strerror
        raise OutputError(f"standard output cannot be written: {why}") from error


@contextmanager
def standard_streams() -> Iterator[None]:
    """Inside, standard output raises OutputError where it cannot be written, and a stream that was closed is there.

    Such a stream would otherwise be None, and, worse, the next file opened would get its number and all that is
    printed. Standard output that was closed cannot be written; the others are empty.
    """
    before = sys.stdin, sys.stdout, sys.stderr
    for descriptor, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):  # 1 read-only: a write to it fails
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest number that is free: this one
    sys.stdin = before[0] or io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    if before[1] is None or before[1] is sys.__stdout__:
        sys.stdout = _text(_Output(1), before[1])
    if before[2] is None or before[2] is sys.__stderr__:
        sys.stderr = _text(_Stream(2), before[2])
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _text(stream: _Stream, like: TextIO | None) -> TextIO:
    encoding, errors = (like.encoding, like.errors) if like is not None else ("utf-8", "backslashreplace")
    lines = stream.isatty() or not isinstance(stream, _Output)
    return io.TextIOWrapper(io.BufferedWriter(stream), encoding=encoding, errors=errors, line_buffering=lines)
