"""Finds the day on which a text came out, where it gives one itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from xpkg.analysis.times.calendar import issue_dates
from xpkg.analysis.times.readings import absolute_readings, expression, longest
from xpkg.analysis.times.year_before import FoundDate
from xpkg.lexicon import document_nouns, publishing
from xpkg.lexicon.alternation import alternation
from xpkg.model import Block, BlockType, Span, Text, TimeExpression
from xpkg.text.datelines import entries_of

_LONGEST_ISSUE = timedelta(days=6)
_HEAD, _FOOT = 8, 3
"""How many blocks at the beginning, and at the end, may have the date line."""


def document_date(text: Text) -> TimeExpression | None:
    """The day that the text gives as its own, in a date line ("WASHINGTON, Nov. 11, 2015 —") or alone on a line.

    That is in its head, else in its last lines. A month does where no line has a day. None where the text gives none,
    or several that differ."""
    entries = entries_of(text)  # "12 October 2018 - The dam fails" in a chronicle is no date line
    blocks = [block for number, block in enumerate(text.blocks) if number not in entries]
    days = [*_dated(text, blocks[:_HEAD], day=True)]
    days = days or [*_dated(text, blocks[-_FOOT:], day=True, alone=True)]
    found = days or [*_dated(text, blocks[:_FOOT], day=False, alone=True)]
    return found[0] if len({item.edtf for item in found}) == 1 else None


def _dated(text: Text, blocks: Sequence[Block], *, day: bool, alone: bool = False) -> Iterator[TimeExpression]:
    """The days of the date lines that open ``blocks``, or else the months; ``alone`` where nothing else may stand in
    the line but a name before a comma: "Harrow Gazette, 6 May 2023"."""
    for block in blocks:
        if block.type is BlockType.REFERENCE or (alone and block.type is BlockType.TEASER):
            continue
        line = block.span.cut(text.source.text)[:160]
        if not _DIGIT.search(line):
            continue  # a day has a year of its own here
        bracketed = not alone and _BRACKETED.match(line)
        for start, end, when in longest(absolute_readings(line)):
            fine = when.low == when.high if day else bool(_MONTH.fullmatch(when.edtf))
            before, after = (_NAME_BEFORE, _NOTHING) if alone else (_DATE_LINE_BEFORE, _DATE_LINE_AFTER)
            opens = bracketed.span(1) == (start, end) if bracketed else before.fullmatch(line[:start])
            opens = opens or (alone and block.type is not BlockType.TITLE and _BY_NAME.fullmatch(line[:start]))
            if when.low is not None and fine and opens and after.match(line[end:]):
                span = Span(block.span.start + start, block.span.start + end)
                yield expression(FoundDate(span, when, block.order, True))


def last_day(text: Text) -> str:
    """The last day on which ``text`` may have come out (ISO), or the empty string where that is not known."""
    issued = text.source.metadata.issued
    own = None if issued else document_date(text)
    ends = issue_dates(issued or (own.edtf if own else ""))
    return ends[1].isoformat() if ends else ""


_DIGIT = re.compile(r"\d")
_PLACE = r"[A-Z][\w.’'/-]*(?:\s+[A-Z][\w.’'/-]*){0,3}"
"""One of the names of a place in a date line: "HALIFAX", "Nova Scotia"."""
_DATING = alternation(publishing.having(publishing.Trait.DATING))
_DATE_LINE_BEFORE = re.compile(
    rf"\s*(?:(?-i:(?:{_PLACE},\s*){{0,2}}{_PLACE},?\s+)|\(?|"
    rf"(?:by [^\d|]{{3,60}}[|,•·–—-]\s*)?(?:{_DATING}\s*:?\s*(?:on\s+)?)?)",
    re.I,
)  # fmt: skip
_DATE_LINE_AFTER = re.compile(r"\s*(?:$|[–—|•·)-]|\([^()\d]{2,40}\)|/[^/\d\n]{2,40}/|,?\s*(?:at\s+)?\d{1,2}[:.]\d\d)")
_BRACKETED = re.compile(rf"\s*(?:{_PLACE},\s*){{0,2}}{_PLACE},?\s+\(([^()\n]{{6,40}})\)\s*[–—-]")
""" "CHARLOTTE, N.C. (Monday, June 12, 2017) -"."""
_REPORT = alternation(document_nouns.having(document_nouns.Trait.FINDINGS))
_NAME_BEFORE = re.compile(
    rf"\s*(?:(?-i:{_PLACE},\s+)|\(?|{_DATING}\s*:?\s*(?:on\s+|in\s+)?|"
    rf"(?:an? )?(?:\w+ )?{_REPORT} (?:of|by) [^,\n]+,\s+)",
    re.I,
)
""" "Halden, ", "Published on ", "Annual Report of the Lamp Society, "."""
_BY_NAME = re.compile(r"\s*[A-Z]\w+(?: \w+){0,3} by (?:the )?[A-Z][^,\n]+,\s+")
""" "A Briefing by the Lamp Society, ", which is no title."""
_NOTHING = re.compile(r"\s*\)?\s*$")
_MONTH = re.compile(r"\d{4}-\d\d")


def issue_days(text: Text) -> list[date]:
    """The days on which the document may have come out, at most a week of them, or the two ends of a longer stretch."""
    ends = issue_dates(text.source.metadata.issued) if text.source.metadata.issued else None
    if ends is None and not text.source.metadata.issued and (own := document_date(text)):
        ends = issue_dates(own.edtf)
    if ends is None:
        return []
    first, last = ends
    if last - first > _LONGEST_ISSUE:
        return [first, last]
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]
