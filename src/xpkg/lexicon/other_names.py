"""Words and letters in names of what is neither a person nor an organization, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a word of other names."""

    DIVINE = "divine"
    """Acts as people do and is no person that a text mentions."""
    FOREIGN_ARTICLE = "foreign_article"
    """Begins names of papers, teams and works in another language: "Il Mattone"."""
    LABEL = "label"
    """Opens a line of an encyclopaedia's box of facts and is no part of the name behind it: "Occupation"."""
    NAME_FINAL = "name_final"
    """Ends the names of laws, events and prizes."""
    NO_BODY = "no_body"
    """Letters or words in capitals that name no organization: "DNA", "Oval Office"."""
    NO_PERSON = "no_person"
    """Stands in names of many things, but not in people's."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A row of the table: a word as it is written and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def other_names() -> tuple[OtherName, ...]:
    """The rows of ``other_names.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("other_names", OtherName)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they are written in the table.

    >>> "DNA" in having(Trait.NO_BODY), "Treaty" in having(Trait.NAME_FINAL)
    (True, True)
    """
    return frozenset(row.word for row in other_names() if row.traits & set(traits))
