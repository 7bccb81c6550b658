"""Collects the result of a job: in memory, past 64 kB in an unlinked file, up to the limit of a result."""

from __future__ import annotations

import os
import tempfile
import zlib
from typing import IO, cast

from xpkg.server.jobs import INLINE

_GZIP = 31  # a window of 32 kB with gzip's header and trailer
_MIN_COMPRESSED = 512  # bytes; a shorter body hardly gets shorter by compression


class TooLargeError(OSError):
    """The result exceeds the size limit."""


class Spool:
    """A binary file for writing. ``limit`` is in bytes before compression; ``always`` compresses short results, too.

    ``prefixed`` is for Turtle, TriG and N3. There the engine writes all prefixes, in a different order each time. The
    beginning is buffered: prefixes are sorted, and a document that fits into the buffer keeps only those it uses.
    """

    def __init__(self, limit: int, *, gzip: bool = False, always: bool = False, prefixed: bool = False) -> None:
        self._limit, self._written, self._length = limit, 0, 0
        self._chunks: list[bytes] = []
        self._beginning: bytearray | None = bytearray() if prefixed else None
        self._gzip, self._min_compressed = gzip, 0 if always else _MIN_COMPRESSED
        self._zip: zlib._Compress | None = None
        self._is_plain = not gzip and not prefixed
        self._file: int | None = None
        self.is_full = False

    @property
    def file(self) -> IO[bytes]:
        """The spool typed as the file that the engine expects, of which it calls only ``write`` and ``flush``."""
        return cast("IO[bytes]", self)

    @property
    def gzipped(self) -> bool:
        """Whether the result is compressed; known after ``finish``."""
        return self._zip is not None

    def write(self, data: bytes) -> int:
        """Add ``data``. Raises TooLargeError past the limit."""
        self._written += len(data)
        if self._written > self._limit:
            self.is_full = True
            raise TooLargeError("the result is too large")
        if self._is_plain:
            self._append(data)
        elif self._beginning is None:
            self._add(data)
        else:
            self._beginning += data
            if len(self._beginning) > INLINE:
                self._add(_with_sorted_prefixes(bytes(self._beginning), whole=False))
                self._beginning = None
        return len(data)

    def _add(self, data: bytes) -> None:
        if self._zip is not None:
            self._append(self._zip.compress(data))
        elif self._gzip and self._length + len(data) > self._min_compressed:
            plain, self._chunks, self._length = b"".join(self._chunks), [], 0
            self._zip = zlib.compressobj(4, zlib.DEFLATED, _GZIP)
            self._append(self._zip.compress(plain + data))
        else:
            self._append(data)

    def _append(self, data: bytes) -> None:
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
        """Do nothing; the engine calls it."""

    def finish(self) -> tuple[bytes, int | None]:
        """The whole body, or an empty one and the descriptor of the file with it."""
        if self._beginning is not None:
            self._add(_with_sorted_prefixes(bytes(self._beginning), whole=True))
            self._beginning = None
        if self._gzip and not self._min_compressed and self._zip is None:
            self._zip = zlib.compressobj(4, zlib.DEFLATED, _GZIP)  # an empty file, compressed
        if self._zip is not None:
            self._append(self._zip.flush())
        if self._file is not None:
            self._spill()
            return b"", self._file
        return b"".join(self._chunks), None


def _with_sorted_prefixes(data: bytes, *, whole: bool) -> bytes:
    """The beginning of a Turtle document with sorted prefixes; if it is the ``whole``, only those that it uses.

    The size of the engine's first write tells nothing: it may end long before the document does.
    """
    lines = data.split(b"\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    head, rest = sorted(lines[:count]), b"\n".join(lines[count:])
    if whole:
        head = [line for line in head if line.split(b" ", 2)[1] in rest]
    return b"".join(line + b"\n" for line in head) + rest
