"""Reads the verb that brings a noun's happening about, or says that it took place: "gave a speech", "it began"."""

from __future__ import annotations

from xpkg.analysis.events.assertion import asserts, asserts_or_is
from xpkg.analysis.events.circumstances import dates_of
from xpkg.analysis.events.clause_dates import governor
from xpkg.analysis.events.clause_frames import frame_of
from xpkg.analysis.events.clause_places import place_of
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_frames import NounFrame, Slot
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.lexicon import event_types, light_verbs, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_triggers import Need
from xpkg.lexicon.light_verbs import SubjectRole
from xpkg.model import Kind, TimeExpression
from xpkg.syntax.arguments import is_passive
from xpkg.syntax.nominals import modifier
from xpkg.syntax.tree import ROOT, Parse, subtree

_LIGHT = light_verbs.having(light_verbs.Trait.LIGHT)
_OCCURS = light_verbs.having(light_verbs.Trait.OCCURS)
_SUDDEN = event_types.having(event_types.Trait.SUDDEN) - event_types.having(event_types.Trait.OF_AGENT)
_STRIKES_PLACE = light_verbs.having(light_verbs.Trait.STRIKES_PLACE)
_BEGINS = light_verbs.having(light_verbs.Trait.BEGINS)
_ENDS = light_verbs.having(light_verbs.Trait.ENDS)
_BRINGS_ABOUT = light_verbs.having(light_verbs.Trait.BRINGS_ABOUT)
_SPEAKING = event_types.having(event_types.Trait.SPEAKING)
_DATED_BY_BEGINNING = event_types.having(event_types.Trait.DATED_BY_BEGINNING)
_WITHIN_EVENT = having(Trait.WITHIN_EVENT)
_NAMING = verb_classes.having(verb_classes.Trait.NAMING)
_FRONTED = 2
"""The first places of a sentence, before which no more than a preposition and a conjunction or mark stands."""
_PART = frozenset(("part", "place"))


def light_verb(draft: EventMention, frame: NounFrame) -> int | None:
    """The asserted verb that says little and brings the noun, of which its subject takes a part then.

    "gave a speech", "sanctions were imposed", "elections | held on Sunday".
    """
    view, tree = frame.view, frame.view.tree
    below = next((each for each in tree.having(frame.noun, "acl") if tree.word(each) in _LIGHT), None)
    reduced = below is not None and tree.relations[below] == "acl" and tree.xpos[below] in {"VBN", "VBD"}
    if reduced and Need.ISSUE not in draft.row.needs:
        return below
    verb = frame.verb
    if verb is None or tree.word(verb) not in _LIGHT or _judged(tree, frame, verb) or not asserts(tree, verb):
        return None
    if tree.word(verb) == "filed" and draft.event_type != "lawsuit":
        return None  # "filed a statement"
    passive = is_passive(tree, verb)
    if frame.slot is Slot.PASSIVE_SUBJECT:
        return verb
    through = frame.slot is Slot.OBLIQUE and "in" in frame.marks
    through = through and any(tree.word(each) in _PART for each in tree.having(verb, "obj"))
    if passive or not (frame.slot is Slot.OBJECT or through):
        return None
    role = light_verbs.light_verbs()[tree.word(verb)].subject
    if role is not SubjectRole.NONE and not draft.with_role(role):
        draft.parts += [(role, phrase) for phrase in frame_of(view, verb).subjects]
    return verb


def _judged(tree: Parse, frame: NounFrame, verb: int) -> bool:
    """Whether the verb only says of the noun what it is: "called the report | disturbing"."""
    behind = (each for each in tree.having(frame.noun, "appos", "amod", "acl") if each > frame.noun)
    called = tree.word(verb) in _NAMING and any(tree.upos[each] == "ADJ" for each in behind)
    return called or bool(tree.having(verb, "xcomp"))


def verb_of_taking_place(draft: EventMention, frame: NounFrame) -> int | None:
    """The asserted verb that says of the noun that it took place, began or was held: "an earthquake struck the port".

    The place that it struck is its place. An apposition or a relative clause may stand between the two: "a strike that
    | began in May".
    """
    tree = frame.view.tree
    subject = frame.slot in {Slot.SUBJECT, Slot.PASSIVE_SUBJECT} and frame.verb is not None
    verbs = [frame.verb] if subject and frame.verb is not None else []
    joined = (each for each in tree.having(verbs[0], "conj") if not tree.having(each, "nsubj")) if verbs else ()
    verbs += [*joined, *tree.having(frame.noun, "acl:relcl")]
    verbs += (each for other in tree.having(frame.noun, "nmod") for each in tree.having(other, "acl:relcl"))
    found = [each for each in verbs if _is_of(frame, each) and asserts(tree, each) and _tells(draft, frame, each)]
    verb = next((each for each in found if dates_of(frame.view, each)), found[0] if found else None)
    if verb is not None and tree.word(verb) in _STRIKES_PLACE and draft.event_type in _SUDDEN:
        _struck(draft, frame, verb)
    return verb


def _is_of(frame: NounFrame, verb: int) -> bool:
    """Whether the verb at ``verb`` can be one of the noun: "the trial of Jane Doe, | which began", not "who began"."""
    view, tree = frame.view, frame.view.tree
    other = tree.relations[verb] == "acl:relcl" and tree.heads[verb] != frame.noun
    person = other and view.kind(tree.heads[verb]) is Kind.PERSON
    own = tree.first(verb, "nsubj")
    which = own is not None and tree.word(own) in {"which", "that"}
    return tree.upos[verb] == "VERB" and (not other or (person and which))


def _tells(draft: EventMention, frame: NounFrame, verb: int) -> bool:
    tree = frame.view.tree
    word = tree.word(verb)
    if is_passive(tree, verb):
        return word in _BRINGS_ABOUT and frame.verb == verb
    row = light_verbs.light_verbs().get(word)
    if row is None or (row.particle and not any(tree.word(each) == row.particle for each in tree.dependents[verb])):
        return False
    begins = word in _BEGINS and draft.event_type in _DATED_BY_BEGINNING
    ends = word in _ENDS and draft.event_type == "meeting"
    return begins or ends or word in _OCCURS


def _struck(draft: EventMention, frame: NounFrame, verb: int) -> None:
    """Gives the event the place that a verb strikes: "Strelsau", "the southern port of Strelsau"."""
    view, tree = frame.view, frame.view.tree
    for each in tree.having(verb, "obj"):
        within = modifier(tree, each, "of")
        for place in (each, *((within,) if within is not None else ())):
            mention = view.mention(place)
            if mention is not None:
                if mention.kind is Kind.PLACE:
                    draft.place = mention.span
                return


def take_speaker(draft: EventMention, frame: NounFrame) -> bool:
    """Whether the noun is where something was said ("In a speech, the mayor …"); the speaker is the agent then."""
    within = draft.row.event_type in _SPEAKING and bool(set(frame.marks) & _WITHIN_EVENT)
    if not within or draft.with_role("agent"):
        return within
    draft.parts += [("agent", phrase) for phrase in _speakers(frame)]
    return bool(draft.with_role("agent"))


def _speakers(frame: NounFrame) -> tuple[NounPhrase, ...]:
    """Who speaks "in a speech": the subject of the verb that the phrase hangs on; else what it modifies."""
    view, tree = frame.view, frame.view.tree
    verb, passed = governor(view, frame.top)
    if verb != ROOT and frame.start <= _FRONTED and (main := _main_verb(frame)) is not None:
        verb = main  # what opens the sentence is of its main clause, wherever the tree hangs it
    if verb == ROOT or tree.upos[verb] not in {"VERB", "AUX"}:
        beside = passed[:1] or ((verb,) if verb != ROOT and view.nominal(verb) else ())
        return tuple(phrase for each in beside for phrase in view.phrases(each))
    if not asserts_or_is(tree, verb):
        return ()
    clause = frame_of(view, verb)
    return clause.agents if clause.passive else clause.subjects  # "the plan was told in a speech"


def _main_verb(frame: NounFrame) -> int | None:
    """The first verb behind the noun that has a subject of its own and is of no clause that modifies something."""
    tree = frame.view.tree
    verbs = (tree.heads[at] for at in range(frame.noun + 1, len(tree)) if tree.relation(at) == "nsubj")
    return next((each for each in verbs if tree.relation(each) in {"root", "ccomp", "parataxis"}), None)


def take_circumstances(draft: EventMention, frame: NounFrame, verb: int, *, told: bool) -> None:
    """Gives the event the date of the clause of ``verb`` where its own phrase has none; where the verb tells it, also
    its place."""
    view = frame.view
    dates = dates_of(view, verb) if draft.date is None or told else ()
    if dates and (draft.date is None or _finer(dates[0], draft.date)):
        draft.date = dates[0]
    if draft.place is None and told:
        draft.place = place_of(view, verb, [phrase for _, phrase in draft.parts])


def _finer(date: TimeExpression, whole: TimeExpression) -> bool:
    """Whether a date is a part of a ``whole`` year: "The 2007 flood hit the town on 13 February 2007"."""
    return len(whole.edtf) == len("2007") < len(date.edtf) and date.edtf.startswith(f"{whole.edtf}-")


def clause_bounds(frame: NounFrame, verb: int) -> tuple[int, int]:
    """The first place of the clause of ``verb``, and one past its last."""
    tree = frame.view.tree
    whole = subtree(tree, verb, ("parataxis", "ccomp", "conj", "cc", "punct", "dep", "mark", "advcl"))
    beside = {below for each in whole for other in tree.having(each, "acl:relcl") for below in subtree(tree, other)}
    places = [place for place in whole if place not in beside]
    return places[0], places[-1] + 1
