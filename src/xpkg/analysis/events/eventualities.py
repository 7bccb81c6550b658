"""Decides what it is that a clause tells which asserts no event: a plan, an attempt, a possibility, a negation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from xpkg.analysis.events.assertion import asserts, doubting
from xpkg.edtf import bounds
from xpkg.lexicon.factuality_cues import Trait, having
from xpkg.lexicon.reporting import denying_forms
from xpkg.model import Event, EventMethod
from xpkg.syntax.clauses import Modality, is_conditional, is_question, modality, negation
from xpkg.syntax.tree import ROOT, Parse

CERTAIN, PROBABLE, POSSIBLE, COUNTERFACTUAL = "certain", "probable", "possible", "counterfactual"
PLAN, ATTEMPT, DENIAL = "plan", "attempt", "denial"
"""The notations of xpkg:Factuality."""

_WITHOUT_TENSE = frozenset((EventMethod.NOUN, EventMethod.NAME, EventMethod.PARTICIPLE))
_HEARSAY = having(Trait.HEARSAY)
_CONATIVE = having(Trait.CONATIVE)
_NEGATIVE = having(Trait.NEGATIVE_IMPLICATIVE)
_PROSPECTIVE = having(Trait.PROSPECTIVE)
_DENYING = denying_forms()
_MODALS = {Modality.POSSIBILITY: POSSIBLE, Modality.PREDICTION: PLAN}


def factuality_of(tree: Parse, verb: int) -> str | None:
    """How real the text makes what the verb at ``verb`` tells; None where it leaves that open, asks or supposes.

    Certain is what it asserts. The terms are those of Saurí and Pustejovsky 2009 (FactBank), with plan, attempt and
    denial beside them.
    """
    if is_question(tree, verb) or is_conditional(tree, verb):
        return None
    if asserts(tree, verb):
        return PROBABLE if _hearsay(tree, verb) else CERTAIN
    if (head := doubting(tree, verb)) is not None:
        return DENIAL if tree.word(head) in _DENYING else None
    if any(tree.word(each) == "to" for each in tree.having(verb, "mark")):
        return _led_to(tree, verb)
    if negation(tree, verb) is not None:
        return COUNTERFACTUAL if _past(tree, verb) else None
    found = modality(tree, verb)
    if found is Modality.PREDICTION and any(tree.word(each) == "have" for each in tree.having(verb, "aux")):
        return None  # "would have resigned" is no plan
    return _MODALS.get(found) if found is not None else None


def with_plans(happenings: Sequence[Event], last_day: str) -> tuple[Event, ...]:
    """``happenings``, of which what a noun tells and is dated after ``last_day`` is planned: "the trial on 4 July".

    A verb in the past says more than the day of the text, which may be wrong, and so it stays.

    ``last_day`` is the last day on which the text may have come out (ISO), empty where that is not known. The day
    behind it counts as the same, since half the world is ahead.
    """
    if not last_day:
        return tuple(happenings)
    over = (date.fromisoformat(last_day) + timedelta(days=1)).isoformat()

    def is_ahead(event: Event) -> bool:
        first = bounds(event.date.edtf)[0] if event.date is not None and event.date.edtf else None
        told = event.method in _WITHOUT_TENSE and event.factuality == CERTAIN
        return told and first is not None and first > over

    return tuple(replace(event, factuality=PLAN) if is_ahead(event) else event for event in happenings)


def _hearsay(tree: Parse, verb: int) -> bool:
    """Whether "allegedly" stands beside the verb or one that it hangs on: "allegedly led him to be | stripped"."""
    while verb != ROOT:
        if {tree.word(each) for each in tree.having(verb, "advmod")} & _HEARSAY:
            return True
        if tree.relation(verb) not in {"xcomp", "ccomp", "conj"} or tree.having(verb, "nsubj"):
            return False
        verb = tree.heads[verb]
    return False


def _past(tree: Parse, verb: int) -> bool:
    """Whether a negated verb is one of the past: "did not resign", "was never charged"."""
    own = {tree.xpos[each] for each in tree.having(verb, "aux")}
    return "VBD" in own and "MD" not in own


def _led_to(tree: Parse, verb: int) -> str | None:
    """What the verb above an infinitive makes of it: "tried to flee", "refused to sign", "planned to visit"."""
    head = tree.heads[verb]
    if head == ROOT or tree.relation(verb) not in {"xcomp", "advcl", "acl"}:
        return None
    if negation(tree, head) is not None or is_question(tree, head) or modality(tree, head) is not None:
        return None
    for words, found in ((_CONATIVE, ATTEMPT), (_NEGATIVE, COUNTERFACTUAL), (_PROSPECTIVE, PLAN)):
        if tree.word(head) in words:
            return found
    return None
