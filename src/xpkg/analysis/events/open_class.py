"""Decides whether a verb that only its class knows tells a happening: somebody named does it to something concrete."""

from __future__ import annotations

from xpkg.analysis.events.clause_frames import ClauseFrame
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.lexicon import event_types
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_classes import concrete_nouns
from xpkg.lexicon.plurals import singulars

_DONE_TO_PEOPLE = event_types.having(event_types.Trait.DONE_TO_PEOPLE)
_OF_THINGS = event_types.having(event_types.Trait.OF_THINGS)
_REFLEXIVE = having(Trait.REFLEXIVE_PRONOUN)
_DEFINITE = having(Trait.DEMONSTRATIVE) | {"the"}
_KNOWN = frozenset(
    ("person", "body", "role", "document", "law", "place", "thing", "award", "weapon", "troops", "degree")
)
"""Kinds of nouns of the lexicon that are concrete."""
_HUMAN = frozenset(("person", "body", "role"))


def tells_by_class(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether the clause says enough for the class of its verb to hold.

    It has no clause as its object, and no abstract one. Who takes part is named, meant by a pronoun or counted, or it
    is told when people did it. There is a date, or a place, or a second participant.
    """
    tree, verb = frame.view.tree, frame.verb
    if tree.having(verb, "ccomp", "xcomp", "expl", "compound:prt"):
        return False
    objects = (*frame.objects, *draft.with_role("patient"))
    owned = any(is_owned(draft, each) for each in objects)
    told = draft.date is not None and ((objects and (_human_agent(draft) or owned)) or is_definite(draft))
    if not draft.named() and not told:
        return False
    if any(phrase.head in _REFLEXIVE for phrase in objects):
        return False  # "found himself in debt"
    if not all(is_concrete(draft, phrase) and not _happens(phrase) for phrase in objects):
        return False
    if draft.event_type in _DONE_TO_PEOPLE:
        patients = draft.with_role("patient")
        return bool(patients) and all(_human(draft, phrase) for phrase in patients)
    reduced = tree.relations[verb] == "acl"
    if draft.date is not None or (draft.place is not None and not (reduced and not draft.with_role("agent"))):
        return True  # not "the museum, located in Strelsau"
    return not reduced and bool(draft.with_role("agent") and draft.with_role("patient"))


def _human_agent(draft: EventMention) -> bool:
    """Whether people do it, though none has a name: "technicians examined the phone on 4 May"."""
    agents = draft.with_role("agent")
    people = bool(agents) and all(_human(draft, phrase) or phrase.head.endswith("s") for phrase in agents)
    return people and all(is_concrete(draft, phrase) for phrase in agents)


def is_definite(draft: EventMention) -> bool:
    """Whether it may happen to things, and what first takes part is one that is known: "the shop was sold in 2010"."""
    undergo = draft.with_role("patient") or [phrase for _, phrase in draft.parts]
    of_things = draft.event_type in _OF_THINGS and bool(undergo)
    return of_things and all(draft.view.low(phrase.start) in _DEFINITE for phrase in undergo)


def is_owned(draft: EventMention, phrase: NounPhrase) -> bool:
    """Whether a phrase says whose the thing is: "her passport was seized on 7 August"."""
    view = draft.view
    owners = (each for place in range(phrase.start, phrase.end) for each in view.tree.having(place, "nmod:poss"))
    return any(view.owner(each) is not None or view.mention_on[each] is not None for each in owners)


def _happens(phrase: NounPhrase) -> bool:
    """Whether a phrase means a happening itself: "delivered a speech"."""
    return "event" in phrase.kinds or any(row.form is Form.NOUN for row in triggers().get(phrase.head, ()))


def _human(draft: EventMention, phrase: NounPhrase) -> bool:
    return bool(_HUMAN & set(phrase.kinds)) or draft.counts(phrase) or draft.is_name(phrase)


def is_concrete(draft: EventMention, phrase: NounPhrase) -> bool:
    """Whether a phrase means somebody or something, and not what is thought or felt."""
    if phrase.mention is not None or phrase.head == "“”" or draft.is_name(phrase):
        return True
    if _KNOWN & set(phrase.kinds) and not phrase.head[:1].isdigit():
        return True
    return not concrete_nouns().isdisjoint((phrase.head, *singulars(phrase.head)))
