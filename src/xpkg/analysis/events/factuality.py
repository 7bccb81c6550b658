"""Tells when a sentence does not assert what one of its clauses tells: denied, false, fictional, barely missed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpkg.analysis.grammar.complements import Line
from xpkg.analysis.grammar.words import (
    ADVERBS,
    BE,
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
    word_set,
)
from xpkg.model import Attribution, Span

_DENYING = word_set("denies refuses opposes")
_NOBODY = word_set("no nobody none neither nor few nothing")
_MISSED = word_set("almost nearly narrowly")
_UNCERTAIN = word_set("allegedly supposedly purportedly")
_KNOWN = word_set(
    "only doubt secret forget forgot forgotten know knew known realize realise realized realised aware mention "
    "mentioned disclose disclosed reveal revealed notice noticed regret surprise"
)
"""Under these a negation leaves what follows standing: "did not know that …", "no doubt that …"."""
_FALSE = word_set(
    "false untrue incorrect lie lies myth nonsense hoax impossible unlikely doubtful unclear unproven possible "
    "conceivable likely unfounded baseless groundless fabricated invented fictitious debunked disproved disproven "
    "refuted denied denies deny denying doubts doubted disputes disputed pretended pretends imagined imagines "
    "dreamed dreamt hoped hopes wished wishes feared fears suspected suspects failed fails failing unable tried tries "
    "trying"
)
_PREDICATES = word_set(
    "false untrue incorrect wrong mistaken lie lies myth nonsense hoax unproven unfounded baseless groundless "
    "fabricated invented fictitious debunked disproved disproven refuted denied dismissed rejected exaggerated"
)
_CLAIMS = word_set(
    "claim claims allegation allegations accusation accusations suggestion suggestions assertion assertions charge "
    "charges"
)
_TELLINGS = word_set("report reports story stories account accounts news statement statements")
_RUMOURS = word_set(
    "rumour rumours rumor rumors myth hoax theory theories idea notion belief speculation suspicion suspicions "
    "possibility pretext pretexts fear fears hope hopes legend fantasy pretence pretense"
)
_FICTION = word_set(
    "play novel novels film movie opera musical drama sitcom episode thriller fiction screenplay tale fable cartoon "
    "comic dream nightmare novella libretto"
)
_AHEAD = word_set(
    "ahead upcoming next future boycott boycotts boycotting bid bids prepare prepares prepared preparing preparations "
    "plan plans planned planning call calls called calling prevent avoid avert possible potential threat threats"
)
_FEIGNED = word_set("fictional imaginary fictitious hypothetical mythical")

_SUPPOSING = word_set(
    "stump threat threats threatened plan plans planned planning possible potential future proposed prevent avoid "
    "deter stop any no if would could may might should against without risk demand demands demanded request "
    "requests prospect seek seeks sought seeking want wants wanted consider considers considered considering "
    "favored favoured propose proposes threaten threatens promise promises promised hope hopes idea notion rejected "
    "possibility fear fears expected upcoming next imminent another discuss discussed discussions rumour rumours "
    "rumor rumors alleged supposed fictional imaginary fake hoax denied denies deny"
)
"""Near a noun they tell of what is only supposed, asked for, feared or to come."""
_PUT_OFF = word_set(
    "scheduled planned expected postponed delayed cancelled canceled called slated rescheduled averted foiled"
)
_OF_WHAT_FOLLOWS = word_set("against no any another next without plan plans threat threats")
_PROSPECTIVE = frozenset(
    "scheduled set due expected planned slated going hoping hopes hoped want wants wanted wanting plan plans ready "
    "about prepared invited invitation refused declined agreed intends intended seeks sought likely decision needs "
    "need has have asked urged eager promised vowed pledged".split()
)
"""Before "to" they tell that what follows is still to come, or may never."""


def denied(attributions: Sequence[Attribution], words: str) -> list[Span]:
    """What somebody denies, refuses or opposes, did not say, or what nobody says: the spans in order."""
    return sorted(
        span
        for each in attributions
        if each.act in _DENYING or each.negated or (each.source is not None and _nobody(each.source.cut(words)))
        for span in each.content
    )


def _nobody(source: str) -> bool:
    return (source.split() or [""])[0].lower() in _NOBODY


def unreal(line: Line, at: int, *, verb: bool, said: bool) -> bool:
    """Whether the sentence withholds what the word at ``at`` tells.

    ``verb`` tells whether that word is a verb, ``said`` whether it lies in the content of an attribution: a claim
    of somebody's stays his, a claim of nobody's is no account.
    """
    if any(_withheld(line, that, at, said) for that in _that_clauses(line, at)) or _fiction(line, at):
        return True
    return verb and (_missed(line, at) or _nobody_did(line, at) or _inverted(line, at))


def ahead(line: Line, at: int) -> bool:
    """Whether a named happening at ``at`` is only wished for, planned or still to come in its sentence.

    "calls to boycott the 2034 Games", "will attend the summit"; but "attended the Games", "during the war".
    """
    start = line.part_start(at, HARD | SUBORDINATORS)
    words = [line.low(here) for here in range(max(start, at - 8), at) if line.tokens[here].mention is None]
    if _AHEAD & set(words):
        return True
    opener = at
    while opener > start and (line.tokens[opener - 1].time is not None or line.low(opener - 1) in DETERMINERS):
        opener -= 1
    infinitive = line.low(opener - 2) == "to" and line.low(opener - 1) not in PREPOSITIONS
    governor = next((here for here in range(at - 1, start - 1, -1) if line.finite(here)), None)
    return infinitive or (governor is not None and line.low(governor) in MODALS - {"could", "would"})


def _that_clauses(line: Line, at: int) -> Iterator[int]:
    """Each "that" left of ``at`` whose clause may still be open there."""
    for here in range(at - 1, -1, -1):
        low, after = line.low(here), line.low(here + 1)
        if low in HARD or (low == "," and (after in {"but", "and"} or (after.endswith("ing") and here + 1 != at))):
            return
        if low == "that" and line.tokens[here].mention is None:
            yield here


def _withheld(line: Line, that: int, at: int, said: bool) -> bool:
    start = that
    while (
        start > 0
        and line.low(start - 1) not in HARD
        and not (
            line.low(start - 1) in SUBORDINATORS or (line.low(start - 1) == "," and line.low(start) in {"but", "and"})
        )
    ):
        start -= 1
    words = [line.low(here) for here in range(start, that)]
    noun = line.low(that - 1)
    if _KNOWN & set(words):
        return False
    if any(negated(word) or word in _NOBODY or word in _FALSE for word in words):
        return True
    if noun in _RUMOURS or (noun in _CLAIMS and not said):
        return True
    return noun in _CLAIMS | _TELLINGS and any(
        line.low(here) in _PREDICATES or (line.low(here) == "true" and negated(line.low(here - 1)))
        for here in range(at + 1, len(line.tokens))
    )


def _fiction(line: Line, at: int) -> bool:
    """Whether a play or novel tells it: "the play, in which …", "In the novel …"; or the clause feigns it."""
    start = line.part_start(at)
    for here in range(start, at):
        if line.low(here) in _FEIGNED:
            return True
        if line.low(here) not in _FICTION or line.tokens[here].mention is not None:
            continue
        fronted = any(line.low(back) == "in" for back in (start, start + 1)) and here <= start + 5
        nounlike = line.nounlike(here + 1) and line.tokens[here + 1].mention is None
        if fronted and not nounlike:
            return True
        for on in range(here + 1, min(here + 9, at)):
            if line.low(on) in {"where", "whose", "how"} or (line.low(on) == "which" and line.low(on - 1) == "in"):
                return True
    return False


def _missed(line: Line, at: int) -> bool:
    """ "almost died", "was nearly killed", "allegedly shot"; but "almost immediately resigned" happened."""
    here = at - 1
    while here >= 0 and (auxiliary(line.low(here)) or adverb(line.low(here)) or line.low(here) in _MISSED):
        after = line.low(here + 1)
        if line.low(here) in _UNCERTAIN:
            return True
        if line.low(here) in _MISSED and (here + 1 == at or auxiliary(after) or after == "certainly"):
            return True
        here -= 1
    return False


def _nobody_did(line: Line, at: int) -> bool:
    """Whether the subject is nobody: "Neither … nor …", "No officer …", "None of them …"."""
    left = line.left(at)
    words = [line.low(here) for here in range(left, at)]
    if {"neither", "nobody", "none"} & set(words):
        return True
    opened = next((here for here in range(left, at) if line.low(here) not in {",", "and", "but"}), at)
    first, second = line.low(opened), line.low(opened + 1)
    return (first == "no" and second not in {"matter", "doubt", "longer", "less"}) or (
        first == "not" and second in {"one", "a", "all", "every"}
    )


def _inverted(line: Line, at: int) -> bool:
    """Whether the verb stands in a condition or question by its order: "Had she resigned, …", "Was she shot?"."""
    asks = line.low(len(line.tokens) - 1) == "?"
    for here in range(at - 1, -1, -1):
        low = line.low(here)
        opens = here == 0 or line.low(here - 1) in HARD | {",", "and", "but", "“", '"'}
        if opens and (low == "had" or (asks and low in BE | HAVE)) and here + 1 < at:
            after = line.tokens[here + 1]
            return (
                after.mention is not None
                or after.low in DETERMINERS | PRONOUNS
                or (after.low.isalpha() and after.low not in ADVERBS and not after.low.endswith(("ed", "ly", "en")))
            )
        if low in HARD or low in SUBORDINATORS or (line.finite(here) and low != "had"):
            return False
    return False


def supposed(line: Line, start: int, noun: int, left: int) -> bool:
    """Whether a word near the noun at ``noun``, whose phrase begins at ``start``, makes it one that may not have
    happened; behind it a "no" or "against" is of something else."""
    end = noun + 1
    while end < min(noun + 14, len(line.tokens)) and line.low(end) not in HARD and not line.finite(end):
        end += 1
    if line.low(end) in BE and {line.low(end + 1), line.low(end + 2)} & _PUT_OFF:
        return True
    return any(
        (line.low(at) in _SUPPOSING and (at < noun or line.low(at) not in _OF_WHAT_FOLLOWS))
        or (line.low(at) in {"call", "calls", "called", "calling"} and line.low(at + 1) in {"for", "on"})
        for at in range(max(0, left - 1, start - 6), min(start + 3, len(line.tokens)))
    )


def to_come(line: Line, start: int, left: int) -> bool:
    """Whether the verb that brings the noun is still to come: "will be giving a speech", "was due to give a speech"."""
    for here in range(start - 1, max(-1, left - 3), -1):
        low = line.low(here)
        if line.tokens[here].mention is not None:
            continue
        if low in {"will", "’ll", "'ll", "shall", "won’t", "won't"}:
            return True
        if low == "to" and line.low(here - 1) in _PROSPECTIVE:
            return True
    return False
