"""Reads from the tree which of a sentence's dates are those of a verb's own clause."""

from __future__ import annotations

from collections.abc import Iterator

from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, triggers
from xpkg.analysis.events.word_classes import TIME_BOUNDS
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, TimeExpression
from xpkg.syntax.clauses import is_clause, is_delayed
from xpkg.syntax.nominals import first_conjunct, prepositions
from xpkg.syntax.tree import ROOT, Parse, ancestors, subtree

_SIMULTANEOUS = having(Trait.SIMULTANEOUS)
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
    verb = view.tree.upos[place] in {"VERB", "AUX"}
    return not verb and any(row.form is Form.NOUN for row in triggers().get(view.tree.word(place), ()))


def own_dates(view: SentenceTree, verb: int) -> tuple[TimeExpression, ...]:
    found = [(place, time) for place, time in view.when if is_dated_by(view, place, verb)]
    if not found:
        sharing = tuple(_sharing(view, verb))
        found = [(place, time) for place, time in view.when if any(is_dated_by(view, place, each) for each in sharing)]
    if not found and view.tree.relations[verb] == "acl":
        found = _before_main_verb(view, verb)
    after = [time for place, time in found if place > verb]
    return tuple(after or [time for _, time in found])


def _before_main_verb(view: SentenceTree, verb: int) -> list[tuple[int, TimeExpression]]:
    """The date between a participle and the main verb to which the tree gives it, where that has one behind it: "the
    petition | filed by Jane Doe, her aunt, on 20 July was dismissed a week later"."""
    tree = view.tree
    main = next((each for each in ancestors(tree, verb) if is_clause(tree, each)), None)
    if main is None or main < verb:
        return []
    dated = [place for place, _ in view.when if is_dated_by(view, place, main)]
    if not any(place > main for place in dated):
        return []
    return [(place, time) for place, time in view.when if place in dated and verb < place < main]


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


def is_dated_by(view: SentenceTree, place: int, verb: int) -> bool:
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
    closing = tree.relation(place) == "appos" and _closes(view, place)
    closing = closing and not any(names_event(view, each) for each in passed)
    if len(passed) > FARTHEST or (tree.relation(place) in {"appos", "parataxis", "dep", "conj"} and not closing):
        return False
    marks = {*prepositions(tree, place), *(tree.word(each) for each in tree.having(place, "case", "mark"))}
    if marks & TIME_BOUNDS and not ("until" in marks and is_delayed(tree, verb)):
        return False
    if is_bracketed(view, place):
        return False
    for noun in passed:
        if place < noun and tree.having(place, "case"):
            continue  # "In 2012 inspectors fined": a date of the clause that the tree gives to its subject
        if place < noun or names_event(view, noun) or tree.word(noun) == "days":
            return False  # "the 2012 election", "the vote in 2012"
        if tree.relation(noun) in {"appos", "parataxis"} and not closing:
            return False
    subject = bool(passed) and place < verb and tree.relation(passed[-1]) == "nsubj"
    return not (subject and any(tree.word(each) == "," for each in range(place, verb)))


def _closes(view: SentenceTree, place: int) -> bool:
    """Whether the date at ``place`` ends its clause: "founded the town, Kallion, about 740 BC"."""
    end = place
    while end < len(view.tree) and view.time_on[end] == view.time_on[place]:
        end += 1
    return view.low(end) in {".", ";"}


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


def is_bracketed(view: SentenceTree, place: int) -> bool:
    """Whether the date at ``place`` stands in brackets: "films like The Swan (2011)"."""
    tree = view.tree
    return any(tree.word(each) == "(" for each in tree.having(place, "punct"))


def bracketed_dates(view: SentenceTree, noun: int) -> tuple[TimeExpression, ...]:
    """The year in brackets behind the one work that somebody made: "wrote | The Swan (2011)"."""
    below = frozenset(subtree(view.tree, noun, ("acl:relcl",)))
    found = tuple(time for place, time in view.when if place in below and is_bracketed(view, place) and time.resolved)
    return found if len(found) == 1 else ()


def is_simultaneous(view: SentenceTree, verb: int) -> bool:
    tree = view.tree
    opening = {tree.word(each) for each in tree.having(verb, "mark", "advmod")}
    return bool(opening & _SIMULTANEOUS)
