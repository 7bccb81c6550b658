"""The lines of a printed page, and which of them run along on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from xpkg.model import Hyperlink

_EDGE = 0.12
"""Of the page's height, above and below: there the running heads and the page numbers stand."""
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.I)


class Place(NamedTuple):
    """Where a word begins and ends.

    ``foot`` is the height of its first letter's foot, if that stands on the line. It is ``apart`` where the file does
    not write it in one go with the word before it.
    """

    left: float
    right: float
    foot: float | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place on the page, in points from the page's lower left corner; ``height`` is the page's.

    ``link`` is the first that begins on it. ``places`` are those of its words, where they are known. A part of a line
    is ``of`` the whole; the row of a table has ``cells``, each of its lines.
    """

    words: str
    left: float
    right: float
    bottom: float
    top: float
    height: float
    link: Hyperlink | None = None
    places: tuple[Place, ...] = ()
    of: Line | None = None
    cells: tuple[tuple[Line, ...], ...] = ()

    @property
    def size(self) -> float:
        """The height of its letters."""
        return max(self.top - self.bottom, 1.0)

    def at_edge(self) -> bool:
        """Whether it stands at the head or the foot of the page."""
        return self.bottom > (1 - _EDGE) * self.height or self.top < _EDGE * self.height


def without_running_lines(pages: Sequence[Sequence[Line]]) -> list[tuple[Line, ...]]:
    """The pages without the heads, feet and numbers that run along: page numbers, and what stands on several pages.

    A line at the edge runs along if it stands on two pages and on a third of all, whatever numbers are in it. The
    row of a table does, if all of it does.
    """
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_masked(line) for line in page if line.at_edge()})
    enough = max(2, len(pages) / 3)
    return [
        tuple(
            line
            for line in page
            if not (line.at_edge() and (counts[_masked(line)] >= enough or _PAGE.match(line.words)))
        )
        for page in pages
    ]


def _masked(line: Line) -> str:
    return _NUMBER.sub("#", line.words.lower())
