"""Tells compounds ("well-known") from words that the end of a line parted ("rep-resentative")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from xpkg.lexicon.compound_parts import Trait, having

_WORDS = re.compile(r"[\w-]+")
_LINE_PARTED = re.compile(r"[-\u2010\u00ad]\r?\n[ \t]*\Z")
_INDENT = 43
"""Characters in which the hyphen, the line's end and the indent of the next line stand."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in small letters: all, those with no hyphen beside them, and the pairs that one joins."""

    all: frozenset[str]
    alone: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def is_compound(text: str, left: str, right: str) -> bool:
    """Whether two words that a line's end parts at a hyphen are a compound.

    The text elsewhere has them with a hyphen, or each by itself and not both as one word. Or what the text does not
    have as one word ends as compounds do.

    >>> is_compound("a well-known man", "well", "known"), is_compound("the report", "re", "port")
    (True, False)
    >>> is_compound("", "union", "led"), is_compound("", "resen", "tative")
    (True, False)
    """
    words, left, right = _words_of(text), left.lower(), right.lower()
    if left + right in words.all:
        return False
    return (left, right) in words.pairs or {left, right} <= words.alone or right in having(Trait.TAIL)


@lru_cache(maxsize=2)
def _words_of(text: str) -> _Words:
    found: set[str] = set()
    alone: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for match in _WORDS.finditer(text):
        word = match.group().lower()
        if "-" in word:
            parts = word.split("-")
            found.update(parts)
            pairs.update(pairwise(parts))
        else:
            found.add(word)
            if _LINE_PARTED.search(text, max(0, match.start() - _INDENT), match.start()) is None:
                alone.add(word)
    return _Words(frozenset(found), frozenset(alone), frozenset(pairs))
