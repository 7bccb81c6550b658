"""The words that name happenings: the type of event that each names, and what it must have beside it to do so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class EventType(StrEnum):
    """What happens; the values are the notations of the ontology's concepts (xpkg:event-attack)."""

    ATTACK = "attack"
    APPOINTMENT = "appointment"
    REMOVAL = "removal"
    RELEASE = "release"
    INVESTIGATION = "investigation"
    PUNISHMENT = "punishment"
    PUBLICATION = "publication"
    LEAK = "leak"
    SPEECH = "speech"
    PRESS_CONFERENCE = "press-conference"
    MEETING = "meeting"
    SANCTION = "sanction"
    LEGISLATION = "legislation"
    SIGNING = "signing"
    NOMINATION = "nomination"
    DETENTION = "detention"
    EXERCISE = "exercise"
    ANNOUNCEMENT = "announcement"
    VISIT = "visit"
    ELECTION = "election"
    DEATH = "death"
    PROTEST = "protest"
    LAWSUIT = "lawsuit"
    AGREEMENT = "agreement"
    STATEMENT = "statement"
    REPORT = "report"
    CYBERATTACK = "cyberattack"
    MILITARY_OPERATION = "military-operation"
    ARREST = "arrest"
    CHARGE = "charge"
    CONVICTION = "conviction"
    CREATION = "creation"
    END = "end"
    BIRTH = "birth"
    MARRIAGE = "marriage"
    KIDNAPPING = "kidnapping"
    IMPRISONMENT = "imprisonment"
    RULING = "ruling"
    TRIAL = "trial"
    AWARD = "award"
    TRANSFER = "transfer"
    DISASTER = "disaster"
    EDUCATION = "education"
    OTHER = "other"


class Part(StrEnum):
    """The part of speech of a trigger."""

    NOUN = "noun"
    VERB = "verb"


class ObjectKind(StrEnum):
    """What the object of a verb, or the subject of its passive, may denote."""

    AGREEMENT = "agreement"
    ANY = "any"
    """Whatever it denotes."""
    AWARD = "award"
    BODY = "body"
    """An organization, a state, a group that acts as one."""
    CHARGES = "charges"
    COURT = "court"
    DECLARED = "declared"
    """What is declared: a state of emergency, war."""
    DEGREE = "degree"
    DOCUMENT = "document"
    EVENT = "event"
    FROM_BODY = "from_body"
    """No object, but "from" and a body: "resigned from the board"."""
    LAW = "law"
    NONE = "none"
    """No object at all: the verb may be intransitive."""
    PERSON = "person"
    PLACE = "place"
    PLAN = "plan"
    POST = "post"
    ROLE = "role"
    SENTENCE = "sentence"
    """What a court imposes."""
    TALLY = "tally"
    """A number of votes, seats or goals."""
    THING = "thing"
    TO_PLACE = "to_place"
    """No object, but "to" or "in" and a place: "travelled to Rome"."""
    TROOPS = "troops"
    UNKNOWN = "unknown"
    """A phrase whose noun tells nothing of what it denotes."""
    VOTE = "vote"
    WEAPON = "weapon"


class Need(StrEnum):
    """What must stand beside a trigger for it to name a happening."""

    ARMED = "armed"
    """An agent that takes places by arms."""
    DATED = "dated"
    """A date, or a place where the event is said to have occurred."""
    DOCUMENT = "document"
    FINDING = "finding"
    """A court as subject and what it finds: "ruled that"."""
    GUILTY = "guilty"
    """The word "guilty" behind the person."""
    HONOUR = "honour"
    """A title that is won: "was named player of the year"."""
    ISSUE = "issue"
    """A document or measure that is issued."""
    JUDGED = "judged"
    """A court or another that judges as its agent."""
    LAW = "law"
    LIGHT = "light"
    """A light verb: "paid a visit"."""
    MILITARY = "military"
    NAMED = "named"
    """A participant or place that has a name."""
    OF = "of"
    """The preposition "of" behind the noun."""
    OFFICE = "office"
    """An office: "was named mayor"."""
    PASSIVE = "passive"
    """The passive voice."""
    PERSON = "person"
    PLACED = "placed"
    """A date or a place."""
    TOLD = "told"
    """What is told behind the verb, not before it."""
    VEHICLE = "vehicle"
    """A vehicle as its subject."""
    VIOLENT = "violent"
    """A sign that the event was a violent one, not a figure of speech."""
    WORK = "work"
    """A work that is made."""


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A word or expression that names a happening. ``forms`` of a verb: its base, or base, past and participle; of a
    noun, all; "_" joins their words. ``label`` and ``link`` name the event ("Release", "of")."""

    type: EventType
    part: Part
    forms: tuple[str, ...]
    label: str
    link: str
    objects: frozenset[ObjectKind]
    needs: frozenset[Need]


@cache
def trigger_rows() -> tuple[TriggerRow, ...]:
    """The rows of ``event_triggers.tsv`` in its order, which decides between rows that fit alike.

    Raises LexiconError for a table with something wrong in it.
    """
    return load("event_triggers", TriggerRow, key=("type", "part", "forms", "objects", "needs"))
