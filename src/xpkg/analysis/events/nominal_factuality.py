"""Tells when the happening that a noun names came to nothing: "failed to reach a verdict", "the vote was averted"."""

from __future__ import annotations

from xpkg.analysis.grammar.complements import Line
from xpkg.analysis.grammar.words import BE, DETERMINERS, HARD, HAVE, SUBORDINATORS, adverb, auxiliary, negated, word_set

_FAILING = word_set(
    "fail fails failed failing failure refuse refuses refused refusing refusal decline declines declined declining "
    "unable unwilling inability neglected neglects forgot yet reluctant hesitated struggled struggling impossible "
    "powerless"
)
"""Before "to" they tell that what follows did not happen, or not so far."""
_SHUNNING = word_set(
    "without avoid avoids avoided avoiding prevent prevents prevented preventing escape escapes escaped escaping evade "
    "evades evaded evading thwart thwarts thwarted foil foils foiled avert averts averted postpone postpones postponed "
    "delay delays delayed await awaits awaited awaiting pending scrap scraps scrapped lack lacks lacked lacking absent"
)
"""Whose object did not happen, or not so far: "escaped assassination", "awaiting the verdict"."""
_OPPOSING = word_set(
    "halt halts halted block blocks blocked oppose opposes opposed resist resists resisted refuse "
    "refuses refused refusing decline declines declined declining skip skips skipped reject rejects rejected"
)
"""Whose object did not happen where it is "an" or "any"; "they opposed the invasion" leaves it standing."""
_BRINGING = word_set(
    "reach reached reaching hold held holding give gave given giving deliver delivered delivering make made making "
    "sign signed signing conclude concluded concluding launch launched launching stage staged staging mount mounted "
    "mounting impose imposed imposing issue issued issuing complete completed completing begin began begun beginning "
    "start started starting open opened opening secure secured securing negotiate negotiated negotiating broker "
    "brokered brokering agree agreed agreeing conduct conducted conducting carry carried carrying win won winning "
    "produce produced producing return returned returning render rendered rendering hand handed handing strike struck "
    "striking bring brought bringing undertake undertook undertaken convene convened record recorded see saw seen"
)
"""Verbs that make their object happen: where they fail there is none, whatever its article."""
_ABORTIVE = word_set(
    "attempted abortive aborted foiled thwarted averted unsuccessful botched would-be intended feared supposed pending "
    "postponed cancelled canceled failed prevented"
)
"""Before a noun that somebody undergoes they tell that he did not."""
_CAME_TO_NOTHING = word_set("failed averted foiled thwarted prevented aborted blocked halted stopped")
_NOT_SO = word_set(
    "pending awaited unlikely likely expected due imminent hoax lie myth fabrication invention fake false"
)
"""What is said of a happening that was none, or none so far."""
_PARTICLES = word_set("on to out off up over into in at with any")
"""What may stand between a verb and its object: "agree **on** a verdict"."""
_INDEFINITE = word_set("a an any no some another")
_REACH = 14
"""Tokens behind a noun within which its own verb stands."""


def unfulfilled(line: Line, start: int, noun: int, *, undergone: bool) -> bool:
    """Whether the clause tells that the noun at ``noun``, whose phrase begins at ``start``, came to nothing.

    "failed to reach a verdict", "without a verdict", "did not hold the vote", "the attempted killing of", "is yet to
    be"; but "failed to attend the summit": it was held. ``undergone``: the noun's label names who undergoes it.
    """
    if undergone and _ABORTIVE & {line.low(at) for at in range(start, noun)}:
        return True
    return _kept_from(line, start) or _came_to_nothing(line, noun)


def _kept_from(line: Line, start: int) -> bool:
    """Whether the verb whose object begins at ``start`` did not happen, so that its object did not either."""
    definite = line.low(start) in DETERMINERS - _INDEFINITE or line.low(start + 1) == "'s"
    here = start - 1
    while adverb(line.low(here)) or line.low(here) in _PARTICLES:
        here -= 1
    if here < 0 or line.tokens[here].mention is not None:
        return False
    verb = line.low(here)
    if verb in _SHUNNING or (verb in _OPPOSING and not definite):
        return True
    return (not definite or verb in _BRINGING) and _did_not(line, here)


def _did_not(line: Line, verb: int) -> bool:
    """Whether what stands before the verb takes it back: "failed to", "has yet to", "did not", "stopped short of"."""
    for here in range(verb - 1, -1, -1):
        low = line.low(here)
        if low in _SHUNNING or (low in _FAILING and line.low(here + 1) == "to") or (negated(low) and low != "no"):
            return True
        if low == "of" and line.low(here - 1) in {"short", "instead"}:
            return True
        if low not in _FAILING and not auxiliary(low) and not adverb(low):
            return False
    return False


def _came_to_nothing(line: Line, noun: int) -> bool:
    """Whether the noun's own verb says so: "the assassination of Jane Doe | was averted", "is yet to be delivered"."""
    for here in range(noun + 1, min(noun + _REACH, len(line.tokens))):
        low = line.low(here)
        if low in HARD or low == "," or (low in SUBORDINATORS and line.tokens[here].mention is None):
            return False
        if line.finite(here):
            return _says_no(line, here)
    return False


def _says_no(line: Line, verb: int) -> bool:
    """Whether the verb, the first one behind its subject, says that the subject did not happen, or not so far."""
    low, first, second = (line.low(at) for at in (verb, verb + 1, verb + 2))
    if low in {"happened", "occurred"}:
        return line.low(verb - 1) == "never"
    if low in _CAME_TO_NOTHING:
        return low == "failed" and (first in HARD or first in {"", ","})
    if low in HAVE | {"remains"}:
        return first == "yet" and second == "to"
    if low == "did" or low.startswith("didn"):
        return (negated(low) or negated(first)) and bool({first, second} & {"happen", "occur", "take"})
    if low not in BE:
        return False
    not_yet = first in {"yet", "still"} and second in {"to", "pending", "awaited"}
    not_made = (negated(low) or negated(first)) and bool({first, second} & _BRINGING)
    told = second if first in {"a", "an"} else first
    return not_yet or not_made or bool({first, second} & _CAME_TO_NOTHING) or told in _NOT_SO
