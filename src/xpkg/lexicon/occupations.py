"""Nouns for people: occupations, offices and parts that people play, by their traits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.loading import load
from xpkg.lexicon.written import capitalized
from xpkg.model import Gender


class Trait(StrEnum):
    """What can be true of a noun for people."""

    ALSO_GIVEN_NAME = "also_given_name"
    """Alone before a name it is part of it as often as not: "Dean", "Judge"."""
    ALSO_OF_BODIES = "also_of_bodies"
    """An organization or a country can be it, too: "leader", "winner"."""
    ANAPHORIC = "anaphoric"
    """After "the" it can stand for somebody who was named before: "the senator"."""
    APPOSED = "apposed"
    """It is said beside a name: "the lawyer Ann Carter", "Ann Carter, a lawyer"."""
    CALLING = "calling"
    """What somebody works as: a position where a text says so of somebody, and no office: "a hydrologist"."""
    CAPITALIZED_ALONE = "capitalized_alone"
    """An office that many write with a capital though no name follows: "the President"."""
    FORM_OF_ADDRESS = "form_of_address"
    """Stands before a name as "Mr" does: "Prince", "Congresswoman"."""
    GRADED = "graded"
    """An ordinal before it tells a rank, and not who was first: "first secretary"."""
    HEAD_OF_STATE = "head_of_state"
    """Leads a state, whose government is named after the holder: "Chancellor Carter"."""
    LOCAL_RANK = "local_rank"
    """A rank or office that no public figure holds: beside a full name it indicates a namesake."""
    OF_BODIES = "of_bodies"
    """Held in bodies alone: whatever has one is no person ("Zontek’s chairman")."""
    OF_FIRMS = "of_firms"
    """Held in firms alone: whatever has one is a firm ("Zontek’s chief executive")."""
    OF_PORTFOLIO = "of_portfolio"
    """Goes with "of" and a field: "Secretary of State", "Director of Public Health"."""
    OF_STATE = "of_state"
    """Held for a country: a "French ambassador" is France's, a "French painter" only comes from there."""
    OF_TEAMS = "of_teams"
    """Plays in a team, or trains it: "goalkeeper"."""
    POSITION = "position"
    """Names a position that somebody holds: an office, a post, a trade."""
    RANK = "rank"
    """A rank or office in the police, courts, forces, churches, schools or a town."""
    SAID_OF_EITHER = "said_of_either"
    """Has the gender of men, and is said of women as well: "the chairman, Ann Carter"."""
    SPEAKS_FOR = "speaks_for"
    """Says what another wants said, mostly a body: "a spokeswoman for Zontek"."""
    SUBNATIONAL = "subnational"
    """Held for a state or province within a country: "Governor of New York"."""
    TITLE_BEFORE_NAME = "title_before_name"
    """Stands before a name, with a capital."""
    TITLE_BEFORE_SURNAME = "title_before_surname"
    """Stands before a family name alone, with a capital: "Senator Carter"."""
    TRADE = "trade"
    """An everyday occupation, of which there is no public record."""
    UNNAMED = "unnamed"
    """Said of somebody whose name is not given: "the driver"."""
    VAGUE = "vague"
    """Too loose to be a position unless the organization or place is given: "member", "driver"."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """A row of the table: a noun in the singular and what is true of it; ``gender`` where it is said of one alone."""

    noun: str
    gender: Gender | None
    traits: frozenset[Trait]


@cache
def occupations() -> tuple[Occupation, ...]:
    """The rows of ``occupations.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("occupations", Occupation)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several, as they stand within a sentence.

    >>> "lawyer" in having(Trait.APPOSED), "lawyer" in having(Trait.TITLE_BEFORE_NAME)
    (True, False)
    """
    return frozenset(row.noun for row in occupations() if row.traits & set(traits))


@cache
def titles_having(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several, as they stand before a name.

    >>> "Senator" in titles_having(Trait.TITLE_BEFORE_NAME), "CEO" in titles_having(Trait.TITLE_BEFORE_NAME)
    (True, True)
    """
    return frozenset(map(capitalized, having(*traits)))


@cache
def genders() -> Mapping[str, Gender]:
    """The nouns that are said of women alone, or of men alone.

    >>> str(genders()["actress"]), "senator" in genders()
    ('f', False)
    """
    return MappingProxyType({row.noun: row.gender for row in occupations() if row.gender is not None})
