"""Maps happenings, and whether the source tells them itself or reports them as said by somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import Triple, boolean, concept, dated, share, typed
from xpkg.model import Attribution, Event, Kind, Span
from xpkg.vocab import RDFS, XPKG

_FACT = re.compile(r"\bthe\s+fact\s+that\s+[^.;:]*\Z", re.I)
_ROLES = {role: XPKG[role] for role in ("agent", "patient", "recipient", "instrument", "participant")}


def map_events(naming: Naming) -> Iterator[Triple]:
    """Every event that the text tells of."""
    for event, node in zip(naming.analysis.events, naming.events, strict=True):
        yield from _event(event, node, naming)
        for statement in _tellers(event, naming):
            yield node, XPKG.accordingTo, statement


def _event(event: Event, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    yield from typed(node, Kind.EVENT)
    yield node, XPKG.statedIn, naming.source
    yield node, RDFS.label, Literal(event.label)
    yield node, XPKG.eventType, concept("event", event.event_type)
    yield from dated(node, event.date)
    for place in naming.denoted(event.place, among=(Kind.PLACE,)):
        yield node, XPKG.place, place
    for participant in event.participants:
        things = naming.denoted(participant.span)
        if not things:
            yield node, XPKG.participantText, Literal(naming.cut((participant.span,)))
        for thing in things:
            # The super-property beside its own, so that a reader without inference finds who takes part.
            yield node, XPKG.participant, thing
            yield node, _ROLES.get(participant.role, XPKG.participant), thing
    yield from naming.passages(node, XPKG.evidence, event.evidence or (event.trigger,))
    yield node, XPKG.inStory, boolean(naming.in_story(event.trigger))
    yield node, XPKG.confidence, share(event.confidence)
    if event.method:
        yield node, XPKG.method, Literal(event.method)


def _tellers(event: Event, naming: Naming) -> Iterator[NamedNode]:
    """The innermost statements in whose content the event is told; those around them follow by xpkg:embeds.

    None when the source also tells it in its own voice. Who orders something does not tell that it happened, nor
    what came of it; who speaks of "the fact that" it did takes it from others, where these are named.
    """
    attributions = naming.analysis.attributions

    def tellers(trigger: Span) -> set[int]:
        return {
            index
            for index, attribution in enumerate(attributions)
            if attribution.act != "orders" and any(span.contains(trigger) for span in attribution.content)
        }

    around = tellers(event.trigger)
    if around:
        around = around.union(*(tellers(trigger) for trigger in event.also))
    told = {index for index in around if not _presupposes(attributions[index], event, naming.analysis.text.source.text)}
    around = told or around
    outer = {attributions[index].parent for index in around}
    for index in sorted(around):
        if index not in outer:
            yield naming.statements[index]


def _presupposes(attribution: Attribution, event: Event, words: str) -> bool:
    """Whether a statement speaks of an event as of a fact: "**the fact that** the papers were leaked shows ..."."""
    told = [
        (span, trigger)
        for span in attribution.content
        for trigger in (event.trigger, *event.also)
        if span.contains(trigger)
    ]
    return bool(told) and all(_FACT.search(words, span.start, trigger.start) for span, trigger in told)
