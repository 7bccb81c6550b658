"""Abbreviations by their traits, such as whether their full stop can end a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of an abbreviation."""

    BEFORE_NUMBER = "before_number"
    """Stands before a number of its own, so that no sentence ends between the two: "Art. 5", "para. 12"."""
    IN_CITATION = "in_citation"
    """The same in a citation, also before another abbreviation: "Fed. R. Evid. 404"."""
    JOINS = "joins"
    """Its full stop ends no name: "Mr. Carter"."""
    KEEPS_STOP = "keeps_stop"
    """Is one token with its full stop, wherever it stands: "etc."."""
    KEEPS_STOP_INSIDE = "keeps_stop_inside"
    """The same, but not at the end of a sentence, where the full stop is the sentence's: "No. 5"."""
    NEVER_LAST = "never_last"
    """Stands before what it belongs to: no sentence ends with it."""
    OF_A_LIFE = "of_a_life"
    """Opens a bracket with the dates of a life: "(b. March 2009)"."""
    SELDOM_LAST = "seldom_last"
    """May end a sentence: it does where the next word usually opens one."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A row of the table: an abbreviation without its last full stop and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def abbreviations() -> tuple[Abbreviation, ...]:
    """The rows of ``abbreviations.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("abbreviations", Abbreviation)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The abbreviations that have one of ``traits`` or several, as they are written in the table.

    >>> "Mr" in having(Trait.NEVER_LAST), "Inc" in having(Trait.NEVER_LAST)
    (True, False)
    """
    return frozenset(row.word for row in abbreviations() if row.traits & set(traits))
