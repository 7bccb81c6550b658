"""Words of publishing, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a word of publishing."""

    BESIDE_MEDIUM = "beside_medium"
    """Stands beside the name of a medium: "Time magazine", "a Fortune reporter"."""
    CAPTION = "caption"
    """In a line without a full stop, shows that the line is the caption of a picture."""
    CONTRIBUTION = "contribution"
    """What is done for a text, in a line that names by whom: "Additional reporting by Ann Carter"."""
    CREDIT = "credit"
    """Stands before "by" and the name of a maker: "Reporting by Ann Carter"."""
    DATING = "dating"
    """Stands before the date of a text, in a line of its own: "Published: 3 May 2021"."""
    PICTURE = "picture"
    """Opens a line that credits a picture: "Photo: Ann Carter"."""
    PLACEHOLDER = "placeholder"
    """Stands where a site has not given its name: the word for a page, or for the program that makes it."""
    STAFF = "staff"
    """Stands for nobody with a name where an author is named: "Staff", "News Desk"."""


@dataclass(frozen=True, slots=True)
class PublishingWord:
    """A row of the table: a word in small letters and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def publishing() -> tuple[PublishingWord, ...]:
    """The rows of ``publishing.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("publishing", PublishingWord)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they are written in the table.

    >>> "magazine" in having(Trait.BESIDE_MEDIUM), "reporting" in having(Trait.CREDIT)
    (True, True)
    """
    return frozenset(row.word for row in publishing() if row.traits & set(traits))
