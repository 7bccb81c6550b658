"""Reads claims: mode, speech act, polarity, addressee, date, and which saying stands inside which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.acts import act_of, addressed, is_negated
from xpkg.model import Attribution, Claim, Mention, Mode, Quotation, Sentence, Span, Text, TimeExpression

_LEAST_QUOTED = 2
"""Letters that must stand in quotation marks before content counts as quoted at all."""
_LEADING = 60
"""Characters within which a date leads its sentence: "On Monday, ...", "In a speech on Monday, ..."."""
_BESIDE = 60
"""Characters between a cue and a date that stands beside it: "said in a statement on Monday"."""


def read_claims(
    text: Text,
    mentions: tuple[Mention, ...],
    claims: tuple[Claim, ...],
    times: tuple[TimeExpression, ...] = (),
) -> tuple[Attribution, ...]:
    """``claims`` as attributions, in order of their first character; ``times`` are the dates found in ``text``."""
    ordered = sorted(claims, key=_order)
    parents = [_parent(ordered, at) for at in range(len(ordered))]
    read = []
    for claim, parent in zip(ordered, parents, strict=True):
        sentence = _sentence(text, claim)
        attribution = Attribution(
            claim.source,
            claim.cue,
            claim.content,
            _mode(text, claim),
            act_of(text, claim),
            negated=is_negated(text, claim),
            method=claim.method,
            confidence=claim.confidence,
            parent=parent,
            addressee=addressed(text, claim, mentions),
        )
        if sentence is not None and times:
            within = ordered[parent].content if parent is not None else ()
            attribution = replace(attribution, date=_date(text, claim, sentence, times, within, ordered))
        read.append(attribution)
    return tuple(read)


def _parts(claim: Claim) -> tuple[Span, ...]:
    return (*((claim.source,) if claim.source else ()), *claim.cue, *claim.content)


def _order(claim: Claim) -> tuple[tuple[int, int], ...]:
    return tuple(sorted((span.start, span.end) for span in _parts(claim)))


def _sentence(text: Text, claim: Claim) -> Sentence | None:
    at = claim.cue[0] if claim.cue else claim.content[0]
    for sentence in text.sentences:
        if sentence.span.overlaps(at):
            return sentence
    return None


# ------------------------------------------------------------------ mode


def _mode(text: Text, claim: Claim) -> Mode:
    """Direct when all letters of the content stand in quotation marks, Mixed when some do, else Indirect.

    For a saying inside quoted words only the marks inside those count.
    """
    depth = _depth(text.quotations, claim)
    marks = [one for one in text.quotations if one.level > depth]
    quoted = plain = 0
    for span in claim.content:
        inside = [one for one in marks if one.span.overlaps(span)]
        for at in range(span.start, span.end):
            if text.source.text[at].isalnum():
                if any(one.inner.start <= at < one.inner.end for one in inside):
                    quoted += 1
                else:
                    plain += 1
    if quoted < _LEAST_QUOTED:
        return Mode.INDIRECT
    return Mode.DIRECT if not plain else Mode.MIXED


def _depth(quotations: Sequence[Quotation], claim: Claim) -> int:
    """The level of the innermost quotation in which the claim itself is made, 0 outside quotations."""
    anchor = claim.cue[0] if claim.cue else claim.source
    if anchor is None:
        return 0
    return max((one.level for one in quotations if one.span.contains(anchor)), default=0)


# ------------------------------------------------------------------ chain


def _parent(claims: Sequence[Claim], at: int) -> int | None:
    """The claim with the smallest content that holds the cue of claim ``at`` and does not stand inside its content."""
    own = claims[at]
    anchor = own.cue[0] if own.cue else own.content[0]
    best: tuple[int, int] | None = None
    for index, other in enumerate(claims):
        if index == at or not any(span.contains(anchor) for span in other.content):
            continue
        if other.cue and any(span.contains(other.cue[0]) for span in own.content):
            continue  # each inside the other: no chain can be read
        size = sum(span.end - span.start for span in other.content)
        if best is None or size < best[0]:
            best = (size, index)
    return best[1] if best else None


# ------------------------------------------------------------------ date


def _date(
    text: Text,
    claim: Claim,
    sentence: Sentence,
    times: Sequence[TimeExpression],
    within: Sequence[Span],
    claims: Sequence[Claim],
) -> TimeExpression | None:
    """When it was said: the nearest date that leads the sentence or stands beside the cue, and belongs neither to
    what is said nor to who says it, nor to another saying; of a saying inside another's content the date stands
    in that content too."""
    if not claim.cue:
        return None
    cue, content = claim.cue[0], claim.content[0]
    head = min((span.start for span in within if sentence.span.contains(span)), default=sentence.span.start)
    others = [other.cue[0].start for other in claims if other is not claim and other.cue]
    near: list[tuple[int, TimeExpression]] = []
    for time in times:
        at = time.span
        if not time.resolved or not sentence.span.contains(at) or any(span.overlaps(at) for span in claim.content):
            continue
        if (claim.source and claim.source.contains(at)) or (within and not any(span.contains(at) for span in within)):
            continue
        leads = (
            at.start - head <= _LEADING
            and "," not in text.source.text[head : at.start]
            and at.start < cue.start < content.start
        )
        beside = -_BESIDE <= at.start - cue.end <= _BESIDE and not (at.start < cue.start and content.start < cue.start)
        if claim.source and at.end <= claim.source.start and not leads:
            continue
        low, high = sorted((cue.start, at.start))
        if (leads or beside) and not any(low < other < high for other in others):
            near.append((high - low, time))
    return min(near, key=lambda one: one[0])[1] if near else None
