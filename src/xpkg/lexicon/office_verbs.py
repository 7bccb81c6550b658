"""Verbs by which somebody gets, has, leaves or passes on an office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.inflection import forms
from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What a verb does with an office."""

    DEPARTS = "departs"
    """By itself it says that an office is held no more: "she resigned", "was dismissed"."""
    ENTERS = "enters"
    """With "as" and an office: its subject comes into it ("joined the bank as director")."""
    GIVES = "gives"
    """Its object, or the subject of its passive, comes into an office: "was appointed judge"."""
    GIVES_UP = "gives_up"
    """With a post and its office as object: this is held no more ("relinquished the post of treasurer")."""
    HOLDS = "holds"
    """With a post and its office as object: this is held ("held the post of treasurer")."""
    LEADS = "leads"
    """Its subject has the row's role in the body that is its object: "headed the agency"."""
    LEAVES = "leaves"
    """With "as" and an office: this is held no more ("resigned as chairman")."""
    SERVES = "serves"
    """With "as" and an office: its subject holds it ("served as mayor")."""
    STAYS = "stays"
    """Its subject goes on to hold an office: "remained governor"."""
    SUCCEEDS = "succeeds"
    """Its subject comes into the office that its object leaves: "replaced Jane Doe as mayor"."""
    TAKES = "takes"
    """Its subject comes into an office: "became mayor"."""
    TAKES_OVER = "takes_over"
    """The same, but only with "over" or "office" and "as": "took over as chairman"."""
    TAKES_UP = "takes_up"
    """With a post and its office as object: this begins ("assumed the post of treasurer")."""


@dataclass(frozen=True, slots=True)
class OfficeVerb:
    """A row of the table: the base of a verb, what it does, the role of who leads, and the noun of the verb."""

    base: str
    traits: frozenset[Trait]
    role: str
    noun: str


@cache
def office_verbs() -> Mapping[str, OfficeVerb]:
    """The rows of ``office_verbs.tsv`` by each form of the verb. Raises LexiconError for a table with something wrong
    in it.

    >>> office_verbs()["became"].base, office_verbs()["headed"].role
    ('become', 'head')
    """
    return {form: row for row in load("office_verbs", OfficeVerb) for form in forms(row.base)}


@cache
def office_nouns() -> Mapping[str, OfficeVerb]:
    """The rows that have a noun, by it.

    >>> office_nouns()["resignation"].base
    'resign'
    """
    return {row.noun: row for row in office_verbs().values() if row.noun}


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The forms of the verbs that have one of ``traits`` or several.

    >>> "resigned" in having(Trait.LEAVES), "became" in having(Trait.LEAVES)
    (True, False)
    """
    return frozenset(form for form, row in office_verbs().items() if row.traits & set(traits))
