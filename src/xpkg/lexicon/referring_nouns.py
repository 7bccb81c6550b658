"""Nouns that stand for something named elsewhere in a text, and what they may be said of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of such a noun."""

    CALLED_AFTER_HOLDER = "called_after_holder"
    """Follows the name of whoever leads a state: "the Carter administration"."""
    IN_NAMES = "in_names"
    """What is one has the noun, or one that means the same, in its own name: "ministry"."""
    LEADERS = "leaders"
    """People who lead states or parties, among whom one may be named: "leaders including Carter"."""
    OF_EVERY_COUNTRY = "of_every_country"
    """Every country has one, so that any may be meant: "the government"."""
    SPEAKERS_OWN = "speakers_own"
    """In quoted words it is the speaker's own: "the country"."""
    TOO_GENERAL = "too_general"
    """As a word of a name it does not show that the entity is meant: "group"."""


@dataclass(frozen=True, slots=True)
class ReferringNoun:
    """A row of the table; ``subtypes`` are those of the authority files of which the noun may be said."""

    noun: str
    subtypes: tuple[str, ...]
    traits: frozenset[Trait]


@cache
def referring_nouns() -> tuple[ReferringNoun, ...]:
    """The rows of ``referring_nouns.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("referring_nouns", ReferringNoun)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several, as they are written in the table.

    >>> "government" in having(Trait.OF_EVERY_COUNTRY), "company" in having(Trait.OF_EVERY_COUNTRY)
    (True, False)
    """
    return frozenset(row.noun for row in referring_nouns() if row.traits & set(traits))


@cache
def subtypes() -> Mapping[str, frozenset[str]]:
    """The subtypes of the authority files of which each noun may be said.

    >>> sorted(subtypes()["agency"])
    ['agency', 'intelligence agency', 'news agency']
    """
    return {row.noun: frozenset(each.replace("_", " ") for each in row.subtypes) for row in referring_nouns()}
