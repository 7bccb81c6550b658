"""How written words are cut into tokens, where their letters do not show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What the table knows of a word or a part of one."""

    CONTRACTION = "contraction"
    """Written as one word, and two tokens: "cannot", "gonna"."""
    PREFIX = "prefix"
    """Stays one token with what stands behind its hyphen: "non-fiction"."""
    UNIT = "unit"
    """A token of its own behind a number: "35mm"."""


@dataclass(frozen=True, slots=True)
class WordPart:
    """A row of the table; ``first`` is the first part of a contraction."""

    word: str
    trait: Trait
    first: str


@cache
def word_parts() -> tuple[WordPart, ...]:
    """The rows of ``word_parts.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("word_parts", WordPart, key=("word", "trait"))


@cache
def having(trait: Trait) -> frozenset[str]:
    """The words that have ``trait``.

    >>> "non" in having(Trait.PREFIX), "km" in having(Trait.UNIT)
    (True, True)
    """
    return frozenset(row.word for row in word_parts() if row.trait is trait)


@cache
def contractions() -> Mapping[str, str]:
    """The first part of each contraction.

    >>> contractions()["cannot"]
    'can'
    """
    return {row.word: row.first for row in word_parts() if row.trait is Trait.CONTRACTION}
