"""Decides whether a noun has beside it all that it needs to mean one event, and not its kind."""

from __future__ import annotations

from xpkg.analysis.events.event_mention import EventMention
from xpkg.lexicon import closed_classes, event_types, modifiers
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_triggers import Need
from xpkg.model import Kind

_MILITARY = modifiers.having(modifiers.Trait.MILITARY)
_OF_WORDS = modifiers.having(modifiers.Trait.OF_WORDS, modifiers.Trait.OF_ILLNESS)
_OF_WORDS |= having(closed_classes.Trait.POSSESSIVE_DETERMINER)
_DEFINITE = having(closed_classes.Trait.DEMONSTRATIVE) | {"the"}
_SUDDEN = event_types.having(event_types.Trait.SUDDEN)


def has_enough(draft: EventMention, *, light: bool, placed: bool) -> bool:
    """Whether the noun has all that it needs: a date, a name, a person, a law, or a verb that brings it.

    ``light`` where a verb says that it took place, ``placed`` where somebody says something in it.
    """
    row, needs = draft.row, draft.row.needs
    dated, named = draft.date is not None, draft.named()
    patients = draft.with_role("patient")
    kinds = {kind for phrase in patients for kind in phrase.kinds}
    if Need.VIOLENT in needs and (_verbal(draft) or not (draft.date or draft.place or kinds & {"place"})):
        return False
    if Need.LIGHT in needs or Need.ISSUE in needs:
        return light and named
    if Need.MILITARY in needs:
        return (light or (dated and bool(_before(draft, 4) & _MILITARY))) and named
    if Need.PERSON in needs:
        return "person" in kinds and (named or dated)
    if Need.DOCUMENT in needs:
        return bool({"document", "unknown"} & kinds) and "person" not in kinds and (named or dated)
    if Need.LAW in needs:
        return "law" in kinds and named
    if Need.WORK in needs:
        return "document" in kinds and any(phrase.mention is not None for phrase in patients)
    if Need.NAMED in needs and not named and not (draft.occurred and dated):
        return False
    if Need.DATED in needs and not dated and not draft.occurred:
        return False
    if Need.NAMED in needs and not row.plural:
        return True
    happened = bool(_before(draft, 3) & _DEFINITE and draft.place) and row.event_type in _SUDDEN
    return dated or happened or (light and (named or draft.place is not None)) or (placed and named and not row.plural)


def _before(draft: EventMention, count: int) -> set[str]:
    """The ``count`` words before the noun, in lower case."""
    first = draft.trigger[0]
    return {draft.view.low(at) for at in range(max(0, first - count), first)}


def _verbal(draft: EventMention) -> bool:
    """Whether an attack is one of words, as most are that one person makes on another in the news."""
    view, behind = draft.view, draft.trigger[1]
    named = [view.mentions[each.mention].kind for each in draft.with_role("patient") if each.mention is not None]
    near = range(behind + 1, min(behind + 7, len(view.tree)))
    people = any(view.kind(at) is Kind.PERSON for at in near)
    by_somebody = view.low(behind) in {"from", "by"} and people  # "attacks from the mayor, Jane Doe"
    return bool(_before(draft, 3) & _OF_WORDS) or by_somebody or Kind.PERSON in named
