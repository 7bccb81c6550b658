"""Trims what does not belong to a part of a claim: datelines, kickers, openers, times at the ends, who is only told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from xpkg.analysis.attributions.cue_lexicon import verb_forms
from xpkg.model import AttributionCandidate, Span, Text

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}))*,?(?:\s*\([^)\n]{2,40}\))?\s*(?:—|–|--?)\s+(?=[\"“‘'A-Z])"
)
"""Place in capitals, perhaps land, day and agency, and a dash."""
_LEAD = re.compile(r"[^.!?]{2,60}?\s(?:-|–|—|--)\s+(?=\S)")
_DAY_OR_PLACE = re.compile(r".*\d|[A-Z][A-Z ]{2,}", re.S)
"""What tells that the words before the dash at the head of a block are a dateline: a figure, or capitals alone."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|GMT|BST|UTC)?\s+")
"""The time of day that an entry of a live report opens with."""
_KICKER = re.compile(r"[‘“\"']?[A-Z][A-Z0-9’' ,&-]{3,40}[’”\"']?:\s+(?=\S)")
_OPENER = re.compile(
    r"(?:If|When|While|But|And|So|Yet|Although|Though|Because|Since|Then|However|Meanwhile|Still|Later|Earlier)\b,?\s+"
)
_TIME = re.compile(
    r"(?>,?\s+(?:(?:on|late|early|earlier|last)\s+)*(?:yesterday|today|tomorrow|tonight|also|then|later|earlier|now|meanwhile"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:morning|afternoon|evening|night))?"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:,\s*\d{4})?"
    r"|(?:last|this)\s+(?:week|month|year|night)))+[\s,]*$",
    re.I,
)
_YEAR = re.compile(r"\s+in\s+(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d{2}$")
_THING = re.compile(
    r"[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?|(?i:(?:the|this|these|those|all|any|his|her|its|their)\s+(?:\w+\s+){0,2}\w+)"
)
"""A few words that name what is denied, praised or the like, and hold no clause."""
_TAIL = re.compile(
    r",?\s+(?:who|which|that)$|(?<=\w)['’](?:re|ve|ll|d|m)$|(?<=\bhe)['’]s$|(?<=\bit)['’]s$|(?<=\bshe)['’]s$", re.I
)
"""The relative pronoun behind the one who speaks, and the verb that a pronoun is written together with."""
_ADDED = re.compile(r"(?:which|who|whose|whom|where)\b")
_RELATIVE = re.compile(r",\s+(?:who|which|whose|whom)\b[^,]*$")
"""A relative clause that is still open: what ends it is its own ("the report, which was leaked on Monday")."""
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_FEELING = frozenset("worried concerned convinced disappointed pleased opposed determined committed prepared".split())
"""Participles that tell how the subject feels: it is the source."""
_WORD = re.compile(r"[^\W\d_]+")


def tidy(text: Text, claim: AttributionCandidate) -> AttributionCandidate:
    """``claim`` without what does not belong to its parts.

    The subject of a passive ("she was urged to ...") is told, and tells nothing: it is no source.
    """
    source = _told_by(text.source.text, claim)
    content = tuple(_without_time(text, claim, _without_kicker(text, span)) for span in claim.content)
    return replace(claim, source=tidy_source(text, source) if source else None, content=_whole(text, claim, content))


def _whole(text: Text, claim: AttributionCandidate, content: Sequence[Span]) -> tuple[Span, ...]:
    """``content`` with what a comma alone parts made one, but for what the author adds to a thing that is named.

    "ordered the release of the crew, which led to his fall": the fall was not ordered.
    """
    words = text.source.text
    parts: list[Span] = []
    for span in content:
        if not parts or words[parts[-1].end : span.start].strip() != ",":
            parts.append(span)
        elif not (claim.cue and claim.cue[0].start < parts[-1].start and _ADDED.match(words, span.start)):
            parts[-1] = Span(parts[-1].start, span.end)
    return tuple(parts)


def _without_time(text: Text, claim: AttributionCandidate, span: Span) -> Span:
    """ "denied | the accusation on Tuesday": behind a few words without a clause the time is that of the saying."""
    own = span.cut(text.source.text)
    time = _TIME.search(own) or _YEAR.search(own)
    if time is None or not claim.cue or span.start < claim.cue[-1].end or not _THING.fullmatch(own[: time.start()]):
        return span
    return Span(span.start, span.start + time.start())


def tidy_source(text: Text, span: Span) -> Span:
    """``span`` without a dateline or "But" before the one who speaks, and without "yesterday" or a comma behind."""
    words = text.source.text
    span = _without_lead(text, without_dateline(text, span))
    if (clock := _CLOCK.match(words, span.start, span.end)) and clock.end() < span.end:
        span = Span(clock.end(), span.end)
    if (opener := _OPENER.match(words, span.start, span.end)) and opener.end() < span.end:
        span = Span(opener.end(), span.end)
    own = words[span.start : span.end]
    if (time := _TIME.search(own)) and time.start() and not _RELATIVE.search(own[: time.start()]):
        span = Span(span.start, span.start + time.start())
    if (tail := _TAIL.search(span.cut(words))) and tail.start():
        span = Span(span.start, span.start + tail.start())
    kept = span.cut(words).rstrip(" ,;")  # the comma that ends an apposition is the sentence's
    return Span(span.start, span.start + len(kept)) if kept else span


def without_dateline(text: Text, span: Span) -> Span:
    """``span`` without "LONDON, March 3, 2021 (Reuters) -" at its head: a place and a day that say nothing."""
    match = _DATELINE.match(text.source.text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def _without_lead(text: Text, source: Span) -> Span:
    """``source`` without the "May 3, 2021 -" that its block opens with; what is said may well open so."""
    match = _LEAD.match(text.source.text, source.start, source.end) if _opens_block(text, source) else None
    if match is None or match.end() >= source.end or not _DAY_OR_PLACE.match(match.group()):
        return source
    return Span(match.end(), source.end)


def _without_kicker(text: Text, content: Span) -> Span:
    """``content`` without the "RISING TIDE:" of a headline."""
    if not _opens_block(text, content):
        return content
    match = _KICKER.match(text.source.text, content.start, content.end)
    return Span(match.end(), content.end) if match else content


def _opens_block(text: Text, span: Span) -> bool:
    at = bisect_left(text.blocks, span.start, key=lambda block: block.span.start)
    return at < len(text.blocks) and text.blocks[at].span.start == span.start


def _told_by(words: str, claim: AttributionCandidate) -> Span | None:
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
