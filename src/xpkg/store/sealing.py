"""Records size and digest of every file of a snapshot, and finds the files that are not as recorded."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xpkg.store.manifest import FileRecord

Inode = tuple[int, int]
"""What tells a file from all others of the machine: its device, its number there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file, by its path in the snapshot, that is not as it was written."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path} {self.why}"

    @property
    def part(self) -> str:
        """The file or folder of the snapshot that the file belongs to."""
        return self.path.partition("/")[0]


def seal(folder: Path, known: Mapping[Inode, FileRecord]) -> tuple[FileRecord, ...]:
    """The record of each file of ``folder``, by path.

    A file of ``known``, which another snapshot shares as a hard link, keeps its record. If it was damaged since, a new
    one would record the damage as right.
    """
    records = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, found = path.relative_to(folder).as_posix(), path.stat()
        before = known.get((found.st_dev, found.st_ino))
        if before is not None:
            stands = (found.st_ino, found.st_mtime_ns)
            # In a copy of a store a file stands elsewhere: it is read once more, and from then on is known again.
            moved = stands != (before.inode, before.modified) and _sha256(path) == before.sha256
            inode, modified = stands if moved else (before.inode, before.modified)
            records.append(replace(before, path=name, inode=inode, modified=modified))
        else:
            records.append(FileRecord(name, found.st_size, _sha256(path), found.st_ino, found.st_mtime_ns))
    return tuple(records)


def by_inode(folder: Path, files: Iterable[FileRecord]) -> dict[Inode, FileRecord]:
    """The records ``files`` of the snapshot in ``folder`` by what tells a file from all others."""
    found = {}
    for record in files:
        try:
            status = os.stat(folder / record.path)
        except OSError:
            continue  # it will be found missing by whoever needs it
        found[status.st_dev, status.st_ino] = record
    return found


def faults(
    folder: Path, files: Iterable[FileRecord], read: int | None = None, *, untouched: bool = False
) -> Iterator[Fault]:
    """What of ``files`` is not as recorded, in order of their size.

    The sizes of all are compared, and the bytes of the smallest, up to ``read`` bytes. None reads all, which takes
    about a second a gigabyte, or what the disk takes. With ``untouched`` the bytes of those are not read that nobody
    has written, as the file system says. They stand where they stood, with the same size and time of change.
    """
    left = read
    for record in sorted(files, key=lambda each: (each.size, each.path)):
        path = folder / record.path
        try:
            status = os.stat(path)
            if not stat.S_ISREG(status.st_mode):
                yield Fault(record.path, "is no file")
            elif status.st_size != record.size:
                yield Fault(record.path, f"has {status.st_size} bytes, {record.size} were written")
            elif untouched and (status.st_ino, status.st_mtime_ns) == (record.inode, record.modified):
                continue
            elif left is None or record.size <= left:
                left = left if left is None else left - record.size
                if _sha256(path) != record.sha256:
                    yield Fault(record.path, "has other bytes than were written")
        except (FileNotFoundError, NotADirectoryError):
            yield Fault(record.path, "is missing")
        except OSError as error:
            yield Fault(record.path, f"cannot be read: {error.strerror}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
