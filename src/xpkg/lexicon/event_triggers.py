"""The triggers of events: the type of event that each names, and the context that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.event_types import EventType
from xpkg.lexicon.loading import load


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
    """No object, but "from" and an organization: "resigned from the board"."""
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
    """A phrase whose noun does not show the kind of thing that it denotes."""
    VOTE = "vote"
    WEAPON = "weapon"


class Need(StrEnum):
    """What must stand beside a trigger for it to name an event."""

    ARMED = "armed"
    """An agent that takes places by arms."""
    CAPTOR = "captor"
    """The passive voice, or somebody who locks people up as its agent."""
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
    """What is reported behind the verb, not before it."""
    VEHICLE = "vehicle"
    """A vehicle as its subject."""
    VIOLENT = "violent"
    """A sign that the event was a violent one, not a figure of speech."""
    WORK = "work"
    """A work that is made."""


class Trait(StrEnum):
    """What can be true of a trigger beside what it needs."""

    ALSO_OF_WORDS = "also_of_words"
    """With a person as its object and no place given, it is mostly done in words: "attacked the mayor"."""
    AT_PLACE = "at_place"
    """The place with "to" or "in" is where it happened, not where it led."""
    ATTACK_BY_BOMB = "attack_by_bomb"
    """An attack where a bomb does it, else an accident."""
    BALLOT = "ballot"
    """A vote that somebody casts: numbers behind it are its outcome, "to" what was voted for."""
    BARE_PASSIVE = "bare_passive"
    """Its participle expresses the event without an auxiliary, too: "a painter born in 1950"."""
    CARRIER = "carrier"
    """A light verb of the noun that names the event: "imposed", "erupted"."""
    COUNTS_PEOPLE = "counts_people"
    """Happens to people who are counted, even where none has a name."""
    DEATH_WITHOUT_AGENT = "death_without_agent"
    """An attack where somebody does it, else a death: "the heat killed 12"."""
    GIVES_PRIZE = "gives_prize"
    """Its subject gives the prize, not receives it."""
    IDIOM_WITH_BY = "idiom_with_by"
    """Behind a bare "by" it is part of an idiom: "took the town by storm"."""
    MISHAP_WITHOUT_AGENT = "mishap_without_agent"
    """An attack where somebody does it, else no attack and no death."""
    NOT_OF_PLACES = "not_of_places"
    """With a place as its object it means something else: "captured Ohio"."""
    OF_PERSON = "of_person"
    """Nothing but a person can undergo it."""
    OF_PLACE = "of_place"
    """Said of anything but a place it means something else: "the town fell on 4 May"."""
    OF_THING_OR_PLACE = "of_thing_or_place"
    """Said of anything but a thing or place it is a figure of speech: "a quarrel erupted"."""
    PARTICIPLE_AS_ADJECTIVE = "participle_as_adjective"
    """Right before a bare noun its participle is an adjective: "elected officials"."""
    PASSIVE_WITH_BY = "passive_with_by"
    """In the passive it expresses an event only with "by": "was met with jeers" does not."""
    PLURAL_IS_ONE = "plural_is_one"
    """Its plural may be one event, too: "military exercises"."""
    PROTEST_WITH_AGAINST = "protest_with_against"
    """A protest where "against" follows."""
    RECIPROCAL = "reciprocal"
    """Who stands as its object takes part as its subject does."""
    SEVERAL_OF_ONE = "several_of_one"
    """May happen to one participant several times in one text: "became a member", "became mayor"."""
    TOLD_BESIDE = "told_beside"
    """Expressed by a participle beside what caused it: ", injuring 12 people"."""
    TYPED_BY_SUBJECT = "typed_by_subject"
    """What broke out decides the type: a war, a riot."""
    UNACCUSATIVE = "unaccusative"
    """Active, but its subject undergoes the event."""
    UNCLEAR_WITH_ON = "unclear_with_on"
    """With "on" it may be an army's or a protest: "marched on the town"."""
    UNTYPED = "untyped"
    """Of such objects the class of the verb does not hold: a road is not blocked as a bill is."""
    WITH_PARTNER = "with_partner"
    """ "with" names who else takes part."""
    WON_BY_RECIPIENT = "won_by_recipient"
    """Whoever gets it gets it by his own doing."""


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A word or expression that names an event. ``forms`` of a verb: its base, or base, past and participle; of a
    noun, all, the singular first; "_" joins their words. ``label`` and ``link`` name the event ("Release", "of");
    with an object whose head is among ``idioms`` a verb means something else ("painted a dark picture")."""

    type: EventType
    part: Part
    forms: tuple[str, ...]
    label: str
    link: str
    objects: frozenset[ObjectKind]
    needs: frozenset[Need]
    traits: frozenset[Trait]
    idioms: frozenset[str]


@cache
def trigger_rows() -> tuple[TriggerRow, ...]:
    """The rows of ``event_triggers.tsv`` in its order, which decides between rows that fit alike.

    Raises LexiconError for a table with something wrong in it.
    """
    return load("event_triggers", TriggerRow, key=("type", "part", "forms", "objects", "needs"))
