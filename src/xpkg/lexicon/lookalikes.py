"""Words whose end is that of a verb form or an adverb, though they seldom are one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What a word seldom is."""

    NOT_ADVERB = "not_adverb"
    """Looks like an adverb: "family"."""
    NOT_PAST = "not_past"
    """Looks like the past of a verb: "hundred", "wound"."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A row of the table: a word in lower case and what it seldom is."""

    word: str
    traits: frozenset[Trait]


@cache
def lookalikes() -> tuple[Lookalike, ...]:
    """The rows of ``lookalikes.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("lookalikes", Lookalike)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, in lower case.

    >>> "hundred" in having(Trait.NOT_PAST), "july" in having(Trait.NOT_ADVERB)
    (True, True)
    """
    return frozenset(row.word for row in lookalikes() if row.traits & set(traits))
