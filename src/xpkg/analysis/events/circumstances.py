"""Reads from the tree when a clause says that something was."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.analysis.events.word_classes import TIME_BOUNDS
from xpkg.lexicon import verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, TimeExpression
from xpkg.syntax.arguments import subject
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.nominals import first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, Parse, ancestors, subtree

_SIMULTANEOUS = having(Trait.SIMULTANEOUS)
_JOINING = frozenset((",", "and"))
_RESULTATIVE = verb_classes.having(verb_classes.Trait.RESULTATIVE)
_SEQUENTIAL = having(Trait.SEQUENTIAL)
_PAST = frozenset(("VBD", "VBN"))
_FOR_WHAT = having(Trait.CHARGE)
_NEAR = 3
"""Tokens from a verb to one joined to it, within which they share what follows: "was arrested and charged in 2011"."""
FARTHEST = 4
"""Arcs from a place or date up to its verb at most."""


def governor(view: SentenceTree, place: int) -> tuple[int, tuple[int, ...]]:
    """The head of the clause that the phrase at ``place`` belongs to, and the nouns between them, lowest first."""
    tree = view.tree
    passed: list[int] = []
    here = tree.heads[place]
    if here != ROOT and (noun := _closed_relative(view, place, here)) is not None:
        here = tree.heads[noun]
    while here != ROOT and not (is_clause(tree, here) or tree.upos[here] == "VERB"):
        passed.append(here)
        here = tree.heads[here]
    return here, tuple(passed)


def _closed_relative(view: SentenceTree, place: int, verb: int) -> int | None:
    """The noun whose relative clause, between commas, ends before the phrase at ``place``: "Police arrested Jane Doe,
    who robbed a bank, | in 2011"."""
    tree = view.tree
    noun = tree.heads[verb]
    if tree.relations[verb] != "acl:relcl" or place < verb or tree.relations[noun] == "root":
        return None
    opens = min(subtree(tree, place))
    opens -= tree.word(opens) != ","
    first = min(subtree(tree, verb, ("punct",)))
    apart = tree.word(first - 1) == "," or tree.relation(noun) == "appos"
    placed = view.kind(opens - 1) is Kind.PLACE and tree.word(opens - 2) == ","  # "in Strelsau, Ruritania, in 1990"
    if not apart or placed or opens <= verb or tree.word(opens) != ",":
        return None
    return next((each for each in (noun, *ancestors(tree, noun)) if tree.relation(each) not in {"appos", "nmod"}), None)


def names_event(view: SentenceTree, place: int) -> bool:
    """Whether the noun at ``place`` is one that happenings have, and so can have a date of its own."""
    return any(row.form is Form.NOUN for row in triggers().get(view.tree.word(place), ()))


def dates_of(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates that the clause of the verb at ``verb`` gives, in order; those of its nouns are not among them."""
    tree = view.tree
    own = _own_dates(view, verb) or _dates_of_charge(view, verb)
    if own:
        return own
    head = tree.heads[verb]
    if head == ROOT:
        return ()
    relation = tree.relation(verb)
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
    if relation == "advcl" and _simultaneous(view, verb) and tree.xpos[head] in {"VBD", "VBN"}:
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
    return tuple(time for place, time in view.when if place < own and _dates(view, place, first))


def _dates_of_charge(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The dates that the tree gives to a gerund that only says for what: "was summoned for questioning on Monday",
    "was charged with lying about it on 4 May 2011". Where the gerund has an object, only a day is taken for one: the
    rest may be when that was done, "was charged with forging the will in 2010"."""
    tree = view.tree
    for each in tree.having(verb, "advcl", "xcomp"):
        marks = {tree.word(mark) for mark in tree.having(each, "mark", "case")}
        if each < verb or tree.xpos[each] != "VBG" or not marks & _FOR_WHAT:
            continue
        found = tuple(time for place, time in view.when if _dates(view, place, each))
        alone = "from" in marks or not tree.having(each, "obj", "obl")
        return tuple(time for time in found if alone or _is_day(time))
    return ()


def _is_day(time: TimeExpression) -> bool:
    return time.earliest is not None and time.earliest == time.latest


def _date_before(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    """The date right before the "when" that opens the clause of ``verb``: "won in 2015, when the court | ruled"."""
    tree = view.tree
    opening = next((each for each in tree.having(verb, "advmod", "mark") if tree.word(each) in _SIMULTANEOUS), None)
    if opening is None:
        return ()
    start = tree.tokens[opening].start
    return tuple(time for _, time in view.when if time.resolved and 0 <= start - time.span.end <= len(", "))


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
    own = tuple(time for place, time in view.when if _dates(view, place, head))
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
    elliptic = tree.xpos[verb] == "VBN" and not tree.having(verb, "aux")
    return elliptic or _is_day(time)


def further_dates(view: SentenceTree, date: TimeExpression) -> tuple[TimeExpression, ...]:
    """The dates that commas and "and" join to ``date``: it happened on each, "in 2010, 2012 and 2014".

    The words are asked here, for coordination is what the tree is weakest at.
    """
    found: list[TimeExpression] = []
    last, joined = date, False
    for _, time in view.when:
        if time.span.start < last.span.end:
            continue
        between = view.text[last.span.end : time.span.start].replace(",", " , ").split()
        if not between or not set(between) <= _JOINING or not time.resolved:
            break
        joined = joined or "and" in between
        found.append(time)
        last = time
    return tuple(time for time in found if time.edtf != date.edtf) if joined else ()


def _own_dates(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    found = [(place, time) for place, time in view.when if _dates(view, place, verb)]
    if not found:
        sharing = tuple(_sharing(view, verb))
        found = [(place, time) for place, time in view.when if any(_dates(view, place, each) for each in sharing)]
    after = [time for place, time in found if place > verb]
    return tuple(after or [time for _, time in found])


def _sharing(view: SentenceTree, verb: int) -> Iterator[int]:
    """A second verb that what follows is of both: "was arrested | and charged in 2011"; and the infinitive below."""
    tree = view.tree
    for each in tree.having(verb, "conj"):
        near = each - verb <= _NEAR and not tree.having(each, "nsubj", "aux")
        if near and tree.upos[each] == "VERB" and tree.xpos[each] == tree.xpos[verb]:
            yield each
    for each in tree.having(verb, "xcomp"):
        if tree.upos[each] == "VERB" and not names_event(view, each):
            yield each


def _dates(view: SentenceTree, place: int, verb: int) -> bool:
    """Whether the date with its head at ``place`` is one of the clause of ``verb``."""
    tree = view.tree
    clause, passed = governor(view, place)
    if tree.relation(clause) == "xcomp" and tree.upos[clause] not in {"VERB", "AUX"}:
        clause = tree.heads[clause]  # "found him guilty | in 2011"
    last = _last_joined(tree, clause, place)
    if verb == clause and last is not None and last - verb > _NEAR:
        return False  # "was charged with fraud and acquitted in 2011"
    if verb not in {clause, last} and not _before_verb(view, place, clause, verb):
        return False
    if len(passed) > FARTHEST or tree.relation(place) in {"appos", "parataxis", "dep", "conj"}:
        return False
    marks = {*prepositions(tree, place), *(tree.word(each) for each in tree.having(place, "case", "mark"))}
    if marks & TIME_BOUNDS:
        return False
    if _bracketed(view, place):
        return False
    for noun in passed:
        if place < noun and tree.having(place, "case"):
            continue  # "In 2012 inspectors fined": a date of the clause that the tree gives to its subject
        if place < noun or names_event(view, noun) or tree.word(noun) == "days":
            return False  # "the 2012 election", "the vote in 2012"
        if tree.relation(noun) in {"appos", "parataxis"}:
            return False
    subject = bool(passed) and place < verb and tree.relation(passed[-1]) == "nsubj"
    return not (subject and any(tree.word(each) == "," for each in range(place, verb)))


def _last_joined(tree: Parse, clause: int, place: int) -> int | None:
    """The last verb between those at ``clause`` and ``place`` that is joined to the first without a subject."""
    if clause == ROOT or clause > place:
        return None
    first = first_conjunct(tree, clause)
    joined = (each for each in tree.having(first, "conj") if clause < each < place and tree.upos[each] == "VERB")
    return max((each for each in joined if not tree.having(each, "nsubj")), default=None)


def _before_verb(view: SentenceTree, place: int, clause: int, verb: int) -> bool:
    """Whether a date that the tree gives to a higher clause stands between the verb and its own subject: "came after
    they on Saturday launched"."""
    tree = view.tree
    own = tree.first(verb, "nsubj")
    return own is not None and own < place < verb and clause in ancestors(tree, verb)


def _bracketed(view: SentenceTree, place: int) -> bool:
    """Whether the date at ``place`` stands in brackets: "films like The Swan (2011)"."""
    tree = view.tree
    return any(tree.word(each) == "(" for each in tree.having(place, "punct"))


def _later(view: SentenceTree, verb: int) -> bool:
    """Whether the clause says that it was after the one before: "and later settled"."""
    return any(view.tree.word(each) in _SEQUENTIAL for each in view.tree.having(verb, "advmod", "cc"))


def _simultaneous(view: SentenceTree, verb: int) -> bool:
    tree = view.tree
    opening = {tree.word(each) for each in tree.having(verb, "mark", "advmod")}
    return bool(opening & _SIMULTANEOUS)
