"""Leaves out of a quotation's attribution what the quoted words are about: "“It held,” Low said | of the wall"."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Span, Text

_TOPIC = having(Trait.MATTER) & having(Trait.PARTICIPLE_COMPLEMENT, Trait.DISJOINT_OBLIQUE)


def _without_topic(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the verb alone as the end of its cue, and without unquoted words behind "of" or "about"."""
    if not candidate.cue or not candidate.content or candidate.content[0].end > candidate.cue[0].start:
        return candidate
    found = predicate(text, candidate)
    if found is None or not text.touches_quotation(candidate.content[0]):
        return candidate
    parse, verb = found
    own = parse.tokens[verb]
    if parse.word(verb) not in verb_forms() or verb + 1 == len(parse) or parse.word(verb + 1) not in _TOPIC:
        return candidate
    content = tuple(span for span in candidate.content if span.start < own.end or text.touches_quotation(span))
    cue = tuple(Span(span.start, min(span.end, own.end)) for span in candidate.cue if span.start < own.end)
    return replace(candidate, cue=cue, content=content)


QUOTED_TOPICS = (
    Repair(
        "cut-topic-of-quotation",
        each(_without_topic),
        Example(
            "<“The dam held,”> {Ann Low} [said of] <that wall in a letter>.",
            "<“The dam held,”> {Ann Low} [said] of that wall in a letter.",
        ),
    ),
)
"""Runs before what depends on where cue and content end."""
