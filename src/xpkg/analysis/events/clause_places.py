"""Reads from the tree where a clause says that something was."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from xpkg.analysis.events.clause_dates import FARTHEST, governor
from xpkg.analysis.events.clause_frames import oblique_heads
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.word_classes import INSIDE, LOCATIVE
from xpkg.model import Kind, Span
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import head_of


def place_of(view: SentenceTree, verb: int, taken: Sequence[NounPhrase]) -> Span | None:
    """The first place that the clause of the verb at ``verb`` names behind a preposition of place, and that takes no
    other part."""
    tree = view.tree
    used = {phrase.mention for phrase in taken}
    for _, _, index in view.names():
        if view.mentions[index].kind is not Kind.PLACE or index in used:
            continue
        head = head_of(tree, view.mentions[index].span)
        if head is None or tree.relation(head) not in {"obl", "nmod", "appos", "conj"}:
            continue
        clause, passed = governor(view, head)
        if clause == verb and len(passed) <= FARTHEST and place_leads(view, head, passed):
            return view.mentions[index].span
    return None


def place_leads(view: SentenceTree, head: int, passed: Sequence[int]) -> bool:
    """Whether prepositions of place lead from the verb to the name at ``head``."""
    tree = view.tree
    chain = (head, *passed)
    if not set(prepositions(tree, head)) & LOCATIVE:
        return False
    for noun in chain[1:]:
        if view.kind(noun) in {Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP}:
            return False  # "by a company in Paris"
        if tree.relations[noun] in {"obl:agent", "appos", "nmod:poss", "acl"}:
            return False
        if tree.relation(noun) == "nsubj" and head < noun:
            return False
    if len(chain) > 1 and not set(prepositions(tree, head)) & INSIDE:
        return False  # "in a village outside Strelsau"
    top = chain[-1]
    if len(chain) > 1 and top < tree.heads[top] and tree.relation(top) == "obl":
        return bool(set(prepositions(tree, top)) & LOCATIVE)  # "Along with reports of crimes in Ruritania, it was"
    return True


def is_named_goal(view: SentenceTree, verb: int, goals: Collection[str]) -> bool:
    """Whether a preposition among ``goals`` leads to a name that nothing else tells of: "moved to Helmsund"."""
    heads = oblique_heads(view.tree, verb, goals)
    return any(each in view.proper and view.mention_on[each] is None and view.time_on[each] is None for each in heads)


def destination(view: SentenceTree, verb: int, goals: Collection[str]) -> Span | None:
    """The place that somebody comes to: what a preposition among ``goals`` leads to from the verb at ``verb``."""
    for each in oblique_heads(view.tree, verb, goals):
        index = view.mention_on[each]
        if index is not None and view.mentions[index].kind is Kind.PLACE:
            return view.mentions[index].span
    return None
