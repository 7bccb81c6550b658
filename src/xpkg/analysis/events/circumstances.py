"""Reads from the tree when a clause says that something was."""

from __future__ import annotations

from xpkg.analysis.events.clause_dates import (
    governor,
    is_bracketed,
    is_dated_by,
    is_simultaneous,
    names_event,
    own_dates,
)
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.analysis.events.word_classes import TIME_BOUNDS, WITHIN
from xpkg.analysis.times.incomplete import UNITS
from xpkg.analysis.times.readings import edge
from xpkg.lexicon import event_types, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import TimeExpression
from xpkg.syntax.arguments import subject
from xpkg.syntax.nominals import antecedent, first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, subtree

_SIMULTANEOUS = having(Trait.SIMULTANEOUS)
_TOLD_IN = event_types.having(event_types.Trait.SPEAKING, event_types.Trait.ADDRESSED)
_RELATIVE = having(Trait.RELATIVE_PRONOUN)
_HAVE = having(Trait.HAVE)
_JOINING = having(Trait.TEMPORAL) | {",", "and", "again", "between"}
_RESULTATIVE = verb_classes.having(verb_classes.Trait.RESULTATIVE)
_SEQUENTIAL = having(Trait.SEQUENTIAL)
_PAST = frozenset(("VBD", "VBN"))
_FOR_WHAT = having(Trait.CHARGE)


def dates_of(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates that the clause of the verb at ``verb`` gives, in order; those of its nouns are not among them, but for
    those of a happening in which this one was."""
    tree = view.tree
    own = own_dates(view, verb) or _dates_of_charge(view, verb) or _dates_of_setting(view, verb)
    if own:
        return own
    head = tree.heads[verb]
    relation = tree.relation(verb)
    if head == ROOT or (view.entry is not None and relation == "parataxis"):
        return () if view.entry is None else (view.entry,)
    if again := _year_of(view, verb):
        return again
    if relation == "conj" and tree.upos[head] == "VERB" and tree.having(verb, "nsubj"):
        return () if _later(view, verb) else _opening_dates(view, verb)
    if relation == "conj" and tree.upos[head] == "VERB" and not tree.having(verb, "nsubj") and not _later(view, verb):
        return tuple(time for time in _shared_dates(view, head) if _shared(view, time, head, verb))
    if relation == "xcomp":
        return dates_of(view, head)
    if tree.relations[verb] == "acl" and tree.xpos[verb] == "VBN" and tree.relation(head) == "obj":
        above = tree.heads[head]
        return dates_of(view, above) if tree.word(above) in _RESULTATIVE else ()  # "had him arrested in May"
    if tree.relations[verb] == "acl" and tree.having(
        verb, "mark"
    ):  # "In 2015 she became the first woman to be awarded"
        clause = head if tree.having(head, "cop") else governor(view, head)[0]
        return dates_of(view, clause) if clause != ROOT else ()
    if relation == "advcl" and not tree.having(verb, "nsubj") and tree.xpos[verb] in {"VBG", "VBN"}:
        marks = {tree.word(each) for each in tree.having(verb, "mark")}
        fronted = verb < head and tree.xpos[verb] == "VBN"  # "Born in Strelsau, she left for Paris in 1910"
        return () if fronted or marks & TIME_BOUNDS else dates_of(view, head)
    if relation == "advcl" and (told := _date_before(view, verb)):
        return told
    if relation == "advcl" and is_simultaneous(view, verb) and tree.xpos[head] in {"VBD", "VBN"}:
        return tuple(time for time in dates_of(view, head) if "/" not in time.edtf)
    return ()


def _opening_dates(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates that open the sentence, and so hold for all that is joined in it: "In 2010 a dam burst and a | man
    drowned"."""
    tree = view.tree
    first = first_conjunct(tree, verb)
    own = tree.first(first, "nsubj")
    between = tree.first(verb, "nsubj")
    if own is None or between is None or tree.heads[first] != ROOT or not {tree.xpos[first], tree.xpos[verb]} <= _PAST:
        return ()
    found = tuple(time for place, time in view.when if place < own and is_dated_by(view, place, first))
    if len(found) != 1 or further_dates(view, found[0]):
        return ()  # "On 9 and 16 June ships were shelled; a nurse | was killed"
    return found


def _dates_of_charge(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates that the tree gives to a gerund that only says for what: "was summoned for questioning on Monday",
    "was charged with lying about it on 4 May 2011". Where the gerund has an object, only a day is taken for one: the
    rest may be when that was done, "was charged with forging the will in 2010"."""
    tree = view.tree
    for each in tree.having(verb, "advcl", "xcomp"):
        marks = {tree.word(mark) for mark in tree.having(each, "mark", "case")}
        if each < verb or tree.xpos[each] != "VBG" or not marks & _FOR_WHAT:
            continue
        found = tuple(time for place, time in view.when if is_dated_by(view, place, each))
        alone = "from" in marks or not tree.having(each, "obj", "obl")
        return tuple(time for time in found if alone or _is_day(time))
    return ()


def _dates_of_setting(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates of a happening in or at which the verb's was: "was shelled during the mutiny of 1937", "the crash of
    4 May in which he | died"; or which its "when" tells: "When war broke out in 1914 she | left"."""
    tree = view.tree
    for each in tree.having(verb, "obl"):
        marks = set(prepositions(tree, each))
        if not marks & WITHIN or ("on" in marks and not tree.having(each, "nmod:poss")):
            continue  # "on her arrest in 2010", not "worked on a 2010 recall"
        if names_event(view, each):
            found = _dates_of_noun(view, each) if _is_setting(view, each, verb) else ()
        elif tree.relations[verb] == "acl:relcl" and tree.word(each) in _RELATIVE:
            found = _dates_of_antecedent(view, verb)
        else:
            continue
        if found:
            return found
    for each in tree.having(verb, "advcl"):
        if each < verb and is_simultaneous(view, each) and tree.xpos[each] in _PAST and tree.having(each, "nsubj"):
            return tuple(time for time in own_dates(view, each) if time.resolved and "/" not in time.edtf)
    return ()


def _is_setting(view: SentenceTree, noun: int, verb: int) -> bool:
    """Whether what the noun names is what the verb's clause was in, and not a speech in which it is told. A phrase
    that opens the sentence has the verb's subject right behind it."""
    tree = view.tree
    kinds = {row.event_type for row in triggers()[tree.word(noun)] if row.form is Form.NOUN}
    if kinds & _TOLD_IN:
        return False
    if noun > verb:
        return True
    own = tree.first(verb, "nsubj")
    between = range(max(subtree(tree, noun)) + 1, verb if own is None else min(subtree(tree, own)))
    return all(tree.upos[each] in {"PUNCT", "ADV"} for each in between)


def _dates_of_noun(view: SentenceTree, noun: int) -> tuple[TimeExpression, ...]:
    """The dates right below a noun: "the mutiny of 1937", "the 2012 election"."""
    below = (place for place, _ in view.when if view.tree.heads[place] == noun and not is_bracketed(view, place))
    places = {place for place in below if not set(prepositions(view.tree, place)) & TIME_BOUNDS}
    return tuple(time for place, time in view.when if place in places and time.resolved)


def _dates_of_antecedent(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates of the happening that the relative clause of ``verb`` tells more of, its own or those of its clause."""
    tree = view.tree
    noun = antecedent(tree, verb)
    if noun is None or not names_event(view, noun):
        return ()
    above = tree.heads[noun]
    clause = above != ROOT and tree.xpos[above] in _PAST and tree.relation(noun) in {"obj", "nsubj"}
    return _dates_of_noun(view, noun) or (own_dates(view, above) if clause else ())


def _is_day(time: TimeExpression) -> bool:
    return time.earliest is not None and time.earliest == time.latest


def _date_before(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The date right before the "when" that opens the clause of ``verb``: "won in 2015, when the court | ruled"."""
    tree = view.tree
    opening = next((each for each in tree.having(verb, "advmod", "mark") if tree.word(each) in _SIMULTANEOUS), None)
    if opening is None:
        return ()
    start = tree.tokens[opening].start
    told = (time for _, time in view.when if time.resolved and 0 <= start - time.span.end <= len(", "))
    return tuple(map(_end_of, told))


def _end_of(time: TimeExpression) -> TimeExpression:
    """The end of a stretch, up to which something went on: "ruled from 1532 to 1561, when he | was murdered"."""
    _, slash, last = time.edtf.partition("/")
    return edge(time, last) if slash and last.strip(".") else time


def _year_of(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The date that "the year" right behind it means again: "left in 1966, the year she | married"."""
    tree = view.tree
    noun = tree.heads[verb]
    if tree.relations[verb] not in {"acl:relcl", "acl"} or tree.word(noun) not in UNITS or tree.word(noun - 1) != "the":
        return ()
    start = tree.tokens[noun - 1].start
    return tuple(time for _, time in view.when if time.resolved and start - time.span.end == len(", "))


def dates_of_cause(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates of the happening that is the subject of the verb at ``verb``: "the fire of 4 May 2011 | killed"."""
    tree = view.tree
    cause = subject(tree, verb)
    if cause is None or cause > verb or not names_event(view, cause):
        return ()
    inside = set(subtree(tree, cause, ("acl", "appos", "conj")))
    return tuple(time for place, time in view.when if place in inside and time.resolved)


def _shared_dates(view: SentenceTree, head: int) -> tuple[TimeExpression, ...]:
    """The dates of the verb at ``head`` that a verb joined to it may share: not those of what it only leads to, "had
    planned to open it in 2010 | but cancelled"."""
    own = tuple(time for place, time in view.when if is_dated_by(view, place, head))
    return own if own or view.tree.relation(head) == "root" else dates_of(view, head)


def _shared(view: SentenceTree, time: TimeExpression, head: int, verb: int) -> bool:
    """Whether a date of the verb at ``head`` is also one of ``verb``, which is joined to it.

    It is where it opens the sentence, or follows both. Between the two it is where they share an auxiliary, or where it
    is one day: "retired in 1968 and died in Strelsau" gives no date of the death."""
    tree = view.tree
    start = time.span.start
    if start < tree.tokens[head].start:
        return True
    if start > tree.tokens[verb].start:
        return True  # "was shot | and killed by a guard in 2011"
    perfect = any(tree.word(each) in _HAVE for each in tree.having(head, "aux"))  # "had searched … and | seized"
    elliptic = (tree.xpos[verb] == "VBN" or perfect) and not tree.having(verb, "aux")
    return elliptic or (_is_day(time) and not _lasts(view, verb))


def _lasts(view: SentenceTree, verb: int) -> bool:
    """Whether the verb tells what went on for a stretch of time: "spent four months", "stayed for two years"."""
    tree = view.tree
    stretches = (each for each in tree.having(verb, "obl", "obj") if view.time_on[each] is None)
    return any(tree.word(each).removesuffix("s") in UNITS and tree.having(each, "nummod", "det") for each in stretches)


def further_dates(view: SentenceTree, date: TimeExpression) -> tuple[TimeExpression, ...]:
    """The dates that commas and "and" join to ``date``: it happened on each, "in 2010, 2012 and 2014".

    The words are asked here, for coordination is what the tree is weakest at.
    """
    found: list[TimeExpression] = []
    last, joined = date, False
    told = next((place for place, time in view.when if time is date), None)
    for place, time in view.when:
        if time.span.start < last.span.end:
            continue
        if told is not None and governor(view, told)[0] != governor(view, place)[0] and _of_later_verb(view, place):
            break
        between = view.text[last.span.end : time.span.start].replace(",", " , ").split()
        if not between or not set(between) <= _JOINING or not time.resolved:
            break
        joined = joined or "and" in between
        found.append(time)
        last = time
    return tuple(time for time in found if time.edtf != date.edtf) if joined else ()


def _of_later_verb(view: SentenceTree, place: int) -> bool:
    """Whether the date at ``place`` is one of a verb behind it: "elected in 1928 and, three years later, became"."""
    clause, _ = governor(view, place)
    return clause > place and view.tree.upos[clause] == "VERB"


def _later(view: SentenceTree, verb: int) -> bool:
    """Whether the clause says that it was after the one before: "and later settled"."""
    return any(view.tree.word(each) in _SEQUENTIAL for each in view.tree.having(verb, "advmod", "cc"))
