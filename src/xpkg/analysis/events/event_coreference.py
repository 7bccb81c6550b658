"""Merges the mentions of one event in several sentences of a document, and labels it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from xpkg.analysis.events.confidence import confidence_of
from xpkg.analysis.events.event_cluster import EventCluster
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.labels import label_of
from xpkg.analysis.events.participants import ParticipantNames
from xpkg.analysis.events.triggers import Form
from xpkg.lexicon import closed_classes, event_types
from xpkg.lexicon.event_triggers import Trait
from xpkg.model import Event, Participant, Span, TimeExpression

_ONE_A_TIME = event_types.having(event_types.Trait.ONE_A_TIME)
_NEAR = 1200
"""Characters: mentioned again further on without its date, a speech or visit may be another one of the same person."""
_REMEMBERED = 100
"""Events of one participant that another mention is compared with, the latest ones first."""
_INDIVIDUAL = event_types.having(event_types.Trait.INDIVIDUAL)
_HETEROGENEOUS = event_types.having(event_types.Trait.HETEROGENEOUS)
_DEFINITE = closed_classes.having(closed_classes.Trait.DEMONSTRATIVE) | {"the"}
_REFLEXIVE = closed_classes.having(closed_classes.Trait.REFLEXIVE_PRONOUN)


def merge(
    drafts: Iterable[EventMention],
    participants: ParticipantNames,
    asserted: Callable[[Span], bool],
    name_of: Callable[[Span], str],
) -> tuple[Event, ...]:
    """The events of ``drafts`` in order of their first mention. Two mentions are one event where type, main
    participant and date agree; it is as sure as the surest of them. The trigger is the first that the text itself
    asserts, if there is one. Who did it, as somebody says, stays with what that one says."""
    wholes: list[EventCluster] = []
    by_sign: dict[tuple[str, ...], dict[int, None]] = {}
    for draft in drafts:
        new = _whole(draft, participants, name_of)
        alike = {at for sign in _signs(new) for at in islice(reversed(by_sign.get(sign, {})), _REMEMBERED)}
        joined = (at for at in sorted(alike) if _same(wholes[at], new) and not _blames(wholes[at], new, asserted))
        same = next(joined, len(wholes))
        if same == len(wholes):
            wholes.append(new)
        else:
            _add(wholes[same], new)
        for sign in _signs(wholes[same]):
            by_sign.setdefault(sign, {})[same] = None
    events = [_event(whole, asserted) for whole in wholes]
    return tuple(sorted(events, key=lambda event: event.trigger))


def _signs(whole: EventCluster) -> Iterator[tuple[str, ...]]:
    """The features of which two mentions of one event share at least one: see :func:`_same`."""
    kind = whole.draft.event_type
    if whole.draft.label:
        yield kind, "label", whole.draft.label
    for role, key, _, _ in whole.parts:
        yield kind, "patient" if role == "patient" else "agent", key
    if not whole.parts and whole.place_name:
        yield kind, "place", whole.place_name
    if whole.draft.row.form is Form.NOUN and whole.date is not None and whole.date.earliest:
        yield kind, "year", whole.date.earliest[:4]


def _whole(draft: EventMention, participants: ParticipantNames, name_of: Callable[[Span], str]) -> EventCluster:
    view = draft.view
    parts: dict[tuple[str, str], tuple[str, str, Span, str]] = {}
    for role, phrase in draft.parts:
        if phrase.head in _REFLEXIVE:
            continue
        key = participants.key(view, phrase)
        parts.setdefault((role, key), (role, key, participants.span(view, phrase), participants.name(view, phrase)))
    patients = {key for role, key in parts if role == "patient"}
    kept = [part for (role, key), part in parts.items() if role == "patient" or key not in patients]
    place = name_of(draft.place) if draft.place else ""
    evidence = draft.evidence or view.span
    trigger = view.cut(*draft.trigger)
    doer_told = [trigger] if any(role == "agent" for role, *_ in kept) else []
    return EventCluster(
        draft, kept, draft.date, draft.place, place, confidence_of(draft), [trigger], [evidence], doer_told
    )


def _same(old: EventCluster, new: EventCluster) -> bool:
    if old.draft.factuality != new.draft.factuality or not _compatible(old.date, new.date):
        return False
    if old.draft.event_type in _HETEROGENEOUS and old.draft.row.label != new.draft.row.label:
        return False
    if old.place_name and new.place_name and old.place_name != new.place_name and not (old.date and new.date):
        return False
    if old.draft.label and old.draft.label == new.draft.label:
        return True
    if _done_by_others(old, new):
        return False
    if _told_again(old, new):
        return True
    old_patients, new_patients = old.keys("patient"), new.keys("patient")
    if old_patients and new_patients:
        shared = old_patients & new_patients
        if Trait.SEVERAL_OF_ONE in old.draft.row.traits & new.draft.row.traits and not (old.date and new.date):
            return False  # "became a member", "became mayor in 1939"
        if old.draft.event_type == "marriage" and min(len(old_patients), len(new_patients)) > 1 and len(shared) < 2:
            return False  # one person's two marriages
        if any(key.startswith("noun ") for key in shared) and len(shared) == len(old_patients | new_patients):
            return bool(old.keys("agent")) and old.keys("agent") == new.keys("agent")
        return any(not key.startswith("noun ") for key in shared)
    if not old.parts and not new.parts and old.place_name and old.place_name == new.place_name:
        return True  # "the attack in Strelsau", "the shooting in Strelsau"
    agents = old.keys("agent", "participant") & new.keys("agent", "participant")
    if not any(not key.startswith("noun ") for key in agents):
        return False
    near = new.triggers[0].start - old.triggers[-1].end < _NEAR
    return (old.draft.event_type in _ONE_A_TIME and near) or bool(old.date and new.date)


def _blames(old: EventCluster, new: EventCluster, asserted: Callable[[Span], bool]) -> bool:
    """Whether one of the two stands only in what somebody says, and gives a doer that the text itself does not give.

    "Ann Low died in May. Her son says that the guards killed her": the text does not say that they did. A noun that
    comes back to what was said, "her killing", is no telling of its own.
    """
    if any(map(asserted, old.triggers)) == asserted(new.triggers[0]):
        return False
    said, by_text = (old, new) if asserted(new.triggers[0]) else (new, old)
    return by_text.draft.row.form is not Form.NOUN and not said.keys("agent") <= by_text.keys("agent")


def _told_again(old: EventCluster, new: EventCluster) -> bool:
    """Whether the new mention is "the crash of 2011" and says no more of one that was told with a day of that year."""
    view, at = new.draft.view, new.draft.trigger[0]
    definite = any(view.low(before) in _DEFINITE for before in range(max(0, at - 3), at))
    told = new.draft.row.form is Form.NOUN and not new.parts and definite and old.draft.row.label == new.draft.row.label
    return told and old.date is not None and new.date is not None and old.date.resolved


def _done_by_others(old: EventCluster, new: EventCluster) -> bool:
    """Whether both have an agent, and not the same one."""
    first, second = ({key for key in whole.keys("agent") if not key.startswith("noun ")} for whole in (old, new))
    apart = bool(first) and bool(second) and not first & second
    return apart and (old.draft.event_type in _INDIVIDUAL or not (old.date and new.date))


def _compatible(first: TimeExpression | None, second: TimeExpression | None) -> bool:
    """Whether two dates may be one: one is missing, or one lies within the other."""
    if first is None or second is None:
        return True
    if not first.resolved or not second.resolved:
        return first.resolved == second.resolved
    if first.edtf == second.edtf:
        return True
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return False
    return (first.earliest <= second.earliest and second.latest <= first.latest) or (
        second.earliest <= first.earliest and first.latest <= second.latest
    )


def _add(old: EventCluster, new: EventCluster) -> None:
    known = {(role, key) for role, key, _, _ in old.parts}
    keys = {key for _, key, _, _ in old.parts}
    old.parts += [part for part in new.parts if part[:2] not in known and part[1] not in keys]
    if old.date is None or (new.date and _narrower(new.date, old.date)):
        old.date = new.date or old.date
    if old.place is None:
        old.place, old.place_name = new.place, new.place_name
    old.doer_told += new.doer_told
    old.confidence = max(old.confidence, new.confidence)
    old.triggers += new.triggers
    old.evidence += [span for span in new.evidence if span not in old.evidence[-_REMEMBERED:]]


def _narrower(new: TimeExpression, old: TimeExpression) -> bool:
    if not (new.earliest and new.latest and old.earliest and old.latest):
        return False
    return new.earliest >= old.earliest and new.latest <= old.latest and new.edtf != old.edtf


def _event(whole: EventCluster, asserted: Callable[[Span], bool]) -> Event:
    draft = whole.draft
    own = [span for span in whole.triggers if asserted(span)]
    blaming = [] if set(own) & set(whole.doer_told) else whole.doer_told
    trigger = [*blaming, *own, *whole.triggers][0]
    return Event(
        label=label_of(whole),
        event_type=draft.event_type,
        trigger=trigger,
        evidence=tuple(sorted(whole.evidence)),
        date=whole.date,
        place=whole.place,
        participants=tuple(Participant(role, span) for role, _, span, _ in whole.parts),
        method=draft.method,
        factuality=draft.factuality,
        confidence=whole.confidence,
        also=tuple(sorted(set(whole.triggers) - {trigger})),
    )
