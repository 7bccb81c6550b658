"""What a verb or noun mostly tells of: that something is said, or what is in somebody's mind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.event_triggers import Part
from xpkg.lexicon.inflection import forms, plural
from xpkg.lexicon.loading import load


class Sense(StrEnum):
    """What a word tells of in one of its common senses."""

    COMMUNICATION = "communication"
    MIND = "mind"
    """Knowing, wanting, feeling."""


@dataclass(frozen=True, slots=True)
class WordSense:
    """A row of the table: lemmas of one part of speech with one sense; "brush-off" is a verb with its particle."""

    sense: Sense
    part: Part
    words: tuple[str, ...]


@cache
def senses(part: Part) -> Mapping[str, Sense]:
    """The sense of each form of a word, in lower case, a particle set off by a blank: "brushed off".

    Words that tell of deeds or things are not in it.

    Raises LexiconError for a table with something wrong in it.

    >>> senses(Part.VERB)["loved"], senses(Part.NOUN)["grievances"], "voted" in senses(Part.VERB)
    (<Sense.MIND: 'mind'>, <Sense.MIND: 'mind'>, False)
    """
    found: dict[str, Sense] = {}
    for row in load("word_senses", WordSense, key=("sense", "part")):
        for word in row.words if row.part is part else ():
            head, particle = word.partition("-")[::2]
            for form in forms(head) if part is Part.VERB else (word, plural(word)):
                found.setdefault(f"{form} {particle}".rstrip(), row.sense)
    return found
