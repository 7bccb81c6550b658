"""The words with which letters begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """Where in a letter the words stand."""

    CLOSING = "closing"
    """Alone on the line before the signature: "Yours sincerely,"."""
    OPENING = "opening"
    """At the head of the line that addresses the reader: "Dear Ms Low,"."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A row of the table: words in lower case and where they stand."""

    words: str
    traits: frozenset[Trait]


@cache
def formulas() -> tuple[Formula, ...]:
    """The rows of ``letter_formulas.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("letter_formulas", Formula)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The formulas that have one of ``traits`` or several, in lower case.

    >>> "yours sincerely" in having(Trait.CLOSING), "dear" in having(Trait.CLOSING)
    (True, False)
    """
    return frozenset(row.words for row in formulas() if row.traits & set(traits))
