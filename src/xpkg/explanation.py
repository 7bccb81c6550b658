"""Tells a person what was found in a stretch of a source: where, as what, by which rule or model, how surely."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from xpkg.analysis.attributions.confidence import tell_confidence
from xpkg.analysis.attributions.methods import explain_method
from xpkg.analysis.events.confidence import explain_event
from xpkg.model import (
    Analysis,
    Attribution,
    AttributionCandidate,
    Event,
    Mention,
    Sentence,
    Span,
    TimeExpression,
)
from xpkg.trails import deciders, tell_step

_WIDTH = 100
_INDENT = "    "


def explain(analysis: Analysis, start: int | None = None) -> Iterator[str]:
    """Lines on the sentence at code point ``start``, or on every sentence.

    Raises ValueError when ``start`` lies outside the text; a place between two sentences stands for the next.
    """
    text = analysis.text
    if start is not None and not 0 <= start < len(text.source.text):
        raise ValueError(f"{text.source.name} has code points 0 to {len(text.source.text) - 1}; none is {start}")
    chosen = text.sentences
    if start is not None:
        chosen = tuple(sentence for sentence in text.sentences if sentence.span.end > start)[:1] or text.sentences[-1:]
    for number, sentence in enumerate(chosen):
        if number:
            yield ""
        yield from _sentence(analysis, sentence)


def _sentence(analysis: Analysis, sentence: Sentence) -> Iterator[str]:
    block = analysis.text.block_of(sentence)
    aside = "" if block.in_story else ", not of the story itself"
    yield f"{analysis.text.source.name} {_at(sentence.span)} ({block.type}{aside})"
    yield from textwrap.wrap(" ".join(_cut(analysis, sentence.span).split()), _WIDTH, initial_indent="  ",
                             subsequent_indent="  ")  # fmt: skip
    found = 0
    for number, attribution in enumerate(analysis.attributions):
        if any(span.overlaps(sentence.span) for span in (*attribution.cue, *attribution.content[:1])):
            yield from _statement(analysis, number, attribution)
            found += 1
    for candidate in analysis.dropped:
        if any(span.overlaps(sentence.span) for span in candidate.cue or candidate.content[:1]):
            yield from _dropped(analysis, candidate)
            found += 1
    for event in analysis.events:
        if event.trigger.overlaps(sentence.span):
            yield from _event(analysis, event)
            found += 1
    for position in analysis.positions:
        if position.evidence.overlaps(sentence.span) and position.role_span.overlaps(sentence.span):
            former = "former " if position.former else ""
            yield f"  position: {former}{position.role} {_at(position.role_span)}"
            yield f"{_INDENT}holder: {_thing(analysis, position.holder)}"
            found += 1
    for line in (*_mentions(analysis, sentence.span), *_times(analysis, sentence.span)):
        yield line
        found += 1
    if not found:
        yield "  nothing was found here"


def _statement(analysis: Analysis, number: int, one: Attribution) -> Iterator[str]:
    negated = ", and the text says that it was not said" if one.negated else ""
    yield f"  statement {number}: {one.act}, {one.mode.value.lower()}{negated}"
    yield f"{_INDENT}speaker: {_thing(analysis, one.source) if one.source else 'the text names nobody'}"
    for name, spans in (("cue", one.cue), ("content", one.content)):
        for span in spans:
            yield from _quoted(analysis, name, span)
    if one.addressee:
        yield f"{_INDENT}said to: {_thing(analysis, one.addressee)}"
    if one.date:
        yield f"{_INDENT}said on: {_dated(analysis, one.date)}"
    if one.parent is not None:
        yield f"{_INDENT}inside statement {one.parent}, by {_speaker(analysis, analysis.attributions[one.parent])}"
    if not one.trail:
        yield from _found_by(one.found_by, explain_method(one.method), one.confidence)
        return
    yield from _history(analysis, one)
    decided = deciders(one.found_by, one.trail)
    yield f"{_INDENT}decided by: {', '.join(f'{part} {by}' for part, by in decided.items())}"
    counts = tell_confidence(one.method, one.given, one.trail)
    line = f"confidence {one.confidence:.2f}{f' ({counts})' if counts else ''}"
    yield from textwrap.wrap(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + "  ")


def _dropped(analysis: Analysis, one: AttributionCandidate) -> Iterator[str]:
    """A candidate that is no statement, and by what it was dropped."""
    parts = (*((one.source,) if one.source else ()), *one.cue, *one.content)
    yield f"  no statement: {' '.join(_quote(analysis, span) for span in parts)}"
    yield from _history(analysis, one)


def _history(analysis: Analysis, one: Attribution | AttributionCandidate) -> Iterator[str]:
    """What found a candidate, and each step that changed it since, in order."""
    yield f"{_INDENT}found by: {one.found_by} ({explain_method(one.method)})"
    for step in one.trail:
        line = f"{step.repair}: {tell_step(analysis.text.source.text, step)}"
        yield from textwrap.wrap(line, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + "  ")


def _event(analysis: Analysis, event: Event) -> Iterator[str]:
    yield f"  event: {event.event_type}, {_quote(analysis, event.trigger)}"
    if event.date:
        yield f"{_INDENT}date: {_dated(analysis, event.date)}"
    if event.place:
        yield f"{_INDENT}place: {_thing(analysis, event.place)}"
    for participant in event.participants:
        yield f"{_INDENT}{participant.role}: {_thing(analysis, participant.span)}"
    yield from _found_by(event.method, explain_event(event.method), event.confidence)


def _mentions(analysis: Analysis, span: Span) -> Iterator[str]:
    inside = [mention for mention in analysis.mentions if span.contains(mention.span)]
    unresolved = dict(analysis.identities.unresolved)
    if inside:
        yield "  mentions:"
    for mention in inside:
        yield f"{_INDENT}{_thing(analysis, mention.span)} ({_how(mention)})"
        if mention.span in unresolved:
            by = dict(analysis.identities.decided_by).get(mention.span)
            yield f"{_INDENT}  left open{f' by {by}' if by else ''}: {unresolved[mention.span]}"


def _how(mention: Mention) -> str:
    return f"{mention.kind}, {mention.form}" + (f", found by: {mention.method}" if mention.method else "")


def _times(analysis: Analysis, span: Span) -> Iterator[str]:
    inside = [time for time in analysis.times if span.contains(time.span)]
    if inside:
        yield "  dates:"
    for time in inside:
        yield f"{_INDENT}{_dated(analysis, time)}"


def _dated(analysis: Analysis, time: TimeExpression) -> str:
    return f"{_quote(analysis, time.span)} = {time.edtf if time.resolved and time.edtf else 'no day that is known'}"


def _found_by(method: str, meaning: str, confidence: float) -> Iterator[str]:
    yield f"{_INDENT}found by: {method} ({meaning}), confidence {confidence:.2f}"


def _quoted(analysis: Analysis, name: str, span: Span) -> Sequence[str]:
    lines = textwrap.wrap(f"{name}: {_quote(analysis, span)}", _WIDTH - len(_INDENT))
    return [_INDENT + (line if at == 0 else "  " + line) for at, line in enumerate(lines)]


def _speaker(analysis: Analysis, one: Attribution) -> str:
    return _thing(analysis, one.source) if one.source else "nobody named"


def _thing(analysis: Analysis, span: Span) -> str:
    """The words of ``span`` with what they denote, or what their heads do, and which resolver says so."""
    names = _denoted(analysis, span)
    by = next((name for where, name in analysis.identities.decided_by if where == span), "")
    judged = next((origin for where, origin in analysis.identities.judged if where == span), "")
    by = f"{by} ({judged})" if judged else by
    if not names:
        heads = next((heads for phrase, heads in analysis.identities.heads if phrase == span), ())
        names, by = [name for head in heads for name in _denoted(analysis, head)], "its heads"
    named = f" -> {', '.join(names)}{f', by {by}' if by else ''}" if names else ""
    return f"{_quote(analysis, span)}{named}"


def _denoted(analysis: Analysis, span: Span) -> list[str]:
    """The labels of the entities and documents that ``span`` denotes as a whole."""
    names = [analysis.identities.entities[at].label for where, at in analysis.identities.denotes if where == span]
    return names + [work.full_label or work.label for work in analysis.works if span in work.mentions]


def _quote(analysis: Analysis, span: Span) -> str:
    return f"“{' '.join(_cut(analysis, span).split())}” {_at(span)}"


def _cut(analysis: Analysis, span: Span) -> str:
    return span.cut(analysis.text.source.text)


def _at(span: Span) -> str:
    return f"{span.start},{span.end}"
