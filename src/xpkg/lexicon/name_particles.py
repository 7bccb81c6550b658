"""Small words in and behind people's names, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a small word of names."""

    HYPHENED = "hyphened"
    """A particle that a hyphen joins to the name, and that may be left out: "al-Qadi", "Qadi"."""
    JOINING = "joining"
    """A particle that stands between names and begins none: "Ortega y Gasset"."""
    PARTICLE = "particle"
    """Stands inside a name or before a family name, in small letters: "van", "bin"."""
    PATRONYMIC = "patronymic"
    """A particle for the father or the child of somebody, in Arabic names."""
    PREFIX = "prefix"
    """Is written together with the capital behind it: "MacDonald"."""
    SUFFIX = "suffix"
    """Stands behind a name: "Jr", "III"."""


@dataclass(frozen=True, slots=True)
class NameParticle:
    """A row of the table: a word as it is written and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def name_particles() -> tuple[NameParticle, ...]:
    """The rows of ``name_particles.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("name_particles", NameParticle)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they are written in the table.

    >>> "van" in having(Trait.PARTICLE), "Jr" in having(Trait.PARTICLE)
    (True, False)
    """
    return frozenset(row.word for row in name_particles() if row.traits & set(traits))
