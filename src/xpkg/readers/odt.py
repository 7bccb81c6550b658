"""Reads OpenDocument texts: paragraphs, headings, lists, tables, notes, in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.facts import day_of, names_in
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"
_GONE = frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "forms", "table-of-content"})
_PROPERTIES = {"title": "title", "creator": "creators", "initial-creator": "creators", "creation-date": "issued",
               "date": "issued", "language": "language"}  # fmt: skip


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml("content.xml")
    pieces = tuple(_pieces(tree)) if tree is not None else ()
    if pieces:
        yield Document(pieces, tuple(_facts(package)))


def _pieces(tree: Any) -> Iterator[Piece]:
    paragraph = row = 0
    notes: list[Piece] = []
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _GONE:
            continue
        if name in ("p", "h"):
            paragraph += 1
            if words := _words(element, notes):
                yield Piece(words, _type(element, name), path=f"paragraph {paragraph}")
        elif name == "table-row":
            row += 1
            cells = [
                " ".join(filter(None, (_words(each, notes) for each in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))))
                for cell in element if local(cell) == "table-cell"
            ]  # fmt: skip
            if any(cells):
                yield Piece(" | ".join(cells), BlockType.PARAGRAPH, path=f"row {row} of tables")
        else:
            waiting.extend(reversed(element))
    yield from notes


def _type(element: Any, name: str) -> BlockType | None:
    if name == "h":
        return BlockType.HEADING
    style = element.get(f"{_TEXT}style-name", "").lower()
    return BlockType.TITLE if style == "title" else BlockType.CAPTION if style == "caption" else None


def _words(paragraph: Any, notes: list[Piece]) -> str:
    """The text of a paragraph; its notes are put to ``notes``, and their marks stand in square brackets."""
    parts: list[str] = []
    waiting: list[Any] = [paragraph]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        name = local(element)
        if name == "note" and element is not paragraph:
            body = element.find(f"{_TEXT}note-body")
            words = " ".join("".join(body.itertext()).split()) if body is not None else ""
            number = len(notes) + 1
            notes.append(Piece(f"[{number}] {words}", path=f"note {number}"))
            parts.append(f"[{number}]")
        elif name == "s" or name in ("tab", "line-break"):
            parts.append(" ")
        elif name not in _GONE:
            parts.append(element.text or "")
            for child in reversed(element):
                waiting.append(child.tail or "")
                waiting.append(child)
    return " ".join("".join(parts).split())


def _facts(package: Package) -> Iterator[Fact]:
    tree = package.xml("meta.xml")
    for element in tree.iter() if tree is not None else ():
        field, words = _PROPERTIES.get(local(element)), (element.text or "").strip()
        if field == "creators" and words:
            yield from (Fact(field, name, "properties") for name in names_in(words))
        elif field and words:
            yield Fact(field, day_of(words) if field == "issued" else words, "properties")


ODT = Reader("odt", 1, "application/vnd.oasis.opendocument.text", (".odt",),
             lambda data, name: holds(data[:200], _MIME), _read, "lxml")  # fmt: skip
