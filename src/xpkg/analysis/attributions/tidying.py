"""Trims the network's claims: datelines, kickers and times that it takes in, and the patient of a passive."""

from __future__ import annotations

import re
from dataclasses import replace

from xpkg.analysis.attributions.lexicon import verb_forms
from xpkg.model import Claim, Span, Text

_DATELINE = re.compile(r"[^.!?]{2,60}?\s(?:-|–|—|--)\s+(?=\S)")
_KICKER = re.compile(r"[‘“\"']?[A-Z][A-Z0-9’' ,&-]{3,40}[’”\"']?:\s+(?=\S)")
_WHEN = re.compile(
    r"[\s,]+(?:(?:on|late|early|earlier)\s+)*"
    r"(?:yesterday|today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,\s*\d{4})?"
    r"|(?:last|this)\s+(?:week|month|year|night))[\s,]*$",
    re.I,
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_FEELING = frozenset("worried concerned convinced disappointed pleased opposed determined committed prepared".split())
"""Participles that tell how the subject feels: it is the source."""
_WORD = re.compile(r"[^\W\d_]+")


def tidy(text: Text, claim: Claim) -> Claim:
    """``claim`` with a dateline and a closing time out of its source, a kicker out of its content.

    The subject of a passive ("she was urged to ...") is told, and tells nothing: it is no source.
    """
    words = text.source.text
    source = _told_by(words, claim)
    if source is not None:
        source = _without_when(words, _without_dateline(text, source))
    content = tuple(_without_kicker(text, span) for span in claim.content)
    return replace(claim, source=source, content=content)


def _without_dateline(text: Text, source: Span) -> Span:
    """A dateline stands at the head of its block, and a dash ends it; it holds a figure, or capitals alone."""
    if not _opens_block(text, source):
        return source
    match = _DATELINE.match(text.source.text, source.start, source.end)
    if match and (re.search(r"\d", match.group()) or re.match(r"[A-Z][A-Z ]{2,}", match.group())):
        return Span(match.end(), source.end)
    return source


def _without_when(words: str, source: Span) -> Span:
    match = _WHEN.search(words[source.start : source.end])
    return Span(source.start, source.start + match.start()) if match and match.start() else source


def _without_kicker(text: Text, content: Span) -> Span:
    if not _opens_block(text, content):
        return content
    match = _KICKER.match(text.source.text, content.start, content.end)
    return Span(match.end(), content.end) if match else content


def _opens_block(text: Text, span: Span) -> bool:
    return any(block.span.start == span.start for block in text.blocks)


def _told_by(words: str, claim: Claim) -> Span | None:
    """The source, unless it is the subject of a cue in the passive. "Was quoted as saying" has its own subject."""
    if claim.source is None or claim.source.start > claim.cue[0].start:
        return claim.source
    cue = [word.lower() for span in claim.cue for word in _WORD.findall(span.cut(words))]
    verbs = [at for at, word in enumerate(cue) if word in verb_forms()]
    if not verbs:
        return claim.source
    last = verbs[-1]
    participle = verb_forms()[cue[last]].kinds & {"part", "past"} and cue[last] not in _FEELING
    passive = participle and any(word in _BE for word in cue[max(0, last - 2) : last])
    return None if passive else claim.source
