"""Puts the parts of printed lines into rows of cells, whether a file has a table line by line or cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xpkg.readers.pdf.lines import Line

_NEAR = 0.25
"""Of the size of letters: no two words of one line are nearer than this to be of two cells."""
SAME = 0.35
"""The same: so far apart may edges be that are one edge of a column."""
_PITCH = 1.7
"""The same: the next line of a cell is no farther down."""
_HIGHER = 7.0
"""The same: so much higher may a cell begin than the one before it, where that stands at the foot of the row."""
_LOOKED_AT = 8
"""Rows before one, by which it is told where the first column begins."""
_LINES = 20
"""The last lines of a cell that are looked at: one of many more is running text."""


@dataclass(slots=True)
class Row:
    """Cells side by side, each of its lines."""

    cells: list[list[Line]]

    @property
    def lines(self) -> list[Line]:
        return [line for cell in self.cells for line in cell]

    @property
    def top(self) -> float:
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.bottom for line in self.lines)


def rows_of(parts: Sequence[Line]) -> list[Row]:
    """``parts`` as rows, in the order of the file, which has tables line by line or cell by cell."""
    rows: list[Row] = []
    for at, part in enumerate(parts):
        row = rows[-1] if rows else None
        if row is None:
            rows.append(Row([[part]]))
            continue
        cell = row.cells[-1]
        if part.left > cell[-1].right + _NEAR * part.size and _is_beside(row, part):
            if len(row.cells) == 1:  # what stands above the line that has something beside it is no part of the row
                first = _first_line(rows, part)
                if first:
                    row.cells[0] = cell[:first]
                    row = Row([cell[first:]])
                    rows.append(row)
            row.cells.append([part])
        elif part.left > cell[-1].right + _NEAR * part.size and _is_above(rows, part):
            row.cells.append([part])
        elif (under := _cell_above(row, part)) is not None and _goes_on(row, _first(rows), parts, at):
            row.cells[under].append(part)
        else:
            rows.append(Row([[part]]))
    return rows


def _first_line(rows: Sequence[Row], part: Line) -> int:
    """The number of the line with which the first cell of a row begins that has ``part`` beside it.

    Above a table other words may stand. In it, or where they are no broader than its first column, they are of the
    cell.
    """
    cell = rows[-1].cells[0]
    begin = max(0, len(cell) - _LINES)
    first = next((at for at, line in enumerate(cell[begin:], begin) if _level(line, part)), len(cell) - 1)
    if len(rows) > 1 and len(rows[-2].cells) > 1:
        return 0
    while first and cell[first - 1].right < part.left:
        first -= 1
    return first


def _is_beside(row: Row, part: Line) -> bool:
    """Whether ``part`` is at the height of the last cell of ``row``, or of all of it where there are more cells."""
    return any(_level(line, part) for line in (row.lines if len(row.cells) > 1 else row.cells[-1][-_LINES:]))


def _is_above(rows: Sequence[Row], part: Line) -> bool:
    """Whether ``part`` begins higher than the last cell, but below the row before: cells may stand at the foot."""
    last = rows[-1].cells[-1][0]
    over = rows[-2].bottom if len(rows) > 1 else last.height
    return 0 < part.bottom - last.bottom < _HIGHER * part.size and part.top <= over + SAME * part.size


def _cell_above(row: Row, part: Line) -> int | None:
    """The number of the cell of ``row`` under whose last line ``part`` stands, and under no other's."""
    above = [
        number for number, cell in enumerate(row.cells)
        if part.left < max(line.right for line in cell[-_LINES:])
        and min(line.left for line in cell[-_LINES:]) < part.right
    ]  # fmt: skip
    if len(above) != 1:
        return None
    last = row.cells[above[0]][-1]
    distance = last.bottom - part.bottom
    same = max(last.size, part.size) < 1.2 * min(last.size, part.size)
    return above[0] if same and 0 < distance <= _PITCH * part.size else None


def _first(rows: Sequence[Row]) -> float:
    """Where the first column of the last rows begins."""
    left = rows[-1].cells[0][0].left
    for row in reversed(rows[-_LOOKED_AT:]):
        if len(row.cells) < 2:
            break
        left = min(left, row.cells[0][0].left)
    return left


def _goes_on(row: Row, first: float, parts: Sequence[Line], at: int) -> bool:
    """Whether the part ``at`` is the next line of a cell, and not the first one of the next row.

    What stands at the height of the row is of it. What stands in the ``first`` column begins a row. So does what has
    something beside it on its line, unless the words go on.
    """
    part = parts[at]
    behind = parts[at + 1] if at + 1 < len(parts) else None
    alone = behind is None or not (beside(part, behind) and _is_level(part, behind))
    if len(row.cells) == 1 or any(_is_level(line, part) for line in row.lines):
        return True
    return part.left > first + part.size and (alone or part.words[:1].islower())


def beside(one: Line, other: Line) -> bool:
    """Whether ``other`` stands to the right of ``one`` on the same height."""
    near = other.left > one.right + _NEAR * one.size
    return near and min(one.top, other.top) - max(one.bottom, other.bottom) > 0.5 * min(one.size, other.size)


def _is_level(one: Line, other: Line) -> bool:
    return abs(one.bottom - other.bottom) < SAME * one.size


def _level(line: Line, part: Line) -> bool:
    return line.bottom < part.top and part.bottom < line.top
