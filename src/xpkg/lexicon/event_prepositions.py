"""Prepositions behind a noun that names an event, with the role of their objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class EventPreposition:
    """A row of the table: ``role`` is empty where it depends on the noun ("of", "to") or where there is none;
    ``setting``: it may lead to when or where the event was."""

    preposition: str
    role: str
    setting: bool


@cache
def event_prepositions() -> Mapping[str, EventPreposition]:
    """The rows of ``event_prepositions.tsv``. Raises LexiconError for a table with something wrong in it.

    >>> event_prepositions()["by"].role, event_prepositions()["in"].setting, "under" in event_prepositions()
    ('agent', True, False)
    """
    return {row.preposition: row for row in load("event_prepositions", EventPreposition)}
