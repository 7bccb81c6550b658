"""Light verbs beside a noun that names an event: they bring it about, or say that it took place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of such a form."""

    BEGINS = "begins"
    """Its subject, an event, is dated by the day on which it began."""
    BRINGS_ABOUT = "brings_about"
    """Makes its object happen: where it fails there is none, whatever its article."""
    CALLS_OFF = "calls_off"
    """Its object is only announced, or stopped."""
    ENDS = "ends"
    LIGHT = "light"
    """Says of its object that it happened, and little more: "gave a speech"."""
    OCCURS = "occurs"
    """Its subject, an event, took place."""
    OPENS = "opens"
    """A present or a base: its subject, an event, is to take place ("opens on 3 May", "will begin")."""
    STRIKES_PLACE = "strikes_place"
    """Its object is where its subject, an event, took place: "the quake struck the port"."""


class SubjectRole(StrEnum):
    """The role of the subject of a light verb in the event that its object names."""

    AGENT = "agent"
    NONE = "none"
    """No role, or none that is clear: who survived an attack has not made it."""
    PARTICIPANT = "participant"
    PATIENT = "patient"
    UNTOLD = ""
    """The form is no light verb."""


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A row of the table: a form in lower case; ``particle`` is the word that must follow where it means that its
    subject took place ("took place")."""

    form: str
    traits: frozenset[Trait]
    subject: SubjectRole
    particle: str


@cache
def light_verbs() -> Mapping[str, LightVerb]:
    """The rows of ``light_verbs.tsv`` by form. Raises LexiconError for a table with something wrong in it."""
    return {row.form: row for row in load("light_verbs", LightVerb)}


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The forms that have one of ``traits`` or several.

    >>> "gave" in having(Trait.LIGHT), "struck" in having(Trait.STRIKES_PLACE)
    (True, True)
    """
    return frozenset(row.form for row in light_verbs().values() if row.traits & set(traits))
