"""Finds the dateline that opens a report: the place in capitals, perhaps the day and the agency, and a dash."""

from __future__ import annotations

import re

from xpkg.model import Sentence, Span

_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}))*,?(?:\s*(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/))?"
    r"\s*(?:—|–|--?)\s+(?=[\"“‘'A-Z])"
)


def dateline_end(text: str, start: int, end: int) -> int | None:
    """Where the dateline ends that opens ``text`` at ``start``, with its dash and the blanks behind; None for none.

    >>> words = "HARROW, 3 March 2021 (AP) - Ann Low resigned."
    >>> words[dateline_end(words, 0, len(words)):]
    'Ann Low resigned.'
    """
    match = _DATELINE.match(text, start, end)
    return match.end() if match else None


def dateline_of(text: str, sentence: Sentence, blocks: frozenset[int]) -> Span | None:
    """The dateline of the sentence, where it opens one of the ``blocks``, by their first characters."""
    if sentence.span.start not in blocks:
        return None
    end = dateline_end(text, sentence.span.start, sentence.span.end)
    return None if end is None or end >= sentence.span.end else Span(sentence.span.start, end)
