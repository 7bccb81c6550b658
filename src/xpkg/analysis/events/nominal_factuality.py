"""Decides whether the event of a noun did not happen: "failed to reach a verdict", "the vote was averted"."""

from __future__ import annotations

from xpkg.analysis.events.eventualities import ATTEMPT, CERTAIN, PLAN, PROBABLE
from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import BE, DETERMINERS, HARD, HAVE, SUBORDINATORS, adverb, auxiliary, negated
from xpkg.lexicon import closed_classes, light_verbs
from xpkg.lexicon.factuality_cues import Trait, having

_NEGATIVE_IMPLICATIVE = having(Trait.NEGATIVE_IMPLICATIVE)
_PREVENTS_OBJECT = having(Trait.PREVENTS_OBJECT)
_OPPOSES_OBJECT = having(Trait.OPPOSES_OBJECT)
_ABORTIVE = having(Trait.ABORTIVE)
_CAME_TO_NOTHING = having(Trait.CAME_TO_NOTHING)
_UNREALIZED = having(Trait.UNREALIZED)
_ATTRIBUTIVE = (
    (having(Trait.ATTRIBUTIVE_ATTEMPT), ATTEMPT),
    (having(Trait.ATTRIBUTIVE_HEARSAY), PROBABLE),
    (having(Trait.ATTRIBUTIVE_PLAN), PLAN),
)
_BRINGS_ABOUT = light_verbs.having(light_verbs.Trait.BRINGS_ABOUT)
_INDEFINITE = closed_classes.having(closed_classes.Trait.INDEFINITE) | {"any", "no"}
_BETWEEN_VERB_AND_OBJECT = closed_classes.having(
    closed_classes.Trait.PARTICLE, closed_classes.Trait.OBJECT_PREPOSITION
) | {"any"}
_REACH = 14
"""Words behind a noun within which its own verb stands."""


def modified(parse: ShallowParse, start: int, noun: int) -> str:
    """How real an adjective makes the event of the noun at ``noun``, whose phrase begins at ``start``.

    "alleged" makes it a probable one, "planned" a plan, "attempted" an attempt; else it is certain.
    """
    words = {parse.low(at) for at in range(start, noun) if parse.tokens[at].mention is None}
    return next((told for cues, told in _ATTRIBUTIVE if words & cues), CERTAIN)


def unfulfilled(parse: ShallowParse, start: int, noun: int, *, undergone: bool) -> bool:
    """Whether the clause says that the event of the noun at ``noun``, whose phrase begins at ``start``, did not happen.

    "failed to reach a verdict", "without a verdict", "did not hold the vote", "the attempted killing of", "is yet to
    be"; but "failed to attend the summit": it was held. ``undergone``: the noun's label names who undergoes it.
    """
    if undergone and _ABORTIVE & {parse.low(at) for at in range(start, noun)}:
        return True
    return _kept_from(parse, start) or _came_to_nothing(parse, noun)


def _kept_from(parse: ShallowParse, start: int) -> bool:
    """Whether the verb whose object begins at ``start`` did not happen, so that its object did not either."""
    definite = parse.low(start) in DETERMINERS - _INDEFINITE or parse.low(start + 1) == "'s"
    here = start - 1
    while adverb(parse.low(here)) or parse.low(here) in _BETWEEN_VERB_AND_OBJECT:
        here -= 1
    if here < 0 or parse.tokens[here].mention is not None:
        return False
    verb = parse.low(here)
    if verb in _PREVENTS_OBJECT or (verb in _OPPOSES_OBJECT and not definite):
        return True
    return (not definite or verb in _BRINGS_ABOUT) and _did_not(parse, here)


def _did_not(parse: ShallowParse, verb: int) -> bool:
    """Whether what stands before the verb takes it back: "failed to", "has yet to", "did not", "stopped short of"."""
    for here in range(verb - 1, -1, -1):
        low = parse.low(here)
        failed = low in _NEGATIVE_IMPLICATIVE and parse.low(here + 1) == "to"
        if failed or low in _PREVENTS_OBJECT or (negated(low) and low != "no"):
            return True
        if low == "of" and parse.low(here - 1) in {"short", "instead"}:
            return True
        if low not in _NEGATIVE_IMPLICATIVE and not auxiliary(low) and not adverb(low):
            return False
    return False


def _came_to_nothing(parse: ShallowParse, noun: int) -> bool:
    """Whether the noun's own verb says so: "the assassination of Jane Doe | was averted", "is yet to be delivered"."""
    for here in range(noun + 1, min(noun + _REACH, len(parse.tokens))):
        low = parse.low(here)
        if low in HARD or low == "," or (low in SUBORDINATORS and parse.tokens[here].mention is None):
            return False
        if parse.finite(here):
            return _says_no(parse, here)
    return False


def _says_no(parse: ShallowParse, verb: int) -> bool:
    """Whether the verb, the first one behind its subject, says that the subject did not happen, or not so far."""
    low, first, second = (parse.low(at) for at in (verb, verb + 1, verb + 2))
    if low in {"happened", "occurred"}:
        return parse.low(verb - 1) == "never"
    if low in _CAME_TO_NOTHING:
        return low == "failed" and (first in HARD or first in {"", ","})
    if low in HAVE | {"remains"}:
        return first == "yet" and second == "to"
    if low == "did" or low.startswith("didn"):
        return (negated(low) or negated(first)) and bool({first, second} & {"happen", "occur", "take"})
    if low not in BE:
        return False
    not_yet = first in {"yet", "still"} and second in {"to", "pending", "awaited"}
    not_made = (negated(low) or negated(first)) and bool({first, second} & _BRINGS_ABOUT)
    told = second if first in {"a", "an"} else first
    return not_yet or not_made or bool({first, second} & _CAME_TO_NOTHING) or told in _UNREALIZED
