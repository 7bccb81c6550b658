"""Reads Markdown, with the front matter that says what is recorded about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from xpkg.model import BlockType, Hyperlink
from xpkg.readers.facts import facts_of
from xpkg.readers.plain import decoded
from xpkg.readers.reader import Document, Given, Piece, Reader, has_suffix, library

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<head>(?s:.*?))\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_LONGEST_FRONT = 20_000
_BESIDE = ("image", "html_inline")
_BREAKS = ("softbreak", "hardbreak")


def _read(data: bytes, given: Given) -> Iterator[Document]:
    text, _ = decoded(data, given)
    text = text.removeprefix("\ufeff")
    head, body, skipped = _front_matter(text)
    warnings: tuple[str, ...] = ()
    record: object = {}
    try:
        record = yaml.safe_load(head) if head else {}
    except yaml.YAMLError:
        warnings = ("the front matter is no YAML; it is ignored",)
    facts = tuple(facts_of(record, "front matter")) if isinstance(record, Mapping) else ()
    parser = library("markdown_it", given.file_name).MarkdownIt("commonmark", {"maxNesting": 20}).enable("table")
    pieces = tuple(_pieces(parser.parse(body), skipped))
    if pieces:
        yield Document(pieces, facts, warnings=warnings)


def _front_matter(text: str) -> tuple[str, str, int]:
    """The front matter, what follows it, and the number of lines before that."""
    match = _FRONT.match(text, 0, _LONGEST_FRONT)
    if not match:
        return "", text, 0
    return match["head"], text[match.end() :], text.count("\n", 0, match.end())


def _pieces(tokens: Sequence[Token], skipped: int) -> Iterator[Piece]:
    """The blocks of the document; a table's row is one. Code is kept beside the story."""
    level, line, any_yet = "", 0, False
    row: list[str] = []
    for before, token in pairwise((None, *tokens)):
        assert token is not None
        line = token.map[0] + skipped + 1 if token.map else line
        path = f"line {line}"
        if token.type == "heading_open":
            level = token.tag
        elif token.type == "heading_close":
            level = ""
        elif token.type == "tr_close":
            yield Piece(" | ".join(row), BlockType.PARAGRAPH, path=path)
            row = []
        elif token.type == "inline":
            words = _words(token.children or ())
            if before is not None and before.type in ("th_open", "td_open"):
                row.append(words)
            elif words:
                title = level == "h1" and not any_yet
                kind = BlockType.TITLE if title else BlockType.HEADING if level else None
                yield Piece(words, kind, path=path, link=_link(token.children or ()))
                any_yet = True
        elif token.type in ("fence", "code_block") and token.content.strip():
            yield Piece(token.content.strip(), BlockType.BOILERPLATE, path=path)


def _words(children: Sequence[Token]) -> str:
    parts = (" " if each.type in _BREAKS else "" if each.type in _BESIDE else each.content for each in children)
    return " ".join("".join(parts).split())


def _link(children: Sequence[Token]) -> Hyperlink | None:
    """The first link to a web address among the parts of a block."""
    for at, each in enumerate(children):
        url = str(each.attrGet("href") or "") if each.type == "link_open" else ""
        if url.startswith(("http://", "https://")):
            end = next(place for place in range(at, len(children)) if children[place].type == "link_close")
            return Hyperlink(_words(children[at + 1 : end]), url)
    return None


def _recognises(data: bytes, name: str) -> bool:
    return has_suffix(name, ".md", ".markdown")


MARKDOWN = Reader("markdown", 1, "text/markdown", (".md", ".markdown"), _recognises, _read, "markdown-it-py")
