"""Finds the events of a text: what, when, where, who took which part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.events.event_coreference import merge
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.event_sources import find_sources
from xpkg.analysis.events.eventualities import CERTAIN, DENIAL
from xpkg.analysis.events.factuality import denied, unreal
from xpkg.analysis.events.named_events import NAMED
from xpkg.analysis.events.participants import ParticipantNames
from xpkg.analysis.events.sentence_events import find_mentions_of_events, lies_within
from xpkg.analysis.events.triggers import Form
from xpkg.lexicon import closed_classes
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_types import OTHER
from xpkg.model import (
    Attribution,
    Event,
    EventMethod,
    Identities,
    Mention,
    MentionForm,
    Mode,
    Span,
    Text,
    TimeExpression,
    Work,
)

_OF_VERBS = frozenset((EventMethod.ACTIVE, EventMethod.PASSIVE, EventMethod.PARTICIPLE))
_POSSESSIVES = having(closed_classes.Trait.POSSESSIVE_DETERMINER) - {"her"} | {"whose"}


def find_events(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    works: tuple[Work, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    identities: Identities | None = None,
) -> tuple[Event, ...]:
    """The events that ``text`` asserts, in order of their triggers."""
    found = find_happenings(text, mentions, times, works, attributions, identities)
    return tuple(event for event in found if event.factuality == CERTAIN)


def find_happenings(
    text: Text,
    mentions: tuple[Mention, ...],
    times: tuple[TimeExpression, ...],
    works: tuple[Work, ...] = (),
    attributions: tuple[Attribution, ...] = (),
    identities: Identities | None = None,
) -> tuple[Event, ...]:
    """The events of ``text``, in order of their triggers, and what it tells without asserting it.

    What is denied, tried, planned or possible has another factuality than "certain". What is asked, supposed, wished
    for or unclear is left out. Several mentions of one event are one event
    with several evidence passages. Its trigger is the first one outside the content of attributions, if there is
    one.
    """
    identities = identities or Identities()
    words = text.source.text
    contents = sorted(span for attribution in attributions for span in attribution.content)
    direct = sorted(span for each in attributions if each.mode is Mode.DIRECT for span in each.content)
    names = {mention.span: mention.name for mention in mentions}
    of = dict(identities.denotes)

    def name_of(span: Span) -> str:
        return identities.entities[of[span]].label if span in of else names.get(span, span.cut(words))

    usable = [mention for mention in mentions if not _determines(words, mention)]
    owners = [mention for mention in mentions if _determines(words, mention)]
    participants = ParticipantNames(words, identities, works, mentions)
    withheld = denied(attributions, words)
    drafts = (
        draft
        for draft in find_mentions_of_events(text, usable, owners, times, direct, participants)
        if _kept(draft, withheld, contents, participants)
    )
    events = merge(drafts, participants, lambda trigger: not lies_within(contents, trigger), name_of)
    return tuple(replace(event, according_to=find_sources(event, attributions, words)) for event in events)


def _kept(
    draft: EventMention, denials: Sequence[Span], contents: Sequence[Span], participants: ParticipantNames
) -> bool:
    """Whether the text tells enough of the draft; its factuality is changed where somebody denies it.

    What is not asserted is kept where somebody known takes part and a row of the lexicon says what it would be.
    """
    trigger = draft.span()
    verb = draft.method in _OF_VERBS
    if draft.factuality == CERTAIN and lies_within(denials, trigger):
        draft.factuality = DENIAL
    elif draft.factuality == CERTAIN:
        return not unreal(draft.view, draft.trigger[0], verb=verb, said=lies_within(contents, trigger))
    noun = draft.row.form is Form.NOUN and draft.row is not NAMED
    specific = (verb or noun) and not draft.row.open and draft.row.event_type != OTHER
    return specific and any(participants.known(draft.view, part) for _, part in draft.parts)


def _determines(words: str, mention: Mention) -> bool:
    """Whether a pronoun is a possessive before its noun, so that the noun and not the pronoun takes part."""
    if mention.form is not MentionForm.PRONOUN:
        return False
    low = mention.name.lower()
    return low in _POSSESSIVES or (low == "her" and words[mention.span.end : mention.span.end + 2].strip().isalpha())
