"""Words that the names of places are made of, or that are said of places, by their traits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.loading import load
from xpkg.lexicon.written import capitalized


class Trait(StrEnum):
    """What can be true of a word of places."""

    ANAPHORIC = "anaphoric"
    """After "the" it can stand for a place that was named before: "the province"."""
    MAY_END_NAME = "may_end_name"
    """Ends names of places and of people: "Kestrel Point", "Ann Hill"; more must say which."""
    NAME_FINAL = "name_final"
    """Ends names of places: "Kent County"."""
    NAME_HEAD = "name_head"
    """Begins names of places: "Mount Kenya", "Gulf of Oman"."""
    NO_PERSON = "no_person"
    """Begins names of places and no name of a person: "Mt. Kenya"."""
    QUALIFIES = "qualifies"
    """Stands before the name of a place to tell it from another: "Upper Senna"."""
    SAINT = "saint"
    """Stands before a saint's name: "St Brigid's"."""
    SETTLEMENT = "settlement"
    """Stands before "of" and the name of a place: "the town of Brezno"."""
    STREET = "street"
    """Ends names of streets: "Tanner Row"."""


@dataclass(frozen=True, slots=True)
class PlaceWord:
    """A row of the table: a word, what the last word of a name shows of its place, and what is true of it."""

    word: str
    subtype: str
    traits: frozenset[Trait]


@cache
def place_words() -> tuple[PlaceWord, ...]:
    """The rows of ``places.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("places", PlaceWord)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they stand within a sentence.

    >>> "town" in having(Trait.SETTLEMENT), "bay" in having(Trait.SETTLEMENT)
    (True, False)
    """
    return frozenset(row.word for row in place_words() if row.traits & set(traits))


@cache
def names_having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they stand in a name.

    >>> "Bay" in names_having(Trait.NAME_FINAL), "Mt" in names_having(Trait.NAME_HEAD)
    (True, True)
    """
    return frozenset(map(capitalized, having(*traits)))


@cache
def subtypes() -> Mapping[str, str]:
    """The subtype of place by the last word of a name; a label only, not asserted by the text.

    >>> subtypes()["River"]
    'water'
    """
    return MappingProxyType({capitalized(row.word): row.subtype for row in place_words() if row.subtype})
