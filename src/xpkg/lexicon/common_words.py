"""The commonest words of English prose, which distinguish English texts from those in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class CommonWord:
    """A row of the table; ``english_alone`` where the word is rare in other languages."""

    word: str
    english_alone: bool


@cache
def common_words(*, english_alone: bool = False) -> frozenset[str]:
    """The words, or those that other languages hardly have. Raises LexiconError for a faulty table.

    >>> "to" in common_words(), "to" in common_words(english_alone=True)
    (True, False)
    """
    rows = load("common_words", CommonWord)
    return frozenset(row.word for row in rows if row.english_alone or not english_alone)
