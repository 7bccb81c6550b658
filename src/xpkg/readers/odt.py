"""Reads OpenDocument texts: paragraphs, headings, lists, tables, notes, in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Given, Reader
from xpkg.readers.word_processing import ENDNOTE, FOOTNOTE, Elements, Walk, property_facts

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ELEMENTS = Elements(
    paragraphs=frozenset({"p", "h"}), table="table", row="table-row", cell="table-cell",
    gone=frozenset({"tracked-changes", "annotation", "note", "sequence-decls", "forms", "table-of-content"}),
    letters={"s": " ", "tab": " ", "line-break": " "},
)  # fmt: skip
_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PROPERTIES = {"title": "title", "creator": "creators", "initial-creator": "creators", "creation-date": "issued",
               "date": "issued", "language": "language"}  # fmt: skip
_STYLES = {"title": BlockType.TITLE, "caption": BlockType.CAPTION, "subtitle": BlockType.HEADING}


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml("content.xml")
    if tree is None:
        return
    styles = {each.get(f"{_STYLE}name"): each.get(f"{_STYLE}parent-style-name") for each in tree.iter(f"{_STYLE}style")}
    if pieces := tuple(Walk(_ELEMENTS, partial(_type, styles=styles), _note, _link).pieces(tree)):
        yield Document(pieces, tuple(property_facts(package.xml("meta.xml"), _PROPERTIES)))


def _type(paragraph: Any, styles: Mapping[str, str]) -> BlockType | None:
    if local(paragraph) == "h":
        return BlockType.HEADING
    above = paragraph.getparent()
    listed = BlockType.LIST_ITEM if above is not None and local(above) == "list-item" else None
    style = paragraph.get(f"{_TEXT}style-name", "")
    return _STYLES.get((styles.get(style) or style).lower(), listed)


def _link(element: Any) -> str:
    return element.get(f"{_XLINK}href", "") if element.tag == f"{_TEXT}a" else ""


def _note(element: Any) -> tuple[str, Iterable[Any]]:
    if local(element) != "note":
        return "", ()
    kind = ENDNOTE if element.get(f"{_TEXT}note-class") == ENDNOTE else FOOTNOTE
    return kind, (each for body in element.iter(f"{_TEXT}note-body") for each in body.iter(f"{_TEXT}p", f"{_TEXT}h"))


ODT = Reader("odt", 3, "application/vnd.oasis.opendocument.text", (".odt",),
             lambda data, name: holds(data[:200], _MIME), _read, "lxml")  # fmt: skip
