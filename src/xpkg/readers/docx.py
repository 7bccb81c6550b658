"""Reads Word documents: paragraphs, headings, lists, tables, notes, in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Given, Piece, Reader
from xpkg.readers.word_processing import ENDNOTE, FOOTNOTE, Notes, cells, property_facts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = b"word/document.xml"
_GONE = frozenset({"del", "moveFrom", "instrText", "Fallback", "rPr", "pPr"})
"""What stands in the file and not in the text: what was deleted, codes of fields, a second form of a picture."""
_STYLES = {"title": BlockType.TITLE, "caption": BlockType.CAPTION, "subtitle": BlockType.HEADING}
_PROPERTIES = {"title": "title", "creator": "creators", "created": "issued", "language": "language"}
_REFERENCES = {"footnoteReference": FOOTNOTE, "endnoteReference": ENDNOTE}


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml(_MAIN.decode())
    if tree is None:
        return
    reading = _Reading(_style_names(package), {kind: _notes(package, kind) for kind in (FOOTNOTE, ENDNOTE)})
    if pieces := tuple(reading.pieces(tree)):
        facts = property_facts(package.xml("docProps/core.xml"), _PROPERTIES)
        yield Document((*pieces, *reading.shown.pieces()), tuple(facts))


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


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way through a document; ``shown`` are the notes whose marks have come."""

    styles: Mapping[str, str]
    notes: Mapping[str, Mapping[str, Any]]
    shown: Notes = field(default_factory=Notes)

    def pieces(self, tree: Any) -> Iterator[Piece]:
        """The blocks of the text, without its notes."""
        paragraph = table = 0
        body = tree.find(f"{_W}body")
        waiting = list(reversed(body)) if body is not None else []
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name == "p":
                paragraph += 1
                if words := self._words(element):
                    yield Piece(words, self._type(element), path=f"paragraph {paragraph}")
            elif name == "tbl":
                table += 1
                for number, row in enumerate(element.iter(f"{_W}tr"), start=1):
                    if words := cells(row, f"{_W}tc", self._words, f"{_W}p"):
                        yield Piece(words, BlockType.TABLE_ROW, path=f"table {table}, row {number}")
            elif name in ("sdt", "sdtContent", "ins", "customXml"):
                waiting.extend(reversed(element))

    def _type(self, paragraph: Any) -> BlockType | None:
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is None:
            return None
        told = style.get(f"{_W}val", "")
        name = self.styles.get(told, told).lower().replace("heading", "heading ")
        return BlockType.HEADING if name.startswith("heading ") else _STYLES.get(name)

    def _words(self, paragraph: Any, *, noted: bool = True) -> str:
        """The text of a paragraph as it is read, without what was deleted, with the marks of its notes if ``noted``."""
        parts: list[str] = []
        waiting = [paragraph]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name in _GONE:
                continue
            if name == "t":
                parts.append(element.text or "")
            elif name in ("tab", "br", "cr"):
                parts.append(" ")
            elif name == "noBreakHyphen":
                parts.append("-")
            elif name in _REFERENCES and noted:
                parts.append(self._mark(_REFERENCES[name], element.get(f"{_W}id", "")))
            waiting.extend(reversed(element))
        return " ".join("".join(parts).split())

    def _mark(self, kind: str, told: str) -> str:
        note = self.notes[kind].get(told)
        paragraphs = note.iter(f"{_W}p") if note is not None else ()
        words = " ".join(filter(None, (self._words(each, noted=False) for each in paragraphs)))
        return self.shown.mark(kind, words) if words else ""


DOCX = Reader("docx", 2, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",),
              lambda data, name: holds(data, _MAIN), _read, "lxml")  # fmt: skip
