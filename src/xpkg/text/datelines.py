"""Finds what opens a report or an entry before its sentence: place, agency and dash; or a date with a dash or colon."""

from __future__ import annotations

import re

from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.calendar import Unit, numbers
from xpkg.model import Sentence, Span, Text

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}))*,?(?:\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/))?"
    r"\s*(?:—|–|--?)\s+(?=[\"“‘'A-Z])"
)

_MONTH = alternation({*numbers(Unit.MONTH), *numbers(Unit.MONTH, abbreviated=True)})
_ENTRY_LEAD = re.compile(
    rf"(?:{alternation(numbers(Unit.WEEKDAY))},? )?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?|\d{{4}})"
    r"(?: ?(?:—|–|--?)|:) (?=[\"“‘'A-Z\d])"
)
"""A day, month or year before what happened then: "May 2014 - Police arrest Ann Low"."""

_LEAST_ENTRIES = 2


def entry_lead_end(text: str, start: int, end: int) -> int | None:
    """Where the date ends that opens an entry of a chronicle at ``start``, with its dash or colon; None for none.

    >>> words = "12 May 2014 – Ann Low resigns."
    >>> words[entry_lead_end(words, 0, len(words)):]
    'Ann Low resigns.'
    """
    match = _ENTRY_LEAD.match(text, start, end)
    return match.end() if match and any(map(str.isdigit, match.group())) else None


def entries_of(text: Text) -> frozenset[int]:
    """The indexes of the blocks that are entries of a chronicle; none where but one opens so: that is a date line."""
    words = text.source.text
    spans = [(number, block.span) for number, block in enumerate(text.blocks)]
    found = [number for number, span in spans if entry_lead_end(words, span.start, span.end) is not None]
    return frozenset(found) if len(found) >= _LEAST_ENTRIES else frozenset()


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the dateline ends that opens ``text`` at ``start``, with its dash and the blanks behind; None for none.

    >>> words = "HARROW, 3 March 2021 (AP) - Ann Low resigned."
    >>> words[dateline_end(words, 0, len(words)):]
    'Ann Low resigned.'
    """
    match = _DATELINE.match(text, start, end)
    return match.end() if match else None


def dateline_of(text: str, sentence: Sentence, blocks: frozenset[int]) -> Span | None:
    """The dateline of the sentence, or the date of an entry, where it opens one of the ``blocks``, by their starts."""
    if sentence.span.start not in blocks:
        return None
    first, last = sentence.span.start, sentence.span.end
    end = dateline_end(text, first, last) or entry_lead_end(text, first, last)
    return None if end is None or end >= sentence.span.end else Span(sentence.span.start, end)
