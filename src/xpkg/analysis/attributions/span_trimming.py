"""Trims a span that names who speaks: datelines, openers, times, relative pronouns and commas at its ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from xpkg.lexicon import nouns
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.calendar import Unit, numbers
from xpkg.lexicon.word_patterns import expanded, pattern
from xpkg.model import Span, Text
from xpkg.syntax import read
from xpkg.syntax.tree import head_of, subtree, tokens_in
from xpkg.text.datelines import dateline_end

_LEAD = re.compile(r"[^.!?]{2,60}?\s(?:-|–|—|--)\s+(?=\S)")
_DAY_OR_PLACE = re.compile(r".*\d|[A-Z][A-Z ]{2,}", re.S)
"""What shows that the words before the dash at the head of a block are a dateline: a figure, or capitals alone."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|GMT|BST|UTC)?\s+")
"""The time of day that an entry of a live report opens with."""
_OPENER = pattern(r"(?=[A-Z])(?i:<<coordinator subordinator linking_adverb -that -as -than -whether -once>>)\b,?\s+")
TIME = re.compile(
    expanded(
        r"(?>,?\s+(?:(?:<<dating_adverb -next>>|on)\s+)*"
        r"(?:<<deictic_time>>|tonight|also|<<sequential>>|(?:then|earlier)|(?:now|meanwhile)|"
    )
    + rf"{alternation(numbers(Unit.WEEKDAY))}(?:\s+{alternation(nouns.having(nouns.Trait.PART_OF_DAY))})?|"
    + rf"{alternation({*numbers(Unit.MONTH), *numbers(Unit.MONTH, abbreviated=True)})}\.?\s+\d{{1,2}}(?:,\s*\d{{4}})?|"
    + rf"(?:last|this)\s+{alternation(nouns.having(nouns.Trait.CALENDAR_UNIT) | {'night'})}))+[\s,]*$",
    re.I,
)
_TIMES = nouns.having(nouns.Trait.CALENDAR_UNIT, nouns.Trait.PART_OF_DAY) | {
    name.lower() for name in numbers(Unit.WEEKDAY)
}
_OF_NOUN = ("det", "amod", "nummod", "compound", "nmod", "flat")
_OF_TIME = frozenset(("NUM", "ADJ", "DET", "NOUN", "PROPN", "ADV", "ADP"))
"""What a time without a comma behind it may be made of: "On that same day"."""
_SETTING = re.compile(
    expanded(r"(?:<<temporal terminative>>\s+)?")
    + rf"(?:(?:\d{{1,2}}\s+)?{alternation({*numbers(Unit.MONTH), *numbers(Unit.MONTH, abbreviated=True)})}\.?"
    + rf"(?:\s+\d{{1,2}}\b)?(?:,?\s+\d{{4}})?|{alternation(numbers(Unit.WEEKDAY))}|\d{{4}}),?\s+(?=[^\W\d_])",
    re.I,
)
"""A date that leads the sentence: "On 2 June | Mr Low said"."""
_BEFORE_DATE = pattern(r"\b<<temporal terminative>>\s+\Z", re.I)
_NEAR = 10
"""Characters before a source in which the preposition of a date stands."""
_TAIL = pattern(
    r",?\s+<<relative_pronoun -whom -whose>>$|(?<=\w)['’](?:re|ve|ll|d|m)$|"
    r"(?<=\bhe)['’]s$|(?<=\bit)['’]s$|(?<=\bshe)['’]s$",
    re.I,
)
"""The relative pronoun behind the one who speaks, and the verb that a pronoun is written together with."""
_CITATION = re.compile(r"\s*\((?:(?:1[6-9]|20)\d\d[a-z]?(?:, ?[a-z]{1,5}\. ?[\d–-]+)?|[a-z]{1,5}\. ?\d[\d–-]*)\)$")
"""A year or a place in a book in brackets: "(2012, p. 3)", "(para. 7)"."""
_RELATIVE = pattern(r",\s+<<relative_pronoun -that>>\b[^,]*$")
"""A relative clause that is still open: what ends it is its own ("the report, which was leaked on Monday")."""


def tidy_source(text: Text, span: Span) -> Span:
    """``span`` without a dateline or "But" before the one who speaks, and without "yesterday" or a comma behind."""
    for trim in (
        without_dateline, without_block_lead, without_clock, without_opener, without_time, without_tail, without_comma,
    ):  # fmt: skip
        span = trim(text, span)
    return span


def without_dateline(text: Text, span: Span) -> Span:
    """``span`` without "LONDON, March 3, 2021 (Reuters) -" at its head, or what it has of it ("2021 -")."""
    at = bisect_right(text.blocks, span.start, key=lambda block: block.span.start) - 1
    for start in (span.start, text.blocks[at].span.start if at >= 0 else span.start):
        end = dateline_end(text.source.text, start, span.end)
        if end is not None and span.start < end < span.end:
            return Span(end, span.end)
    return span


def without_block_lead(text: Text, source: Span) -> Span:
    """``source`` without the "May 3, 2021 -" that its block opens with; what is said may well open so."""
    match = _LEAD.match(text.source.text, source.start, source.end) if opens_block(text, source) else None
    if match is None or match.end() >= source.end or not _DAY_OR_PLACE.match(match.group()):
        return source
    return Span(match.end(), source.end)


def without_clock(text: Text, span: Span) -> Span:
    """``span`` without the "9:05 a.m." that an entry of a live report opens with."""
    clock = _CLOCK.match(text.source.text, span.start, span.end)
    return Span(clock.end(), span.end) if clock and clock.end() < span.end else span


def without_opener(text: Text, span: Span) -> Span:
    """``span`` without the "But" or "When" that opens its sentence or clause."""
    opener = _OPENER.match(text.source.text, span.start, span.end)
    return Span(opener.end(), span.end) if opener and opener.end() < span.end else span


def without_setting(text: Text, span: Span) -> Span:
    """``span`` without the "On 2 June" that leads it; a month alone may be somebody's name ("April Low")."""
    found = _SETTING.match(text.source.text, span.start, span.end)
    if found is None or found.end() >= span.end:
        return span
    led = found.group()[0].isdigit() or _BEFORE_DATE.match(found.group().split()[0] + " ")
    if not led and not _BEFORE_DATE.search(text.source.text, max(0, span.start - _NEAR), span.start):
        return span
    return Span(found.end(), span.end)


def without_time_before(text: Text, span: Span) -> Span:
    """``span`` without words of time before its noun phrase: "Two days later | a spokesman", no "last week’s file"."""
    parse = read(text).parse_at(span.start)
    places = tokens_in(parse, span) if parse is not None else range(0)
    if parse is None or len(places) < 2:
        return span
    heads = [at for at in places if parse.relation(at) == "nsubj" and parse.heads[at] not in places]
    head = heads[-1] if heads else head_of(parse, span)
    if head is None:
        return span
    own = [each for each in parse.having(head, *_OF_NOUN) if each < head]
    first = min((min(subtree(parse, each)) for each in own), default=head)
    before = range(places[0], first)
    timed = any(parse.word(at) in _TIMES or parse.word(at).removesuffix("s") in _TIMES for at in before)
    if not timed or not all(parse.upos[at] in _OF_TIME for at in before):
        return span
    return Span(parse.tokens[first].start, span.end)


def without_time(text: Text, span: Span) -> Span:
    """``span`` without the "on Tuesday" behind a name; in a relative clause, with a verb or without, it stays."""
    own = span.cut(text.source.text)
    time = TIME.search(own)
    if time is None or not time.start() or _RELATIVE.search(own[: time.start()]):
        return span
    if time.group().strip() == "Today" and own[0].isupper() and text.source.text[span.end : span.end + 1] == " ":
        return span  # "USA Today"
    before = read(text).token(span.start + len(own[: time.start()].rstrip()) - 1)
    if before is not None and before[0].relation(before[1]) == "acl" and before[0].xpos[before[1]] == "VBN":
        return span  # "a study published on Thursday"
    return Span(span.start, span.start + time.start())


def without_tail(text: Text, span: Span) -> Span:
    """``span`` without the relative pronoun or the short verb ("she's") at its end."""
    tail = _TAIL.search(span.cut(text.source.text))
    return Span(span.start, span.start + tail.start()) if tail and tail.start() else span


def without_citation(text: Text, span: Span) -> Span:
    """``span`` without the year or the place in a book that stands in brackets at its end: "Low (2012, p. 3)"."""
    cited = _CITATION.search(span.cut(text.source.text))
    return Span(span.start, span.start + cited.start()) if cited and cited.start() else span


def without_comma(text: Text, span: Span) -> Span:
    """``span`` without the comma that ends an apposition: it is the sentence's."""
    kept = span.cut(text.source.text).rstrip(" ,;")
    return Span(span.start, span.start + len(kept)) if kept else span


def opens_block(text: Text, span: Span) -> bool:
    """Whether a block begins where ``span`` does."""
    at = bisect_left(text.blocks, span.start, key=lambda block: block.span.start)
    return at < len(text.blocks) and text.blocks[at].span.start == span.start
