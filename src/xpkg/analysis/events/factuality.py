"""Decides whether a sentence asserts an event: not where it is denied, false, fictional or narrowly avoided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HARD,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    adverb,
    auxiliary,
    negated,
)
from xpkg.lexicon import closed_classes
from xpkg.lexicon.factuality_cues import Trait, having
from xpkg.model import Attribution, Span, SpeechAct

_DENYING = frozenset((SpeechAct.DENIES, SpeechAct.REFUSES, SpeechAct.OPPOSES))
_NEGATIVE_SUBJECTS = closed_classes.having(closed_classes.Trait.NEGATIVE_SUBJECT)
_NOBODY = _NEGATIVE_SUBJECTS - DETERMINERS - CONJUNCTIONS - {"nothing"}
_FUTURE = closed_classes.having(closed_classes.Trait.FUTURE)
_WHO_WHERE_HOW = closed_classes.having(closed_classes.Trait.WH_WORD) - closed_classes.having(
    closed_classes.Trait.RELATIVE_PRONOUN
) | {"whose"}
_FACTIVE = having(Trait.FACTIVE)
_NONVERIDICAL = having(Trait.NONVERIDICAL)
_REFUTES_SUBJECT = having(Trait.REFUTES_SUBJECT)
_CLAIMS = having(Trait.CLAIM)
_ACCOUNTS = having(Trait.ACCOUNT)
_HYPOTHESES = having(Trait.HYPOTHESIS)
_WORKS_OF_FICTION = having(Trait.FICTION)
_FICTIONAL = having(Trait.FICTIONAL)
_ANTICIPATORY = having(Trait.ANTICIPATORY)
_IRREALIS = having(Trait.IRREALIS)
_SCOPES_RIGHTWARD = having(Trait.SCOPES_RIGHTWARD)
_RESCHEDULED = having(Trait.RESCHEDULED)
_PROSPECTIVE = having(Trait.PROSPECTIVE)
_APPROXIMATIVE = having(Trait.APPROXIMATIVE)
_HEARSAY = having(Trait.HEARSAY)
_APPEALS = having(Trait.APPEAL)


def denied(attributions: Sequence[Attribution], words: str) -> list[Span]:
    """What somebody denies, refuses or opposes, did not say, or what nobody says: the spans in order."""
    return sorted(
        span
        for each in attributions
        if each.act in _DENYING or each.negated or (each.source is not None and _nobody(each.source.cut(words)))
        for span in each.content
    )


def _nobody(source: str) -> bool:
    return (source.split() or [""])[0].lower() in _NEGATIVE_SUBJECTS


def unreal(parse: ShallowParse, at: int, *, verb: bool, said: bool) -> bool:
    """Whether the sentence does not assert the event of the word at ``at``.

    ``verb`` says whether that word is a verb, ``said`` whether it lies in the content of an attribution. An
    attributed assertion remains one; an assertion without a source does not count.
    """
    if any(_withheld(parse, that, at, said) for that in _that_clauses(parse, at)) or _fiction(parse, at):
        return True
    return verb and (_missed(parse, at) or _nobody_did(parse, at) or _inverted(parse, at))


def ahead(parse: ShallowParse, at: int) -> bool:
    """Whether a named event at ``at`` is only wished for, planned or still to come in its sentence.

    "calls to boycott the 2034 Games", "will attend the summit"; but "attended the Games", "during the war".
    """
    start = parse.part_start(at, HARD | SUBORDINATORS)
    words = [parse.low(here) for here in range(max(start, at - 8), at) if parse.tokens[here].mention is None]
    if _ANTICIPATORY & set(words):
        return True
    opener = at
    while opener > start and (parse.tokens[opener - 1].time is not None or parse.low(opener - 1) in DETERMINERS):
        opener -= 1
    infinitive = parse.low(opener - 2) == "to" and parse.low(opener - 1) not in PREPOSITIONS
    governor = next((here for here in range(at - 1, start - 1, -1) if parse.finite(here)), None)
    return infinitive or (governor is not None and parse.low(governor) in MODALS - {"could", "would"})


def _that_clauses(parse: ShallowParse, at: int) -> Iterator[int]:
    """Each "that" left of ``at`` whose clause may still be open there."""
    for here in range(at - 1, -1, -1):
        low, after = parse.low(here), parse.low(here + 1)
        if low in HARD or (low == "," and (after in {"but", "and"} or (after.endswith("ing") and here + 1 != at))):
            return
        if low == "that" and parse.tokens[here].mention is None:
            yield here


def _withheld(parse: ShallowParse, that: int, at: int, said: bool) -> bool:
    start = that
    while (
        start > 0
        and parse.low(start - 1) not in HARD
        and not (
            parse.low(start - 1) in SUBORDINATORS
            or (parse.low(start - 1) == "," and parse.low(start) in {"but", "and"})
        )
    ):
        start -= 1
    words = [parse.low(here) for here in range(start, that)]
    noun = parse.low(that - 1)
    if _FACTIVE & set(words):
        return False
    if any(negated(word) or word in _NEGATIVE_SUBJECTS or word in _NONVERIDICAL for word in words):
        return True
    if noun in _HYPOTHESES or (noun in _CLAIMS and not said):
        return True
    return noun in _CLAIMS | _ACCOUNTS and any(
        parse.low(here) in _REFUTES_SUBJECT or (parse.low(here) == "true" and negated(parse.low(here - 1)))
        for here in range(at + 1, len(parse.tokens))
    )


def _fiction(parse: ShallowParse, at: int) -> bool:
    """Whether it is the plot of a play or novel: "the play, in which …", "In the novel …"; or the clause presents it
    as pretended."""
    start = parse.part_start(at)
    for here in range(start, at):
        if parse.low(here) in _FICTIONAL:
            return True
        if parse.low(here) not in _WORKS_OF_FICTION or parse.tokens[here].mention is not None:
            continue
        fronted = any(parse.low(back) == "in" for back in (start, start + 1)) and here <= start + 5
        nounlike = parse.nounlike(here + 1) and parse.tokens[here + 1].mention is None
        if fronted and not nounlike:
            return True
        for on in range(here + 1, min(here + 9, at)):
            if parse.low(on) in _WHO_WHERE_HOW or (parse.low(on) == "which" and parse.low(on - 1) == "in"):
                return True
    return False


def _missed(parse: ShallowParse, at: int) -> bool:
    """ "almost died", "was nearly killed", "allegedly shot"; but "almost immediately resigned" happened."""
    here = at - 1
    while here >= 0 and (auxiliary(parse.low(here)) or adverb(parse.low(here)) or parse.low(here) in _APPROXIMATIVE):
        after = parse.low(here + 1)
        if parse.low(here) in _HEARSAY:
            return True
        if parse.low(here) in _APPROXIMATIVE and (here + 1 == at or auxiliary(after) or after == "certainly"):
            return True
        here -= 1
    return False


def _nobody_did(parse: ShallowParse, at: int) -> bool:
    """Whether the subject is nobody: "Neither … nor …", "No officer …", "None of them …"."""
    left = parse.left(at)
    words = [parse.low(here) for here in range(left, at)]
    if _NOBODY & set(words):
        return True
    opened = next((here for here in range(left, at) if parse.low(here) not in {",", "and", "but"}), at)
    first, second = parse.low(opened), parse.low(opened + 1)
    return (first == "no" and second not in {"matter", "doubt", "longer", "less"}) or (
        first == "not" and second in DETERMINERS
    )


def _inverted(parse: ShallowParse, at: int) -> bool:
    """Whether the verb stands in a condition or question by its order: "Had she resigned, …", "Was she shot?"."""
    asks = parse.low(len(parse.tokens) - 1) == "?"
    for here in range(at - 1, -1, -1):
        low = parse.low(here)
        opens = here == 0 or parse.low(here - 1) in HARD | {",", "and", "but", "“", '"'}
        if opens and (low == "had" or (asks and low in BE | HAVE)) and here + 1 < at:
            after = parse.tokens[here + 1]
            return (
                after.mention is not None
                or after.low in DETERMINERS | PRONOUNS
                or (after.low.isalpha() and after.low not in ADVERBS and not after.low.endswith(("ed", "ly", "en")))
            )
        if low in HARD or low in SUBORDINATORS or (parse.finite(here) and low != "had"):
            return False
    return False


def supposed(parse: ShallowParse, start: int, noun: int, left: int) -> bool:
    """Whether a word near the noun at ``noun``, whose phrase begins at ``start``, makes it one that may not have
    happened; behind it a "no" or "against" is of something else."""
    end = noun + 1
    while end < min(noun + 14, len(parse.tokens)) and parse.low(end) not in HARD and not parse.finite(end):
        end += 1
    if parse.low(end) in BE and {parse.low(end + 1), parse.low(end + 2)} & _RESCHEDULED:
        return True
    return any(
        (parse.low(at) in _IRREALIS and (at < noun or parse.low(at) not in _SCOPES_RIGHTWARD))
        or (parse.low(at) in _APPEALS and parse.low(at + 1) in {"for", "on"})
        for at in range(max(0, left - 1, start - 6), min(start + 3, len(parse.tokens)))
    )


def to_come(parse: ShallowParse, start: int, left: int) -> bool:
    """Whether the verb that brings the noun is still to come: "will be giving a speech", "was due to give a speech"."""
    for here in range(start - 1, max(-1, left - 3), -1):
        low = parse.low(here)
        if parse.tokens[here].mention is not None:
            continue
        if low in _FUTURE:
            return True
        if low == "to" and parse.low(here - 1) in _PROSPECTIVE:
            return True
    return False
