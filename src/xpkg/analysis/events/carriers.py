"""Drops readings of a sentence that tell no happening of their own beside another one: "began | a trial"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.named_events import NAMED
from xpkg.lexicon import event_types
from xpkg.lexicon.event_triggers import ObjectKind, Trait
from xpkg.lexicon.event_types import OTHER

_LETHAL = event_types.having(event_types.Trait.LETHAL)
_AT_ONCE = event_types.having(event_types.Trait.AT_ONCE)
_GRAVE = event_types.having(event_types.Trait.GRAVE)


def without_carriers(drafts: Sequence[EventMention]) -> Iterator[EventMention]:
    """``drafts`` without the verbs of no particular type with an argument that is itself one: "began a trial".

    Neither are the nouns among them that are what a weapon does ("fired artillery fire"), nor what somebody was
    killed by: "shot and killed".
    """
    for draft in drafts:
        carried = any(_holds(draft, other) for other in drafts if other is not draft)
        fired = any(
            ObjectKind.WEAPON in other.row.objects and _holds(other, draft) for other in drafts if other is not draft
        )
        killed = any(_kills_by(draft, other) for other in drafts if other is not draft)
        signed = next((other for other in drafts if _signs(other, draft)), None)
        if signed is not None:
            held = {phrase for _, phrase in signed.parts}
            signed.parts += [("participant", phrase) for _, phrase in draft.parts if phrase not in held]
            continue
        empty = draft.row.event_type == OTHER or draft.row.open or Trait.CARRIER in draft.row.traits
        if not ((carried and empty and not _does_more(draft, drafts)) or fired or killed):
            yield draft


def _does_more(draft: EventMention, drafts: Sequence[EventMention]) -> bool:
    """Whether one happening did what ``draft`` tells to something else: "a fire destroyed the archive"."""
    undergo = draft.with_role("patient")
    inside = any(each.start <= other.trigger[0] < each.end for each in undergo for other in drafts)
    return draft.event_type in _AT_ONCE and bool(undergo) and not inside


def _signs(draft: EventMention, other: EventMention) -> bool:
    """Whether ``other`` only names what ``draft`` tells was signed: "signed an agreement", "the treaty of 1340"."""
    agreement = other.event_type == "agreement" or other.row is NAMED
    return draft is not other and draft.event_type == "signing" and agreement and _holds(draft, other)


def _kills_by(draft: EventMention, other: EventMention) -> bool:
    """Whether ``other`` tells, joined to ``draft``, that somebody died of it."""
    lethal = draft.event_type not in _LETHAL and other.event_type in _LETHAL and draft.event_type in _GRAVE
    return lethal and other.trigger[0] == draft.trigger[1] + 1 and draft.view.low(draft.trigger[1]) == "and"


def _holds(draft: EventMention, other: EventMention) -> bool:
    """Whether the trigger of ``other`` stands in an object of ``draft``, or in its subject: "the talks ended"."""
    return any(phrase.start <= other.trigger[0] < phrase.end for _, phrase in draft.parts)
