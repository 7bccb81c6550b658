"""Maps happenings, and whether the source tells them itself or reports them as said by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import Triple, boolean, concept, dated, share, told_by, typed
from xpkg.model import Event, Kind
from xpkg.vocab import RDFS, XPKG

_ROLES = {role: XPKG[role] for role in ("agent", "patient", "recipient", "instrument", "participant")}


def map_events(naming: Naming) -> Iterator[Triple]:
    """Every event that the text tells of."""
    for event, node in zip(naming.analysis.events, naming.events, strict=True):
        yield from _event(event, node, naming)
        for index in event.according_to:
            yield node, XPKG.accordingTo, naming.statements[index]


def map_eventualities(naming: Naming) -> Iterator[Triple]:
    """What the text tells of without asserting it; no property of an event is used that lists of events go by."""
    for event, node in zip(naming.analysis.eventualities, naming.eventualities, strict=True):
        yield from typed(node, "eventuality")
        yield node, XPKG.statedIn, naming.source
        yield node, RDFS.label, Literal(event.label)
        yield node, XPKG.factuality, concept("factuality", event.factuality)
        yield node, XPKG.supposedType, concept("event", event.event_type)
        yield from dated(node, event.date)
        for part in event.participants:
            for thing in naming.denoted(part.span):
                yield node, XPKG.involves, thing
        for place in naming.denoted(event.place, among=(Kind.PLACE,)):
            yield node, XPKG.involves, place
        yield from naming.passages(node, XPKG.evidence, event.evidence or (event.trigger,))
        yield node, XPKG.inStory, boolean(naming.in_story(event.trigger))
        for index in event.according_to:
            yield node, XPKG.accordingTo, naming.statements[index]


def _event(event: Event, node: NamedNode, naming: Naming) -> Iterator[Triple]:
    yield from typed(node, Kind.EVENT)
    yield node, XPKG.statedIn, naming.source
    yield node, RDFS.label, Literal(event.label)
    yield node, XPKG.eventType, concept("event", event.event_type)
    in_story = naming.in_story(event.trigger)
    yield from told_by(node, event.date, naming.source, naming.analysis.last_day if in_story else "")
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
    yield node, XPKG.inStory, boolean(in_story)
    yield node, XPKG.confidence, share(event.confidence)
    if event.method:
        yield node, XPKG.method, Literal(event.method)
