"""Reads Rich Text Format: paragraphs, headings, tables, notes with their marks, and what the document records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.facts import names_in
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader, library

_INFO = re.compile(r"\{\\info\b")
_FIELD = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_CREATED = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_FIELDS = {"title": "title", "author": "creators"}
_SPAN = 4_000
"""Characters of the group in which a document records what is known of it."""
_NOTE = re.compile(r"\{(?:\\\*)?\\footnote\b")
_BRACE = re.compile(r"\\[{}\\]|[{}]")
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_STYLE = re.compile(r"\{\\s(\d{1,4})\b[^{}]*?(?:\{[^{}]*\}[^{}]*?)*?\b(?:heading \d|title)\b\s*;\}", re.I)
_LEVEL = re.compile(r"\\outlinelevel[0-8](?!\d)")
_CELL_END = re.compile(r"\\par\s*+((?:(?!\\cell\b)\\\w++\s?|\})*+)\s*+\\cell\b")
_HEADING = "\ue000"
"""Stands in a paragraph that is a heading; no document has this character."""
_WRITTEN = r"\u-8192?"


def _read(data: bytes, given: Given) -> Iterator[Document]:
    module = library("striprtf.striprtf", given.file_name)
    text, notes = _without_notes(data.decode("latin-1"))
    page = match.group() if (match := _CODE_PAGE.search(text[:2000])) else ""
    pieces = [*_pieces(_plain(module, _with_signs(text)))]
    for number, note in enumerate(notes, start=1):
        words = " ".join(_plain(module, f"{{\\rtf1\\ansi{page} {note}}}").split())
        if words:
            pieces.append(Piece(f"[{number}] {words}", BlockType.FOOTNOTE, path=f"note {number}"))
    if pieces:
        yield Document(tuple(pieces), tuple(_facts(text)))


def _plain(module: Any, text: str) -> str:
    return str(module.rtf_to_text(text, errors="replace"))


def _without_notes(text: str) -> tuple[str, list[str]]:
    """``text`` with a mark in the place of each note, and the notes."""
    parts: list[str] = []
    notes: list[str] = []
    at = 0
    while match := _NOTE.search(text, at):
        end = _end_of_group(text, match.end())
        notes.append(text[match.end() : end].replace("\\chftn", "").replace("\\ftnalt", ""))
        parts += (text[at : match.start()], f"[{len(notes)}]")
        at = end + 1
    return "".join(parts) + text[at:], notes


def _end_of_group(text: str, start: int) -> int:
    """Where the group ends in which ``start`` stands."""
    depth = 1
    for match in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if not depth:
            return match.start()
    return len(text)


def _with_signs(text: str) -> str:
    """``text`` with a sign in each heading, and without the paragraphs that only end a cell of a table."""
    styles = {match[1] for match in _STYLE.finditer(text[:200_000])}
    if styles:
        one = re.compile(rf"\\s(?:{'|'.join(sorted(styles))})(?!\d)(?=\\|\s)")
        head = max((match.end() for match in _STYLE.finditer(text[:200_000])), default=0)
        text = text[:head] + one.sub(lambda match: f"{match.group()} {_WRITTEN}", text[head:])
    else:
        text = _LEVEL.sub(lambda match: f"{match.group()} {_WRITTEN}", text)
    return _CELL_END.sub(r" \1\\cell", text)


def _pieces(text: str) -> Iterator[Piece]:
    for number, line in enumerate(text.split("\n"), start=1):
        words = " ".join(line.replace(_HEADING, "").replace("|", " | ").split()).strip("| ")
        if words:
            row = BlockType.TABLE_ROW if " | " in words else None
            kind = BlockType.HEADING if _HEADING in line and not row else row
            yield Piece(words, kind, path=f"paragraph {number}")


def _facts(text: str) -> Iterator[Fact]:
    match = _INFO.search(text)
    if not match:
        return
    info = text[match.start() : match.start() + _SPAN]
    for field, words in _FIELD.findall(info):
        values = names_in(words) if field == "author" else (words.strip(),)
        yield from (Fact(_FIELDS[field], value, "properties") for value in values)
    if created := _CREATED.search(info):
        year, month, day = map(int, created.groups())
        yield Fact("issued", f"{year:04}-{month:02}-{day:02}", "properties")


RTF = Reader("rtf", 2, "application/rtf", (".rtf",), lambda data, name: data.lstrip()[:6] == b"{\\rtf1", _read,
             "striprtf")  # fmt: skip
