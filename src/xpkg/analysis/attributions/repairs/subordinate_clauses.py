"""Corrects candidates of subordinate clauses: who a relative pronoun stands for, whose a nested clause is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.patterns.cue_subjects import antecedent, subject_left
from xpkg.analysis.attributions.patterns.items import Item, items_within, span_of
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, beside, each
from xpkg.lexicon import calendar
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import Inflection
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, Text

_WHICH = re.compile(r",\s*(?:\[\d{1,4}\]\s*)*(?P<pronoun>which|who)\s+(?:\w+ly\s+|also\s+)?(?P<verb>[a-z]+)\b")
_SUBJECT_OF_CLAUSE = pattern(
    r",?\s(?P<link><<temporal_subordinator -after -before -since +because +where>>|whereas)\s+"
    r"(?P<subject>(?:(?:<<article>>|<<possessive_determiner -my -our -your>>)\s|[A-Z])[^;:“”\"]*?)[\s,]*\Z"
)
_HUNG_ON = pattern(r",\s+<<relative_pronoun -that -whom>>\s[^,]*")
_ING = re.compile(r"[a-z]+ing\b")
_FINITE = pattern(r"\b(?:<<be have do modal -nonfinite>>|\w+ed)\b")
_AND = pattern(r"(?:^|\s|,)<<coordinator -nor>>\s+(?:also\s+|then\s+|\w+ly\s+)?\Z")
_DATING = having(Trait.TEMPORAL)
_REACH = 6
"""Candidates on either side that may stand in the same sentence."""


def _of_which(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with what a "which" stands for as its source; a "who" is resolved where people are known."""
    if candidate.source is None or candidate.source.cut(text.source.text) != "which":
        return candidate
    found = antecedent_of(text, candidate.source)
    return replace(candidate, source=found) if found else candidate


def _of_relative(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "Low cited the act, which condemns it and | calls for more": the act is the source."""
    if not _leads(candidate):
        return candidate
    pronoun = _pronoun_before(text, candidate)
    found = antecedent_of(text, pronoun) if pronoun else None
    return replace(candidate, source=found) if found else candidate


def _leads(candidate: AttributionCandidate) -> bool:
    return bool(candidate.cue) and candidate.source is not None and candidate.source.start <= candidate.cue[0].start


def _pronoun_before(text: Text, candidate: AttributionCandidate) -> Span | None:
    """The pronoun of "Low cited the act, **which** condemns it and | calls for more": the act is the source. The
    verbs agree with each other, and not with the verb of the supposed speaker."""
    words, cue = text.source.text, candidate.cue[0]
    form = verb_forms().get(cue.cut(words).split()[0].lower())
    if candidate.source is None or form is None or form.kinds != {Inflection.PRESENT}:
        return None
    if not _AND.search(words[candidate.source.end : cue.start]):
        return None
    between = Span(candidate.source.end, cue.start)
    found = _WHICH.search(words, between.start, between.end)
    if found is None or found.start() == between.start:
        return None
    verb = found["verb"]
    first = re.match(r"\s*([a-z]+)", words[between.start : between.end])
    own = first.group(1) if first else ""
    agrees = verb.endswith("s") and not own.endswith("s")
    return Span(found.start("pronoun"), found.end("pronoun")) if agrees else None


def _ended(
    text: Text, candidate: AttributionCandidate, candidates: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """ "cited the act | , which condemns it": where the act is the source behind "and", it is the source here too."""
    if not candidate.content or not candidate.cue or candidate.content[-1].start < candidate.cue[-1].end:
        return candidate
    words, last = text.source.text, candidate.content[-1]
    for other in candidates:
        if other is candidate or not other.source or not last.contains(other.source) or not other.cue:
            continue
        found = _WHICH.match(words, other.source.end)
        if found and found["pronoun"] == "which" and _AND.search(words, found.end(), other.cue[0].start):
            return replace(candidate, content=(*candidate.content[:-1], Span(last.start, other.source.end)))
    return candidate


def _under(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """ "The union said it knew in May, when | Low, an adviser, | wrote that ...": Low writes, and the union says so."""
    kept = list(candidates)
    changed: set[int] = set()
    for at, candidate in enumerate(kept):
        if (
            candidate.source is None
            or not candidate.cue
            or not candidate.content
            or candidate.content[0].start < candidate.cue[-1].end
        ):
            continue
        for place in range(max(0, at - _REACH), min(len(kept), at + _REACH + 1)):
            found = _clause_before(text, candidate, kept[place])
            if found is None:
                continue
            start, other = found.start("subject"), kept[place]
            subject = Span(start, start + len(found["subject"].rstrip(" ,")))
            kept[at] = replace(candidate, source=subject)
            beside = found["link"] in {"while", "whereas"}
            whole = Span(other.content[-1].start, found.start() if beside else candidate.content[-1].end)
            kept[place] = replace(other, content=(*other.content[:-1], whole))
            changed |= {at, place}
            break
    return {at: (kept[at],) for at in changed}


def _clause_before(text: Text, candidate: AttributionCandidate, other: AttributionCandidate) -> re.Match[str] | None:
    """The conjunction and subject at the end of what ``other`` of the same source says, right before the cue."""
    words = text.source.text
    if other is candidate or other.source != candidate.source or not other.content or not other.cue:
        return None
    last = other.content[-1]
    if not (other.cue[0].start < last.start < last.end <= candidate.cue[0].start <= last.end + 2):
        return None
    found = _SUBJECT_OF_CLAUSE.search(words, last.start, candidate.cue[0].start)
    if found is None or _ING.match(words, candidate.cue[0].start):
        return None
    return None if _FINITE.search(_HUNG_ON.sub("", found["subject"])) else found


def subject_before(text: Text, place: int) -> Span | None:
    """The subject of the verb whose group begins at ``place``, with the clauses that depend on it."""
    items = items_at(text, place)
    verb = next((at for at, item in enumerate(items) if item.start >= place), None)
    found = subject_left(items, verb) if verb else None
    return span_of(items, found) if found else None


def items_at(text: Text, place: int) -> tuple[Item, ...]:
    """The items of the sentence that holds the code point ``place``."""
    sentence = text.sentence_at(place)
    return items_within(text, sentence.span) if sentence else ()


def antecedent_of(text: Text, pronoun: Span) -> Span | None:
    """The noun phrase that a relative pronoun stands for; None where it is not clear."""
    items = items_at(text, pronoun.start)
    at = next((here for here, item in enumerate(items) if item.start == pronoun.start), None)
    place = _before_date(items, at) if at else 0
    found = antecedent(items, place, 0) if place else None
    return span_of(items, found) if found else None


def _before_date(items: Sequence[Item], relative: int) -> int:
    """Where a date begins that stands before the pronoun: "the board | on Monday, which"; else that of the pronoun.

    A date says nothing and is no antecedent; without a preposition before it, nothing is (0).
    """
    end = relative - 1 if items[relative - 1].low == "," else relative
    start = end
    while start > 0 and (items[start - 1].low.isdecimal() or _is_calendar_name(items[start - 1])):
        start -= 1
    if start == end or not any(_is_calendar_name(item) for item in items[start:end]):
        return relative
    return start - 1 if start and items[start - 1].low in _DATING else 0


def _is_calendar_name(item: Item) -> bool:
    return item.capital and item.low.capitalize() in calendar.names()


OF_SUBORDINATE_CLAUSES = (
    Repair(
        "joined-verb-of-relative",
        each(_of_relative),
        Example(
            "{Ann Low} cited the act, which condemns the cut and [calls for] <a new vote>.",
            "Ann Low cited {the act}, which condemns the cut and [calls for] <a new vote>.",
        ),
    ),
    Repair(
        "cut-joined-relative",
        beside(_ended, _REACH),
        Example(
            "{1:Ann Low} [1:cited] <1:{2:the act}, which condemns the cut and [2:calls for] <2:a new vote>>.",
            "{1:Ann Low} [1:cited] <1:{2:the act}>, which condemns the cut and [2:calls for] <2:a new vote>.",
        ),
    ),
    Repair(
        "subject-of-nested-clause",
        _under,
        Example(
            "{12:The union} [1:said] <1:it knew in May, when Ann Low, an adviser>, [2:wrote] "
            "<2:that the dam was safe>.",
            "{1:The union} [1:said] <1:it knew in May, when {2:Ann Low, an adviser}, [2:wrote] "
            "<2:that the dam was safe>>.",
        ),
    ),
)
"""The source of a subordinate clause."""


RELATIVE_ANTECEDENT = (
    Repair(
        "relative-pronoun-antecedent",
        each(_of_which),
        Example(
            "They met the council, {which} [said] <that the dam was safe>.",
            "They met {the council}, which [said] <that the dam was safe>.",
        ),
    ),
)
