"""File operations of the store: what the disk refuses is a StoreError, what is written survives a power cut."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xpkg.errors import StoreError

UNUSED = ("LOCK", "LOG", "LOG.old*")
"""Files that the engine writes beside a database and that nobody reads."""
_DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)


@contextmanager
def disk_errors(store: Path, *, only_disk: bool = False) -> Iterator[None]:
    """Raise StoreError, in one line, for what the disk refuses; with ``only_disk`` only where a file cannot grow.

    The engine's errors have no number. Those of a build are about its files.
    """
    try:
        yield
    except OSError as error:
        if only_disk and error.errno is not None and error.errno not in _DISK_ERRORS:
            raise
        raise StoreError(f"{store}: the store cannot be written: {error.strerror or error}") from error


def move_aside(path: Path) -> None:
    """Rename what is at ``path`` where something of another kind belongs; nothing is deleted."""
    number = 1
    while os.path.lexists(moved := path.with_name(f"{path.name}.moved-aside-{number}")):
        number += 1
    if os.path.lexists(path):
        path.rename(moved)


def clone_database(old: Path, new: Path) -> None:
    """Copy a closed database; its table files, which RocksDB never changes, become hard links where possible."""
    new.mkdir()
    for path in sorted(old.iterdir()):
        if path.suffix == ".sst":
            link_or_copy(path, new / path.name)
        elif not any(path.match(name) for name in UNUSED):
            shutil.copyfile(path, new / path.name)


def link_or_copy(old: Path, new: Path) -> None:
    """Give a file that is never written again a second name, or copy it where that is not possible."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)  # another file system, or one without hard links


def write_synced(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` and wait until it is on the disk."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
