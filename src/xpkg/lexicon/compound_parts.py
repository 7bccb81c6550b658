"""Small words that a hyphen joins to a name, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a part of a compound."""

    PREFIX = "prefix"
    """Stands before the name: "anti-Trump"."""
    TAIL = "tail"
    """Stands behind the name: "French-born"."""


@dataclass(frozen=True, slots=True)
class CompoundPart:
    """A row of the table: a word in small letters and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def compound_parts() -> tuple[CompoundPart, ...]:
    """The rows of ``compound_parts.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("compound_parts", CompoundPart)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they are written in the table.

    >>> "anti" in having(Trait.PREFIX), "born" in having(Trait.TAIL)
    (True, True)
    """
    return frozenset(row.word for row in compound_parts() if row.traits & set(traits))
