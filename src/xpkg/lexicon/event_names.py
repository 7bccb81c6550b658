"""Words in the proper names of events: "War", "Massacre", "Games"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.event_types import EventType
from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of such a word."""

    AFTER_DAY = "after_day"
    """Stands behind a day and month that name the event: "the September 11 attacks"."""
    BEFORE_OF = "before_of"
    """Stands before "of" and a name: "Battle of Hastings"."""
    NAME_FINAL = "name_final"
    """Ends a name: "Boxer Rebellion"."""
    NUMBERED = "numbered"
    """Stands before a number: "World War II"."""


@dataclass(frozen=True, slots=True)
class EventName:
    """A row of the table."""

    word: str
    type: EventType
    traits: frozenset[Trait]


@cache
def event_names() -> Mapping[str, EventName]:
    """The rows of ``event_names.tsv`` by word. Raises LexiconError for a table with something wrong in it."""
    return {row.word: row for row in load("event_names", EventName)}


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several.

    >>> "Rebellion" in having(Trait.NAME_FINAL), "Battle" in having(Trait.BEFORE_OF)
    (True, True)
    """
    return frozenset(row.word for row in event_names().values() if row.traits & set(traits))
