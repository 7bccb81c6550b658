"""Reads what depends on a noun that names a happening: who did it, who underwent it, when and where it was."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.events.clause_dates import FARTHEST, names_event
from xpkg.analysis.events.clause_places import place_leads
from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.noun_phrases import NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Trigger
from xpkg.analysis.events.word_classes import INSIDE, LOCATIVE, TIME_BOUNDS
from xpkg.lexicon import event_types
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.event_prepositions import event_prepositions
from xpkg.model import Kind, Span, TimeExpression
from xpkg.syntax.clauses import is_clause
from xpkg.syntax.nominals import prepositions
from xpkg.syntax.tree import ROOT, head_of

OF_AGENT = event_types.having(event_types.Trait.OF_AGENT)
_ADDRESSED = event_types.having(event_types.Trait.ADDRESSED)
_SETTINGS = frozenset(word for word, row in event_prepositions().items() if row.setting)
_BEFORE_DATES = having(Trait.TEMPORAL, Trait.DATING_ADVERB)
_MATTER = having(Trait.CHARGE) | {"over"}
_MOST = 20
"""Phrases with prepositions that depend on one noun."""


def of_doer(row: Trigger) -> bool:
    """Whether "of" names the agent of the event of a noun: "the visit of". Where the noun's own label goes on with "of"
    ("the invasion of"), its verb has an object, which is what "of" names."""
    return row.event_type in OF_AGENT and row.link != "of"


def take_modifiers(draft: EventMention, end: int) -> int:
    """Takes the phrases with prepositions that follow one another from ``end`` on; returns one past the last.

    They are taken in their order: which of two nouns before it a phrase hangs on is what the tree is weakest at.
    """
    view, tree = draft.view, draft.view.tree
    here = past_dates(view, end)
    office = aside = other = False
    for _ in range(_MOST):
        head = _behind(view, here)
        if head is None:
            break
        low = view.low(here)
        if view.time_on[here + 1] is not None:
            here = past_dates(view, here + 1)
            continue
        phrases = _names(view, head) if tree.upos[head] != "VERB" else ()
        if not phrases:
            break
        office = low == "as" or (office and low == "of")  # "as the secretary of the council"
        role = "" if office or ((aside or other) and low == "of") else _role(low, draft)
        mention = view.mentions[index] if (index := phrases[0].mention) is not None else None
        place = mention is not None and mention.kind is Kind.PLACE
        if low == "to" and draft.row.event_type == "visit" and place and mention and draft.place is None:
            draft.place = mention.span
        named = low == "by" and place  # "the invasion by Ruritania | of Sylvania"
        other = other or not (named or low in _SETTINGS)  # "to the club of the village"
        aside = aside or (low in _SETTINGS and phrases[-1].mention is None)  # "in honour of"
        if role:
            draft.parts += [(role, phrase) for phrase in phrases if not _measure(phrase)]
        here = max(here + 1, _end(view, head), *(phrase.end for phrase in phrases if phrase.start > here))
    return here


def _behind(view: SentenceTree, here: int) -> int | None:
    """The head of the phrase that a preposition of events opens at ``here``; None where there is none."""
    tree = view.tree
    if here + 1 >= len(tree) or view.mention_on[here] is not None or view.low(here) not in event_prepositions():
        return None
    if tree.relation(here) not in {"case", "mark", "fixed"} or tree.heads[here] < here:
        return here + 1 if view.time_on[here + 1] is not None else None
    head = tree.heads[here]
    own = tree.first(head, "nsubj") if tree.upos[head] == "VERB" else None
    return own if own is not None and here < own < head else head  # "a statement with Jane Doe | calling for"


def _names(view: SentenceTree, head: int) -> tuple[NounPhrase, ...]:
    """The phrase at ``head`` and those joined to it; for a noun the name that stands beside it for the same one: "talks
    with a buyer, | Acme Bank"."""
    phrases = view.phrases(head, predicate=True)
    if any(phrase.mention is not None for phrase in phrases):
        return phrases
    behind = [each for other in view.tree.having(head, "appos", "flat") for each in view.phrases(other, predicate=True)]
    return tuple(each for each in behind if each.mention is not None) or phrases


def _end(view: SentenceTree, head: int) -> int:
    """One past the phrase with the head at ``head`` and what is joined to it."""
    places = (head, *(each for each in view.tree.having(head, "conj") if view.nominal(each)))
    ends = [phrase.end for each in places if (phrase := view.phrase(each)) is not None]
    last = max([head + 1, *ends])
    return view.whole(last - 1)[1] if view.mention_on[last - 1] is not None else past_dates(view, last)


def past_dates(view: SentenceTree, at: int) -> int:
    """The first place from ``at`` on that is no part of a date and of no citation marker."""
    while at < len(view.tree) and (view.time_on[at] is not None or at in view.markers):
        at += 1
    return at


def _measure(phrase: NounPhrase) -> bool:
    """Whether the phrase only gives a number: "with 52 percent", "by 12 votes"."""
    return phrase.mention is None and (bool({"tally", "vote"} & set(phrase.kinds)) or phrase.head.isdigit())


def _role(preposition: str, draft: EventMention) -> str:
    row = draft.row
    if preposition == "of":
        return "agent" if of_doer(row) else "patient"
    if preposition in {"to", "into"} and row.event_type in OF_AGENT and draft.with_role("patient"):
        return "recipient"  # "the annexation of Strelsau to Ruritania"
    if preposition == "to":
        return "recipient" if row.event_type in _ADDRESSED else ""
    return event_prepositions()[preposition].role


def date_of_noun(view: SentenceTree, noun: int, start: int, reach: int) -> TimeExpression | None:
    """The date that the phrase of the noun at ``noun`` gives, from ``start`` to ``reach`` or right behind it."""
    for place, time in view.when:
        if start <= place < noun and not prepositions(view.tree, place):
            return time  # "the 2014 vote", "Monday's meeting"
    for place, time in view.when:
        told = place > noun and (_inside(view, place, noun) or _follows(view, time, noun, reach))
        if told and _free(view, place) and not _of_verb_above(view, place, noun):
            return time
    return None


def _of_verb_above(view: SentenceTree, place: int, noun: int) -> bool:
    """Whether the tree gives the date to the verb that is only about the noun: "resigned over the flood in May"."""
    tree = view.tree
    verb = tree.heads[noun]
    about = verb != ROOT and tree.upos[verb] == "VERB" and bool(set(prepositions(tree, noun)) & _MATTER)
    return about and tree.heads[place] == verb


def _inside(view: SentenceTree, place: int, noun: int) -> bool:
    """Whether the tree hangs the date at ``place`` on the noun, and on none between them that has dates of its own."""
    passed = _path(view, place, noun)
    if passed is None or len(passed) > FARTHEST or view.tree.relation(place) in {"appos", "parataxis", "dep"}:
        return False
    bare = not prepositions(view.tree, place)
    return not any(names_event(view, each) or (bare and place < each) for each in passed)


def _path(view: SentenceTree, place: int, noun: int) -> tuple[int, ...] | None:
    """The nouns between ``place`` and the noun above it at ``noun``; None where a clause stands between, or nothing."""
    tree = view.tree
    passed: list[int] = []
    here = tree.heads[place]
    while here not in {ROOT, noun}:
        if is_clause(tree, here) or tree.upos[here] == "VERB" or tree.relation(here) in {"appos", "conj"}:
            return None
        passed.append(here)
        here = tree.heads[here]
    return tuple(passed) if here == noun else None


def _follows(view: SentenceTree, time: TimeExpression, noun: int, reach: int) -> bool:
    """Whether a date stands in the chain of phrases behind the noun, or right after it."""
    tokens = view.tree.tokens
    first = next(at for at in range(len(tokens)) if tokens[at].end > time.span.start)
    if first <= noun:
        return False
    if first >= reach:
        return first - reach < 3 and all(view.low(at) in _BEFORE_DATES for at in range(reach, first))
    bare = view.low(first - 1) not in _BEFORE_DATES and view.low(first - 1) != "of"
    owned = bare and view.nominal(min(past_dates(view, first), len(tokens) - 1)) and view.time_on[first - 1] is None
    return not owned


def _free(view: SentenceTree, place: int) -> bool:
    """Whether the date at ``place`` is no bound of what happened, and stands in no bracket."""
    tree = view.tree
    marks = {tree.word(each) for each in tree.having(place, "case", "mark")}
    return not marks & TIME_BOUNDS and not any(tree.word(each) == "(" for each in tree.having(place, "punct"))


def place_of_noun(
    view: SentenceTree, noun: int, reach: int, taken: Sequence[NounPhrase] = ()
) -> Span | None:  # fmt: skip
    """The first place that a preposition of place leads to from the noun at ``noun``, and that takes no other part."""
    tree = view.tree
    used = {phrase.mention for phrase in taken}
    for start, end, index in view.names():
        if start <= noun or view.mentions[index].kind is not Kind.PLACE or index in used:
            continue
        head = head_of(tree, view.cut(start, end))
        if head is None or tree.relation(head) not in {"obl", "nmod", "appos", "conj"}:
            continue
        passed = _path(view, head, noun)
        if passed is not None and len(passed) <= FARTHEST and place_leads(view, head, passed):
            return view.mentions[index].span
        direct = tree.heads[head] == noun or tree.upos[tree.heads[head]] == "VERB"
        if start < reach and set(prepositions(tree, head)) & (LOCATIVE if direct else INSIDE):
            return view.mentions[index].span
    return None
