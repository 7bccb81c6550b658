"""Reads Word documents: paragraphs, headings, lists, tables, notes, in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Given, Reader
from xpkg.readers.word_processing import ENDNOTE, FOOTNOTE, Elements, Walk, property_facts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = b"word/document.xml"
_ELEMENTS = Elements(
    paragraphs=frozenset({"p"}), table="tbl", row="tr", cell="tc", text="t",
    # What was deleted, codes of fields, a second form of a picture.
    gone=frozenset({"del", "moveFrom", "instrText", "Fallback", "rPr", "pPr", "tblPr", "sectPr"}),
    letters={"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"},
)  # fmt: skip
_STYLES = {"title": BlockType.TITLE, "caption": BlockType.CAPTION, "subtitle": BlockType.HEADING}
_PROPERTIES = {"title": "title", "creator": "creators", "created": "issued", "language": "language"}
_REFERENCES = {"footnoteReference": FOOTNOTE, "endnoteReference": ENDNOTE}


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml(_MAIN.decode())
    if tree is None:
        return
    styles, notes = _style_names(package), {kind: _notes(package, kind) for kind in (FOOTNOTE, ENDNOTE)}
    targets = {part: _targets(package, part) for part in ("document", f"{FOOTNOTE}s", f"{ENDNOTE}s")}
    walk = Walk(_ELEMENTS, partial(_type, styles=styles), partial(_note, notes=notes), partial(_link, targets=targets))
    if pieces := tuple(walk.pieces(tree)):
        yield Document(pieces, tuple(property_facts(package.xml("docProps/core.xml"), _PROPERTIES)))


def _style_names(package: Package) -> dict[str, str]:
    """The names of the styles by their ids, which Word translates and shortens."""
    tree = package.xml("word/styles.xml")
    found = {}
    for style in tree.iter(f"{_W}style") if tree is not None else ():
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").lower()
    return found


def _notes(package: Package, kind: str) -> dict[str, Any]:
    """The notes of a kind by their ids, those of the separators among them, to which no mark leads."""
    tree = package.xml(f"word/{kind}s.xml")
    return {note.get(f"{_W}id", ""): note for note in tree} if tree is not None else {}


def _targets(package: Package, part: str) -> dict[str, str]:
    """To where the relations of a part of the document lead, by their ids."""
    tree = package.xml(f"word/_rels/{part}.xml.rels")
    return {each.get("Id", ""): each.get("Target", "") for each in tree} if tree is not None else {}


def _link(element: Any, targets: Mapping[str, Mapping[str, str]]) -> str:
    if local(element) != "hyperlink":
        return ""
    part = local(element.getroottree().getroot())
    return targets.get(part, {}).get(element.get(f"{_R}id", ""), "")


def _type(paragraph: Any, styles: Mapping[str, str]) -> BlockType | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    told = style.get(f"{_W}val", "") if style is not None else ""
    name = styles.get(told, told).lower().replace("heading", "heading ")
    if name.startswith("heading "):
        return BlockType.HEADING
    listed = BlockType.LIST_ITEM if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else None
    return _STYLES.get(name, listed)


def _note(element: Any, notes: Mapping[str, Mapping[str, Any]]) -> tuple[str, Iterable[Any]]:
    kind = _REFERENCES.get(local(element), "")
    note = notes[kind].get(element.get(f"{_W}id", "")) if kind else None
    return kind, note.iter(f"{_W}p") if note is not None else ()


DOCX = Reader("docx", 3, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",),
              lambda data, name: holds(data, _MAIN), _read, "lxml")  # fmt: skip
