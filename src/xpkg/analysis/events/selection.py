"""Decides whether a verb has the arguments that its row of the lexicon requires: an office, a verdict, an army."""

from __future__ import annotations

from xpkg.analysis.events.clause_frames import ClauseFrame
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.positions.role_nouns import role_of
from xpkg.lexicon import nouns
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_triggers import Need
from xpkg.model import Kind
from xpkg.syntax.arguments import passive_agent

_ADJUDICATORS = nouns.having(nouns.Trait.ADJUDICATOR)
_ARMED_FORCES = nouns.having(nouns.Trait.ARMED_FORCE)
_CAPTORS = nouns.having(nouns.Trait.CAPTOR)
_LAUREATES = nouns.having(nouns.Trait.LAUREATE)
_SUCCESSORS = nouns.having(nouns.Trait.SUCCESSOR, nouns.Trait.RANK)
_NEGATORS = having(Trait.NEGATOR)


def meets_needs(draft: EventMention, frame: ClauseFrame) -> bool:
    """Whether the verb of ``draft`` has what its row needs."""
    view, needs = draft.view, draft.row.needs
    if Need.TOLD in needs and _told_before(draft, frame):
        return False  # "…, the bank announced on Monday": what it announced stands before
    if Need.OFFICE in needs and not any(_is_office(phrase) for phrase in _titles(frame)):
        return False
    if Need.JUDGED in needs and not all(_judges(frame, each) for each in draft.with_role("agent")):
        return False  # "the mayor dismissed the charges"
    if Need.HONOUR in needs and not (frame.passive and any(phrase.head in _LAUREATES for phrase in _titles(frame))):
        return False
    if Need.GUILTY in needs and not _guilty(frame):
        return False
    if Need.ARMED in needs and not any(_is_armed(view, phrase) for phrase in draft.with_role("agent")):
        return False  # "captured Ohio", "took the town by surprise"
    if Need.CAPTOR in needs and not (frame.passive or any(_has(view, each, _CAPTORS) for each in frame.subjects)):
        return False  # "the party held the seat"
    judged = any(_has(view, each, _ADJUDICATORS) for each in frame.subjects)
    return Need.FINDING not in needs or (judged and _finds(frame))


def _is_armed(view: SentenceTree, phrase: NounPhrase) -> bool:
    """Whether a phrase means an army, or a land that has one."""
    land = phrase.mention is not None and view.mentions[phrase.mention].kind is Kind.PLACE
    return land or _has(view, phrase, _ARMED_FORCES)


def _judges(frame: ClauseFrame, phrase: NounPhrase) -> bool:
    """Whether a phrase means a court or judge, or a name beside such a noun: "the judge, Jane Doe"."""
    tree = frame.view.tree
    own = (tree.first(frame.verb, "nsubj"), passive_agent(tree, frame.verb))
    nouns = {tree.word(each) for each in own if each is not None}
    return _has(frame.view, phrase, _ADJUDICATORS) or bool(nouns & _ADJUDICATORS)


def _told_before(draft: EventMention, frame: ClauseFrame) -> bool:
    if frame.passive:
        return not frame.view.tree.having(frame.verb, "aux")
    return any(phrase.start < draft.trigger[0] for phrase in frame.objects)


def _titles(frame: ClauseFrame) -> tuple[NounPhrase, ...]:
    """What somebody is named or made: "was named mayor", "made her a dame", "chosen as the new chair"."""
    return (*frame.predicates, *frame.objects, *frame.obliques({"as", "to"}))


def _is_office(phrase: NounPhrase) -> bool:
    return bool(role_of(phrase.head)) or phrase.head in _SUCCESSORS


def _guilty(frame: ClauseFrame) -> bool:
    """Whether a court found somebody guilty, and not "not guilty"."""
    tree = frame.view.tree
    return any(
        tree.word(each) == "guilty" and not {tree.word(below) for below in tree.dependents[each]} & _NEGATORS
        for each in tree.having(frame.verb, "xcomp", "advcl", "ccomp", "acl")
    )


def _finds(frame: ClauseFrame) -> bool:
    """Whether a court's finding follows the verb: "ruled on Monday that", "ruled against", "ruled in favour of"."""
    tree, verb = frame.view.tree, frame.verb
    manner = {tree.word(each) for each in tree.having(verb, "advmod", "obl")}
    return bool(tree.having(verb, "ccomp") or frame.obliques({"against"})) or bool(
        manner & {"unanimously", "favor", "favour"}
    )


def _has(view: SentenceTree, phrase: NounPhrase, words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands in a phrase: a court, an army."""
    return any(word in words for word in view.words_of(phrase))
