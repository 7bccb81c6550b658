"""Words at the head of a line that label who speaks, a question, an answer, or something that nobody says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What a word shows at the head of a line, before a colon."""

    ANSWER = "answer"
    """An answer follows: "A."."""
    FIELD = "field"
    """What follows is said by nobody: "Note:", "Ingredients:"."""
    QUESTION = "question"
    """A question follows: "Q."."""
    SPEAKER = "speaker"
    """Somebody speaks who is told by the part taken, beside those of the occupations: "THE COURT:"."""


@dataclass(frozen=True, slots=True)
class LabelWord:
    """A row of the table: a word in lower case and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def label_words() -> tuple[LabelWord, ...]:
    """The rows of ``speaker_labels.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("speaker_labels", LabelWord)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words, in lower case, that have one of ``traits`` or several.

    >>> "q" in having(Trait.QUESTION), "note" in having(Trait.SPEAKER)
    (True, False)
    """
    return frozenset(row.word for row in label_words() if row.traits & set(traits))
