"""Finds the tables of printed pages by how their words stand: cells beside each other, in columns below each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from xpkg.readers.pdf.cells import EDGE, GAP, cut, parts_of, space_of
from xpkg.readers.pdf.lines import Line
from xpkg.readers.pdf.rows import SAME, Row, beside, rows_of

_RIVER = 1.3
"""Of the usual distance of two words on the page: a gap so wide through all rows parts columns."""
_APART = 2.5
"""Of the size of letters: rows that are farther apart are of two tables."""
_FEWEST = 3
"""Rows of two cells that make a table; of three cells and more two do."""
_LINES = 2
"""Lines of the shortest cell of a row, at most: where all are longer, columns of running text stand side by side."""
_COLUMN_LINES, _COLUMN_WORDS, _FULL = 6, 3, 0.7
"""Running text in columns that a file has line by line: so many lines, words in each, and so much of the width."""
_LOOKED_AT = 8
"""Lines before one, of which it may be a part."""
_LABEL = re.compile(r".{0,40}[:.)]$|[•‣▪●◦–—*-]$|\(?\w{1,2}$")
"""What stands before something beside it, and is no cell: a bullet, "7.", "Q.", "MR. LOW:"."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The gaps between the columns of a table, left to right, and where columns behind the first begin."""

    rivers: Sequence[tuple[float, float]]
    edges: Sequence[float]


def with_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of a table as one for each row; running text in columns goes down each column."""
    space = space_of(lines)
    parts = parts_of(lines, space)
    if len(parts) == len(lines) and not any(beside(one, other) for one, other in pairwise(lines)):
        return [*lines]
    rows = rows_of(parts)
    found: list[Line] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end].cells) > 1 and (end == at or _is_next(rows[end - 1], rows[end])):
            end += 1
        run = rows[at:end]
        if run and _is_running_text(run):
            found += _down_the_columns(run)
        elif table := _table(run):
            before = next(number for number, row in enumerate(run) if row is table[0])
            found += _whole(run[:before])
            end = at + before + len(table)
            columns = _Columns(_rivers(table, space), _edges(table))
            found += (_told(row, columns) for row in table)
        else:
            end = max(end, at + 1)
            found += _whole(rows[at:end])
        at = end
    return found


def _is_next(one: Row, other: Row) -> bool:
    size = max(line.size for line in other.lines)
    return -size < one.bottom - other.top < _APART * size


def _table(run: Sequence[Row]) -> Sequence[Row]:
    """Those of ``run`` that are a table: cells of several rows share an edge or the middle, and are no running text."""
    short = [min(map(len, row.cells)) <= _LINES for row in run]
    if not run or 2 * sum(short) < len(run):
        return ()
    wide = any(map(_stands_apart, run))
    marks = {step: [{*_marks(row, step)} for row in run] for step in ((SAME, EDGE) if wide else (EDGE,))}
    counts = {step: Counter(mark for each in marks[step] for mark in each) for step in marks}
    agreeing = []
    for number, row in enumerate(run):
        step = SAME if wide and _stands_apart(row) else EDGE
        if short[number] and _agrees(row, step, counts[step]):
            agreeing.append(number)
    columns = sorted(len(_told_cells(run[number])) for number in agreeing)
    if len(agreeing) < (2 if wide and columns[-2:-1] > [2] else _FEWEST):
        return ()
    edges = _edges(run)
    crossing = {number for number in agreeing if not _stands_apart(run[number]) and _crosses(run[number], edges)}
    inner = [number for number in agreeing if number not in crossing]
    return run[inner[0] : inner[-1] + 1] if inner else ()


def _told_cells(row: Row) -> list[list[Line]]:
    """The cells of ``row`` without a label before them."""
    return row.cells[1:] if _is_label(row.cells[0]) else row.cells


def _crosses(row: Row, edges: Sequence[float]) -> bool:
    """Whether a cell of ``row`` goes over where a column of the table begins, as the line of a paragraph does."""
    return any(line.left + line.size < edge < line.right - line.size for line in row.lines for edge in edges)


def _stands_apart(row: Row) -> bool:
    """Whether two cells of ``row`` stand farther apart than words do."""
    return any(other[0].left - one[0].right > GAP * one[0].size for one, other in pairwise(row.cells))


def _is_label(cell: Sequence[Line]) -> bool:
    return len(cell) == 1 and bool(_LABEL.match(cell[0].words))


def _agrees(row: Row, step: float, counts: Counter[tuple[str, int]]) -> bool:
    """Whether half of the cells behind the first or more share an edge or the middle with cells of other rows."""
    told = _told_cells(row)[1:]
    return 2 * sum(any(_shared(counts, mark) for mark in _marks_of(cell, step)) for cell in told) >= len(told) > 0


def _marks(row: Row, share: float) -> Iterator[tuple[str, int]]:
    """The edges and middles of the cells behind the first, in steps so large as edges may differ."""
    for cell in _told_cells(row)[1:]:
        yield from _marks_of(cell, share)


def _marks_of(cell: Sequence[Line], share: float) -> Iterator[tuple[str, int]]:
    """Those of one cell. Steps are a ``share`` of the size of its letters."""
    left, right = min(line.left for line in cell), max(line.right for line in cell)
    for name, place in (("left", left), ("right", right), ("middle", (left + right) / 2)):
        yield name, round(place / (share * cell[0].size))


def _shared(counts: Counter[tuple[str, int]], mark: tuple[str, int]) -> bool:
    name, place = mark
    return counts[mark] > 1 or counts[name, place - 1] > 0 or counts[name, place + 1] > 0


def _is_running_text(run: Sequence[Row]) -> bool:
    """Whether lines side by side are those of columns of running text: many, of several words, nearly all full."""
    count = len(run[0].cells)
    if len(run) < _COLUMN_LINES or count > 3:
        return False
    rows = [row for row in run if len(row.cells) == count and all(len(cell) == 1 for cell in row.cells)]
    if len(rows) < 0.8 * len(run):
        return False
    for column in range(count):
        lines = [row.cells[column][0] for row in rows]
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        full = sum(line.right - line.left > _FULL * (right - left) for line in lines)
        wordy = sum(len(line.words.split()) > _COLUMN_WORDS for line in lines)
        if min(full, wordy) < 0.7 * len(lines):
            return False
    return True


def _down_the_columns(run: Sequence[Row]) -> Iterator[Line]:
    for column in range(max(len(row.cells) for row in run)):
        for row in run:
            yield from row.cells[column] if column < len(row.cells) else ()


def _rivers(run: Sequence[Row], space: float) -> list[tuple[float, float]]:
    """Where a table has no words from its first row to its last: the gaps between its columns, left to right."""
    least = _RIVER * space * median(line.size for row in run for line in row.lines)
    found: list[tuple[float, float]] = []
    end: float | None = None
    for place in sorted(place for row in run for line in row.lines for place in line.places):
        if end is not None and place.left - end > least:
            found.append((end, place.left))
        end = max(place.right, end or place.right)
    return found


def _edges(run: Sequence[Row]) -> list[float]:
    """Where cells of several rows begin behind the first."""
    lefts = sorted(cell[0].left for row in run for cell in row.cells[1:])
    near = EDGE * run[0].lines[0].size
    found: list[float] = []
    for one, two, three in zip(lefts, lefts[1:], lefts[2:], strict=False):
        if three - one < near > two - one and not (found and one - found[-1] < near):
            found.append(one)
    return found


def _told(row: Row, columns: _Columns) -> Line:
    """A row of a table as one line, with its cells: what begins a column is a cell of its own."""
    cells = [part for cell in row.cells for part in _parted(cell, columns)]
    link = next((line.link for line in row.lines if line.link), None)
    words = " | ".join(" ".join(line.words for line in cell) for cell in cells)
    right = max(line.right for line in row.lines)
    return replace(row.cells[0][0], words=words, right=right, bottom=row.bottom, top=row.top, link=link,
                   cells=tuple(map(tuple, cells)))  # fmt: skip


def _parted(cell: Sequence[Line], columns: _Columns) -> list[list[Line]]:
    """The lines of ``cell`` as one or more cells, where its lines have words of several columns."""
    found: list[list[Line]] = []
    for line in cell:
        for part in cut(line, _first_words(line, columns)):
            under = [each for each in found if part.left < each[-1].right and each[0].left < part.right]
            if under and line is not cell[0]:
                under[-1].append(part)
            else:
                found.append([part])
    return found


def _first_words(line: Line, columns: _Columns) -> list[int]:
    """The numbers of the words of ``line`` that begin a column."""
    near = EDGE * line.size
    return [
        at for at, (one, two) in enumerate(pairwise(line.places), start=1)
        if any(one.right <= end and start <= two.left for end, start in columns.rivers)
        or any(abs(two.left - edge) < near for edge in columns.edges)
    ]  # fmt: skip


def _whole(rows: Sequence[Row]) -> Iterator[Line]:
    """The lines of ``rows`` as they were before they were cut."""
    seen: list[Line] = []
    for line in (line for row in rows for line in row.lines):
        if line.of is None or not any(line.of is each for each in seen[-_LOOKED_AT:]):
            yield line.of or line
        if line.of is not None:
            seen.append(line.of)
