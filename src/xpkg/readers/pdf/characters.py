"""Where the characters of a printed page stand, in the direction in which it is read, and which are marks of notes."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from math import degrees
from statistics import median
from typing import Any, TypeAlias

from xpkg.readers.pdf.lines import Place

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in points."""
_TALL = frozenset("ABDEFHIKLMNPRTUVWXYZbdfhkl")
"""Letters that stand on the line and are as high as capitals: by them the size of a line's letters is seen."""
_LOW = frozenset("acemnorsuvwxz")
"""Letters that stand on the line and are as high as an x."""
_STANDING = frozenset("ABCDEFGHIKLMNOPRSTUVWXYZabcdefhiklmnorstuvwxz0123456789")
"""Letters and figures that stand on the line, whatever their height."""
_LOOKED_AT = 12
_OF_CAPITALS, _OF_LOW = 0.7, 0.5
"""Of the size of a font: the height of its capitals, and of an x."""
_RAISED, _SMALLER = 0.2, 0.85
"""Of the size of a line: so far is a mark of a note above its foot, and so high at most are its capitals."""
_SAMPLES = 60
"""Characters of a page by which its direction is told."""
_QUARTER = 90
_LONGEST_MARK = 3
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page; ``turn`` is how far its text is turned against the clock, in quarters of a circle.

    ``low_share`` is how high its low letters are, of the size of the font.
    """

    text_page: Any
    raw: Any
    text: str
    width: float
    height: float
    turn: int = 0
    low_share: float = _OF_LOW

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
        if found := self._among(_TALL, start, end):
            return median(box[1] for box in found), median(box[3] - box[1] for box in found) / _OF_CAPITALS
        if found := self._among(_LOW, start, end):
            return median(box[1] for box in found), median(box[3] - box[1] for box in found) / self.low_share
        _, low, _, high = self.box(start)
        return low, (high - low) / _OF_CAPITALS

    def places(self, start: int, end: int) -> Iterator[Place]:
        """Where each word from ``start`` to ``end`` stands."""
        before = None
        for match in _WORD.finditer(self.text, start, end):
            first, last = match.start(), match.end() - 1
            left, low, right, _ = self.box(first)
            foot = low if self.text[first] in _STANDING else None
            apart = before is not None and self._object(first) != before
            yield Place(left, right if first == last else self.box(last)[2], foot, apart)
            before = self._object(last)

    def _object(self, at: int) -> int | None:
        """What tells apart the operations of the file that write its characters."""
        found = self.raw.FPDFText_GetTextObject(self.text_page.raw, at)
        return ctypes.cast(found, ctypes.c_void_p).value

    def _among(self, letters: frozenset[str], start: int, end: int) -> list[Box]:
        """The places of the first letters from ``start`` to ``end`` that are among ``letters``."""
        return [*map(self.box, islice((at for at in range(start, end) if self.text[at] in letters), _LOOKED_AT))]

    def heights(self, letters: frozenset[str], count: int) -> list[float]:
        """How high those of ``letters`` are that stand among the first ``count`` characters of the page, a sample."""
        places = [at for at in range(count) if self.text[at] in letters]
        return [box[3] - box[1] for box in map(self.box, places[:: max(1, len(places) // _LOOKED_AT)])]

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
    found = Characters(text_page, raw, text, box[2] - box[0], box[3] - box[1], turn)
    return replace(found, low_share=_share(found, min(count, len(text))))


def _share(seen: Characters, count: int) -> float:
    """The height of low letters, of the size by which that of tall ones is told: fonts differ in it."""
    tall, low = (seen.heights(letters, count) for letters in (_TALL, _LOW))
    return _OF_CAPITALS * median(low) / median(tall) if tall and low else _OF_LOW
