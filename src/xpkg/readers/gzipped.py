"""Reads what lies packed in a .gz file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

from xpkg.errors import InputError
from xpkg.readers.reader import MOST_BYTES, Document, Given, Reader

_MAGIC = b"\x1f\x8b"


def unpacked(data: bytes, name: str, most: int = MOST_BYTES) -> bytes:
    """What a gzip file packs, all members. Raises InputError where it is damaged or larger than ``most`` bytes."""
    out = BytesIO()
    rest = data
    try:
        while rest[:2] == _MAGIC:
            member = zlib.decompressobj(wbits=31)
            out.write(member.decompress(rest, max(1, most + 1 - out.tell())))
            if out.tell() > most:
                raise InputError(f"{name}: more than {most:,} bytes when unpacked")
            if not member.eof:
                raise InputError(f"{name}: the packed file is cut off")
            rest = member.unused_data
    except zlib.error as error:
        raise InputError(f"{name}: the packed file is damaged: {error}") from error
    return out.getvalue()


def _read(data: bytes, given: Given) -> Iterator[Document]:
    name = given.file_name
    inner = name[:-3] if name.lower().endswith(".gz") else name
    yield from given.within(unpacked(data, name), inner)


GZIP = Reader("gzip", 1, "application/gzip", (".gz",), lambda data, name: data[:2] == _MAGIC, _read,
              opens=True)  # fmt: skip
