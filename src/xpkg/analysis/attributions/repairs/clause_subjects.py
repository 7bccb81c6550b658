"""Gives a verb of saying the subject of its own clause, by the tree of its sentence, where another was taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import Parse, read
from xpkg.syntax.arguments import is_passive, own_subject
from xpkg.syntax.nominals import apposition, noun_phrase
from xpkg.syntax.tree import span_of

_CLAUSE = pattern(r"\b<<relative_pronoun -that>>\s+\w", re.I)
"""What opens a relative clause; "that" opens others more often."""
_SPEAKS = frozenset({"NOUN", "PROPN", "PRON"})


def _own_subjects(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    mended = (_own_subject(text, candidate) for candidate in candidates)
    pairs = zip(candidates, mended, strict=True)
    return {at: (new,) for at, (old, new) in enumerate(pairs) if new is not old}


def _own_subject(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the subject of its verb as the source, where that stands in a relative clause of the source.

    Only the verb's own subject counts: which verb "and" joins another to is often wrong in the tree.
    """
    source, words = candidate.source, text.source.text
    if source is None or not candidate.cue or source.end >= candidate.cue[0].start:
        return candidate
    cue = candidate.cue[0]
    clause = _CLAUSE.search(words, source.start, cue.start)
    parse = read(text).parse_of(Span(source.start, cue.start)) if clause else None
    if clause is None or parse is None:
        return candidate
    verb = _verb(parse, candidate)
    own = None if verb is None or is_passive(parse, verb) else own_subject(parse, verb)
    if own is None or parse.word(own) in having(Trait.RELATIVE_PRONOUN) or parse.upos[own] not in _SPEAKS:
        return candidate
    place = parse.tokens[own]
    if not clause.start() < place.start < place.end <= cue.start:
        return candidate
    return replace(candidate, source=_phrase(parse, own, cue))


def _verb(parse: Parse, candidate: AttributionCandidate) -> int | None:
    """The last verb of the cue."""
    found = None
    for at, token in enumerate(parse.tokens):
        inside = any(span.start <= token.start and token.end <= span.end for span in candidate.cue)
        if inside and parse.upos[at] == "VERB":
            found = at
    return found


def _phrase(parse: Parse, noun: int, cue: Span) -> Span:
    """The phrase of ``noun``; of "whose wife, Ann Low" the name, by which she is known."""
    places = noun_phrase(parse, noun)
    if parse.word(places[0]) == "whose" and (name := apposition(parse, noun)) is not None:
        places = noun_phrase(parse, name)
    return span_of(parse, [at for at in places if parse.tokens[at].end <= cue.start])


CLAUSE_SUBJECTS = (
    Repair(
        "subject-of-own-clause",
        _own_subjects,
        Example(
            "{Otto Low}, whose wife [called] <the mayor a liar>, resigned on Monday.",
            "Otto Low, {whose wife} [called] <the mayor a liar>, resigned on Monday.",
        ),
    ),
)
