"""Words that the names of organisations are made of, or that are said of organisations, by their traits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.loading import load
from xpkg.lexicon.written import capitalized


class Trait(StrEnum):
    """What can be true of a word of organisations."""

    ANAPHORIC = "anaphoric"
    """After "the" it can stand for an organization that was named before: "the ministry"."""
    APPOSED = "apposed"
    """Behind a name and an article it says that an organization bears that: "the Silver Anchor, a casino"."""
    CHAMBER = "chamber"
    """A chamber of lawmakers, of which a party can have the most seats: "a Democratic Senate"."""
    FIELD = "field"
    """What an organization works on where "and" joins it to another such field: "Institute of Snow and Ice"."""
    FIELD_FINAL = "field_final"
    """Ends names of organizations behind what they work on: "Public Integrity Section"."""
    GENERIC = "generic"
    """Stands in names that an organization of any country can have: "Interior Ministry", "Supreme Court"."""
    HAS_DISTRICT = "has_district"
    """Before "District" it makes the name of a body that runs such things: "Ardia School District"."""
    LEGAL_FORM = "legal_form"
    """Ends the name of a firm: "Ltd"."""
    LEVEL_OF_GOVERNMENT = "level_of_government"
    """Stands between a place and "government": "the Xinjiang regional government"."""
    MAY_END_NAME = "may_end_name"
    """Ends names of firms among others, as their trade: "Senna Rail"."""
    NAME_FINAL = "name_final"
    """Ends names of organizations: "Labour Party"."""
    NAME_INITIAL = "name_initial"
    """Begins names of organizations, mostly in other languages: "Banco Solero"."""
    NATIONAL_LEVEL = "national_level"
    """Between a country and "government", it leaves it the national one: "the U.S. federal government"."""
    NO_SURNAME = "no_surname"
    """In the name of an author, shows that the author is an organization."""
    OPENS_NAME = "opens_name"
    """Begins names of organizations, though it begins sentences as well: "Human Rights Council"."""
    OWNER = "owner"
    """People, in the plural, after whom an organization is named: "Teachers' Union"."""
    PARTNER = "partner"
    """Follows a family name in the name of a firm: "Pike & Sons"."""
    PUBLISHES = "publishes"
    """An organization whose business it is to publish."""
    RELATED = "related"
    """What one body is to another: "its rival, Zontek"."""
    STANDS_ALONE = "stands_alone"
    """With "the" and a capital, names an organization that was named in full before: "the Ministry"."""
    STATE_BODY = "state_body"
    """Of a country it means the one body of that kind: "the Kenyan army", "the Swedish embassy in Nairobi"."""
    TOPIC = "topic"
    """A field in which an organization works, in the name behind "of": "Ministry of Trade and Industry"."""
    TOPICAL = "topical"
    """Heads of names behind which "and" joins two fields: "Department of Trade and Industry"."""
    UNION_FINAL = "union_final"
    """Ends names of unions that begin with "United" and the like: "United Steelworkers"."""
    WEAK_FINAL = "weak_final"
    """Ends names of organizations, but is no name with a mere first word of a sentence before it: "Former Office"."""


@dataclass(frozen=True, slots=True)
class OrganizationWord:
    """A row of the table: a word and what is true of it; the columns are explained at the head of the table."""

    word: str
    subtype: str
    apposed_subtype: str
    prepositions: frozenset[str]
    traits: frozenset[Trait]


@cache
def organization_words() -> tuple[OrganizationWord, ...]:
    """The rows of ``organizations.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("organizations", OrganizationWord)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they stand within a sentence.

    >>> "ministry" in having(Trait.ANAPHORIC), "times" in having(Trait.ANAPHORIC)
    (True, False)
    """
    return frozenset(row.word for row in organization_words() if row.traits & set(traits))


@cache
def names_having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they stand in a name.

    >>> "Ministry" in names_having(Trait.NAME_FINAL), "LLC" in names_having(Trait.NAME_FINAL)
    (True, True)
    """
    return frozenset(map(capitalized, having(*traits)))


@cache
def heads() -> Mapping[str, frozenset[str]]:
    """The first words of names by the preposition that can lead from them to the rest: "Council on …".

    >>> "Council" in heads()["on"], "Ministry" in heads()["on"]
    (True, False)
    """
    found: dict[str, set[str]] = {}
    for row in organization_words():
        for preposition in row.prepositions:
            found.setdefault(preposition, set()).add(capitalized(row.word))
    return MappingProxyType({preposition: frozenset(found[preposition]) for preposition in sorted(found)})


@cache
def subtypes() -> Mapping[str, str]:
    """The subtype of organization by the last word of a name; a label only, not asserted by the text.

    >>> subtypes()["Gazette"], subtypes()["College"]
    ('newspaper', 'university')
    """
    return MappingProxyType({capitalized(row.word): row.subtype for row in organization_words() if row.subtype})


@cache
def apposed_subtypes() -> Mapping[str, str]:
    """The subtype of organization that a noun in apposition gives: "Greenwatch, an environmental group".

    >>> apposed_subtypes()["charity"], apposed_subtypes()["airline"]
    ('ngo', 'airline')
    """
    return MappingProxyType({row.word: row.apposed_subtype for row in organization_words() if row.apposed_subtype})
