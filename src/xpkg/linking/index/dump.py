"""Reads the lines of a Wikidata dump, packed or not, and tells where in it each block of lines ends."""

from __future__ import annotations

import bz2
import gzip
import io
import queue
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from xpkg.errors import InputError

_CHUNK = 1 << 20  # bytes that are unpacked together
_WAITING = 8  # blocks that are unpacked ahead


def blocks(path: Path, start: int = 0) -> Iterator[tuple[int, list[bytes]]]:
    """The lines of the dump at ``path`` behind byte ``start`` of the unpacked text, in blocks.

    Each block comes with the byte behind its last line. The unpacking runs in a thread of its own. Raises InputError
    for a file that cannot be read, and for one that ends too early or is damaged.
    """
    ready: queue.Queue[tuple[int, list[bytes]] | BaseException | None] = queue.Queue(_WAITING)
    stop = threading.Event()
    worker = threading.Thread(target=_unpack, args=(path, start, ready, stop), daemon=True)
    worker.start()
    try:
        while (block := ready.get()) is not None:
            if isinstance(block, (OSError, EOFError)):
                raise InputError(f"{path}: cannot be read to its end ({block})") from block
            if isinstance(block, BaseException):
                raise block
            yield block
    finally:
        stop.set()
        while worker.is_alive():
            try:
                ready.get(timeout=0.05)
            except queue.Empty:
                continue


def _unpack(path: Path, start: int, ready: queue.Queue[tuple[int, list[bytes]] | BaseException | None],
            stop: threading.Event) -> None:  # fmt: skip
    try:
        for block in _blocks(path, start):
            if stop.is_set():
                return
            ready.put(block)
    except BaseException as error:  # the thread that reads has to know
        ready.put(error)
    else:
        ready.put(None)


def _blocks(path: Path, start: int) -> Iterator[tuple[int, list[bytes]]]:
    with path.open("rb") as raw, closing(_unpacked(raw)) as file:
        at = _skip(file, start)
        rest = b""
        while chunk := file.read(_CHUNK):
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            if lines:
                at += sum(map(len, lines)) + len(lines)
                yield at, lines
        if rest:
            yield at + len(rest), [rest]


def _unpacked(raw: io.BufferedReader) -> IO[bytes]:
    """The unpacked bytes of ``raw``; how it is packed is seen by its first bytes, not by a name."""
    magic = raw.read(3)
    raw.seek(0)
    if magic == b"BZh":
        return cast("IO[bytes]", bz2.BZ2File(raw))
    if magic[:2] == b"\x1f\x8b":
        return cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    return raw


def _skip(file: IO[bytes], start: int) -> int:
    if isinstance(file, io.BufferedReader):
        return file.seek(start)
    left = start
    while left and (chunk := file.read(min(left, _CHUNK))):
        left -= len(chunk)
    return start - left
