"""What nouns and the last words of names show of the kind of their entities; drawn from several tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from xpkg.lexicon import kinship, occupations, organizations, places
from xpkg.lexicon.loading import load
from xpkg.model import Kind


@dataclass(frozen=True, slots=True)
class GroupNoun:
    """A row of ``groups.tsv``."""

    noun: str


@dataclass(frozen=True, slots=True)
class PersonNouns:
    """A row of ``person_nouns.tsv``: nouns for people that begin with one letter."""

    initial: str
    words: tuple[str, ...]


@cache
def kinds() -> Mapping[str, Kind]:
    """The kind of what a noun after "the" can stand for, where that was named before.

    >>> [str(kinds()[noun]) for noun in ("senator", "ministry", "province", "minority")]
    ['person', 'organization', 'place', 'group']
    """
    nouns = {
        Kind.ORGANIZATION: organizations.having(organizations.Trait.ANAPHORIC),
        Kind.PERSON: occupations.having(occupations.Trait.ANAPHORIC),
        Kind.PLACE: places.having(places.Trait.ANAPHORIC),
        Kind.GROUP: {row.noun for row in load("groups", GroupNoun)},
    }
    return MappingProxyType({noun: kind for kind, words in nouns.items() for noun in sorted(words)})


@cache
def person_nouns() -> frozenset[str]:
    """Nouns that are said of a person beside the name: occupations, offices, kinship.

    >>> "lawyer" in person_nouns(), "wife" in person_nouns(), "ministry" in person_nouns()
    (True, True, False)
    """
    return occupations.having(occupations.Trait.APPOSED) | kinship.having(kinship.Trait.APPOSED)


@cache
def human_nouns() -> frozenset[str]:
    """All nouns for people: those said beside names and the many more of a dictionary.

    >>> "lawyer" in human_nouns(), "footman" in human_nouns(), "ministry" in human_nouns()
    (True, True, False)
    """
    return person_nouns() | {word for row in load("person_nouns", PersonNouns) for word in row.words}


@cache
def subtypes() -> Mapping[str, str]:
    """The subtype of organization or place by the last word of a name; a label only, not asserted by the text.

    >>> subtypes()["Gazette"], subtypes()["River"]
    ('newspaper', 'water')
    """
    return MappingProxyType({**organizations.subtypes(), **places.subtypes()})
