"""Reads events that a noun names: "the appointment in 2016 of …", "launched a series of airstrikes"."""

from __future__ import annotations

from xpkg.analysis.events.arguments import bears_a_name
from xpkg.analysis.events.circumstances import dates_of
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.light_verbs import (
    clause_bounds,
    light_verb,
    take_circumstances,
    take_speaker,
    verb_of_taking_place,
)
from xpkg.analysis.events.nominal_factuality import factuality_of_noun
from xpkg.analysis.events.nominal_needs import has_enough
from xpkg.analysis.events.noun_frames import NounFrame, noun_frame
from xpkg.analysis.events.noun_modifiers import OF_AGENT, date_of_noun, of_doer, place_of_noun, take_modifiers
from xpkg.analysis.events.noun_phrases import NounPhrase, noun_phrase_of
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Trigger
from xpkg.analysis.events.word_classes import DETERMINERS
from xpkg.lexicon import event_types, light_verbs
from xpkg.lexicon.event_triggers import Need, Trait
from xpkg.lexicon.nouns import NounKind
from xpkg.model import EventMethod, Kind, Span
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import Parse, head_of

_CALLS_OFF = light_verbs.having(light_verbs.Trait.CALLS_OFF)
_POSSESSOR_ACTS = OF_AGENT | event_types.having(event_types.Trait.POSSESSOR_ACTS)
_OCCURRING = frozenset(("disaster", "attack"))
_TAKEN = frozenset((NounKind.PLACE, NounKind.BODY, NounKind.THING))
"""What is invaded, annexed or occupied: not "the invasion of privacy", "the occupation of teacher"."""


def read_noun(view: SentenceTree, at: int, row: Trigger) -> EventMention | None:
    """The event that the noun at ``at`` names, or None where it only means the kind of event."""
    end = at + len(row.words)
    head = head_of(view.tree, view.cut(at, end))
    noun = end - 1 if head is None else head
    if not _is_noun(view, at, end, row, noun):
        return None
    frame = noun_frame(view, noun)
    inner = next((time for place, time in view.when if frame.start <= place < at), None)
    factuality = factuality_of_noun(frame, dated=inner is not None, undergone=bool(row.link))
    if factuality is None:
        return None
    draft = EventMention(view, row, (at, end), method=EventMethod.NOUN, event_type=row.event_type)
    draft.factuality = factuality
    draft.words = _plain_words(view, frame.start, end)
    if Trait.PROTEST_WITH_AGAINST in row.traits and view.low(end) == "against":
        draft.event_type = "protest"
    reach = take_modifiers(draft, end)
    own = inner or date_of_noun(view, noun, frame.start, reach)
    compound = _compound(view, at)
    _possessor(draft, frame, compound)
    if not _of_somebody(draft):
        return None
    light = light_verb(draft, frame)
    takes = verb_of_taking_place(draft, frame)
    brings = light if light is not None else takes
    if light is not None and light > noun:
        take_modifiers(draft, light + 1)
    elif takes is not None:
        draft.occurred = row.event_type in _OCCURRING and view.low(frame.start) in {"the", "this"}
    draft.occurred = draft.occurred or (takes is not None and own is None and bool(dates_of(view, takes)))
    draft.held = brings is not None
    placed = take_speaker(draft, frame)
    if own is not None:
        _owner(draft, frame)
    if light is not None and view.low(light) in _CALLS_OFF:
        return None
    draft.date = own
    taken = [phrase for _, phrase in draft.parts]
    draft.place = draft.place or place_of_noun(view, noun, reach, taken)
    clause = brings if brings is not None else frame.verb if placed else None
    if clause is not None:
        take_circumstances(draft, frame, clause, told=brings is not None)
    site = compound if compound is not None and view.mentions[compound].kind is Kind.PLACE else None
    sited = site is not None and view.low(frame.start) == "the" and not row.needs
    if not sited and not has_enough(draft, light=brings is not None, placed=placed):
        return None
    if draft.place is None and site is not None:
        draft.place = view.mentions[site].span
    _take_evidence(draft, frame, reach, brings, placed=placed)
    return draft


def _is_noun(view: SentenceTree, at: int, end: int, row: Trigger, noun: int) -> bool:
    """Whether the words from ``at`` to ``end`` are a noun that stands by itself, and not a part of a longer one."""
    tree = view.tree
    if tree.upos[noun] not in {"NOUN", "PROPN"} and len(row.words) == 1 and not _under_preposition(tree, noun):
        return False  # "to fall" is a verb
    if Need.OF in row.needs and view.low(end) != "of":
        return False
    if Trait.IDIOM_WITH_BY in row.traits and view.low(at - 1) == "by":
        return False  # "took the town by storm"
    if view.low(end) in {"'s", "-"} or view.low(at - 1) == "-":
        return False
    head = tree.heads[noun]
    modifies = tree.relation(noun) in {"compound", "amod", "flat"} and head > noun
    return not modifies or view.time_on[head] is not None  # part of a longer noun: "attack helicopter"


def _under_preposition(tree: Parse, verb: int) -> bool:
    """Whether what the tree takes for a finite verb is a noun: a preposition leads to it ("after the papers leak")."""
    own = tree.first(verb, "nsubj")
    plain = tree.xpos[verb] in {"VBP", "VBZ"} and not tree.having(verb, "aux", "obj", "mark")
    led_to = bool(tree.having(verb, "case")) or (own is not None and bool(prepositions(tree, own)))
    return plain and led_to


def _plain_words(view: SentenceTree, start: int, end: int) -> str:
    """The noun with the plain words before it, for the label of what has no participant: "General election"."""
    first = end - 1
    while first > start and view.time_on[first - 1] is None and view.low(first - 1) not in DETERMINERS | {"'s"}:
        if not (view.low(first - 1)[0].isalnum() or view.low(first - 1) == "-"):
            break
        first -= 1
    first += view.low(first) == "-"
    words = view.cut(first, end).cut(view.text).split()
    name = " ".join(words[-5:])
    return name[:1].upper() + name[1:]


def _compound(view: SentenceTree, at: int) -> int | None:
    """The mention right before the noun at ``at``, of which it is a modifier: "the | Senate election"."""
    return view.mention_on[at - 1] if at else None


def _possessor(draft: EventMention, frame: NounFrame, compound: int | None) -> None:
    """Gives the possessor of the noun, or the name right before it, a part in its event."""
    view, row = draft.view, draft.row
    owners = [each for each in view.tree.having(frame.noun, "nmod:poss") if view.time_on[each] is None]
    if owners:
        draft.parts += [
            (_part_of_owner(draft), phrase)
            for phrase in view.phrases(owners[0])[-1:]
            if phrase.mention is not None and view.tree.upos[owners[0]] != "PRON"
        ]
    elif compound is not None and view.mentions[compound].kind in {Kind.DOCUMENT, Kind.ORGANIZATION, Kind.PERSON}:
        phrase = noun_phrase_of(view, *view.whole(draft.trigger[0] - 1))
        document = view.mentions[compound].kind is Kind.DOCUMENT
        if row.event_type == "meeting":
            draft.parts.append(("participant", phrase))
            return
        acts = not document and row.event_type in {*_POSSESSOR_ACTS, "publication"}
        draft.parts.append(("agent" if acts else "patient", phrase))


def _part_of_owner(draft: EventMention) -> str:
    """The role of the possessor. "Ruritania's invasion" may be by it or of it: only what "of" or "by" names beside
    it decides."""
    row = draft.row
    if draft.with_role("patient"):
        return "agent"
    if row.event_type in OF_AGENT and not of_doer(row) and row.event_type != "announcement":
        return "patient" if draft.with_role("agent") else "participant"
    return "agent" if row.event_type in _POSSESSOR_ACTS else "patient"


def _owner(draft: EventMention, frame: NounFrame) -> None:
    """Assigns the referent of a possessive pronoun before a dated event its role: "his arrest in 2010"."""
    view, row, start = draft.view, draft.row, frame.start
    owner = view.owner(start)
    fitting = bool(row.needs & {Need.NAMED, Need.PERSON}) or row.event_type in OF_AGENT
    if owner is None or not fitting or view.mentions[owner].kind is not Kind.PERSON or draft.with_role("agent"):
        return
    acts = row.event_type in _POSSESSOR_ACTS or bool(draft.with_role("patient"))
    phrase = NounPhrase(start, start + 1, owner, view.low(start), ("person",))
    draft.parts.append(("agent" if acts else "patient", phrase))


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
        if fitting & set(phrase.kinds) or (taken and "unknown" in phrase.kinds and bears_a_name(draft.view, phrase))
    ]
    draft.parts = [(role, phrase) for role, phrase in draft.parts if role != "patient" or phrase in kept]
    return bool(kept)


def _take_evidence(draft: EventMention, frame: NounFrame, reach: int, clause: int | None, *, placed: bool) -> None:
    """Sets as evidence the noun's phrase with its participants, and the clause that tells when it was.

    Where somebody says something in it, its preposition goes with it: "In a speech".
    """
    start = frame.start - (placed and draft.view.low(frame.start - 1) in frame.marks)
    bounds = (start, reach) if clause is None else clause_bounds(frame, clause)
    phrases = [phrase for _, phrase in draft.parts]
    first = min([frame.start, bounds[0], *(phrase.start for phrase in phrases)])
    told = draft.view.cut(first, max([reach, bounds[1], *(phrase.end for phrase in phrases)]))
    dated = draft.date.span if draft.date is not None else told
    draft.evidence = Span(min(told.start, dated.start), max(told.end, dated.end))
