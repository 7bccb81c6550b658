"""Cuts the lines of printed pages where the cells of tables may begin: at gaps, and where the file begins anew."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from xpkg.readers.pdf.lines import Line

GAP = 1.0
"""Of the size of letters: no words of one cell stand farther apart, but for lines that are spread over a column."""
EDGE = 0.1
"""The same: words whose ends differ by less stand at one edge."""
_SHIFT = 0.3
"""The same: words whose feet differ more are of two cells, as where one has a line and the other two."""
_SPACES = (0.25, 0.65)
"""The same: the least and the most that a space may be."""
_APART = 0.9
"""Of a space: a gap so wide parts cells where the file writes the word behind it apart."""
_WIDER = 1.6
"""The same: a gap so wide on three lines one below the other does, if their words begin or end at one edge."""
_WORDS, _FEW = 7, 0.5
"""Lines of so many words are running text; where few of their words are written apart, such words are cells."""
_MOST = 60
"""Gaps of a line, at most, that are compared with those of its neighbours."""


def parts_of(lines: Sequence[Line], space: float) -> list[Line]:
    """``lines``, each cut where cells may begin; ``space`` is the usual distance of two words (``space_of``)."""
    cuts = _written_apart(lines, space) if _objects_tell(lines) else _in_columns(lines, space)
    return [part for number, line in enumerate(lines) for part in _parts(line, cuts[number])]


def space_of(lines: Sequence[Line]) -> float:
    """The usual distance of two words, of the size of their letters."""
    gaps = sorted((two.left - one.right) / line.size for line in lines for one, two in pairwise(line.places))
    return min(max(gaps[len(gaps) // 3], _SPACES[0]), _SPACES[1]) if gaps else _SPACES[0]


def cut(line: Line, cuts: Sequence[int]) -> list[Line]:
    """``line`` cut before its words of the numbers ``cuts``; the first part has the link."""
    if not cuts:
        return [line]
    words = line.words.split()
    found = []
    for start, end in zip((0, *cuts), (*cuts, len(words)), strict=True):
        places = line.places[start:end]
        feet = [place.foot for place in places if place.foot is not None]
        bottom = median(feet) if feet else line.bottom
        found.append(replace(line, words=" ".join(words[start:end]), left=places[0].left, right=places[-1].right,
                             bottom=bottom, top=bottom + line.top - line.bottom, places=places,
                             link=None if start else line.link, of=line))  # fmt: skip
    return found


def _parts(line: Line, cuts: Container[int]) -> list[Line]:
    """``line`` cut where its words stand far apart, or not at one height, and before the words of ``cuts``."""
    return cut(line, [at for at in range(1, len(line.places)) if at in cuts or _is_wide(line, at)])


def _is_wide(line: Line, at: int) -> bool:
    """Whether the word ``at`` of ``line`` stands far behind the one before it, or higher or lower."""
    last, place = line.places[at - 1], line.places[at]
    shifted = last.foot is not None and place.foot is not None and abs(place.foot - last.foot) > _SHIFT * line.size
    return shifted or place.left - last.right > GAP * line.size


def _objects_tell(lines: Sequence[Line]) -> bool:
    """Whether words that the file writes apart are of different cells: on lines of running text it has few of them."""
    written = [place.apart for line in lines if len(line.places) >= _WORDS for place in line.places[1:]]
    return sum(written) <= _FEW * len(written)


def _written_apart(lines: Sequence[Line], space: float) -> list[set[int]]:
    """The numbers of the words of each line that the file writes apart, behind more than a space."""
    return [
        {at for at, (one, two) in enumerate(pairwise(line.places), start=1)
         if two.apart and two.left - one.right > _APART * space * line.size}
        for line in lines
    ]  # fmt: skip


def _in_columns(lines: Sequence[Line], space: float) -> list[set[int]]:
    """The numbers of the words of each line that stand behind a wider gap, as words of two lines beside it do.

    All three words begin at one edge, or those before them end at one.
    """
    gaps = [
        {at: (line.places[at - 1].right, line.places[at].left) for at in range(1, len(line.places))
         if line.places[at].left - line.places[at - 1].right > _WIDER * space * line.size}
        for line in lines
    ]  # fmt: skip
    found: list[set[int]] = [set() for _ in lines]
    gaps = [each if len(each) <= _MOST else {} for each in gaps]
    for first in range(len(lines) - 2):
        near = EDGE * lines[first].size
        for at, gap in gaps[first].items():
            for side in (0, 1):
                others = [
                    next((other for other, place in gaps[number].items() if abs(place[side] - gap[side]) < near), None)
                    for number in (first + 1, first + 2)
                ]  # fmt: skip
                if all(others):
                    for number, place in enumerate((at, *others), start=first):
                        found[number].add(place or 0)
    return found
