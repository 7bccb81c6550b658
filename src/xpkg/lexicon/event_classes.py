"""The types of happenings that a verb or noun tells by its class alone, and nouns for concrete things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.event_triggers import Part
from xpkg.lexicon.event_types import EventType
from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class EventClass:
    """A row of the table: lemmas of one part of speech that tell happenings of one type."""

    type: EventType
    part: Part
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConcreteNouns:
    """A row of the table: nouns for animals, artifacts, people and so on."""

    category: str
    words: tuple[str, ...]


@cache
def event_classes(part: Part) -> Mapping[str, EventType]:
    """The type of each lemma of a part of speech. Raises LexiconError for a table with something wrong in it.

    >>> event_classes(Part.VERB)["interrogate"], event_classes(Part.NOUN)["expulsion"]
    ('interrogation', 'removal')
    """
    rows = load("event_classes", EventClass, key=("type", "part"))
    return {word: row.type for row in rows if row.part is part for word in row.words}


@cache
def concrete_nouns(category: str = "") -> frozenset[str]:
    """Nouns whose first sense is a thing, a person or a place, in American and British spelling.

    Only those of ``category`` where one is given.

    >>> "house" in concrete_nouns(), "hope" in concrete_nouns(), "harbour" in concrete_nouns()
    (True, False, True)
    >>> "house" in concrete_nouns("animal"), "heron" in concrete_nouns("animal"), "crab" in concrete_nouns("animal")
    (False, False, True)
    """
    rows = load("concrete_nouns", ConcreteNouns)
    words = {word for row in rows if category in ("", row.category) for word in row.words}
    british = {f"{word[:-2]}our" for word in words if word.endswith("or")}
    return frozenset(words | british | {f"{word[:-2]}re" for word in words if word.endswith("ter")})
