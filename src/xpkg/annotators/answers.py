"""Turns a language model's answer into claims: only what stands word for word in the passage is taken."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from xpkg.model import AttributionCandidate, Method, Span

CONFIDENCE = 0.7
"""Of a claim whose every part was found: what models of this kind reach, not what this one says of itself."""

_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")


@dataclass(frozen=True, slots=True)
class Accepted:
    """The claims of an answer, and how many of its entries were refused."""

    claims: tuple[AttributionCandidate, ...]
    refused: int


def read_answer(answer: str, text: str, passage: Span, sentences: Sequence[Span], engine: str) -> Accepted:
    """The claims that ``answer`` names in ``passage`` of ``text``; ``sentences`` are those of the passage.

    The answer is a JSON object with a list ``statements`` of objects: ``source`` and ``cue`` (words or null) and
    ``content`` (a list of words). An entry is refused when a part of it does not stand in the passage. It is
    refused, too, when a part stands there more than once and nothing tells which is meant. An
    answer of another form is one refusal.
    """
    try:
        entries = json.loads(_FENCE.sub("", answer))["statements"]
        if not isinstance(entries, list):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        return Accepted((), 1)
    claims: dict[tuple[Span | None, tuple[Span, ...], tuple[Span, ...]], AttributionCandidate] = {}
    refused = 0
    for entry in entries:
        claim = _claim(entry, text, passage, sentences, engine)
        if claim is None:
            refused += 1
        else:
            claims.setdefault((claim.source, claim.cue, claim.content), claim)
    return Accepted(tuple(claims.values()), refused)


def _claim(
    entry: object, text: str, passage: Span, sentences: Sequence[Span], engine: str
) -> AttributionCandidate | None:
    if not isinstance(entry, dict):
        return None
    content, cue, source = entry.get("content"), entry.get("cue"), entry.get("source")
    pieces = [content] if isinstance(content, str) else content
    if not isinstance(pieces, list) or not pieces or not all(isinstance(each, str) for each in pieces):
        return None
    if not all(each is None or isinstance(each, str) for each in (cue, source)):
        return None
    found: list[Span] = []
    for piece in pieces:
        span = _only(_places(piece, text, passage))
        if span is None or any(span.overlaps(other) for other in found):
            return None
        found.append(span)
    near = [sentence for sentence in sentences if any(sentence.overlaps(span) for span in found)]
    parts: list[Span | None] = []
    for words in (cue, source):
        span = _near(_places(words, text, passage), found, near) if words else None
        if words and span is None:
            return None
        parts.append(span)
    by, who = parts
    if (by and who and by.overlaps(who)) or not (by or who):
        return None
    return AttributionCandidate(who, (by,) if by else (), tuple(sorted(found)), Method.LLM, CONFIDENCE, engine=engine)


def _places(words: str, text: str, passage: Span) -> list[Span]:
    """Where ``words`` stand in the passage as whole words, character for character."""
    words = words.strip()
    places: list[Span] = []
    at = text.find(words, passage.start, passage.end) if words else -1
    while at >= 0:
        end = at + len(words)
        inside_word = (words[0].isalnum() and text[at - 1 : at].isalnum() and at > passage.start) or (
            words[-1].isalnum() and text[end : end + 1].isalnum() and end < passage.end
        )
        if not inside_word:
            places.append(Span(at, end))
        at = text.find(words, at + 1, passage.end)
    return places


def _only(places: Sequence[Span]) -> Span | None:
    return places[0] if len(places) == 1 else None


def _near(places: Sequence[Span], content: Sequence[Span], sentences: Sequence[Span]) -> Span | None:
    """The one place outside the content; of several, the one in the content's own sentences."""
    outside = [place for place in places if not any(place.overlaps(span) for span in content)]
    if len(outside) > 1:
        outside = [place for place in outside if any(sentence.contains(place) for sentence in sentences)]
    return _only(outside)
