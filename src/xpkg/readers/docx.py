"""Reads Word documents: paragraphs, headings, lists, tables, footnotes, in order, and the document's properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.facts import day_of, names_in
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = b"word/document.xml"
_GONE = frozenset({"del", "moveFrom", "instrText", "Fallback", "rPr", "pPr"})
"""What stands in the file and not in the text: what was deleted, codes of fields, a second form of a picture."""
_STYLES = {"title": BlockType.TITLE, "caption": BlockType.CAPTION, "subtitle": BlockType.HEADING}
_PROPERTIES = {"title": "title", "creator": "creators", "created": "issued", "language": "language"}
_UNTITLED = ("untitled", "document", "microsoft word")


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    tree = package.xml(_MAIN.decode())
    styles = _style_names(package)
    pieces = [*_pieces(tree, styles)] if tree is not None else []
    notes = [*_notes(package, "word/footnotes.xml"), *_notes(package, "word/endnotes.xml")]
    if pieces:
        yield Document((*pieces, *notes), tuple(_facts(package)))


def _style_names(package: Package) -> dict[str, str]:
    """The names of the styles by their ids, which Word translates and shortens."""
    tree = package.xml("word/styles.xml")
    found = {}
    for style in tree.iter(f"{_W}style") if tree is not None else ():
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "").lower()
    return found


def _pieces(tree: Any, styles: dict[str, str]) -> Iterator[Piece]:
    paragraph = table = 0
    body = tree.find(f"{_W}body")
    waiting = list(reversed(body)) if body is not None else []
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name == "p":
            paragraph += 1
            if words := _words(element):
                yield Piece(words, _type(element, styles), path=f"paragraph {paragraph}")
        elif name == "tbl":
            table += 1
            for number, row in enumerate(element.iter(f"{_W}tr"), start=1):
                cells = [" ".join(filter(None, map(_words, cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")]
                if any(cells):
                    yield Piece(" | ".join(cells), BlockType.PARAGRAPH, path=f"table {table}, row {number}")
        elif name in ("sdt", "sdtContent", "ins", "customXml"):
            waiting.extend(reversed(element))


def _type(paragraph: Any, styles: dict[str, str]) -> BlockType | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    if style is None:
        return None
    told = style.get(f"{_W}val", "")
    name = styles.get(told, told).lower().replace("heading", "heading ")
    return BlockType.HEADING if name.startswith("heading ") else _STYLES.get(name)


def _words(paragraph: Any) -> str:
    """The text of a paragraph as it is read, without what was deleted; a note's mark stands in square brackets."""
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
        elif name in ("footnoteReference", "endnoteReference"):
            parts.append(f"[{element.get(f'{_W}id', '')}]")
        waiting.extend(reversed(element))
    return " ".join("".join(parts).split())


def _notes(package: Package, inner: str) -> Iterator[Piece]:
    """The notes that a reader sees: separators have ids below 1."""
    tree = package.xml(inner)
    kind = inner.rpartition("/")[2].removesuffix("s.xml")
    for note in tree if tree is not None else ():
        number = note.get(f"{_W}id", "0")
        words = " ".join(filter(None, map(_words, note.iter(f"{_W}p"))))
        if words and number.isdecimal() and int(number) > 0:
            yield Piece(f"[{number}] {words}", path=f"{kind} {number}")


def _facts(package: Package) -> Iterator[Fact]:
    tree = package.xml("docProps/core.xml")
    for element in tree if tree is not None else ():
        field, words = _PROPERTIES.get(local(element)), (element.text or "").strip()
        if not field or not words or (field == "title" and words.lower().startswith(_UNTITLED)):
            continue
        if field == "creators":
            yield from (Fact(field, name, "properties") for name in names_in(words))
        else:
            yield Fact(field, day_of(words) if field == "issued" else words, "properties")


DOCX = Reader("docx", 1, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",),
              lambda data, name: holds(data, _MAIN), _read, "lxml")  # fmt: skip
