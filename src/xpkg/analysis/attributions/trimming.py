"""Trims what does not belong to a source or a saying: datelines, openers, times, marks at the ends."""

from __future__ import annotations

import re

from xpkg.model import Span

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}))*,?(?:\s*\([^)\n]{2,40}\))?\s*(?:—|–|--?)\s+(?=[\"“‘'A-Z])"
)
"""Place in capitals, perhaps land, day and agency, and a dash."""
_OPENER = re.compile(
    r"(?:If|When|While|But|And|So|Yet|Although|Though|Because|Since|Then|However|Meanwhile|Still|Later|Earlier)\b,?\s+"
)
_TIME = re.compile(
    r"(?:,?\s+(?:yesterday|today|also|then|later|earlier|now|meanwhile|(?:on\s+|last\s+)?"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))+,?$"
)


def without_dateline(text: str, span: Span) -> Span:
    """``span`` without "LONDON, March 3, 2021 (Reuters) -" at its head: a place and a day that say nothing."""
    match = _DATELINE.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def tidy_source(text: str, span: Span) -> Span:
    """``span`` without a dateline or "But" before the one who speaks, and without "yesterday" or a comma behind."""
    span = without_dateline(text, span)
    if (opener := _OPENER.match(text, span.start, span.end)) and opener.end() < span.end:
        span = Span(opener.end(), span.end)
    if (time := _TIME.search(text, span.start, span.end)) and time.start() > span.start:
        span = Span(span.start, time.start())
    words = span.cut(text).rstrip(" ,;")  # the comma that ends an apposition is the sentence's
    return Span(span.start, span.start + len(words)) if words else span
