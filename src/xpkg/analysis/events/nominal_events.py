"""Reads events that a noun names: "the appointment in 2016 of …", "launched a series of airstrikes"."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.analysis.events.arguments import bears_a_name
from xpkg.analysis.events.aspectual_verbs import taken_place
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.eventualities import CERTAIN
from xpkg.analysis.events.factuality import supposed, to_come
from xpkg.analysis.events.light_verbs import (
    ASIDE,
    OF_AGENT,
    of_doer,
    take_light_verb,
    take_modifiers,
    take_place,
    take_speaker,
)
from xpkg.analysis.events.nominal_factuality import modified, unfulfilled
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Trigger
from xpkg.analysis.grammar.adjuncts import BOUNDS, date_of, dates_in, place_of
from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.words import DETERMINERS, HARD, MODALS, PREPOSITIONS, SUBORDINATORS, auxiliary, past_like
from xpkg.lexicon import closed_classes, event_types, light_verbs, modifiers, nouns
from xpkg.lexicon.closed_classes import having
from xpkg.lexicon.event_triggers import Need, Trait
from xpkg.lexicon.nouns import NounKind
from xpkg.model import EventMethod, Kind, TimeExpression

_PARTICIPIAL = modifiers.having(modifiers.Trait.PARTICIPIAL)
_MILITARY = modifiers.having(modifiers.Trait.MILITARY)
_OF_WORDS = modifiers.having(modifiers.Trait.OF_WORDS) | having(closed_classes.Trait.POSSESSIVE_DETERMINER)
_SEQUENCES = nouns.having(nouns.Trait.SEQUENCE)
_CALLS_OFF = light_verbs.having(light_verbs.Trait.CALLS_OFF)
_BEFORE_DATES = having(closed_classes.Trait.TEMPORAL, closed_classes.Trait.DATING_ADVERB)
_DEFINITE = having(closed_classes.Trait.DEMONSTRATIVE) | {"the"}
_SUDDEN = event_types.having(event_types.Trait.SUDDEN)
_POSSESSOR_ACTS = OF_AGENT | event_types.having(event_types.Trait.POSSESSOR_ACTS)
_TAKEN = frozenset((NounKind.PLACE, NounKind.BODY, NounKind.THING))
"""What is invaded, annexed or occupied: not "the invasion of privacy", "the occupation of teacher"."""


@dataclass(slots=True)
class _TriggerPhrase:
    """The phrase around the trigger: where it begins, and the possessor or the name before the noun."""

    start: int
    possessor: int | None = None  # token of the 's
    compound: int | None = None  # mention that stands before the noun as its modifier


def read_noun(view: SentenceTree, at: int, row: Trigger) -> EventMention | None:
    """The event that the noun at ``at`` names, or None where it only means the kind of event."""
    parse = view.words
    width = len(row.words)
    end = at + width
    if parse.low(at - 1) in MODALS | {"to"} or (Need.OF in row.needs and parse.low(end) != "of"):
        return None  # "to fall" is a verb
    if Trait.IDIOM_WITH_BY in row.traits and parse.low(at - 1) == "by":
        return None  # "took the town by storm"
    if parse.low(end) == "'s" or parse.low(end) == "-" or parse.low(at - 1) == "-":
        return None
    if (
        parse.nounlike(end)
        and parse.tokens[end].mention is None
        and not past_like(parse.low(end))
        and not parse.finite(end)
    ):
        return None  # part of a longer noun: "attack helicopter"
    noun = _phrase(parse, at)
    left = parse.left(at)
    date = _inner_date(parse, noun.start, at)
    coming = date is None and to_come(parse, noun.start, left)
    factuality = modified(parse, noun.start, at)
    if coming or parse.conditional(at):
        return None
    if factuality == CERTAIN and (
        supposed(parse, noun.start, at, left) or unfulfilled(parse, noun.start, at, undergone=bool(row.link))
    ):
        return None
    draft = EventMention(parse, row, (at, end), method=EventMethod.NOUN, event_type=row.event_type)
    draft.factuality = factuality
    draft.words = _plain_words(parse, noun.start, end)
    if Trait.PROTEST_WITH_AGAINST in row.traits and parse.low(end) == "against":
        draft.event_type = "protest"
    limit = parse.right(end - 1)
    reach = take_modifiers(draft, end, limit)
    own = date or next((time for at, time in dates_in(parse, end, reach) if parse.low(at - 1) not in BOUNDS), None)
    own = own or _right_date(parse, reach, limit)
    _possessor(draft, noun)
    if not _of_somebody(draft):
        return None
    light = take_light_verb(draft, noun.start)
    if not light and take_place(draft, reach):
        light = True
        draft.occurred = row.event_type in {"disaster", "attack"} and parse.low(noun.start) in {"the", "this"}
    told = None if own else taken_place(view, at, row.event_type)
    draft.occurred = draft.occurred or told is not None
    limit = max(limit, draft.reach)
    left = parse.left(noun.start - 1) if light and noun.start else left
    placed = take_speaker(draft, noun.start, reach, left)
    if own is not None:
        _owner(draft, noun.start)
    draft.parts = [(role, each) for role, phrase in draft.parts for each in _named(view, phrase, role)]
    site = noun.compound if noun.compound is not None and parse.mentions[noun.compound].kind is Kind.PLACE else None
    draft.date = own or told or (date_of(parse, at, left, limit) if light or placed else None)
    if light and parse.low(noun.start - 1) in _CALLS_OFF:
        return None
    sited = site is not None and parse.low(noun.start) == "the" and not row.needs
    taken = [phrase for _, phrase in draft.parts]
    draft.place = draft.place or place_of(parse, end, max(reach, limit if light else reach), taken)
    if not sited and not _enough(draft, light, placed):
        return None
    if draft.place is None and site is not None:
        draft.place = parse.mentions[site].span
    bounds = (left, limit) if light or placed else (noun.start, reach)
    first = min([noun.start, bounds[0], *(phrase.start for phrase in taken)])
    draft.evidence = parse.cut(first, max([reach, bounds[1], *(phrase.end for phrase in taken)]))
    return draft


def _named(view: SentenceTree, phrase: NounPhrase, role: str) -> tuple[NounPhrase, ...]:
    """The name that stands beside a noun for the same one: "talks with a buyer, | Acme Bank"; those who are joined to
    a participant: "a meeting between Doe | and Roe"; else ``phrase``."""
    index = phrase.end - 1 if phrase.mention is None else view.words.whole(phrase.end - 1)[0]
    place = view.place(index)
    if place is None:
        return (phrase,)
    if phrase.mention is not None:
        joined = view.phrases(place) if role == "participant" and view.tree.having(place, "conj") else ()
        return joined if any(each.mention == phrase.mention for each in joined) else (phrase,)
    behind = [each for head in view.tree.having(place, "appos", "flat") for each in view.phrases(head, predicate=True)]
    return tuple(each for each in behind if each.mention is not None) or (phrase,)


def _of_somebody(draft: EventMention) -> bool:
    """Whether somebody undergoes it, if that is what the noun says; drops from the roles what cannot."""
    of_person = Trait.OF_PERSON in draft.row.traits
    fitting = frozenset((NounKind.PERSON,)) if of_person else event_types.undergone_by(draft.event_type)
    taken = draft.event_type == "military-operation" and draft.row.link == "of"
    fitting = _TAKEN if taken else fitting
    patients = draft.with_role("patient")
    if not fitting or not patients:
        return True
    kept = [
        phrase
        for phrase in patients
        if fitting & set(phrase.kinds) or (taken and "unknown" in phrase.kinds and bears_a_name(draft.parse, phrase))
    ]
    draft.parts = [(role, phrase) for role, phrase in draft.parts if role != "patient" or phrase in kept]
    return bool(kept)


def _phrase(parse: ShallowParse, at: int) -> _TriggerPhrase:
    found = _TriggerPhrase(at)
    here = at
    while here > 0:
        token = parse.tokens[here - 1]
        if token.low == "'s" and here > 1 and parse.tokens[here - 2].time is not None:
            here -= 2  # "Monday's meeting"
            found.start = here
            continue
        if token.low == "'s":
            found.possessor = here - 1
            here -= 1
            while here > 0 and (parse.tokens[here - 1].mention is not None or parse.nounlike(here - 1)):
                here -= 1
            break
        if token.mention is not None:
            if here == at:
                found.compound = token.mention
            here -= 1
            found.start = here
            continue
        if token.time is not None or token.low in ASIDE:
            here -= 1
            found.start = here
            continue
        if token.low in DETERMINERS:
            here -= 1
            found.start = here
            break
        doing = token.low.endswith("ing") and parse.low(here - 2) not in DETERMINERS | {"'s", "and"}
        stops = (
            (doing and here < at and token.low not in _PARTICIPIAL)
            or token.low in PREPOSITIONS
            or token.low in HARD
            or token.low in SUBORDINATORS
            or token.low in {",", "and", "or", "("}
        )
        measure = token.low == "of" and parse.low(here - 2) in _SEQUENCES
        if measure:
            here -= 2
            found.start = here
            continue
        if stops or auxiliary(token.low) or (parse.finite(here - 1)):
            break
        here -= 1
        found.start = here
    found.start = min(found.start, here)
    return found


def _plain_words(parse: ShallowParse, start: int, end: int) -> str:
    """The noun with the plain words before it, for the label of what has no participant: "General election"."""
    words: list[str] = []
    for at in range(end - 1, start - 1, -1):
        token = parse.tokens[at]
        if token.time is not None or token.low in DETERMINERS or not token.word[0].isalnum() or token.low == "'s":
            break
        words.insert(0, token.word)
    name = " ".join(words[-5:])
    return name[:1].upper() + name[1:]


def _inner_date(parse: ShallowParse, start: int, at: int) -> TimeExpression | None:
    return next((time for _, time in dates_in(parse, start, at)), None)


def _right_date(parse: ShallowParse, reach: int, limit: int) -> TimeExpression | None:
    """A date that follows the phrase at once."""
    for at, time in dates_in(parse, reach, min(limit, reach + 3)):
        if all(parse.low(index) in _BEFORE_DATES for index in range(reach, at)):
            return time
    return None


def _owner(draft: EventMention, start: int) -> None:
    """Assigns the referent of a possessive pronoun before a dated event its role: "his arrest in 2010"."""
    parse, row, owner = draft.parse, draft.row, draft.parse.owner(start)
    fitting = bool(row.needs & {Need.NAMED, Need.PERSON}) or row.event_type in OF_AGENT
    if owner is None or not fitting or parse.mentions[owner].kind is not Kind.PERSON or draft.with_role("agent"):
        return
    acts = row.event_type in _POSSESSOR_ACTS or bool(draft.with_role("patient"))
    draft.parts.append(
        ("agent" if acts else "patient", NounPhrase(start, start + 1, owner, parse.low(start), ("person",)))
    )


def _possessor(draft: EventMention, noun: _TriggerPhrase) -> None:
    parse, row = draft.parse, draft.row
    compound = noun.compound
    if noun.possessor is not None:
        phrases = parse.adjacent(noun.possessor)
        draft.parts += [(_part_of_owner(draft), phrase) for phrase in phrases[-1:] if phrase.mention is not None]
    elif compound is not None and parse.mentions[compound].kind in {Kind.DOCUMENT, Kind.ORGANIZATION, Kind.PERSON}:
        phrase = parse.phrase(
            *parse.whole(next(at for at, token in enumerate(parse.tokens) if token.mention == compound))
        )
        document = parse.mentions[compound].kind is Kind.DOCUMENT
        if row.event_type == "meeting":
            draft.parts.append(("participant", phrase))
            return
        draft.parts.append(
            ("patient" if document or row.event_type not in {*_POSSESSOR_ACTS, "publication"} else "agent", phrase)
        )


def _part_of_owner(draft: EventMention) -> str:
    """The role of the possessor. "Ruritania's invasion" may be by it or of it: only what "of" or "by" names beside
    it decides."""
    row = draft.row
    if draft.with_role("patient"):
        return "agent"
    if row.event_type in OF_AGENT and not of_doer(row) and row.event_type != "announcement":
        return "patient" if draft.with_role("agent") else "participant"
    return "agent" if row.event_type in _POSSESSOR_ACTS else "patient"


def _verbal(draft: EventMention) -> bool:
    """Whether an attack is one of words, as most are that one person makes on another in the news."""
    parse = draft.parse
    before = {parse.low(at) for at in range(max(0, draft.trigger[0] - 3), draft.trigger[0])}
    patients = draft.with_role("patient")
    named = [parse.mentions[phrase.mention].kind for phrase in patients if phrase.mention is not None]
    behind = parse.tokens[draft.trigger[1] + 1 : draft.trigger[1] + 7]
    by = {token.mention for token in behind if token.mention is not None}
    people = any(parse.mentions[index].kind is Kind.PERSON for index in by)
    by_somebody = parse.low(draft.trigger[1]) in {"from", "by"} and people  # "attacks from the mayor, Jane Doe"
    own = bool(before & _OF_WORDS)
    return own or by_somebody or Kind.PERSON in named


def _enough(draft: EventMention, light: bool, placed: bool) -> bool:
    """Whether the noun has all that it needs to mean one event and not its kind."""
    parse, row, needs = draft.parse, draft.row, draft.row.needs
    dated, named = draft.date is not None, draft.named()
    patients = draft.with_role("patient")
    kinds = {kind for phrase in patients for kind in phrase.kinds}
    if Need.VIOLENT in needs and (_verbal(draft) or not (draft.date or draft.place or kinds & {"place"})):
        return False
    if Need.LIGHT in needs or Need.ISSUE in needs:
        return light and named
    if Need.MILITARY in needs:
        words = {token.low for token in parse.tokens[max(0, draft.trigger[0] - 4) : draft.trigger[0]]}
        return (light or dated) and (bool(words & _MILITARY) or light) and named
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
    definite = {parse.low(at) for at in range(max(0, draft.trigger[0] - 3), draft.trigger[0])} & _DEFINITE
    happened = bool(definite and draft.place) and row.event_type in _SUDDEN
    return dated or happened or (light and (named or draft.place is not None)) or (placed and named and not row.plural)
