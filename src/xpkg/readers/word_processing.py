"""Walks through the files of word processors: blocks in order, notes with their marks, properties as facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xpkg.model import BlockType, Hyperlink
from xpkg.readers.facts import FILE_MADE, day_of, names_in
from xpkg.readers.packages import local
from xpkg.readers.reader import Fact, Piece

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_UNTITLED = ("untitled", "document", "microsoft word")
FOOTNOTE, ENDNOTE = "footnote", "endnote"


class Notes:
    """The notes of a document in the order of their marks: footnotes 1, 2, 3, endnotes i, ii, iii."""

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[str, Hyperlink | None]]] = {FOOTNOTE: [], ENDNOTE: []}

    def mark(self, kind: str, words: str, link: Hyperlink | None) -> str:
        """The mark in the text, in square brackets, of a note of the ``kind`` that says ``words``."""
        self._words[kind].append((words, link))
        return f"[{_shown(kind, len(self._words[kind]))}]"

    def pieces(self) -> Iterator[Piece]:
        """A block for each note, footnotes first."""
        for kind, found in self._words.items():
            for number, (words, link) in enumerate(found, start=1):
                label = _shown(kind, number)
                yield Piece(f"[{label}] {words}", BlockType.FOOTNOTE, path=f"{kind} {label}", link=link)


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


@dataclass(frozen=True, slots=True)
class Elements:
    """What the elements of a format mean, by their names without namespace.

    ``gone`` is not in the text. ``letters`` are what elements stand for that say no words of their own. With ``text``
    words stand in elements of that name alone, without it in all of a paragraph and between them.
    """

    paragraphs: frozenset[str]
    table: str
    row: str
    cell: str
    gone: frozenset[str]
    letters: Mapping[str, str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through a document.

    ``type_of`` tells the type of a paragraph. ``note_of`` tells the kind of a note whose mark an element is, and the
    paragraphs of the note; an empty kind where it is none. ``link_of`` tells the web address to which an element links.
    """

    elements: Elements
    type_of: Callable[[Any], BlockType | None]
    note_of: Callable[[Any], tuple[str, Iterable[Any]]]
    link_of: Callable[[Any], str] = lambda element: ""

    def pieces(self, tree: Any) -> Iterator[Piece]:
        """The blocks of ``tree`` in order, and its notes behind them.

        A paragraph in another one, as in a box of text, is a block behind that. A row of a table is a block. A table
        of one column is there for the page's sake: what is in it are blocks.
        """
        notes, known = Notes(), self.elements
        paragraph = table = 0
        waiting = [tree]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name in known.gone:
                continue
            if name in known.paragraphs:
                paragraph += 1
                words, within = self._words(element, notes)
                waiting.extend(reversed(within))
                if words:
                    path = f"paragraph {paragraph}"
                    yield Piece(words, self.type_of(element), path=path, link=self._link(element))
            elif name == known.table and (rows := self._rows(element)):
                table += 1
                for number, row in enumerate(rows, start=1):
                    if any(told := [self._cell(each, notes) for each in row]):
                        yield Piece(" | ".join(told), BlockType.TABLE_ROW, path=f"table {table}, row {number}")
            else:
                waiting.extend(reversed(element))
        yield from notes.pieces()

    def _rows(self, table: Any) -> list[list[Any]]:
        """The cells of each row of ``table``; none where no row has more than one."""
        rows = [[*self._nearest(row, self.elements.cell)] for row in self._nearest(table, self.elements.row)]
        return rows if any(len(row) > 1 for row in rows) else []

    def _nearest(self, above: Any, wanted: str) -> Iterator[Any]:
        """The elements called ``wanted`` under ``above`` and in no other such, nor in what is gone."""
        waiting = [*reversed(above)]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name == wanted:
                yield element
            elif name not in self.elements.gone:
                waiting.extend(reversed(element))

    def _cell(self, cell: Any, notes: Notes) -> str:
        """The words of all paragraphs of a cell, those of tables in it as well, in one line."""
        found: list[str] = []
        waiting = [cell]
        while waiting:
            element = waiting.pop()
            name = local(element)
            if name in self.elements.paragraphs:
                words, within = self._words(element, notes)
                found.append(words)
                waiting.extend(reversed(within))
            elif name not in self.elements.gone:
                waiting.extend(reversed(element))
        return " ".join(filter(None, found))

    def _words(self, paragraph: Any, notes: Notes | None) -> tuple[str, list[Any]]:
        """The text of ``paragraph`` as it is read, and the paragraphs in it, whose words are their own.

        The marks of its notes stand in square brackets. Without ``notes`` they are left out.
        """
        known = self.elements
        parts: list[str] = []
        within: list[Any] = []
        waiting: list[Any] = [paragraph]
        while waiting:
            element = waiting.pop()
            if isinstance(element, str):
                parts.append(element)
                continue
            name = local(element)
            kind, body = self.note_of(element)
            if kind:
                parts.append(self._mark(kind, body, notes) if notes is not None else "")
            elif name in known.letters:
                parts.append(known.letters[name])
            elif name in known.paragraphs and element is not paragraph:
                within.append(element)
            elif name not in known.gone:
                parts.append((element.text or "") if known.text in ("", name) else "")
                for child in reversed(element):
                    if not known.text:
                        waiting.append(child.tail or "")
                    waiting.append(child)
        return " ".join("".join(parts).split()), within

    def _mark(self, kind: str, body: Iterable[Any], notes: Notes) -> str:
        paragraphs = [*body]
        words = " ".join(filter(None, (self._words(each, None)[0] for each in paragraphs)))
        link = next(filter(None, map(self._link, paragraphs)), None)
        return notes.mark(kind, words, link) if words else ""

    def _link(self, paragraph: Any) -> Hyperlink | None:
        """The first link of ``paragraph`` to a web address, but for those of its notes and of paragraphs in it."""
        waiting = [paragraph]
        while waiting:
            element = waiting.pop()
            name = local(element)
            inner = name in self.elements.paragraphs and element is not paragraph
            if inner or name in self.elements.gone or self.note_of(element)[0]:
                continue
            url = self.link_of(element)
            if url.startswith(("http://", "https://")):
                return Hyperlink(self._words(element, None)[0], url)
            waiting.extend(reversed(element))
        return None


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
