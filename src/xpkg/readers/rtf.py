"""Reads Rich Text Format: the paragraphs, and the title, author and day that the document records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.readers.facts import names_in
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader, library

_INFO = re.compile(rb"\{\\info\b")
_FIELD = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_FIELDS = {"title": "title", "author": "creators"}
_SPAN = 4_000
"""Bytes of the group in which a document records what is known of it."""


def _read(data: bytes, given: Given) -> Iterator[Document]:
    text = library("striprtf.striprtf", given.file_name).rtf_to_text(data.decode("latin-1"), errors="replace")
    lines = (" ".join(line.replace("|", " | ").split()).strip("| ") for line in text.split("\n"))
    pieces = tuple(Piece(line, path=f"paragraph {number}") for number, line in enumerate(lines, start=1) if line)
    if pieces:
        yield Document(pieces, tuple(_facts(data)))


def _facts(data: bytes) -> Iterator[Fact]:
    match = _INFO.search(data)
    if not match:
        return
    info = data[match.start() : match.start() + _SPAN].decode("latin-1")
    for field, words in _FIELD.findall(info):
        values = names_in(words) if field == "author" else (words.strip(),)
        yield from (Fact(_FIELDS[field], value, "properties") for value in values)
    if created := _CREATED.search(info):
        year, month, day = map(int, created.groups())
        yield Fact("issued", f"{year:04}-{month:02}-{day:02}", "properties")


RTF = Reader("rtf", 1, "application/rtf", (".rtf",), lambda data, name: data.lstrip()[:6] == b"{\\rtf1", _read,
             "striprtf")  # fmt: skip
