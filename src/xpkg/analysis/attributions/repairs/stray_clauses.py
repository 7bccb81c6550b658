"""Cuts clauses of their own out of a candidate: what its speaker is or does beside what is said."""

from __future__ import annotations

from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.analysis.attributions.repairs.repair import Example, Repair, each
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax import read
from xpkg.syntax.tree import tokens_in

_RELATIVES = having(Trait.RELATIVE_PRONOUN)


def _without_relative(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` without the parts of its content that are, or open, a relative clause between speaker and cue."""
    source, cue = candidate.source, candidate.cue
    if source is None or not cue or len(candidate.content) < 2:
        return candidate
    between = [span for span in candidate.content if source.end <= span.start and span.end <= cue[0].start]
    stray = [span for span in between if span.cut(text.source.text).split()[0].lower() in _RELATIVES]
    kept = tuple(span for span in candidate.content if span not in stray)
    return replace(candidate, content=kept) if kept and stray else candidate


def _without_deed(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """``candidate`` with the last of two joined verbs as its cue, where the first tells of no saying."""
    found = read(text).parse_of(candidate.cue[0]) if len(candidate.cue) == 1 else None
    if found is None:
        return candidate
    places = tokens_in(found, candidate.cue[0])
    joint = next((at for at in reversed(places) if found.upos[at] == "CCONJ"), None)
    if joint is None:
        return candidate
    first = [at for at in range(places[0], joint) if found.upos[at] in {"VERB", "AUX"}]
    last = [at for at in range(joint + 1, places[-1] + 1) if found.upos[at] == "VERB"]
    if not first or not last or found.relation(last[-1]) != "conj" or found.heads[last[-1]] not in first:
        return candidate
    if found.word(last[-1]) not in verb_forms() or any(found.word(at) in verb_forms() for at in first):
        return candidate
    return replace(candidate, cue=(Span(found.tokens[joint + 1].start, candidate.cue[0].end),))


STRAY_CLAUSES = (
    Repair(
        "cut-relative-of-source",
        each(_without_relative),
        Example(
            "{Ann Low}, <who is not accused>, [called] <the vote “a farce”>.",
            "{Ann Low}, who is not accused, [called] <the vote “a farce”>.",
        ),
    ),
    Repair(
        "cut-deed-from-cue",
        each(_without_deed),
        Example(
            "{The clerk} [was sacked and later said] <that the files were burned>.",
            "{The clerk} was sacked and [later said] <that the files were burned>.",
        ),
    ),
)
"""Each leaves the clause of the saying alone."""
