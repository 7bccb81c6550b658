"""Finds the candidates of a transcript: each turn is one, its source the label, its content what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.model import AttributionCandidate, Mention, MentionForm, Method, Span, Text, Turn, TurnRole
from xpkg.text.transcript_heads import may_answer

_SURE = 0.95
_ASKS = re.compile(r"\?[\"”’')\]*_]*\Z")


def find_turn_candidates(text: Text, mentions: Sequence[Mention]) -> tuple[AttributionCandidate, ...]:
    """The candidates of the turns of ``text``.

    A turn is one candidate, whatever its paragraphs, as a quotation of several is. What somebody asks who is not named
    ("Q.") is none.
    """
    return tuple(_candidates(text, mentions))


def _candidates(text: Text, mentions: Sequence[Mention]) -> Iterator[AttributionCandidate]:
    who = _who_answers(text, mentions)
    for turn in text.turns:
        source = turn.label.words if turn.label else who if turn.role is TurnRole.ANSWER else None
        if not turn.content or source is None or turn.role is TurnRole.QUESTION:
            continue
        yield AttributionCandidate(source, _cue(text, turn), turn.content, Method.TURN, _SURE)


def _cue(text: Text, turn: Turn) -> tuple[Span, ...]:
    """The colon of the label, if it has one."""
    if turn.label is None:
        return ()
    colon = text.source.text.rfind(":", turn.label.words.end, turn.label.span.end)
    return (Span(colon, colon + 1),) if colon >= 0 else ()


def is_question(text: Text, content: Sequence[Span]) -> bool:
    """Whether most of the sentences of ``content`` ask."""
    words = text.source.text
    spans = [each.span for each in text.sentences if any(part.overlaps(each.span) for part in content)]
    asking = sum(bool(_ASKS.search(words, max(span.start, span.end - 5), span.end)) for span in spans)
    return 2 * asking > len(spans)


def _who_answers(text: Text, mentions: Sequence[Mention]) -> Span | None:
    """The name of the only person whom the head of an interview names; None where there are two, or none."""
    named = [each for _, each in may_answer(text, mentions) if each.form is MentionForm.NAME]
    return named[0].span if len({each.name for each in named}) == 1 else None
