"""Words that stand before or behind a person's name: forms of address, titles, modifiers of titles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon import occupations
from xpkg.lexicon.loading import load
from xpkg.lexicon.written import capitalized
from xpkg.model import Gender


class Trait(StrEnum):
    """What can be true of a word beside a name."""

    ATTRIBUTE = "attribute"
    """Stands before the title or the name of a politician and is no part of it: "Republican", "Retired"."""
    FORM_OF_ADDRESS = "form_of_address"
    """Stands before a name, family names alone too, as "Mr" does."""
    LOCAL_RANK = "local_rank"
    """A rank that no public figure holds."""
    MODIFIER = "modifier"
    """Says that a person follows only with a title behind it: "Deputy" does, "Foreign" does not."""
    POSTNOMINAL = "postnominal"
    """Letters of an office that stand behind a name, or before one: "Ann Carter MP", "Labour MP Ann Carter"."""
    RANK = "rank"
    """A rank in the police or the forces, or an office in a church."""
    TITLE_BEFORE_NAME = "title_before_name"
    """Stands before a name."""
    TITLE_BEFORE_SURNAME = "title_before_surname"
    """Stands before a family name alone: "Dr Carter"."""


@dataclass(frozen=True, slots=True)
class Title:
    """A row of the table: a word as it is written and what is true of it; ``gender`` where it shows that of the
    person."""

    title: str
    gender: Gender | None
    traits: frozenset[Trait]


@cache
def titles() -> tuple[Title, ...]:
    """The rows of ``titles.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("titles", Title)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words of ``titles.tsv`` that have one of ``traits`` or several.

    >>> "MP" in having(Trait.POSTNOMINAL), "Senator" in having(Trait.TITLE_BEFORE_NAME)
    (True, False)
    """
    return frozenset(row.title for row in titles() if row.traits & set(traits))


@cache
def forms_of_address() -> Mapping[str, Gender | None]:
    """What stands before a name as "Mr" does, offices too, with the gender that it gives.

    >>> str(forms_of_address()["Mrs"]), forms_of_address()["Don"], str(forms_of_address()["Chairman"])
    ('f', None, 'm')
    """
    words = {row.title: row.gender for row in titles() if Trait.FORM_OF_ADDRESS in row.traits}
    genders = occupations.genders()
    nouns = occupations.having(occupations.Trait.FORM_OF_ADDRESS)
    return MappingProxyType(words | {capitalized(noun): genders.get(noun) for noun in sorted(nouns)})


@cache
def titles_before_names() -> frozenset[str]:
    """What stands before a name as its title or as part of one, occupations too; forms of address aside.

    >>> [word in titles_before_names() for word in ("Senator", "Dr", "Foreign", "Mr")]
    [True, True, True, False]
    """
    words = having(Trait.TITLE_BEFORE_NAME, Trait.MODIFIER)
    return words | occupations.titles_having(occupations.Trait.TITLE_BEFORE_NAME)


@cache
def titles_before_surnames() -> frozenset[str]:
    """What stands before a family name alone, occupations too; most forms of address aside.

    >>> [word in titles_before_surnames() for word in ("Senator", "Dr", "Economist")]
    [True, True, False]
    """
    words = having(Trait.TITLE_BEFORE_SURNAME)
    return words | occupations.titles_having(occupations.Trait.TITLE_BEFORE_SURNAME)


@dataclass(frozen=True, slots=True)
class TitleExpansion:
    """A row of ``title_expansions.tsv``."""

    abbreviation: str
    title: str


@cache
def expansions() -> Mapping[str, str]:
    """The titles, in lower case, that abbreviations stand for. Raises LexiconError for a faulty table.

    >>> expansions()["sen"]
    'senator'
    """
    return {row.abbreviation: row.title for row in load("title_expansions", TitleExpansion)}
