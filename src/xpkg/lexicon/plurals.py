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


def singulars(noun: str) -> tuple[str, ...]:
    """What the singular of a noun in -s may be; nothing for another.

    >>> singulars("boxes"), singulars("cities"), singulars("box")
    (('boxe', 'box'), ('citie', 'citi', 'city'), ())
    """
    if not noun.endswith("s"):
        return ()
    bare = noun[:-1]
    return (bare, *((bare[:-1],) if bare.endswith("e") else ()), *((f"{bare[:-2]}y",) if bare.endswith("ie") else ()))


@cache
def no_plurals() -> frozenset[str]:
    """Words in -s that are no plurals. Raises LexiconError for a faulty table.

    >>> "news" in no_plurals()
    True
    """
    return frozenset(row.word for row in load("plurals", OddPlural) if not row.plural)
