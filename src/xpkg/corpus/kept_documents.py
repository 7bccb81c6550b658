"""Writes down what readers made of files, and finds it again by the bytes, what the reader was told and the reader."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import TypeAlias

from xpkg.model import BlockType, Hyperlink
from xpkg.readers import Document, Fact, Given, Piece, reader_of
from xpkg.readers.fingerprint import fingerprint
from xpkg.store import KeptReadings, kept_reading

_LAYOUT = "3"
"""Of what is written here."""
_ToldPiece: TypeAlias = tuple[str, str | None, int | None, str, tuple[str, str] | None, str]
_LARGEST = 500_000_000
"""Bytes of what one file's documents take when they are unpacked."""


@dataclass(slots=True)
class KeptDocuments:
    """What the store in ``store`` keeps of files that were read before; None keeps nothing.

    ``readings`` are those of the files that were asked for, and what was read anew.
    """

    store: Path | None = None
    names: set[str] = field(default_factory=set)
    new: dict[str, bytes] = field(default_factory=dict)

    def find(self, data: bytes, given: Given) -> tuple[Document, ...] | None:
        """The documents in the file with the bytes ``data``; None where it has to be read."""
        if self.store is None:
            return None
        name = _name(data, given)
        kept = kept_reading(self.store, name)
        documents = _unpacked(kept) if kept is not None else None
        if documents is not None:
            self.names.add(name)
        return documents

    def note(self, data: bytes, given: Given, documents: tuple[Document, ...]) -> None:
        """Remembers what a reader made of the file."""
        if self.store is not None:
            name = _name(data, given)
            self.names.add(name)
            self.new[name] = _packed(documents)

    def readings(self) -> KeptReadings:
        """What the store is to keep from now on."""
        return KeptReadings(frozenset(self.names), self.new)


def _name(data: bytes, given: Given) -> str:
    """The digest of the file, and that of all else that its documents depend on."""
    told = (_LAYOUT, fingerprint(reader_of(data, given.file_name)), given.file_name, given.encoding,
            given.text_column, given.url)  # fmt: skip
    return f"{hashlib.sha256(data).hexdigest()}-{hashlib.sha256(repr(told).encode()).hexdigest()}"


def _packed(documents: tuple[Document, ...]) -> bytes:
    return zlib.compress(json.dumps([astuple(each) for each in documents]).encode(), 1)


def _unpacked(kept: bytes) -> tuple[Document, ...] | None:
    """The documents that ``kept`` has; None where it has none."""
    try:
        unpacking = zlib.decompressobj()
        told = unpacking.decompress(kept, _LARGEST)
        return tuple(_document(*each) for each in json.loads(told)) if unpacking.eof else None
    except (zlib.error, ValueError, TypeError, RecursionError):
        return None


def _document(
    pieces: list[_ToldPiece],
    facts: list[tuple[str, str, str]],
    name: str,
    media_type: str,
    reader: str,
    warnings: list[str],
) -> Document:
    return Document(
        tuple(map(_piece, pieces)), tuple(Fact(*each) for each in facts), name, media_type, reader, tuple(warnings)
    )


def _piece(told: _ToldPiece) -> Piece:
    words, kind, page, path, link, title = told
    led = Hyperlink(*link) if link else None
    return Piece(words, BlockType(kind) if kind is not None else None, page, path, led, title)
