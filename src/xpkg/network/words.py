"""What the network sees of a word by itself: its plain form, its pieces, its beginning and end, and its shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
     "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "…": "...", "\u00ad": None}
)  # fmt: skip
SHAPES = 16
_OPENING = frozenset(("“", "‘", "«", "„", "(", "[", "{", "``"))
_MOST_PIECES = 8
_LONGEST_PIECE = 18


def plain_word(word: str) -> str:
    """``word`` with straight quotation marks and apostrophes and with plain hyphens."""
    return word if word.isascii() else word.translate(_PLAIN)


def shape_of(word: str) -> int:
    """What kind of characters ``word`` is made of: 1 to 15."""
    if word.islower():
        if word.isalpha():
            return 1
        return 2 if word[0].isalpha() else 3
    if word.isalpha():
        if word.isupper():
            return 4 if len(word) == 1 else 5
        if word.istitle():
            return 6
        return 7 if word[0].isupper() else 8
    if word.isdecimal():
        return 9 if len(word) == 4 else 10
    if any(character.isdigit() for character in word):
        return 11 if any(character.isalpha() for character in word) else 12
    if any(character.isalpha() for character in word):
        return 13
    return 14 if word in _OPENING else 15


def affixes(word: str) -> tuple[str, str, str, str]:
    """``word`` in lower case with all digits alike, its last three and two letters, and its first three."""
    low = plain_word(word).lower()
    if not low.isalpha():
        low = "".join("0" if character.isdigit() else character for character in low)
    return low, low[-3:], low[-2:], low[:3]


def cut_pieces(word: str, pieces: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of the longest pieces of ``word``, at most eight; what no piece matches is passed over."""
    whole = pieces.get(word)
    if whole is not None:
        return (whole,)
    parts: list[int] = []
    start = 0
    while start < len(word) and len(parts) < _MOST_PIECES:
        for end in range(min(len(word), start + _LONGEST_PIECE), start, -1):
            at = pieces.get(word[start:end] if start == 0 else f"##{word[start:end]}")
            if at is not None:
                parts.append(at)
                start = end
                break
        else:
            start += 1
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the network knows by name. ``pieces`` number from 0, all else from 1: 0 stands for what is not known."""

    pieces: Mapping[str, int]
    words: Mapping[str, int]
    suffixes3: Mapping[str, int]
    suffixes2: Mapping[str, int]
    prefixes3: Mapping[str, int]

    def look_up(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The pieces of ``word``, and its numbers as word, last three, last two, first three letters, and shape."""
        low, suffix3, suffix2, prefix3 = affixes(word)
        codes = (
            self.words.get(low, 0), self.suffixes3.get(suffix3, 0), self.suffixes2.get(suffix2, 0),
            self.prefixes3.get(prefix3, 0), shape_of(word),
        )  # fmt: skip
        return cut_pieces(plain_word(word).lower(), self.pieces), codes
