"""Reads saved web pages: the story without the page's furniture, each block with its XPath, and the page's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.facts import first
from xpkg.readers.html.around import HEAD, above_story, below_story, day_in, is_pull_quote, kind_above, note_of
from xpkg.readers.html.content import story_of, words_of
from xpkg.readers.html.dom import HEADINGS, Block, blocks_of, in_utf8, parse_page
from xpkg.readers.html.notes import is_note, listed_references, mark_notes, note_pieces, title_of
from xpkg.readers.html.page_metadata import OwnFacts
from xpkg.readers.html.wiki import articles_of, table_row, wiki_pieces
from xpkg.readers.html.wiki_titles import of_article
from xpkg.readers.reader import Document, Given, Piece, Reader, has_suffix
from xpkg.text.reference_lists import HEADING as REFERENCES

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:p|div|h1|article|meta|table)[\s>]", re.I)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _read(data: bytes, given: Given) -> Iterator[Document]:
    data = in_utf8(data, given.encoding)
    tree = parse_page(data, given.file_name)
    own = OwnFacts(tree, data, given.file_name, given.url)
    articles = articles_of(tree)
    notes = {} if articles else mark_notes(tree)
    blocks = blocks_of(tree)
    if articles:
        facts = of_article(own.facts(dated=False), tree)
        title = _headline(tree, blocks, first(facts, "title"))
        story = [*wiki_pieces(tree, articles, blocks)]
    else:
        title = _headline(tree, blocks, first(own.facts(dated=False), "title"))
        own_blocks = tuple(block for block in blocks if not is_note(block, notes))
        story = [*_story(data, own_blocks, title[0] if title else Piece(""), given.file_name)]
        story = [*story, *(note_pieces(blocks, notes) if story else ())]
        facts = own.facts(_shown_day(story)) if story else ()
    if story:
        yield Document((*title, *story), facts)


def _shown_day(pieces: Sequence[Piece]) -> str:
    """The day that the lines above the story give."""
    lines = (piece.words for piece in pieces if piece.type in (BlockType.BYLINE, BlockType.DATELINE))
    return next(filter(None, map(day_in, lines)), "")


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


def _story(data: bytes, blocks: tuple[Block, ...], title: Piece, name: str) -> Iterator[Piece]:
    """The blocks of the story; what stands among them and is none is kept as what it is."""
    chosen, home = story_of(data, blocks, name)
    if not any(chosen):
        chosen = [block.tag == "p" and len(words_of(block.words)) > 8 for block in blocks]
    if not any(chosen):
        return
    headline = words_of(title.words)
    start = chosen.index(True)
    end = len(chosen) - chosen[::-1].index(True)
    while start < end - 1 and (not chosen[start] or blocks[start].tag == "h1"):
        start += 1  # the headline is told by now
    yield from above_story(blocks, start, title.path)
    row: list[Block] = []
    for at, (told, block) in enumerate(zip(chosen[start:end], blocks[start:end], strict=True)):
        if row and (block.tag not in ("td", "th") or block.above[1] is not row[0].above[1]):
            yield table_row(row)
            row = []
        if not told:
            if home is not None and home in block.above and block.within("figcaption"):
                yield Piece(block.words, BlockType.CAPTION, path=block.path)
            elif kind := (kind_above(block) if at < HEAD else None) or (
                note_of(block) if home is not None and home in block.above else None
            ):
                yield Piece(block.words, kind, path=block.path)
        elif block.tag in ("td", "th"):
            row.append(block)
        elif block.tag == "h1" or words_of(block.words) == headline:
            continue
        else:
            head = kind_above(block, behind=at == 0) if at < HEAD else None
            twice = BlockType.PULL_QUOTE if is_pull_quote(block) else None
            kind = head or twice or _kind(block)
            yield Piece(block.words, kind, path=block.path, link=block.link(), title=title_of(block))
    if row:
        yield table_row(row)
    if not any(block.tag in HEADINGS and REFERENCES.match(block.words) for block in blocks[start:end]):
        yield from listed_references(blocks[end:])
    yield from below_story(blocks, end)


def _kind(block: Block) -> BlockType | None:
    if block.tag in HEADINGS:
        return BlockType.HEADING
    return BlockType.LIST_ITEM if block.within("li") and not block.within("table") else None


def _recognises(data: bytes, name: str) -> bool:
    head = data[:4096]
    for mark in _MARKS:
        if head.startswith(mark):
            head = head[len(mark) :].replace(b"\0", b"")
    if _PAGE.match(head):
        return True
    return has_suffix(name, ".html", ".htm", ".xhtml") and bool(_TAG.search(head))


HTML = Reader("html", 6, "text/html", (".html", ".htm", ".xhtml"), _recognises, _read, "trafilatura")
