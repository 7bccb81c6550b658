"""Decides whether the happening of a noun did happen: not "a planned vote", "failed to reach a verdict"."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.events.eventualities import ATTEMPT, CERTAIN, PLAN, PROBABLE
from xpkg.analysis.events.noun_frames import NounFrame, Slot
from xpkg.analysis.events.word_classes import DETERMINERS, TIME_BOUNDS
from xpkg.lexicon import closed_classes, light_verbs
from xpkg.lexicon.factuality_cues import Trait, having
from xpkg.syntax.clauses import Modality, is_clause, is_conditional, modality, negation
from xpkg.syntax.nominals import first_conjunct
from xpkg.syntax.tree import ROOT, Parse, ancestors

_NEGATIVE_IMPLICATIVE = having(Trait.NEGATIVE_IMPLICATIVE)
_PREVENTS_OBJECT = having(Trait.PREVENTS_OBJECT)
_OPPOSES_OBJECT = having(Trait.OPPOSES_OBJECT)
_ABORTIVE = having(Trait.ABORTIVE)
_CAME_TO_NOTHING = having(Trait.CAME_TO_NOTHING)
_UNREALIZED = having(Trait.UNREALIZED)
_IRREALIS = having(Trait.IRREALIS)
_RESCHEDULED = having(Trait.RESCHEDULED)
_PROSPECTIVE = having(Trait.PROSPECTIVE)
_APPEALS = having(Trait.APPEAL)
_ATTRIBUTIVE = (
    (having(Trait.ATTRIBUTIVE_ATTEMPT), ATTEMPT),
    (having(Trait.ATTRIBUTIVE_HEARSAY), PROBABLE),
    (having(Trait.ATTRIBUTIVE_PLAN), PLAN),
)
_BRINGS_ABOUT = light_verbs.having(light_verbs.Trait.BRINGS_ABOUT)
_OCCURS = light_verbs.having(light_verbs.Trait.OCCURS, light_verbs.Trait.OPENS) | {"happen", "occur", "take"}
_TAKES_PLACE = _OCCURS | _BRINGS_ABOUT | {"takes"}
_ANTICIPATORY = having(Trait.ANTICIPATORY) - having(Trait.APPEAL)
_INDEFINITE = closed_classes.having(closed_classes.Trait.INDEFINITE) | {"any", "no"}
_BETWEEN_VERB_AND_OBJECT = closed_classes.having(closed_classes.Trait.PARTICLE, closed_classes.Trait.OBJECT_PREPOSITION)
_WITHIN_EVENT = closed_classes.having(closed_classes.Trait.WITHIN_EVENT)
_NEAR = 6
"""Words before a phrase within which a noun above it says whether there is such a happening: "a threat of war"."""
_SUBJECTS = frozenset((Slot.SUBJECT, Slot.PASSIVE_SUBJECT))


def factuality_of_noun(frame: NounFrame, *, dated: bool, undergone: bool) -> str | None:
    """How real the text makes the happening of a noun; None where it supposes it, or says that it did not happen.

    "alleged" makes it a probable one, "planned" a plan, "attempted" an attempt; else it is certain. ``dated`` where a
    date stands in its phrase, ``undergone`` where its label names who undergoes it.
    """
    words = frame.words_before()
    found = next((told for cues, told in _ATTRIBUTIVE if words & cues), CERTAIN)
    if _to_come(frame, dated=dated) or _conditional(frame):
        return None
    if found == CERTAIN and _is_scheduled(frame):
        return PLAN
    if found == CERTAIN and (_supposed(frame) or _unfulfilled(frame, undergone=undergone)):
        return None
    return found


def _is_scheduled(frame: NounFrame) -> bool:
    """Whether the clause says when it is to be: "will be held on Friday", "opens on 3 May"; or prepares for it."""
    tree, verb = frame.view.tree, frame.verb
    if verb is not None and frame.slot in _SUBJECTS and _takes_place(tree, verb):
        if modality(tree, verb) is Modality.PREDICTION:
            return not _would(tree, verb)
        present = tree.xpos[verb] in {"VBZ", "VBP"} and not tree.having(verb, "aux")
        return present and any(tree.heads[place] == verb for place, _ in frame.view.when)
    head = tree.heads[frame.top]
    return head != ROOT and tree.word(head) in _ANTICIPATORY and "for" in frame.marks and tree.upos[head] == "VERB"


def _takes_place(tree: Parse, verb: int) -> bool:
    """Whether the verb says of its subject that this happens: "opens", "takes place"; but not "opens old wounds"."""
    return tree.word(verb) in _TAKES_PLACE and all(tree.word(each) == "place" for each in tree.having(verb, "obj"))


def clause_heads(tree: Parse, place: int) -> Iterator[int]:
    """What heads the clause of the token at ``place``, and where this is an open clause the one that governs it."""
    here = next((each for each in ancestors(tree, place) if is_clause(tree, each) or tree.upos[each] == "VERB"), None)
    while here is not None:
        yield here
        first = first_conjunct(tree, here)
        if here != first and tree.having(here, "nsubj"):
            return
        here = tree.heads[first] if tree.relation(first) == "xcomp" and tree.heads[first] != ROOT else None


def to_infinitive(tree: Parse, verb: int) -> bool:
    """Whether the verb at ``verb`` is an infinitive with "to"."""
    return any(tree.word(each) == "to" for each in tree.having(verb, "mark"))


def definite(frame: NounFrame) -> bool:
    """Whether the phrase means a happening that is known: "the vote", "his arrest"; not "a vote", "any arrest"."""
    view = frame.view
    possessed = bool(view.tree.having(frame.noun, "nmod:poss"))
    return possessed or view.low(frame.start) in DETERMINERS - _INDEFINITE


def _to_come(frame: NounFrame, *, dated: bool) -> bool:
    """Whether the verb that brings the noun is still to come: "will be giving a speech", "was due to give a speech".

    What will be said in a debate or done at a summit is to come with it, also where it has a date.
    """
    tree, marks = frame.view.tree, set(frame.marks)
    within = bool(marks & _WITHIN_EVENT)
    if frame.slot in _SUBJECTS or marks & TIME_BOUNDS or (dated and not within):
        return False
    for verb in clause_heads(tree, frame.top):
        if modality(tree, verb) is Modality.PREDICTION and (within > dated or not _would(tree, verb)):
            return True
        if dated:
            continue
        head = tree.heads[first_conjunct(tree, verb)]
        if head != ROOT and to_infinitive(tree, first_conjunct(tree, verb)) and tree.word(head) in _PROSPECTIVE:
            return True
    return False


def _would(tree: Parse, verb: int) -> bool:
    return any(tree.word(each) in {"would", "'d"} for each in tree.having(verb, "aux"))


def _conditional(frame: NounFrame) -> bool:
    """Whether a clause around the noun only supposes: "if the vote is held", "in the event of a vote"."""
    tree = frame.view.tree
    above = tuple(ancestors(tree, frame.noun))
    return any(is_conditional(tree, each) or (tree.word(each) == "event" and each < frame.noun) for each in above)


def _supposed(frame: NounFrame) -> bool:
    """Whether a word makes the happening one that is only thought of, asked for, feared or to come.

    It stands in the phrase, or governs it. Of what stands further up only that counts which decides whether there is
    such a happening at all: "wants to hold the vote", but "wants to condemn the attack".
    """
    tree = frame.view.tree
    if frame.words_before() & _IRREALIS or set(frame.marks) & _IRREALIS:
        return True
    if frame.slot in _SUBJECTS:
        return _put_off(frame) or (not definite(frame) and _modal(tree, frame.verb))
    if _presupposed(frame):
        return False
    known = definite(frame)
    for each in _governors(tree, frame.top):
        if each > frame.top or (tree.upos[each] not in {"VERB", "AUX"} and frame.start - each > _NEAR):
            break
        if tree.word(each) in _IRREALIS:
            return True
        if known and tree.upos[each] in {"VERB", "AUX"} and tree.word(each) not in _BRINGS_ABOUT:
            break
        if _modal(tree, each):
            return True
    head = tree.heads[frame.top]
    return head != ROOT and tree.word(head) in _APPEALS and bool({"for", "on"} & set(frame.marks))


def _presupposed(frame: NounFrame) -> bool:
    """Whether the phrase is only where or when something else was: "in the trial", "after the vote"."""
    return frame.slot is Slot.OBLIQUE and bool(set(frame.marks) & (_WITHIN_EVENT | TIME_BOUNDS))


def _governors(tree: Parse, place: int) -> Iterator[int]:
    """What the noun at ``place`` hangs on, up to the head of its clause and of those that govern this one."""
    for each in ancestors(tree, place):
        if is_clause(tree, each):
            break
        yield each
    yield from clause_heads(tree, place)


def _modal(tree: Parse, verb: int | None) -> bool:
    """Whether an auxiliary leaves open whether the clause is true: "could", "may", "should", "would"."""
    return verb is not None and any(tree.word(each) in _IRREALIS for each in tree.having(verb, "aux"))


def _put_off(frame: NounFrame) -> bool:
    """Whether it is said of the noun that it was put off or is expected: "was postponed"."""
    tree = frame.view.tree
    verb = frame.verb
    return verb is not None and tree.word(verb) in _RESCHEDULED and bool(tree.having(verb, "aux"))


def _unfulfilled(frame: NounFrame, *, undergone: bool) -> bool:
    """Whether the clause says that it did not happen: "without a verdict", "did not hold the vote", "is yet to be".

    "failed to attend the summit" leaves it standing: it was held.
    """
    if (undergone and _ABORTIVE & frame.words_before()) or set(frame.marks) & _PREVENTS_OBJECT:
        return True
    return _kept_from(frame) or _came_to_nothing(frame)


def _kept_from(frame: NounFrame) -> bool:
    """Whether the verb whose object the noun is did not happen, so that its object did not either."""
    tree, verb = frame.view.tree, frame.verb
    led_to = frame.slot is Slot.OBLIQUE and bool(set(frame.marks[:1]) & _BETWEEN_VERB_AND_OBJECT)
    if verb is None or verb > frame.top or not (frame.slot is Slot.OBJECT or led_to) or _presupposed(frame):
        return False
    word, known = tree.word(verb), definite(frame)
    if word in _PREVENTS_OBJECT or (word in _OPPOSES_OBJECT and not known):
        return True
    return (not known or word in _BRINGS_ABOUT) and _did_not(tree, verb)


def _did_not(tree: Parse, verb: int) -> bool:
    """Whether the clause takes the verb back: "failed to", "has yet to", "did not", "stopped short of", "without"."""
    if negation(tree, verb) is not None:
        return True
    marks = tree.having(verb, "mark", "case", "advmod")
    if any(tree.word(each) in _PREVENTS_OBJECT | {"yet"} for each in marks):
        return True
    if any(tree.word(each) == "of" and tree.word(each - 1) in {"short", "instead"} for each in marks if each):
        return True
    head = tree.heads[verb]
    if head == ROOT or tree.relation(verb) not in {"xcomp", "advcl", "acl", "ccomp"}:
        return False
    word = tree.word(head)
    if to_infinitive(tree, verb) and word in _NEGATIVE_IMPLICATIVE:
        return True
    return word in _PREVENTS_OBJECT or (tree.relation(verb) == "xcomp" and _did_not(tree, head))


def _came_to_nothing(frame: NounFrame) -> bool:
    """Whether what is said of the noun denies it, or says that it is still to be: "was averted", "was a hoax"."""
    view, tree = frame.view, frame.view.tree
    head = tree.heads[frame.top]
    if head == ROOT or tree.relation(frame.top) != "nsubj":
        return False
    word = tree.word(head)
    if word in _CAME_TO_NOTHING:
        return word != "failed" or not tree.having(head, "obj", "xcomp", "ccomp", "obl")
    if word in _UNREALIZED:
        return True
    behind = {view.low(each) for each in range(frame.noun + 1, head)}
    if {"yet", "to"} <= behind or word in {"yet", "pending"}:
        return True
    return negation(tree, head) is not None and word in _OCCURS | _BRINGS_ABOUT
