"""Words that open sentences with a capital and are no names there, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a word that opens sentences."""

    BEGINS_NO_NAME = "begins_no_name"
    """Where a sentence begins with it, it is no part of a name."""
    USUAL = "usual"
    """So usual at the beginning of a sentence that one begins there, even behind an abbreviation."""


@dataclass(frozen=True, slots=True)
class SentenceOpener:
    """A row of the table: a word with its capital and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def sentence_openers() -> tuple[SentenceOpener, ...]:
    """The rows of ``sentence_openers.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("sentence_openers", SentenceOpener)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, as they are written in the table.

    >>> "The" in having(Trait.USUAL), "Breaking" in having(Trait.USUAL)
    (True, False)
    """
    return frozenset(row.word for row in sentence_openers() if row.traits & set(traits))
