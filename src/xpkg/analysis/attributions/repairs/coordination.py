"""Corrects parts that cross a boundary: half a quotation, a verb joined by "and", "no evidence"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_syntax import predicate
from xpkg.analysis.attributions.repairs.repair import Example, Outcome, Repair, beside, each
from xpkg.lexicon import nouns
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import AttributionCandidate, Span, Text
from xpkg.syntax.arguments import own_subject
from xpkg.syntax.tree import lies_in

_JOINED = pattern(
    r"(?:[\s,;]*\b(?:<<coordinator -nor +then>>|and then)\s+"
    r"(?:(?:<<have -nonfinite>>|also|(?:later|then)|\w+ly)\s+){0,2}|[,;]\s+)\Z"
)
"""What stands before a verb that shares the subject of the one before it: "called it absurd **and** urged ..."."""
_REACH = 20
"""Candidates on either side that may lie in one content."""
_NOTHING = re.compile(
    r"\s+(?=(?:no|little|scant|insufficient|not enough)\s+(?:\w+\s+)?"
    rf"{alternation(nouns.with_plurals(nouns.Trait.GROUNDS) | {'doubt', 'question'})}\b)",
    re.I,
)


def _with_nothing(text: Text, candidate: AttributionCandidate) -> AttributionCandidate:
    """ "found no evidence | that ..." is "found | no evidence that ..."."""
    words = text.source.text
    if (
        len(candidate.cue) != 1
        or not candidate.content
        or (match := _NOTHING.search(candidate.cue[0].cut(words))) is None
    ):
        return candidate
    cue, first = candidate.cue[0], candidate.content[0]
    if first.start < cue.end or words[cue.end : first.start].strip():
        return candidate
    content = Span(cue.start + match.end(), first.end)
    return replace(
        candidate, cue=(Span(cue.start, cue.start + match.start()),), content=(content, *candidate.content[1:])
    )


def _without_half_quotations(text: Text, candidates: Sequence[AttributionCandidate]) -> Outcome:
    """A source holds no half of a quotation. Where it would, its verb is joined by "and" to one before it, and has the
    speaker of that one; else nobody is named."""
    found = list(candidates)
    outcome: dict[int, tuple[AttributionCandidate, ...]] = {}
    order = sorted((candidate.cue[0].start, at) for at, candidate in enumerate(found) if candidate.cue)
    for at, candidate in enumerate(found):
        if candidate.source is not None and candidate.cue and _breaks_quotation(text, candidate.source):
            head = _head(text, candidate)
            before = order[bisect_left(order, (head, -1)) : bisect_left(order, (candidate.cue[0].start, -1))]
            speaker = _speaker_before(text, candidate, head, [found[each] for _, each in before])
            found[at] = replace(candidate, source=speaker)
            outcome[at] = (found[at],)
    return outcome


def _breaks_quotation(text: Text, span: Span) -> bool:
    return any(
        one.span.overlaps(span) and not one.span.contains(span) and not span.contains(one.span)
        for one in text.quotations_over(span)
    ) or any(one.span.contains(span) and one.inner.end < span.end for one in text.quotations_over(span))


def _head(text: Text, candidate: AttributionCandidate) -> int:
    sentence = text.sentence_at(candidate.cue[0].start)
    return sentence.span.start if sentence else 0


def _speaker_before(
    text: Text, candidate: AttributionCandidate, head: int, candidates: Sequence[AttributionCandidate]
) -> Span | None:
    """The source of the last of ``candidates``, when "and" joins it to ``candidate``.

    Their cues stand between ``head`` and the cue of ``candidate``, in order.
    """
    if not _JOINED.search(text.source.text, head, candidate.cue[0].start):
        return None
    before = [other for other in candidates if other.source]
    return max(before, key=lambda other: other.cue[0].start).source if before else None


def _ended_at_joined(
    text: Text, candidate: AttributionCandidate, candidates: Sequence[AttributionCandidate]
) -> AttributionCandidate:
    """``candidate`` without what a verb says that "and" joins to its own."""
    words = text.source.text
    if not candidate.cue or candidate.source is None:
        return candidate
    content = candidate.content
    for other in candidates:
        if (
            other is candidate
            or not other.cue
            or other.source != candidate.source
            or other.cue[0].start < candidate.cue[-1].end
        ):
            continue
        cue = other.cue[0]
        for at, span in enumerate(content):
            joined = _JOINED.search(words, span.start, cue.start) if span.contains(cue) else None
            if joined and joined.start() > span.start and not _has_subject_in(text, other, span):
                content = (*content[:at], Span(span.start, joined.start()))
                break
    return candidate if content == candidate.content else replace(candidate, content=content)


def _has_subject_in(text: Text, candidate: AttributionCandidate, content: Span) -> bool:
    """Whether the verb of ``candidate`` has a subject of its own in ``content``: "said his deputy, Low, had urged"."""
    found = predicate(text, candidate)
    own = own_subject(*found) if found is not None else None
    return found is not None and own is not None and lies_in(found[0], own, content)


OF_BORDERS = (
    Repair(
        "no-evidence-is-content",
        each(_with_nothing),
        Example(
            "{The board} [found no evidence] <that the dam had burst>.",
            "{The board} [found] <no evidence that the dam had burst>.",
        ),
    ),
    Repair(
        "half-quoted-source",
        _without_half_quotations,
        Example(
            "{1:Berg} [1:called] <1:the plan “a gift to {2:polluters”}> and [2:urged] <2:mayors to vote>.",
            "{12:Berg} [1:called] <1:the plan “a gift to polluters”> and [2:urged] <2:mayors to vote>.",
        ),
    ),
)

CUT_JOINED = Repair(
    "cut-joined-verb",
    beside(_ended_at_joined, _REACH),
    Example(
        "{12:Berg} [1:said] <1:that the judge was wrong and [2:urged] <2:mayors to vote>>.",
        "{12:Berg} [1:said] <1:that the judge was wrong> and [2:urged] <2:mayors to vote>.",
    ),
)
