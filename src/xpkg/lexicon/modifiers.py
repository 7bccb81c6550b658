"""Adjectives, and nouns used like them, that stand before a noun, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a modifier."""

    ADDS_NOTHING = "adds_nothing"
    """Says nothing by which one document differs from another: "the same documents"."""
    CURRENT = "current"
    """Describes the holder of a role and not the role: "new", "veteran"."""
    FEELING = "feeling"
    """A participle that describes how its subject feels: "was worried that"."""
    FORMER = "former"
    """The role behind it is over: "ex", "ousted"."""
    FORMERLY = "formerly"
    """An adverb by which the role behind it is over: "once", "previously"."""
    GRADED = "graded"
    """An ordinal before it tells a rank: "second vice president"."""
    MILITARY = "military"
    NEGATIVE_IMPLICATIVE = "negative_implicative"
    """The event of its infinitive did not happen: "unable to say"."""
    NO_EVENT_NAME = "no_event_name"
    """Before a word that ends names of events it makes no such name: "Star Wars", "Global Summit"."""
    OF_OUTCRY = "of_outcry"
    """Often stands before a noun for what many say: "widespread criticism"."""
    OF_REPORT = "of_report"
    """Often stands before a noun of saying: "the latest report"."""
    OF_TENURE = "of_tenure"
    """An adverb that says when or that a role is held, and no more: "now", "currently"."""
    OF_ILLNESS = "of_illness"
    """An attack with it is an illness: "a heart attack"."""
    OF_WORDS = "of_words"
    """An attack with it is one of words: "a verbal attack"."""
    OTHER_OFFICE = "other_office"
    """With it an office is another one: "vice president", "foreign minister"."""
    POSTPOSITIVE = "postpositive"
    """Stands behind the noun of an office: "professor emeritus", "attorney general"."""
    PROSPECTIVE = "prospective"
    """What it stands before is still to come: "upcoming"."""
    PUBLIC_AFFAIRS = "public_affairs"
    """Says of leaders that they lead a state or a party: "world leaders"."""
    RANKING = "ranking"
    """Picks one out of a row, so that an infinitive is what this one did: "the first woman to"."""
    SMALLER_BODY = "smaller_body"
    """Makes an organization with the name of a major one a minor one: "the student senate"."""
    TAKES_INFINITIVE = "takes_infinitive"
    """Takes an infinitive: "ready to leave"."""
    TO_COME = "to_come"
    """The event of its infinitive is still to come: "due to speak"."""


@dataclass(frozen=True, slots=True)
class Modifier:
    """A row of the table: a word in lower case and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def modifiers() -> tuple[Modifier, ...]:
    """The rows of ``modifiers.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("modifiers", Modifier)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words that have one of ``traits`` or several, in lower case.

    >>> "ousted" in having(Trait.FORMER), "naval" in having(Trait.MILITARY)
    (True, True)
    """
    return frozenset(row.word for row in modifiers() if row.traits & set(traits))
