"""Words that stand before "in", "at" or "from" and a place: of dwelling, of going, of dwellings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class DwellingWord:
    """A row of the table."""

    word: str


@cache
def dwelling_words() -> frozenset[str]:
    """The words of ``dwelling.tsv``. Raises LexiconError for a table with something wrong in it.

    >>> "born" in dwelling_words(), "village" in dwelling_words()
    (True, True)
    """
    return frozenset(row.word for row in load("dwelling", DwellingWord))
