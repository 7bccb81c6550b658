"""Decides the type of an event where its verb alone does not: by the agent, and by what broke out."""

from __future__ import annotations

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.lexicon import event_types, nouns
from xpkg.lexicon.closed_classes import Trait as ClosedTrait
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_classes import event_classes
from xpkg.lexicon.event_triggers import Part, Trait
from xpkg.lexicon.event_types import OTHER

_INTENDED = event_types.having(event_types.Trait.INTENDED)
_DONE_TO_PEOPLE = event_types.having(event_types.Trait.DONE_TO_PEOPLE)
_REFLEXIVE = having(ClosedTrait.REFLEXIVE_PRONOUN)
_PROJECTILES = nouns.having(nouns.Trait.PROJECTILE)
_ARMED_CONFLICTS = nouns.having(nouns.Trait.ARMED_CONFLICT)
_ARMED_FORCES = nouns.having(nouns.Trait.ARMED_FORCE)
_CIVILIANS = nouns.having(nouns.Trait.CIVILIAN)
_MOVES_ITSELF = frozenset(("departure", "arrival"))
_UPRISINGS = nouns.having(nouns.Trait.UPRISING)
_DOERS = ("ers", "ors", "ists", "ants", "men", "man", "ist")
"""How nouns end that mean people who do something, where the lists do not know them."""


def type_of(draft: EventMention) -> str:
    """The type of the row; but a killing by nobody, or by no person or organization, is a death, not an attack."""
    row = draft.row
    if row.event_type == OTHER and row.words and Trait.UNTYPED not in row.traits:
        found = event_classes(Part.NOUN if row.form is Form.NOUN else Part.VERB).get(row.lemma, OTHER)
        undergoers = draft.with_role("patient")
        if row.form is Form.NOUN:
            return found
        if found in _DONE_TO_PEOPLE and not any(_meant(draft, each) for each in undergoers):
            return OTHER
        return OTHER if found in _MOVES_ITSELF and undergoers and not any(map(_left, undergoers)) else found
    if row.event_type == "military-operation" and row.form is not Form.NOUN and _by_civilians(draft):
        return "protest"  # "students occupied the university"
    heads = {phrase.head for phrase in draft.with_role("patient")}
    if heads & _REFLEXIVE and row.event_type in _INTENDED:
        return "death"  # "hanged himself"
    if Trait.TYPED_BY_SUBJECT in row.traits and heads & _ARMED_CONFLICTS:
        return "military-operation"
    if Trait.TYPED_BY_SUBJECT in row.traits and heads & _UPRISINGS:
        return "protest"
    if Trait.ATTACK_BY_BOMB in row.traits and any(phrase.head in _PROJECTILES for phrase in draft.with_role("patient")):
        return "attack"
    unmeant = row.traits & {Trait.DEATH_WITHOUT_AGENT, Trait.MISHAP_WITHOUT_AGENT}
    if not unmeant or any(kills(phrase) for phrase in draft.with_role("agent")):
        return row.event_type
    return "death" if Trait.DEATH_WITHOUT_AGENT in unmeant else "injury"


def _meant(draft: EventMention, phrase: NounPhrase) -> bool:
    """Whether a phrase may mean people or a body of them: a loan is suspended, but not as a player is; nor is a mission
    by those whose own it is."""
    owned = any(draft.view.owner(place) is not None for place in range(phrase.start, phrase.end))
    if owned and "person" not in phrase.kinds and phrase.mention is None:
        return False
    named = phrase.mention is not None or draft.is_name(phrase) or draft.counts(phrase)
    return named or bool({"person", "body", "role"} & set(phrase.kinds))


def _left(phrase: NounPhrase) -> bool:
    """Whether a phrase means what somebody can depart from, or who departs: a place, a body, troops; not a purse."""
    return phrase.mention is not None or bool(
        {"place", "body", "troops", "person", "event", "role"} & set(phrase.kinds)
    )


def _by_civilians(draft: EventMention) -> bool:
    """Whether those who take a place are people of no army: "workers", "villagers"."""
    agents = draft.with_role("agent")
    return bool(agents) and all(phrase.mention is None and phrase.head in _CIVILIANS for phrase in agents)


def kills(phrase: NounPhrase) -> bool:
    """Whether such a thing kills with intent: somebody, or what somebody does; not "the heat", "an explosion"."""
    if {"person", "body", "place", "weapon"} & set(phrase.kinds) or phrase.mention is not None:
        return True
    if phrase.head in _ARMED_FORCES:
        return True
    by_type = any(row.event_type in _INTENDED and row.form is Form.NOUN for row in triggers().get(phrase.head, ()))
    return by_type or phrase.head in _PROJECTILES or phrase.head.endswith(_DOERS)
