"""Finds the notes at the foot of printed pages, which stand between a paragraph and where it goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.readers.pdf.lines import Line

NOTE = re.compile(r"\[?(?P<mark>\d{1,3}(?!\d)|[*†‡§])(?:\]|[.)])?\s?(?=\S)")
"""How a note opens: "1 ", "1. ", "*"."""
_SMALLER = 0.93
"""Of the size of most lines: the letters of notes are smaller."""
_FEW = 4
"""Words: so short a note is one only where its mark stands in the text."""
_MOST = 0.6
"""Of the lines of a page: where more are notes, it is a list."""
Page = Sequence[Line]


def without_notes(pages: Sequence[Page], size: float) -> tuple[list[list[Line]], list[list[list[Line]]]]:
    """The pages without the notes at their foot, and the notes of each page, each with its lines.

    A note opens with its mark, in smaller letters, below all else of its page or column.
    """
    rest: list[list[Line]] = []
    notes: list[list[list[Line]]] = []
    for page in pages:
        kept: list[Line] = []
        found: list[list[Line]] = []
        at = 0
        while at < len(page):
            end = _end_of_notes(page, at, size)
            if end > at:
                found += _notes(page[at:end])
                at = end
            else:
                kept.append(page[at])
                at += 1
        many = sum(map(len, found)) > _MOST * len(page)
        rest.append([*page] if many else kept)
        notes.append([] if many else found)
    return rest, notes


def _end_of_notes(page: Page, at: int, size: float) -> int:
    """Where the run of notes ends that begins with the line ``at``; ``at`` itself where none begins there."""
    first = page[at]
    opening = NOTE.match(first.words)
    if first.size >= _SMALLER * size or not opening or not at or first.cells:
        return at
    if len(first.words.split()) <= _FEW and not any(f"[{opening['mark']}]" in line.words for line in page):
        return at  # "4 May 2021"
    end = at + 1
    while end < len(page) and page[end].size < _SMALLER * size and page[end].bottom < page[end - 1].bottom + size:
        end += 1
    below = end == len(page) or page[end].bottom > first.bottom
    return end if below and first.bottom < first.height / 2 else at


def _notes(lines: Page) -> list[list[Line]]:
    """The ``lines`` parted into notes: each opens with the next mark at the left, where the first one does."""
    found: list[list[Line]] = []
    left = lines[0].left
    last = ""
    for line in lines:
        mark = match["mark"] if (match := NOTE.match(line.words)) else ""
        follows = not (mark.isdecimal() and last.isdecimal()) or int(mark) == int(last) + 1
        if not found or (mark and follows and line.left < left + line.size):
            found.append([line])
            last = mark
        else:
            found[-1].append(line)
    return found
