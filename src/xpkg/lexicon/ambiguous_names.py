"""Names that are everyday words, titles or other names as well, by their traits; family names that come first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a name that is something else as well."""

    GIVEN_NAME = "given_name"
    """A given name that is a word, a title or a place as well: alone it is no evidence."""
    KNOWN_NAME = "known_name"
    """A name of the authority that needs a sign beside it: "Time", "Nature"."""
    MONTH = "month"
    """A month that is a given name, too."""
    OPENS_SENTENCE = "opens_sentence"
    """A given name that opens sentences as a word: "Will Kerrigan said", "Will Kerrigan resign?"."""
    TITLE = "title"
    """A title that is a given name at least as often."""


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """A row of the table: a name as it is written and what is true of it."""

    name: str
    traits: frozenset[Trait]


@dataclass(frozen=True, slots=True)
class FamilyName:
    """A row of ``east_asian_family_names.tsv``; ``also_a_word`` where it is a word, a place or a given name, too."""

    name: str
    also_a_word: bool


@cache
def ambiguous_names() -> tuple[AmbiguousName, ...]:
    """The rows of ``ambiguous_names.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("ambiguous_names", AmbiguousName)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The names that have one of ``traits`` or several.

    >>> "Grace" in having(Trait.GIVEN_NAME), "Hope" in having(Trait.GIVEN_NAME)
    (False, True)
    """
    return frozenset(row.name for row in ambiguous_names() if row.traits & set(traits))


@cache
def east_asian_family_names(*, also_words: bool = True) -> frozenset[str]:
    """Chinese, Korean and Vietnamese family names in English writing; ``also_words`` false leaves out what is a word.

    >>> "Long" in east_asian_family_names(), "Long" in east_asian_family_names(also_words=False)
    (True, False)
    """
    rows = load("east_asian_family_names", FamilyName)
    return frozenset(row.name for row in rows if also_words or not row.also_a_word)
