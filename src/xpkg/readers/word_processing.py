"""Has what the formats of word processors share: notes numbered as they are shown, and properties as facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xpkg.model import BlockType
from xpkg.readers.facts import FILE_MADE, day_of, names_in
from xpkg.readers.packages import local
from xpkg.readers.reader import Fact, Piece

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_UNTITLED = ("untitled", "document", "microsoft word")
FOOTNOTE, ENDNOTE = "footnote", "endnote"


class Notes:
    """The notes of a document in the order of their marks: footnotes 1, 2, 3, endnotes i, ii, iii."""

    def __init__(self) -> None:
        self._words: dict[str, list[str]] = {FOOTNOTE: [], ENDNOTE: []}

    def mark(self, kind: str, words: str) -> str:
        """The mark in the text, in square brackets, of a note of the ``kind`` that says ``words``."""
        self._words[kind].append(words)
        return f"[{_shown(kind, len(self._words[kind]))}]"

    def pieces(self) -> Iterator[Piece]:
        """A block for each note, footnotes first."""
        for kind, found in self._words.items():
            for number, words in enumerate(found, start=1):
                label = _shown(kind, number)
                yield Piece(f"[{label}] {words}", BlockType.FOOTNOTE, path=f"{kind} {label}")


def _shown(kind: str, number: int) -> str:
    """
    >>> _shown("footnote", 14), _shown("endnote", 14)
    ('14', 'xiv')
    """
    if kind == FOOTNOTE:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        found += letters * count
    return found


def cells(row: Any, cell: str, words_of: Callable[[Any], str], *paragraphs: str) -> str:
    """The words of a table's ``row`` in one line; ``cell`` and ``paragraphs`` are names of elements with namespace."""
    found = [" ".join(filter(None, map(words_of, each.iter(*paragraphs)))) for each in row.iter(cell)]
    return " | ".join(found) if any(found) else ""


def property_facts(tree: Any, fields: Mapping[str, str]) -> Iterator[Fact]:
    """What the properties in ``tree`` say of the document; ``fields`` are those of metadata, by names of elements."""
    for element in tree.iter() if tree is not None else ():
        field, words = fields.get(local(element)), (element.text or "").strip()
        if not field or not words or (field == "title" and words.lower().startswith(_UNTITLED)):
            continue
        if field == "creators":
            yield from (Fact(field, name, "properties") for name in names_in(words))
        elif field == "issued":
            yield Fact(field, day_of(words), FILE_MADE)
        else:
            yield Fact(field, words, "properties")
