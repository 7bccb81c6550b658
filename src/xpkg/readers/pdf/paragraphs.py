"""Joins the lines of printed pages to paragraphs, by gaps, indents and the size of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from xpkg.model import BlockType, Hyperlink
from xpkg.readers.pdf.lines import Line
from xpkg.readers.pdf.notes import NOTE, without_notes
from xpkg.readers.reader import Piece
from xpkg.text.compounds import is_compound

_ENDED = re.compile(r"[.!?…:;][\"”’')\]]*+$")
_BULLET = re.compile(r"[•‣▪●◦–-]\s|\(?\d{1,3}[.)]\s|\[\d{1,4}\]\s")
_LETTERED = re.compile(r"\(?[A-Za-z][.:)]{1,2}\s")
"""How an item opens that has a letter, and a question or answer: "(a) ", "Q. "."""
_LAST = "\ufffe"
"""What PDFium makes of any hyphen at the end of a line, also of one that is written."""
_HYPHEN = re.compile(r"([^\W\d_]+)([-\u2010\u00ad\ufffe\x02])$")
_FIRST = re.compile(r"[^\W\d_]+")
_SOFT = "\u2010\u00ad\x02"
"""Hyphens that only a line's end made: what a program sets, not what somebody writes."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_GAP = 1.3
"""Of the usual distance of lines: a wider one parts paragraphs."""
_INDENT = 0.7
"""Of the height of letters."""
_LARGER, _UNEVEN = 1.12, 1.4
_SHORT = 0.85
"""Of the width of the column: a line that ends before it was not full."""
_LONGEST_HEADING = 150


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> Iterator[Piece]:
    """The paragraphs of the pages, each with the page on which it begins; one may go on over a page's end."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    size = median(line.size for line in lines)
    everything = "\n".join(line.words.replace(_LAST, "-") for line in lines)
    pitch = _pitch(pages, size)
    pages, notes = without_notes(pages, size)
    waiting: list[Piece] = []
    open_lines: list[Line] = []
    began = 0
    title_yet = False
    for number, page in enumerate(pages, start=1):
        for line in page:
            new_page = number != began and line is page[0]
            if open_lines and _parts(open_lines, line, pitch * max(1.0, line.size / size), new_page=new_page):
                piece = _piece(open_lines, began, size, everything, may_be_title=not title_yet)
                title_yet = True
                yield piece
                yield from waiting
                waiting = []
                open_lines = []
            if not open_lines:
                began = number
            open_lines.append(line)
        waiting += (_note(note, number, everything) for note in notes[number - 1])
    if open_lines:
        yield _piece(open_lines, began, size, everything, may_be_title=not title_yet)
    yield from waiting


def _note(lines: Sequence[Line], page: int, text: str) -> Piece:
    """A note at the foot of a page, with its mark as the text has it."""
    words = joined(lines, text)
    label = NOTE.match(words)
    told = f"[{label['mark']}] {words[label.end():]}" if label else words
    return Piece(told, BlockType.FOOTNOTE, page, link=_link([line.link for line in lines if line.link]))


def _pitch(pages: Sequence[Sequence[Line]], size: float) -> float:
    """The distance from one line to the next in a paragraph: a common one among the small."""
    gaps = sorted(
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if 0.6 * size < above.bottom - below.bottom < 3 * size and not (above.cells or below.cells)
    )
    return gaps[len(gaps) // 4] if gaps else 1.2 * size


def _parts(paragraph: Sequence[Line], line: Line, pitch: float, *, new_page: bool) -> bool:
    """Whether ``line`` begins a paragraph of its own behind the open ``paragraph``."""
    last = paragraph[-1]
    if last.cells or line.cells:
        return True
    goes_on = not _ENDED.search(last.words) and (line.words[:1].islower() or bool(_HYPHEN.search(last.words)))
    # Words that were read from pictures have letters of uneven size: a sentence goes on in the next line.
    if max(line.size, last.size) > (_UNEVEN if goes_on and not new_page else _LARGER) * min(line.size, last.size):
        return True
    if new_page or line.bottom > last.bottom + 0.5 * line.size:  # the next page, or the next column
        return not goes_on and not _is_open(paragraph, line)
    if abs(line.bottom - last.bottom) <= 0.3 * line.size:
        return False  # the same line in two pieces
    if last.bottom - line.bottom > _GAP * pitch:
        return True
    if (_BULLET.match(line.words) and not goes_on) or (_LETTERED.match(line.words) and _ENDED.search(last.words)):
        return True
    width = max(each.right for each in paragraph) - min(each.left for each in paragraph)
    full = last.right - last.left >= _SHORT * width
    left = min(each.left for each in paragraph[1:]) if len(paragraph) > 1 else line.left
    indented = line.left - left > _INDENT * line.size
    return bool(_ENDED.search(last.words)) and (indented or (len(paragraph) > 1 and not full))


def _is_open(paragraph: Sequence[Line], line: Line) -> bool:
    """Whether ``paragraph`` ends amid a sentence in a full line, so that ``line`` of the next page is of it."""
    last = paragraph[-1]
    if _ENDED.search(last.words) or _BULLET.match(line.words):
        return False
    widest = max(each.right - each.left for each in (*paragraph, line))
    return last.right - last.left >= _SHORT * widest


def _piece(lines: Sequence[Line], page: int, size: float, text: str, *, may_be_title: bool) -> Piece:
    link = _link([line.link for line in lines if line.link])
    if lines[0].cells:
        row = " | ".join(joined(cell, text) for cell in lines[0].cells)
        return Piece(row, BlockType.TABLE_ROW, page, link=link)
    words = joined(lines, text)
    larger = lines[0].size > _LARGER * size and len(words) <= _LONGEST_HEADING
    kind = BlockType.TITLE if larger and may_be_title else BlockType.HEADING if larger else None
    return Piece(words, kind, page, link=link)


def _link(links: Sequence[Hyperlink]) -> Hyperlink | None:
    """The first of ``links``, which has a part on each line that it stands on."""
    if not links:
        return None
    return Hyperlink(" ".join(each.words for each in links if each.url == links[0].url), links[0].url)


def joined(lines: Sequence[Line], text: str) -> str:
    """The words of ``lines`` as running text: words parted at a line's end are whole again, ligatures are letters.

    ``text`` is all of the document, which tells compounds with a hyphen from words that were parted.
    """
    found = ""
    for line in lines:
        words = line.words.translate(_LIGATURES)
        hyphen, first = _HYPHEN.search(found), _FIRST.match(words)
        if hyphen and first and words[0].islower():
            keeps = hyphen[2] not in _SOFT and is_compound(text, hyphen[1], first[0])
            found = f"{found[:-1]}{'-' if keeps else ''}{words}"
        else:
            found = found.replace(_LAST, "-")
            found = f"{found} {words}" if found and not found.endswith("-") else f"{found}{words}"
    return found.replace(_LAST, "-").replace("\x02", "")
