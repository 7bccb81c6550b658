"""Keeps what readers made of files beside the snapshots, so that a file that has not changed is not read again."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

READINGS = "readings"
"""The folder's name in that of a store."""
MOST_BYTES = 500_000_000
"""Of all readings of a store together; what is beyond is not kept, and read again."""
_NAME = re.compile(r"([0-9a-f]{64})-[0-9a-f]{64}")
_UNFINISHED = ".new"
_SEAL = 32
"""Bytes of the SHA-256 that stands before the content."""


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The ``names`` of readings that the last build used, and those that are ``new``, with their content.

    A name is the SHA-256 of the file that was read, and one of all else that its reading depends on.
    """

    names: frozenset[str] = frozenset()
    new: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def kept_reading(store: Path, name: str) -> bytes | None:
    """What the store in ``store`` keeps by ``name``; None where that is nothing, or not as it was written."""
    try:
        opened = os.open(store / READINGS / name, os.O_RDONLY | os.O_NONBLOCK)  # a pipe has no end to wait for
    except OSError:
        return None
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
            return None
        with os.fdopen(opened, "rb", closefd=False) as file:
            data = file.read()
    except OSError:
        return None
    finally:
        os.close(opened)
    return data[_SEAL:] if data[:_SEAL] == _seal(name, data[_SEAL:]) else None


def keep_readings(store: Path, readings: KeptReadings, files: Iterable[str]) -> None:
    """Writes what is new, and removes what nothing needs: readings of files that are gone, or that were read anew.

    ``files`` are the digests of the files of all sources that the store has. What the disk refuses is not kept: it is
    read again.
    """
    with suppress(OSError):
        folder = store / READINGS
        if readings.new and not folder.is_dir():
            folder.mkdir()
        again = {name.partition("-")[0] for name in readings.names}
        staying = set(files) - again
        left = MOST_BYTES
        for path in sorted(folder.iterdir()):
            named = _NAME.fullmatch(path.name)
            if named and path.name not in readings.new and (path.name in readings.names or named[1] in staying):
                left -= path.lstat().st_size
            elif named or path.suffix == _UNFINISHED:
                _remove(path)
        for name, content in sorted(readings.new.items()):
            if (size := _SEAL + len(content)) <= left:
                left -= size
                _write(folder / name, _seal(name, content) + content)
        if not any(folder.iterdir()):
            folder.rmdir()


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def _remove(path: Path) -> None:
    """Takes away a file; a folder is none of xpkg's and stays."""
    with suppress(OSError):
        path.unlink()


def _write(path: Path, data: bytes) -> None:
    """In one step: who reads meanwhile finds the old or the new. A power cut costs the reading and no more."""
    new = path.with_name(f"{path.name}{_UNFINISHED}")
    with suppress(OSError):
        new.write_bytes(data)
        new.replace(path)
