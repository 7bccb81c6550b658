"""Interprets candidates: mode, speech act, polarity, addressee, date, and which attribution is inside which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.analysis.attributions.addressees import addressed
from xpkg.analysis.attributions.confidence import confidence_of
from xpkg.analysis.attributions.empty_subjects import is_of_nobody
from xpkg.analysis.attributions.methods import SET_OFF
from xpkg.analysis.attributions.repairs import EMPTY_SUBJECTS, run
from xpkg.analysis.attributions.speech_acts import act_of, is_negated
from xpkg.lexicon.word_patterns import pattern
from xpkg.model import Attribution, AttributionCandidate, Mention, Mode, Span, Text, TimeExpression
from xpkg.text.overlaps import Stretches, stretches

_LEAST_QUOTED = 2
"""Letters that must stand in quotation marks before content counts as quoted at all."""
_LEADING = 60
"""Characters within which a date leads its sentence: "On Monday, ...", "In a speech on Monday, ..."."""
_BESIDE = 60
"""Characters between a cue and a date that stands beside it: "said in a statement on Monday"."""


_APART = pattern(r"\b<<coordinator -nor temporal_subordinator relative_pronoun +because +as>>\b|;")
"""What separates a date from the clause of the cue: "was shut in 2011 **after** a study found ..."."""
_ANOTHER = pattern(r"\b<<coordinator -or -nor +while +who +which>>\b|;")
_SETTING = pattern(r"<<coordinator -nor dating_adverb temporal temporal_subordinator +then>>\b", re.I)
_RELATIVE = pattern(r"[\s,]*<<relative_pronoun -that -whom>>\b")


def interpret(
    text: Text,
    mentions: tuple[Mention, ...],
    candidates: tuple[AttributionCandidate, ...],
    times: tuple[TimeExpression, ...] = (),
) -> tuple[Attribution, ...]:
    """``candidates`` as attributions, in order of their first character; ``times`` are the dates found in ``text``."""
    ordered = sorted(candidates, key=_order)
    spoken, _ = run(text, EMPTY_SUBJECTS, ordered)
    parents = _parents(ordered)
    quotations = stretches(one.span for one in text.quotations)
    sentences = stretches(one.span for one in text.sentences)
    cues = stretches(sorted(one.cue[0] for one in ordered if one.cue))
    dates = sorted((time for time in times if time.resolved and time.edtf), key=lambda time: time.span)
    dated = stretches(time.span for time in dates)
    read = []
    for candidate, final, parent in zip(ordered, spoken, parents, strict=True):
        sentence = max(sentences.over(_anchor(candidate)), default=None)
        date = None
        if sentence is not None and candidate.cue:
            near = [dates[at] for at in dated.over(sentences.spans[sentence])]
            others = [cues.spans[at].start for at in cues.over(sentences.spans[sentence])]
            within = ordered[parent].content if parent is not None else ()
            date = _date(text.source.text, candidate, sentences.spans[sentence], near, within, others)
        attribution = Attribution(
            final.source,
            candidate.cue,
            candidate.content,
            mode := _mode(text, quotations, candidate),
            act_of(text, candidate, unquoted=mode is Mode.INDIRECT),
            negated=is_of_nobody(text, candidate) or is_negated(text, candidate),
            method=final.method,
            engine=final.engine,
            confidence=confidence_of(final.method, final.confidence, final.trail),
            parent=parent,
            addressee=addressed(text, candidate, mentions),
            date=date,
            trail=final.trail,
            given=final.confidence,
            set_off=candidate.method in SET_OFF,
        )
        read.append(attribution)
    return tuple(read)


def _anchor(candidate: AttributionCandidate) -> Span:
    """Where the candidate itself is expressed: its cue, or what stands for one."""
    return candidate.cue[0] if candidate.cue else candidate.source or candidate.content[0]


def _order(candidate: AttributionCandidate) -> tuple[tuple[int, int], ...]:
    parts = (*((candidate.source,) if candidate.source else ()), *candidate.cue, *candidate.content)
    return tuple(sorted((span.start, span.end) for span in parts))


# ------------------------------------------------------------------ mode


def _mode(text: Text, quotations: Stretches, candidate: AttributionCandidate) -> Mode:
    """Direct when all letters of the content stand in quotation marks, Mixed when some do, else Indirect.

    For an attribution inside quoted words only the marks inside those count. The words of a turn, and others that are
    set off, are direct as such.
    """
    if candidate.method in SET_OFF:
        return Mode.DIRECT
    anchor = _anchor(candidate)
    depth = max(
        (text.quotations[at].level for at in quotations.over(anchor) if quotations.spans[at].contains(anchor)),
        default=0,
    )
    quoted = plain = 0
    for span in candidate.content:
        over = [text.quotations[at] for at in quotations.over(span)]
        inside = [one.inner for one in over if one.level > depth]
        letters = (at for at in range(span.start, span.end) if text.source.text[at].isalnum())
        if not inside:
            plain += next(letters, None) is not None  # one is enough to decide
            continue
        for at in letters:
            if any(inner.start <= at < inner.end for inner in inside):
                quoted += 1
            else:
                plain += 1
    if quoted < _LEAST_QUOTED:
        return Mode.INDIRECT
    return Mode.DIRECT if not plain else Mode.MIXED


# ------------------------------------------------------------------ chain


def _parents(candidates: Sequence[AttributionCandidate]) -> list[int | None]:
    """For each candidate the one with the smallest content that holds its cue and does not stand inside its content."""
    owners = sorted((span, at) for at, candidate in enumerate(candidates) for span in candidate.content)
    contents = stretches(span for span, _ in owners)
    parents: list[int | None] = []
    for candidate in candidates:
        anchor = _anchor(candidate)
        around: list[tuple[int, int]] = []
        for content in contents.over(anchor):
            other = candidates[owners[content][1]]
            if other is candidate or not contents.spans[content].contains(anchor):
                continue
            if any(span.contains(_anchor(other)) for span in candidate.content):
                continue  # each inside the other: no chain can be read
            around.append((sum(span.end - span.start for span in other.content), owners[content][1]))
        parents.append(min(around)[1] if around else None)
    return parents


# ------------------------------------------------------------------ date


def _date(
    text: str,
    candidate: AttributionCandidate,
    sentence: Span,
    times: Sequence[TimeExpression],
    within: Sequence[Span],
    cues: Sequence[int],
) -> TimeExpression | None:
    """When it was said: the nearest date that leads the sentence or stands beside the cue. It belongs neither to the
    content, nor to the source, nor to another attribution (``cues`` are where those of the sentence begin). For an
    attribution inside another's content (``within``) the date stands in that content too."""
    cue, content = candidate.cue[0], candidate.content[0]
    head = min((span.start for span in within if sentence.contains(span)), default=sentence.start)
    first = min(cue.start, candidate.source.start) if candidate.source else cue.start
    near: list[tuple[int, int, TimeExpression]] = []
    for time in times:
        at = time.span
        if not sentence.contains(at) or any(span.overlaps(at) for span in candidate.content):
            continue
        if (candidate.source and candidate.source.contains(at)) or (
            within and not any(span.contains(at) for span in within)
        ):
            continue
        speaks = candidate.source.end if candidate.source else cue.start
        if speaks <= at.start < cue.start and _RELATIVE.match(text, speaks, at.start):
            continue  # "Low, who speaks on Monday, has said ..."
        leads = (
            at.start - head <= _LEADING and "," not in text[head : at.start] and at.start < cue.start < content.start
        )
        beside = -_BESIDE <= at.start - cue.end <= _BESIDE and not (at.start < cue.start and content.start < cue.start)
        if candidate.source and at.end <= candidate.source.start and not leads:
            continue
        low, high = sorted((cue.start, at.start))
        opens = leads and (at.start == head or _SETTING.match(text, head))
        if not opens and at.end <= first and _APART.search(text, at.end, first):
            continue
        said = max((span.end for span in candidate.content if span.end <= at.start), default=cue.end)
        if cue.end <= at.start and _ANOTHER.search(text, min(said, at.start), at.start):
            continue
        if (leads or beside) and not any(low < other < high for other in cues):
            near.append((high - low, at.start, time))
    return min(near, key=lambda one: one[:2])[2] if near else None
