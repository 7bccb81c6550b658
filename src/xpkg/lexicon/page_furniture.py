"""Words by which the furniture of a web page is told from its story, by their traits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a word or phrase of the furniture of pages."""

    AUTHOR = "author"
    """Stands in the class of an element that tells of who wrote the story: "author-bio"."""
    DECK = "deck"
    """Stands in the class of the sentence below the headline: "standfirst"."""
    ELEMENT = "element"
    """Stands in the class or the id of an element that holds furniture: "related-stories"."""
    NAME = "name"
    """Is the class of an element that holds the author's name alone: "author-name"."""
    LINE = "line"
    """Is all of a line of furniture: "Advertisement"."""
    PULL_QUOTE = "pull_quote"
    """Stands in the class of words that the page shows twice: "pullquote"."""
    NETWORK = "network"
    """Is the name of a network on which sites ask to be followed: "Follow the Courier on Twitter"."""
    OPENING = "opening"
    """Opens a line that leads elsewhere or asks for something: "Read more: …", "Sign up for …"."""


@dataclass(frozen=True, slots=True)
class FurnitureWord:
    """A row of the table: a word or phrase in small letters and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def furniture(trait: Trait) -> frozenset[str]:
    """The words that have ``trait``. Raises LexiconError for a table with something wrong in it.

    >>> "read more" in furniture(Trait.OPENING), "sidebar" in furniture(Trait.ELEMENT)
    (True, True)
    """
    return frozenset(row.word for row in load("page_furniture", FurnitureWord) if trait in row.traits)


@cache
def _line() -> re.Pattern[str]:
    words = alternation(furniture(Trait.LINE) | furniture(Trait.NETWORK))
    return re.compile(rf"\W*(?:\d+\s+)?{words}(?:(?:\W|\band\b)+{words})*+(?:\W+\d+)?\W*", re.I)


def is_furniture_line(words: str) -> bool:
    """Whether a whole line is furniture, with a count or without one: "Share", "Tweet | Email", "12 Comments".

    >>> [is_furniture_line(line) for line in ("Share", "Facebook Twitter Email", "Comments (12)", "Share prices fall")]
    [True, True, True, False]
    """
    return bool(_line().fullmatch(words))
