"""The types of events, which the ontology names, and what is true of events of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, TypeAlias

from xpkg.concepts import concepts
from xpkg.lexicon.loading import OneOf, load
from xpkg.lexicon.nouns import NounKind


def event_types() -> tuple[str, ...]:
    """The types: the notations of xpkg:EventTypes."""
    return concepts()["event"]


EventType: TypeAlias = Annotated[str, OneOf(event_types)]
"""The notation of a type of events, "arrest" for xpkg:event-arrest."""
OTHER: EventType = "other"


class Trait(StrEnum):
    """What can be true of events of one type."""

    ADDRESSED = "addressed"
    """Made to somebody, whom "to" names: "a speech to bankers"."""
    ANSWERED_FOR = "answered_for"
    """Whoever undergoes it has to answer for something: a capital that does is a government."""
    AT_ONCE = "at_once"
    """They happen on the day of what brings them about: "the fire of 4 May killed nine"."""
    DATED_BY_BEGINNING = "dated_by_beginning"
    """They go by the day on which they began."""
    DELIVERED = "delivered"
    """ "to" names who gets what is given, sold or handed over."""
    DONE_TO_PEOPLE = "done_to_people"
    """A verb that is known by its class alone tells one only with people as its object: "questioned the widow"."""
    GOING = "going"
    """Somebody goes to a place, or is brought there."""
    GRAVE = "grave"
    """They must not be laid to the wrong person: a pronoun counts only where its antecedent is named close before."""
    HETEROGENEOUS = "heterogeneous"
    """The type covers different kinds of events: founding and painting, passing a law and repealing it."""
    INDIVIDUAL = "individual"
    """Each does them for himself: two visitors of one town make two visits."""
    INTENDED = "intended"
    """Somebody does them on purpose, to harm."""
    OF_THINGS = "of_things"
    """They happen to things without a name, too, that the text takes to be known: "the shop was sold in 2010"."""
    OF_AGENT = "of_agent"
    """A noun for them goes with whoever does them: "the speech of"."""
    OF_PEOPLE = "of_people"
    """A verb for them says by itself that its object is somebody, whatever the noun."""
    LETHAL = "lethal"
    """Somebody dies of it."""
    MAKING = "making"
    """Something is made by them; the year in brackets behind it is that of its making."""
    NOT_OF_PEOPLE = "not_of_people"
    """Nobody begins, rises or falls without an object: "rose to fame" is none."""
    ONE_A_TIME = "one_a_time"
    """Mentioned twice with one agent within a short stretch of text, they are one event."""
    POSSESSOR_ACTS = "possessor_acts"
    """Who stands before a noun for them as its possessor does them: "the bank's lawsuit"."""
    SCHEDULED = "scheduled"
    """They are set for a day before they happen."""
    SPEAKING = "speaking"
    """Somebody says something in them."""
    SUDDEN = "sudden"
    """A noun for them with "the" and a place names one that happened."""
    TO_RECIPIENT = "to_recipient"
    """ "to" names who else takes part: "was awarded to", "was married to"."""
    TOLD_BESIDE = "told_beside"
    """Expressed by a participle beside what caused them: ", killing 12 people"."""
    UNDERGONE = "undergone"
    """The subject of an intransitive verb for them undergoes them."""


@dataclass(frozen=True, slots=True)
class TypeOfEvents:
    """A row of the table; ``undergone_by`` are the kinds of what alone can undergo such an event, if it is said of
    some alone ("the death of the dynasty" is none)."""

    type: EventType
    traits: frozenset[Trait]
    undergone_by: frozenset[NounKind]


@cache
def types_of_events() -> tuple[TypeOfEvents, ...]:
    """The rows of ``event_types.tsv``; a type without traits needs none. Raises LexiconError for a faulty table."""
    return load("event_types", TypeOfEvents)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The types that have one of ``traits`` or several.

    >>> "speech" in having(Trait.SPEAKING), "arrest" in having(Trait.SPEAKING)
    (True, False)
    """
    return frozenset(row.type for row in types_of_events() if row.traits & set(traits))


@cache
def undergone_by(event_type: str) -> frozenset[NounKind]:
    """The kinds of what alone can undergo an event of this type; none where anything can.

    >>> sorted(undergone_by("arrest")), undergone_by("visit")
    ([<NounKind.PERSON: 'person'>], frozenset())
    """
    return next((row.undergone_by for row in types_of_events() if row.type == event_type), frozenset())
