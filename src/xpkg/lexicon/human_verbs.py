"""Forms of verbs with people as subjects, by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a form of a verb with people as subjects."""

    DONE_BY_PEOPLE = "done_by_people"
    """A past of which no organization and no place is the subject: "died"."""
    DONE_TO_PEOPLE = "done_to_people"
    """A participle of what is done to people alone: "was born"."""
    LEAVES_SCENE = "leaves_scene"
    """A past of how somebody goes when he has spoken: "left the room"."""


@dataclass(frozen=True, slots=True)
class HumanVerb:
    """A row of the table: a form in small letters and what is true of it."""

    form: str
    traits: frozenset[Trait]


@cache
def human_verbs() -> tuple[HumanVerb, ...]:
    """The rows of ``human_verbs.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("human_verbs", HumanVerb)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The forms that have one of ``traits`` or several, as they are written in the table.

    >>> "died" in having(Trait.DONE_BY_PEOPLE), "born" in having(Trait.DONE_TO_PEOPLE)
    (True, True)
    """
    return frozenset(row.form for row in human_verbs() if row.traits & set(traits))
