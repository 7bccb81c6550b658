"""Finds dates in a text and places them in the calendar, by the document's own date where it is known; no clock."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from xpkg.analysis.times.anaphoric import ANAPHORIC, YEAR_BEFORE, month_of
from xpkg.analysis.times.calendar import When, between, either, one_of
from xpkg.analysis.times.context import (
    YEAR_AHEAD,
    had_been,
    has_been_before,
    is_determined,
    is_past_at,
    speaks_of_the_future,
    tells,
    tie_to,
)
from xpkg.analysis.times.deictic import DEICTIC, bare_month, far_back, month_day, near_day, seldom_past, weekday
from xpkg.analysis.times.issue import document_date, issue_days, last_day
from xpkg.analysis.times.lists import in_year, without_year, year_told
from xpkg.analysis.times.readings import absolute_readings, expression, longest
from xpkg.analysis.times.sequence import Tie
from xpkg.analysis.times.year_before import JOINTS, UNTIL, FoundDate, is_quoted, other_year
from xpkg.analysis.times.year_behind import date_behind
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Block, BlockType, Span, Text, TimeExpression
from xpkg.text.datelines import entry_lead_end

__all__ = ["document_date", "find_times", "last_day"]

_READ = (
    BlockType.TITLE,
    BlockType.HEADING,
    BlockType.PARAGRAPH,
    BlockType.CAPTION,
    BlockType.TEASER,
)
_BEFORE_A_DAY = re.compile(r"\b(?:(?:days?|hours|weeks?|months?) before|(?:on the )?eve of) [^,]*$")
"""Here a weekday or day of the year is that of what the clause looks ahead to, and the past is as likely as not."""
_SOME = having(Trait.INDEFINITE) & having(Trait.DETERMINER) | {"one"}
_SOME_DAY = re.compile(rf"\b(?:on {alternation(_SOME)} (?:[a-z]+,? ){{0,2}}|(?:every|each) )$", re.I)
"""Here a weekday is any, and none that the text's own date gives: "on a wet | Sunday in February 1983"."""
_BEFORE_JOINT = re.compile(r"\b(from|between)\s+(?:the |about |around )?$", re.I)
_GOES_ON = re.compile(r",? and (?:again )?|, ")
"""What joins a stretch to the one before."""
_NEAR_BLOCKS = 2
"""A date named longer ago than this many blocks is no longer what "that year" and "a week later" mean."""


_Reading = When | tuple[str, re.Match[str], int]
_OF_A_YEAR = (month_day, bare_month)


def find_times(text: Text) -> tuple[TimeExpression, ...]:
    """The time expressions of ``text`` in order, outside reference lists, none overlapping another.

    What only the document's date makes whole is resolved by ``metadata.issued``, else by the date line in the text. It
    stays unresolved where neither is known, where they leave too much open, and out of the story. A weekday is the
    last on or before the date of issue, or the next one where its clause speaks of what is to come.
    """
    words = text.source.text
    bases = issue_days(text)
    found: list[FoundDate] = []
    lists, reached = without_year(words), 0
    matches = list(longest(_matches(words)))
    now = any(_counts_from_now(reading) for _, _, reading in matches)
    for start, end, reading in matches:
        if start < reached:
            continue
        block = _block_at(text.blocks, start)
        if block is None or block.type not in _READ or end > block.span.end:
            continue
        if isinstance(reading, When):
            found.append(FoundDate(Span(start, end), reading, block.order, True))
            continue
        if _is_some_day(words, start, reading) or (reading[1].groupdict().get("n3") and not is_determined(text, start)):
            continue
        over = text.quotations_over(Span(start, start + 1))
        quoted = any(quote.inner.start <= start < quote.inner.end for quote in over)
        base = bases if block.in_story else []
        when, anchored = _resolve(text, start, end, reading, base, found, block, quoted, now)
        several = _several(lists, start, when, base)
        found += [FoundDate(Span(*ends), each, block.order, False, anchored) for *ends, each in several]
        if several:
            reached = max(end, several[-1][1])
            continue
        found.append(FoundDate(Span(start, end), when, block.order, False, anchored))
    return tuple(expression(item) for item in _join(words, found))


def _counts_from_now(reading: _Reading) -> bool:
    """Whether words count from the day of the text: "yesterday", "last week"; not "in May", of any year."""
    return not isinstance(reading, When) and reading[0] == "deictic" and DEICTIC[reading[2]][1] not in _OF_A_YEAR


def _is_some_day(words: str, start: int, reading: tuple[str, re.Match[str], int]) -> bool:
    """Whether a weekday at ``start`` is any such day, so that the text's own date does not give it."""
    kind, _, at = reading
    return kind == "deictic" and DEICTIC[at][1] is weekday and bool(_SOME_DAY.search(words[max(0, start - 40) : start]))


def _several(lists: list[re.Match[str]], at: int, when: When | None, bases: list[date]) -> list[tuple[int, int, When]]:
    """The dates of the list without a year that holds the character ``at``, in the year of ``when``, one of them.
    Where its words count from the text's own year ("last year"), they are of that one."""
    place = bisect_right(lists, at, key=re.Match.start) - 1
    if place >= 0 and lists[place].end() > at and len({base.year for base in bases}) == 1:
        told = year_told(lists[place], bases[0].year)
        if told is not None:
            return in_year(lists[place], told)
    if place < 0 or lists[place].end() <= at or when is None or when.low is None or when.high is None:
        return []
    return in_year(lists[place], when.low.year) if when.low.year == when.high.year else []


def _matches(words: str) -> Iterator[tuple[int, int, _Reading]]:
    yield from absolute_readings(words)
    for kind, readers in (("deictic", DEICTIC), ("anaphoric", ANAPHORIC)):
        for at, (sought, _) in enumerate(readers):
            for match in sought.find(words):
                yield match.start(), match.end(), (kind, match, at)


def _block_at(blocks: tuple[Block, ...], at: int) -> Block | None:
    index = bisect_right(blocks, at, key=lambda block: block.span.start) - 1
    return blocks[index] if index >= 0 and blocks[index].span.end > at else None


def _previous(text: Text, found: list[FoundDate], start: int, block: Block) -> FoundDate | None:
    """The date named last, where that is near enough to be meant; not one up to which something was put off, nor
    one in somebody's own words before."""
    words, until = text.source.text, None
    for item in reversed(found):
        if item.block < block.order - _NEAR_BLOCKS:
            return until
        if item.when is None or is_quoted(text, item.span, start):
            continue
        if not UNTIL.search(words[max(0, item.span.start - 12) : item.span.start]):
            return item
        until = until or item
    return until


def _resolve(
    text: Text, start: int, end: int, reading: tuple[str, re.Match[str], int], bases: list[date],
    found: list[FoundDate], block: Block, quoted: bool, now: bool,
) -> tuple[When | None, bool]:  # fmt: skip
    """The date that the words mean, and whether its year comes from a date before them that names its own.

    ``now`` says that the text speaks from its own day."""
    words = text.source.text
    kind, match, at = reading
    previous = _previous(text, found, start, block)
    if kind == "anaphoric":
        when = _guarded(lambda: ANAPHORIC[at][1](match, previous.when) if previous and previous.when else None)
        return when, bool(previous and (previous.absolute or previous.anchored))
    sought, read = DEICTIC[at]
    if read is near_day and quoted:
        return None, False  # "today" is the day of whoever is quoted
    if read is weekday and _BEFORE_A_DAY.search(words[max(block.span.start, start - 90) : start]):
        return None, False
    future = speaks_of_the_future(words, start, end, block)
    if read is weekday and words.startswith(("'", "’"), end) and not future and not is_past_at(text, start):
        return None, False  # "Tuesday's vote" may be still to come
    yearless = sought.pattern in YEAR_BEFORE
    if yearless and not match.groupdict().get("w"):
        own = _guarded(lambda: read(match, bases[-1], False)) if bases else None
        ago = (bases[-1] - own.high).days if own and own.high else -1
        own_time = now and not bases  # news that does not say of which day: only its own paragraph tells the year
        near_by = [each for each in found if each.block == block.order] if own_time else found
        lead = _entry_lead(words, found, block)
        anchor = lead or other_year(text, near_by, start, bases, block, ago)
        near = anchor.when if anchor else None
        if last := date_behind(text, start, anchor.span.end if anchor else 0):
            return _guarded(lambda: month_of(match, last, Tie.BACKWARD)), True
        if anchor and near and (not future or not bases):
            joined = JOINTS.fullmatch(words, anchor.span.end, start)  # what "from … to" joins runs on
            tie = Tie.FORWARD if joined else tie_to(words, anchor.span.end, start, end, block)
            if tie is Tie.OPEN and has_been_before(text, start):
                tie = Tie.BACKWARD
            tie = Tie.FORWARD if lead and tie is Tie.OPEN else tie
            when = _guarded(lambda: month_of(match, near, tie))
            late = when and when.low and bases and when.low > bases[-1]
            late = late or (when and when.edtf.startswith("[") and not bases and anchor.block != block.order)
            return (None if late else when), True
    if read is month_day and bases and seldom_past(match, bases[-1]) and not tells(text, start, end, block):
        return None, False
    if read is bare_month and bases and far_back(match, bases[-1]) and not tells(text, start, end, block):
        return None, False
    if yearless and previous and previous.when and previous.when.edtf.startswith("-"):
        return None, False  # "In April", behind "44 BC"
    if not bases or (yearless and had_been(words, start, end, block) and YEAR_AHEAD.match(words, end)):
        return None, False
    choices = [_guarded(partial(read, match, day, future)) for day in bases]
    return (one_of([choice for choice in choices if choice]) if all(choices) else None), False


def _entry_lead(words: str, found: list[FoundDate], block: Block) -> FoundDate | None:
    """The date that opens an entry of a chronicle, for the dates in it: "2021 - She leaves in May"."""
    if entry_lead_end(words, block.span.start, block.span.end) is None:
        return None
    first = bisect_left(found, block.span.start, key=lambda each: each.span.start)
    lead = found[first] if first < len(found) else None
    return lead if lead and lead.absolute and lead.span.start == block.span.start else None


def _guarded(read: Callable[[], When | None]) -> When | None:
    """The reading, or None where it leaves the calendar."""
    try:
        return read()
    except (ValueError, OverflowError):
        return None


def _join(words: str, found: list[FoundDate]) -> list[FoundDate]:
    """``found`` with "from A to B", "between A and B" and "A–B" made one interval each."""
    joined: list[FoundDate] = []
    for item in found:
        if joined and (whole := _interval(words, joined[-1], item, joined[-2] if len(joined) > 1 else None)):
            joined[-1] = whole
        else:
            joined.append(item)
    return joined


def _interval(words: str, first: FoundDate, last: FoundDate, earlier: FoundDate | None) -> FoundDate | None:
    """The stretch from ``first`` to ``last``; ``earlier`` is the one before, whose "from" may go for both: "from 1998
    to 2001 and 2004 to 2006"."""
    joint = words[first.span.end : last.span.start]
    if first.block != last.block or not JOINTS.fullmatch(joint) or "/" in (first.when.edtf if first.when else ""):
        return None
    if earlier and earlier.when and "/" in earlier.when.edtf:
        way = words[earlier.span.end : first.span.start]
        start = earlier.span.start if _GOES_ON.fullmatch(way) else first.span.start
    else:
        start = first.span.start
    before = _BEFORE_JOINT.search(words[max(0, start - 30) : start])
    opener = before.group(1).lower() if before else ""
    bare = joint.strip()
    if bare == "or":
        return _open(first, last)
    if bare in {"–", "—", "-"}:
        joined = first.absolute and last.absolute
    else:
        joined = opener == ("between" if bare == "and" else "from")
    if not joined:
        return None
    span = Span(first.span.start, last.span.end)
    if first.when is None or last.when is None:
        return FoundDate(span, None, first.block, False)
    when = between(first.when, last.when)
    return FoundDate(span, when, first.block, first.absolute and last.absolute) if when else None


def _open(first: FoundDate, last: FoundDate) -> FoundDate | None:
    """One of two dates: "in 1998 or 1999"."""
    when = either([first.when, last.when]) if first.when and last.when else None
    span = Span(first.span.start, last.span.end)
    return FoundDate(span, when, first.block, first.absolute and last.absolute) if when else None
