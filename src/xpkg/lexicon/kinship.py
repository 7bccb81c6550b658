"""Nouns of kinship and of families, by their traits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.loading import load
from xpkg.model import Gender


class Trait(StrEnum):
    """What can be true of a noun of kinship."""

    AFTER_FAMILY_NAME = "after_family_name"
    """Follows a family name that then names nobody alone: "the Carter family"."""
    APPOSED = "apposed"
    """It is said beside a name: "his wife, Ann Carter"."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A row of the table: a noun and what is true of it; ``gender`` where it is said of women or men alone."""

    noun: str
    gender: Gender | None
    traits: frozenset[Trait]


@cache
def kinship() -> tuple[Kin, ...]:
    """The rows of ``kinship.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("kinship", Kin)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several.

    >>> "wife" in having(Trait.APPOSED), "family" in having(Trait.APPOSED)
    (True, False)
    """
    return frozenset(row.noun for row in kinship() if row.traits & set(traits))


@cache
def genders() -> Mapping[str, Gender]:
    """The nouns that are said of women alone, or of men alone.

    >>> str(genders()["aunt"]), "cousin" in genders()
    ('f', False)
    """
    return MappingProxyType({row.noun: row.gender for row in kinship() if row.gender is not None})
