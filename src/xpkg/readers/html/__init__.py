"""Reads saved web pages: the story without the page's furniture, each block with its XPath, and the page's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.facts import first
from xpkg.readers.html.content import story_of, words_of
from xpkg.readers.html.dom import HEADINGS, Block, blocks_of, in_utf8, parse_page
from xpkg.readers.html.page_metadata import facts_of_page
from xpkg.readers.html.wiki import is_wiki, wiki_pieces
from xpkg.readers.reader import Document, Given, Piece, Reader, has_suffix

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:p|div|h1|article|meta|table)[\s>]", re.I)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _read(data: bytes, given: Given) -> Iterator[Document]:
    data = in_utf8(data, given.encoding)
    tree = parse_page(data, given.file_name)
    facts = facts_of_page(tree, data, given.file_name, url=given.url)
    blocks = blocks_of(tree)
    title = _headline(tree, blocks, first(facts, "title"))
    if is_wiki(tree):
        pieces = [*title, *wiki_pieces(tree, blocks)]
    else:
        pieces = [*title, *_story(data, blocks, title[0].words if title else "", given.file_name)]
    if any(piece.type is not BlockType.TITLE for piece in pieces):
        yield Document(tuple(pieces), facts)


def _headline(tree: Any, blocks: tuple[Block, ...], title: str) -> list[Piece]:
    """The headline that the page shows, or the title that it has beside."""
    shown = [block for block in blocks if block.tag == "h1"]
    plain = words_of(title)
    for block in shown:
        own = words_of(block.words)
        if not plain or own == plain or set(own) >= set(plain) or (len(own) > 2 and set(own) <= set(plain)):
            return [Piece(block.words, BlockType.TITLE, path=block.path)]
    if title:
        head = tree.find(".//title")
        path = tree.getroottree().getpath(head) if head is not None else "/html/head"
        return [Piece(title, BlockType.TITLE, path=path)]
    return [Piece(block.words, BlockType.TITLE, path=block.path) for block in shown[:1]]


def _story(data: bytes, blocks: tuple[Block, ...], title: str, name: str) -> Iterator[Piece]:
    """The blocks of the story; what stands among them and is none is kept as what it is."""
    chosen, home = story_of(data, blocks, name)
    if not any(chosen):
        chosen = [block.tag == "p" and len(words_of(block.words)) > 8 for block in blocks]
    if not any(chosen):
        return
    headline = words_of(title)
    start = chosen.index(True)
    end = len(chosen) - chosen[::-1].index(True)
    row: list[Block] = []
    for told, block in zip(chosen[start:end], blocks[start:end], strict=True):
        if row and (block.tag not in ("td", "th") or block.above[1] is not row[0].above[1]):
            yield _table_row(row)
            row = []
        if not told:
            if home is not None and home in block.above and block.within("figcaption"):
                yield Piece(block.words, BlockType.CAPTION, path=block.path)
        elif block.tag in ("td", "th"):
            row.append(block)
        elif block.tag == "h1" or words_of(block.words) == headline:
            continue
        else:
            yield Piece(block.words, BlockType.HEADING if block.tag in HEADINGS else None, path=block.path)
    if row:
        yield _table_row(row)


def _table_row(row: list[Block]) -> Piece:
    return Piece(" | ".join(block.words for block in row), BlockType.PARAGRAPH, path=row[0].path)


def _recognises(data: bytes, name: str) -> bool:
    head = data[:4096]
    for mark in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].replace(b"\0", b"")
    if _PAGE.match(head):
        return True
    return has_suffix(name, ".html", ".htm", ".xhtml") and bool(_TAG.search(head))


HTML = Reader("html", 1, "text/html", (".html", ".htm", ".xhtml"), _recognises, _read, "trafilatura")
