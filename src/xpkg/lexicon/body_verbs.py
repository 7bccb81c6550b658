"""Forms of verbs that tell a body from a person, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a form of a verb with bodies."""

    ACQUIRES = "acquires"
    """A form whose object is a body or a thing and nobody: "agreed to buy Pell Garvey"."""
    AFTER_HYPHEN = "after_hyphen"
    """Says behind a hyphen whose a body is: "state-owned"."""
    AT_BODIES = "at_bodies"
    """A form behind which "at" leads to where somebody works or learns: "works at Clear Ocean"."""
    DONE_BY_BODIES = "done_by_bodies"
    """A participle behind which "by the" leads to a body: "seen by the Harbour Wire"."""
    DONE_TO_BODIES = "done_to_bodies"
    """A participle of what is done to no person: "was founded"."""
    LED_BY_PEOPLE = "led_by_people"
    """A form whose object, with a person for its subject, is a body: "heads"."""
    NAMES = "names"
    """A participle that leads to a name: "known as", "called"."""
    PLAYS_FOR = "plays_for"
    """A form behind which "for" leads to a team: "played for the Malmo Otters"."""


@dataclass(frozen=True, slots=True)
class BodyVerb:
    """A row of the table: a form in small letters and what is true of it."""

    form: str
    traits: frozenset[Trait]


@cache
def body_verbs() -> tuple[BodyVerb, ...]:
    """The rows of ``body_verbs.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("body_verbs", BodyVerb)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The forms that have one of ``traits`` or several, as they are written in the table.

    >>> "founded" in having(Trait.DONE_TO_BODIES), "heads" in having(Trait.DONE_TO_BODIES)
    (True, False)
    """
    return frozenset(row.form for row in body_verbs() if row.traits & set(traits))
