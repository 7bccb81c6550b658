"""Decides whether a text tells enough of an event: when it was, who took part, or how many."""

from __future__ import annotations

from xpkg.analysis.events.arguments import bears_a_name
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.open_class import is_concrete, is_definite, is_owned
from xpkg.analysis.events.participants import ParticipantNames
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form
from xpkg.lexicon import closed_classes, event_types
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_triggers import Need, Trait
from xpkg.lexicon.event_types import OTHER
from xpkg.syntax.nominals import antecedent, prepositions
from xpkg.syntax.tree import ancestors

_DONE_TO_PEOPLE = event_types.having(event_types.Trait.DONE_TO_PEOPLE)
_RELATIVE = having(closed_classes.Trait.RELATIVE_PRONOUN) | {"whose"}
_DEFINITE = having(closed_classes.Trait.DEMONSTRATIVE) | {"the"}


def tells_enough(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether the event has a date, participants or their number, as its kind needs."""
    return _is_dated(draft, participants) and _is_anchored(draft, participants) and _is_told(draft, participants)


def _is_dated(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether an event that needs a date has one, or two participants with names in its place."""
    if draft.date is not None or Need.DATED not in draft.row.needs or (draft.occurred and draft.place):
        return True
    both = all(
        any(participants.known(draft.view, part) for part in draft.with_role(role)) for role in ("agent", "patient")
    )
    return both and draft.row.form is not Form.NOUN and draft.row.event_type not in _DONE_TO_PEOPLE


def _is_anchored(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether an event of no special kind has somebody known in it, people who are counted, or a date and a thing."""
    row, view = draft.row, draft.view
    if row.event_type != OTHER:
        return True
    if any(participants.known(view, part) or (draft.date and draft.is_name(part)) for _, part in draft.parts):
        return True
    if Trait.BALLOT in row.traits:
        return not draft.counted()
    counted = Trait.COUNTS_PEOPLE in row.traits and draft.counted()
    dated = draft.date is not None
    if dated and is_definite(draft):
        return True  # "The trial opened on 11 January"
    return counted or (dated and any(is_concrete(draft, part) or is_owned(draft, part) for _, part in draft.parts))


def _is_told(draft: EventMention, participants: ParticipantNames) -> bool:
    """Whether the text gives its date, its participants or their number."""
    view, patients = draft.view, draft.with_role("patient")
    return bool(
        draft.date
        or draft.counted()
        or (draft.event_type == "leak" and view.low(draft.parts[0][1].start) in _DEFINITE)
        or (draft.place and draft.row.form is Form.NOUN)
        or any(participants.known(view, part) for _, part in draft.parts)
        or (draft.event_type != OTHER and any(bears_a_name(view, part) for part in patients))
        or (not draft.row.open and any(_is_told_by_name(view, each, participants) for each in patients))
    )


def _is_told_by_name(view: SentenceTree, phrase: NounPhrase, participants: ParticipantNames) -> bool:
    """Whether a phrase says of whom or what somebody is: "her husband", "the operator of Orm Dam"."""
    tree = view.tree
    if not {"person", "role"} & set(phrase.kinds):
        return False
    last = phrase.end - 1
    below = (each for each in tree.having(last, "nmod:poss", "nmod") if each < last or "of" in prepositions(tree, each))
    return any(_is_known(view, each, participants) for each in below)


def _is_known(view: SentenceTree, place: int, participants: ParticipantNames) -> bool:
    """Whether the token at ``place`` is of a name, or a possessive pronoun whose referent is known."""
    tree = view.tree
    if tree.word(place) in _RELATIVE:
        above = next((each for each in ancestors(tree, place) if tree.relations[each] == "acl:relcl"), None)
        whom = None if above is None else antecedent(tree, above)
        return whom is not None and view.mention_on[whom] is not None
    index = view.owner(place) if view.mention_on[place] is None else view.mention_on[place]
    return index is not None and participants.known(view, NounPhrase(place, place + 1, index, view.low(place), ()))
