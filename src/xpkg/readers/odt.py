"""Reads OpenDocument texts: paragraphs, headings, lists, tables, notes, in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Given, Piece, Reader
from xpkg.readers.word_processing import ENDNOTE, FOOTNOTE, Notes, cells, property_facts

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PARAGRAPHS = f"{_TEXT}p", f"{_TEXT}h"
_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"
_GONE = frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "forms", "table-of-content"})
_PROPERTIES = {"title": "title", "creator": "creators", "initial-creator": "creators", "creation-date": "issued",
               "date": "issued", "language": "language"}  # fmt: skip
_STYLES = {"title": BlockType.TITLE, "caption": BlockType.CAPTION, "subtitle": BlockType.HEADING}


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml("content.xml")
    notes = Notes()
    if tree is not None and (pieces := tuple(_pieces(tree, notes))):
        yield Document((*pieces, *notes.pieces()), tuple(property_facts(package.xml("meta.xml"), _PROPERTIES)))


def _pieces(tree: Any, notes: Notes) -> Iterator[Piece]:
    """The blocks of the text, without its notes, which come to ``notes``."""
    styles = {each.get(f"{_STYLE}name"): each.get(f"{_STYLE}parent-style-name") for each in tree.iter(f"{_STYLE}style")}
    paragraph = row = 0
    waiting = [tree]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _GONE:
            continue
        if name in ("p", "h"):
            paragraph += 1
            if words := _words(element, notes):
                style = element.get(f"{_TEXT}style-name", "")
                kind = BlockType.HEADING if name == "h" else _STYLES.get((styles.get(style) or style).lower())
                yield Piece(words, kind, path=f"paragraph {paragraph}")
        elif name == "table-row":
            row += 1
            if words := cells(element, f"{_TABLE}table-cell", partial(_words, notes=notes), *_PARAGRAPHS):
                yield Piece(words, BlockType.TABLE_ROW, path=f"row {row} of tables")
        else:
            waiting.extend(reversed(element))


def _words(paragraph: Any, notes: Notes) -> str:
    """The text of a paragraph; its notes are put to ``notes``, and their marks stand in square brackets."""
    parts: list[str] = []
    waiting: list[Any] = [paragraph]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            parts.append(element)
            continue
        name = local(element)
        if name == "note":
            parts.append(_mark(element, notes))
        elif name in ("s", "tab", "line-break"):
            parts.append(" ")
        elif name not in _GONE:
            parts.append(element.text or "")
            for child in reversed(element):
                waiting.append(child.tail or "")
                waiting.append(child)
    return " ".join("".join(parts).split())


def _mark(note: Any, notes: Notes) -> str:
    kind = ENDNOTE if note.get(f"{_TEXT}note-class") == ENDNOTE else FOOTNOTE
    paragraphs = (each for body in note.iter(f"{_TEXT}note-body") for each in body.iter(*_PARAGRAPHS))
    words = " ".join(filter(None, (_words(each, Notes()) for each in paragraphs)))
    return notes.mark(kind, words) if words else ""


ODT = Reader("odt", 2, "application/vnd.oasis.opendocument.text", (".odt",),
             lambda data, name: holds(data[:200], _MIME), _read, "lxml")  # fmt: skip
