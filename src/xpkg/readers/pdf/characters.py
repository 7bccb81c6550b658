"""Where the characters of a printed page stand, in the direction in which it is read, and which are marks of notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import degrees
from statistics import median
from typing import Any, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
_TALL = frozenset("ABDEFHIKLMNPRTUVWXYZbdfhkl")
"""Letters that stand on the line and are as high as capitals: by them the size of a line's letters is seen."""
_LOW = frozenset("acemnorsuvwxz")
"""Letters that stand on the line and are as high as an x."""
_LOOKED_AT = 12
_OF_CAPITALS, _OF_LOW = 0.7, 0.5
"""Of the size of a font: the height of its capitals, and of an x."""
_RAISED, _SMALLER = 0.2, 0.85
"""Of the size of a line: so far is a mark of a note above its foot, and so high at most are its capitals."""
_SAMPLES = 60
"""Characters of a page by which its direction is told."""
_QUARTER = 90
_LONGEST_MARK = 3


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page; ``turn`` is how far its text is turned against the clock, in quarters of a circle."""

    text_page: Any
    text: str
    width: float
    height: float
    turn: int = 0

    def box(self, at: int) -> Box:
        """The place of the character ``at``, as if the text ran from left to right."""
        return self.turned(self.text_page.get_charbox(at))

    def turned(self, box: Box) -> Box:
        """``box`` as if the text of the page ran from left to right."""
        left, low, right, high = box
        if self.turn == 1:
            return low, self.width - right, high, self.width - left
        if self.turn == 2:
            return self.width - right, self.height - high, self.width - left, self.height - low
        if self.turn == 3:
            return self.height - high, left, self.height - low, right
        return box

    @property
    def tall(self) -> float:
        """The height of the page as it is read."""
        return self.width if self.turn % 2 else self.height

    def letters(self, start: int, end: int) -> tuple[float, float]:
        """The foot of the letters from ``start`` to ``end``, and the size of their font."""
        for letters, share in ((_TALL, _OF_CAPITALS), (_LOW, _OF_LOW)):
            if found := [at for at in range(start, end) if self.text[at] in letters][:_LOOKED_AT]:
                boxes = [self.box(at) for at in found]
                return median(box[1] for box in boxes), median(box[3] - box[1] for box in boxes) / share
        _, low, _, high = self.box(start)
        return low, (high - low) / _OF_CAPITALS

    def marked(self, start: int, end: int, low: float, size: float) -> str:
        """The words from ``start`` to ``end``; raised numbers in square brackets, as what leads to a note."""
        found = ""
        for digits, run in groupby(range(start, end), key=lambda at: self.text[at].isdecimal()):
            places = [*run]
            words = self.text[places[0] : places[-1] + 1]
            mark = digits and places[0] > start and len(places) <= _LONGEST_MARK
            found += f"[{words}]" if mark and self._is_raised(places, low, size) else words
        return found

    def _is_raised(self, places: Sequence[int], low: float, size: float) -> bool:
        boxes = [self.box(at) for at in places]
        return all(
            box[1] - low > _RAISED * size and box[3] - box[1] < _SMALLER * _OF_CAPITALS * size for box in boxes
        )


def characters_of(page: Any, text_page: Any, raw: Any) -> Characters:
    """The characters of ``page``; its direction is that of most of a sample of them."""
    text = text_page.get_text_range()
    count = text_page.count_chars()
    seen = range(0, count, max(1, count // _SAMPLES))
    turns = Counter(round(degrees(raw.FPDFText_GetCharAngle(text_page.raw, at)) / _QUARTER) % 4 for at in seen)
    turn = turns.most_common(1)[0][0] if turns else 0
    box = page.get_mediabox() if hasattr(page, "get_mediabox") else (0, 0, page.get_width(), page.get_height())
    return Characters(text_page, text, box[2] - box[0], box[3] - box[1], turn)
