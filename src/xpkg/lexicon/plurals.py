"""Plurals that do not end in -s, and words in -s that are no plurals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class OddPlural:
    """A row of the table: ``plural`` where the word is one though it does not look so."""

    word: str
    plural: bool


@cache
def irregular_plurals() -> frozenset[str]:
    """Plurals that do not end in -s. Raises LexiconError for a faulty table.

    >>> "children" in irregular_plurals(), "news" in irregular_plurals()
    (True, False)
    """
    return frozenset(row.word for row in load("plurals", OddPlural) if row.plural)


@cache
def no_plurals() -> frozenset[str]:
    """Words in -s that are no plurals. Raises LexiconError for a faulty table.

    >>> "news" in no_plurals()
    True
    """
    return frozenset(row.word for row in load("plurals", OddPlural) if not row.plural)
