"""Reads plain text in UTF-8, in UTF-16 or UTF-32 with a byte-order mark, or in an encoding that the user names."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from xpkg.errors import InputError
from xpkg.readers.reader import Document, Given, Piece, Reader

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The marks of UTF-32 begin with those of UTF-16."""


def decoded(data: bytes, given: Given) -> tuple[str, str]:
    """The text of ``data`` and the encoding it is in: the one that its mark tells, UTF-8, or the one that is given.

    Raises InputError where it is in none of these.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if encoding:
        return _strictly(data, encoding, given.file_name), encoding
    if b"\0" in data and not given.encoding:
        at = data.index(0)
        raise InputError(
            f"{given.file_name}: byte {at} is NUL: a binary file, or UTF-16 without a mark (--encoding utf-16-le)"
        )
    if b"\0" not in data:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            if not given.encoding:
                line = data.count(b"\n", 0, error.start) + 1
                raise InputError(
                    f"{given.file_name}, line {line}, byte {error.start}: not UTF-8; save the file as UTF-8, "
                    "or name its encoding, as in --encoding windows-1252"
                ) from error
    return _strictly(data, given.encoding, given.file_name), given.encoding


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: byte {error.start} is not of the encoding {encoding}") from error


def known_encoding(name: str) -> bool:
    """Whether Python knows an encoding of text by this name.

    >>> known_encoding("latin-1"), known_encoding("nonsense"), known_encoding("zip")
    (True, False, False)
    """
    try:
        "a".encode(name)
    except (LookupError, UnicodeError):
        return False
    return True


def _read(data: bytes, given: Given) -> Iterator[Document]:
    text, encoding = decoded(data, given)
    if not text.strip():
        return
    yield Document((Piece(text),), reader=f"decoded from {encoding}")


def _recognises(data: bytes, name: str) -> bool:
    return True


TEXT = Reader("text", 1, "text/plain", (".txt", ".text"), _recognises, _read)
