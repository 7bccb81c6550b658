"""Reads books in EPUB: the chapters in the order of the book, each block with its file and XPath."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any
from urllib.parse import unquote

from xpkg.model import BlockType
from xpkg.readers.facts import day_of, names_in
from xpkg.readers.html.dom import HEADINGS, Block, blocks_of, in_utf8, parse_page
from xpkg.readers.html.notes import is_note, mark_notes, note_pieces
from xpkg.readers.html.wiki import table_row
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader

_MIME = b"mimetypeapplication/epub+zip"
_PROPERTIES = {"title": "title", "creator": "creators", "publisher": "publisher", "date": "issued",
               "language": "language", "rights": "rights"}  # fmt: skip


def _read(data: bytes, given: Given) -> Iterator[Document]:
    package = Package(data, given.file_name)
    container = package.xml("META-INF/container.xml")
    paths = (
        [each.get("full-path", "") for each in container.iter() if local(each) == "rootfile"]
        if (container is not None)
        else []
    )
    tree = package.xml(paths[0]) if paths else None
    if tree is None:
        return
    pieces = tuple(_pieces(package, tree, posixpath.dirname(paths[0]), given.file_name))
    if pieces:
        yield Document(pieces, tuple(_facts(tree)))


def _pieces(package: Package, tree: Any, folder: str, name: str) -> Iterator[Piece]:
    files = {each.get("id"): each for each in tree.iter() if local(each) == "item"}
    for reference in (each for each in tree.iter() if local(each) == "itemref"):
        item = files.get(reference.get("idref"))
        if item is None or "nav" in (item.get("properties") or "").split() or reference.get("linear") == "no":
            continue
        inner = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        data = package.read(inner)
        if not data or "html" not in item.get("media-type", ""):
            continue
        page = parse_page(in_utf8(data), name)
        notes = mark_notes(page)
        blocks = blocks_of(page)
        for piece in (*_chapter([block for block in blocks if not is_note(block, notes)]), *note_pieces(blocks, notes)):
            yield replace(piece, path=f"{inner}{piece.path}")


def _chapter(blocks: Sequence[Block]) -> Iterator[Piece]:
    for row, group in groupby(blocks, key=lambda block: block.above[1] if block.tag in ("td", "th") else None):
        if row is not None:
            yield table_row([*group])
            continue
        for block in group:
            listed = BlockType.LIST_ITEM if block.within("li") else None
            yield Piece(block.words, BlockType.HEADING if block.tag in HEADINGS else listed, path=block.path)


def _facts(tree: Any) -> Iterator[Fact]:
    for element in tree.iter():
        field, words = _PROPERTIES.get(local(element)), (element.text or "").strip()
        if field == "creators" and words:
            yield from (Fact(field, name, "package") for name in names_in(words))
        elif field and words:
            yield Fact(field, day_of(words) if field == "issued" else words, "package")


EPUB = Reader("epub", 2, "application/epub+zip", (".epub",), lambda data, name: holds(data[:200], _MIME), _read,
              "lxml")  # fmt: skip
