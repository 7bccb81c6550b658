"""Common nouns of public affairs: the kinds of thing that they mean, and what else is true of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.inflection import plural
from xpkg.lexicon.loading import load


class NounKind(StrEnum):
    """A kind of thing that a noun may mean; a noun that may mean several has them in this order."""

    PERSON = "person"
    ROLE = "role"
    """An office or post that somebody holds, and by it the holder."""
    DOCUMENT = "document"
    """What is written, printed, recorded or filmed."""
    LAW = "law"
    COURT = "court"
    """What a court gives, upholds or overturns."""
    AGREEMENT = "agreement"
    PLAN = "plan"
    """What is announced, unveiled or imposed."""
    EVENT = "event"
    """What is hosted, opened or addressed."""
    VOTE = "vote"
    """What is won or lost in an election."""
    AWARD = "award"
    SENTENCE = "sentence"
    """What a convict receives."""
    CHARGES = "charges"
    TALLY = "tally"
    POST = "post"
    """What one resigns from."""
    DECLARED = "declared"
    """What is declared: war, independence."""
    WEAPON = "weapon"
    TROOPS = "troops"
    DEGREE = "degree"
    BODY = "body"
    """An organization, a state, a group that acts as one."""
    PLACE = "place"
    THING = "thing"


class Trait(StrEnum):
    """What can be true of a noun beside its kind."""

    ADJUDICATOR = "adjudicator"
    """A court or whoever else rules on a case."""
    APPROACH = "approach"
    """What one is answered to: "did not respond to calls"."""
    ARMED_CONFLICT = "armed_conflict"
    ARMED_FORCE = "armed_force"
    """Those who take places by arms."""
    BEARS_NAME = "bears_name"
    """A thing or work that has a name of its own, often somebody's: "the tanker Mary Celia"."""
    CALENDAR_UNIT = "calendar_unit"
    """A stretch of time: "week"."""
    CAPTOR = "captor"
    """Those who lock people up: "officers", "kidnappers"."""
    CIVILIAN = "civilian"
    """People of no army; a place that they take is taken in protest."""
    CONDITION = "condition"
    """With "of" and a bare noun it only says that this holds: "a state of emergency"."""
    COUPLE = "couple"
    """Two people at once."""
    CURRENCY = "currency"
    """A unit of money; with a number before it, a sum."""
    EVIDENCE = "evidence"
    """Shows facts by itself: "the records suggest"."""
    FINDINGS = "findings"
    """A document that says what was found out."""
    FOR_JOURNALISTS = "for_journalists"
    """Says before another noun for whom that is: "a press release"."""
    GROUNDS = "grounds"
    """What speaks for something, or against it: "no evidence that"."""
    HEARING_BODY = "hearing_body"
    """Hears what others say of a case: "the inquest heard"."""
    HELD_IN = "held_in"
    """What somebody holds in a body: "shares in Zontek"."""
    LAUREATE = "laureate"
    """What somebody is named who wins: "player of the year"."""
    LEADS_SOMEWHERE = "leads_somewhere"
    """A way or what goes along one: behind "to" a place follows: "the road to Tessary"."""
    MACHINE = "machine"
    """A device, or what is kept on one, into which others may break: a phone, an account."""
    MANNER = "manner"
    """Behind "according to" it says in what manner, not on whose word: "according to size"."""
    MEASURE = "measure"
    """Counts what follows with "of": "a series of", "dozens of"."""
    NUMBER = "number"
    """Stands where a number does: "dozens of", "a hundred"."""
    OF_BODIES = "of_bodies"
    """What bodies have and people have not: "Zontek’s shareholders"."""
    PART_OF_DAY = "part_of_day"
    PREDECESSOR = "predecessor"
    """Who had an office before."""
    PRESS = "press"
    PROJECTILE = "projectile"
    """Arms whose explosion is an attack."""
    PROPOSAL = "proposal"
    """What is put forward to be agreed to."""
    RANK = "rank"
    """A rank of honour that somebody is given: "was made a dame"."""
    RECEIVING = "receiving"
    """That something has come: "acknowledged receipt of the letter"."""
    REQUEST = "request"
    """What is asked for, or the asking."""
    SEQUENCE = "sequence"
    """A number of events: "a wave of attacks"."""
    SPEECH_SETTING = "speech_setting"
    """Where or by what means somebody says something: "in a statement", "by telephone"."""
    STATEMENT = "statement"
    SUCCESSOR = "successor"
    """Who follows in an office."""
    UPRISING = "uprising"
    UTTERANCE = "utterance"
    """What says something itself: "a letter warning of", "a sign reading"."""
    WORKFORCE = "workforce"
    """Those whom an organization can dismiss: "its staff"."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A row of the table: a noun in lower case, singular and plural apart."""

    noun: str
    kinds: tuple[NounKind, ...]
    traits: frozenset[Trait]


@cache
def nouns() -> Mapping[str, Noun]:
    """The rows of ``nouns.tsv`` by noun. Raises LexiconError for a table with something wrong in it."""
    return {row.noun: row for row in load("nouns", Noun)}


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several.

    >>> "tribunal" in having(Trait.ADJUDICATOR), "tree" in having(Trait.ADJUDICATOR)
    (True, False)
    """
    return frozenset(row.noun for row in nouns().values() if row.traits & set(traits))


@cache
def with_plurals(*traits: Trait) -> frozenset[str]:
    """The nouns that have one of ``traits`` or several, and their regular plurals.

    >>> "plea" in with_plurals(Trait.REQUEST), "pleas" in with_plurals(Trait.REQUEST)
    (True, True)
    """
    return having(*traits) | {plural(noun) for noun in having(*traits)}


@cache
def of_kind(*kinds: NounKind) -> frozenset[str]:
    """The nouns that may mean a thing of one of ``kinds``.

    >>> "treaty" in of_kind(NounKind.LAW), "treaty" in of_kind(NounKind.PERSON)
    (True, False)
    """
    return frozenset(row.noun for row in nouns().values() if set(kinds) & set(row.kinds))


@cache
def kinds_of(noun: str) -> tuple[NounKind, ...]:
    """The kinds of a noun in lower case; of a plural that has no row, those of its singular; none for another word.

    >>> [str(kind) for kind in kinds_of("treaty")], kinds_of("treaties"), kinds_of("mayors") == kinds_of("mayor")
    (['law', 'agreement'], (), True)
    """
    row = nouns().get(noun) or (nouns().get(noun[:-1]) if noun.endswith("s") else None)
    return row.kinds if row else ()
