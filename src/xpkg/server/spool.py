"""Takes what a worker writes: little in memory, much in an unlinked file, too much not at all."""

from __future__ import annotations

import os
import tempfile
import zlib
from typing import IO, cast

from xpkg.server.jobs import INLINE

_GZIP = 31  # a window of 32 kB with gzip's header and trailer
_WORTH = 512  # below this a compressed body is hardly shorter


class TooLargeError(OSError):
    """The result is larger than the server sends."""


class Spool:
    """A binary file for writing. ``limit`` counts bytes before compression; ``always`` packs the shortest too.

    ``prefixed`` is for Turtle, TriG and N3: the engine writes all prefixes that it was given, each time in another
    order. The opening is held back, so that a document that is not longer keeps those alone that it uses.
    """

    def __init__(self, limit: int, *, gzip: bool = False, always: bool = False, prefixed: bool = False) -> None:
        self._limit, self._written, self._length = limit, 0, 0
        self._chunks: list[bytes] = []
        self._opening: bytearray | None = bytearray() if prefixed else None
        self._wanted, self._worth = gzip, 0 if always else _WORTH
        self._zip: zlib._Compress | None = None
        self._file: int | None = None
        self.overflown = False

    @property
    def file(self) -> IO[bytes]:
        """The spool as the engine takes it: it calls ``write`` and ``flush`` alone."""
        return cast("IO[bytes]", self)

    @property
    def gzipped(self) -> bool:
        """Whether what is kept is compressed; known after ``finish``."""
        return self._zip is not None

    def write(self, data: bytes) -> int:
        """Take ``data``. Raises TooLargeError past the limit."""
        self._written += len(data)
        if self._written > self._limit:
            self.overflown = True
            raise TooLargeError("the result is too large")
        if self._opening is None:
            self._take(data)
        else:
            self._opening += data
            if len(self._opening) > INLINE:
                self._take(_tidy(bytes(self._opening), whole=False))
                self._opening = None
        return len(data)

    def _take(self, data: bytes) -> None:
        if self._zip is not None:
            self._keep(self._zip.compress(data))
        elif self._wanted and self._length + len(data) > self._worth:
            plain, self._chunks, self._length = b"".join(self._chunks), [], 0
            self._zip = zlib.compressobj(4, zlib.DEFLATED, _GZIP)
            self._keep(self._zip.compress(plain + data))
        else:
            self._keep(data)

    def _keep(self, data: bytes) -> None:
        self._chunks.append(data)
        self._length += len(data)
        if self._length > INLINE:
            self._spill()

    def _spill(self) -> None:
        if self._file is None:
            with tempfile.TemporaryFile(buffering=0) as file:
                self._file = os.dup(file.fileno())
        data, self._chunks, self._length = memoryview(b"".join(self._chunks)), [], 0
        while data:
            data = data[os.write(self._file, data) :]

    def flush(self) -> None:
        """Nothing: the engine calls it."""

    def finish(self) -> tuple[bytes, int | None]:
        """The whole body, or an empty one and the descriptor of the file that has it."""
        if self._opening is not None:
            self._take(_tidy(bytes(self._opening), whole=True))
            self._opening = None
        if self._wanted and not self._worth and self._zip is None:
            self._zip = zlib.compressobj(4, zlib.DEFLATED, _GZIP)  # an empty file, packed
        if self._zip is not None:
            self._keep(self._zip.flush())
        if self._file is not None:
            self._spill()
            return b"", self._file
        return b"".join(self._chunks), None


def _tidy(data: bytes, *, whole: bool) -> bytes:
    """The opening of a Turtle document with its prefixes in order; if it is the whole, with those in use alone.

    How much of it the engine writes at once tells nothing: its first piece may end long before the document does.
    """
    lines = data.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    head, rest = sorted(lines[:count]), b"\n".join(lines[count:])
    if whole:
        head = [line for line in head if line.split(b" ", 2)[1] in rest]
    return b"".join(line + b"\n" for line in head) + rest
