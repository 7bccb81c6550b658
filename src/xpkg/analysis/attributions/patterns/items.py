"""Sees the tokens of a sentence as a row of items: whole words, marks, and quotations and parentheses as one each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xpkg.model import Quotation, Span, Text, Token
from xpkg.text.tokens import tokenize

_MARKER = re.compile(r"\[\d{1,4}\]")
"""A citation marker."""
_STOPS = ".?!…"
_APOSTROPHES = "'’"
_JOINTS = "'’&/-"
"""What joins two tokens of one word: "R&B", "and/or", "well-known"."""
_OPENS_WORD = "$€£#@_"
_LONGEST_PARENTHESIS = 160
"""Code points of what parentheses may hold to be seen as one."""


class ItemKind(StrEnum):
    """What an item is."""

    WORD = "word"
    MARK = "mark"
    """A mark of punctuation."""
    QUOTATION = "quotation"
    PARENTHESIS = "parenthesis"


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a mark, or what is seen as one thing. ``low`` is the word in lower case, with straight apostrophes; of a
    quotation its characters as they stand."""

    kind: ItemKind
    start: int
    end: int
    low: str
    capital: bool = False
    quotation: Quotation | None = None


def items_of(text: str, tokens: Sequence[Token], span: Span, quotations: Sequence[Quotation] = ()) -> tuple[Item, ...]:
    """The items of ``span``, of which ``tokens`` are all, and others perhaps before and behind it.

    ``quotations`` are those to be seen as one item each; citation markers are left out.

    >>> words = "The U.S.’s well-known voters' guide (of May) costs $3.5m[12] a year, can't it?"
    >>> [item.low for item in items_of(words, tokenize(words), Span(0, len(words)))]
    ['the', "u.s.'s", 'well-known', "voters'", 'guide', '()', 'costs', '$3.5m', 'a', 'year', ',', "can't", 'it', '?']
    """
    items: list[Item] = []
    at = span.start
    for quotation in sorted(quotations, key=lambda one: one.span.start):
        start, end = max(quotation.span.start, span.start), min(quotation.span.end, span.end)
        if start < at or start >= end:
            continue
        items += _plain(text, _between(text, tokens, at, start), start)
        items.append(Item(ItemKind.QUOTATION, start, end, text[start:end], quotation=quotation))
        at = end
    items += _plain(text, _between(text, tokens, at, span.end), span.end)
    return tuple(items)


def items_within(text: Text, span: Span) -> tuple[Item, ...]:
    """The items of ``span``, with each outermost quotation that shares a character with it as one."""
    inside = [one for one in text.quotations_over(span) if one.level == 1][::-1]
    return items_of(text.source.text, text.tokens_over(span), span, inside)


def span_of(items: Sequence[Item], part: tuple[int, int]) -> Span:
    """The characters from the first of the items ``[start, end)`` to the last."""
    return Span(items[part[0]].start, items[part[1] - 1].end)


def _between(text: str, tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Those of ``tokens`` that make up ``text[start:end]``."""
    first, last = bisect_left(tokens, (start,)), bisect_left(tokens, (end,))
    torn = (first and tokens[first - 1].end > start) or (last and tokens[last - 1].end > end)
    return tokenize(text, start, end) if torn else tokens[first:last]


def _plain(text: str, tokens: Sequence[Token], end: int) -> list[Item]:
    """The items of ``tokens``, among which no quotation is; what they make up ends at ``end``."""
    items: list[Item] = []
    behind = -1
    following = [*(token.start for token in tokens[1:]), -1]
    last = -1
    for at, (start, stop, mark) in enumerate(tokens):
        if at <= last or start < behind:
            continue
        if mark[0].isalnum() or mark[0] in _OPENS_WORD:
            word = mark
            if following[at] == stop:
                last = _last_of_word(text, tokens, at, end)
                stop = tokens[last].end
                word = text[start:stop]
            low = word.lower()
            if "’" in low:
                low = low.replace("’", "'")
            items.append(Item(ItemKind.WORD, start, stop, low, word[0].isupper() or word[0] in "#@"))
        elif mark == "[" and (marker := _MARKER.match(text, start, end)):
            behind = marker.end()
        elif mark == "(" and 0 <= (close := text.find(")", stop, end)) <= stop + _LONGEST_PARENTHESIS:
            items.append(Item(ItemKind.PARENTHESIS, start, close + 1, "()"))
            behind = close + 1
        else:
            hyphen = mark == "-" and not text[start - 1 : start].isspace()
            low = mark.replace("’", "'") if mark.strip(_STOPS) else _stop(mark)
            items.append(Item(ItemKind.WORD if hyphen else ItemKind.MARK, start, stop, low))
    return items


def _last_of_word(text: str, tokens: Sequence[Token], first: int, end: int) -> int:
    """The last token of the word, as blanks and marks part words, that begins with the token ``first``."""
    at = first
    while at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end:
        behind = tokens[at + 1]
        mark = behind.text
        if mark[0].isalnum() or mark in {"_", "%"} or (len(mark) > 1 and mark[0] in _APOSTROPHES and mark[1].isalnum()):
            at += 1
        elif mark in _JOINTS and text[behind.end : behind.end + 1].isalnum() and behind.end < end:
            at += 2
        elif mark in _APOSTROPHES and (behind.end >= end or text[behind.end].isspace()):
            return at + 1  # "the voters' choice"
        else:
            break
    return at


def _stop(mark: str) -> str:
    """One mark for several: "?!" asks, "...." breaks off."""
    if len(mark) == 1:
        return mark
    return mark[0] if mark[0] in "?!" else "..."
