"""Sees a sentence as a row of items: words, punctuation, and quotations and parentheses each as one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xpkg.model import Quotation, Span, Text

_ITEM = re.compile(
    r"\[\d{1,4}\]"  # a citation marker
    r"|(?:[A-Za-z]\.){2,}(?:['’]s)?"
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Rev|St|Jr|Sr|No|Messrs)\."
    r"|[\w$€£#@](?:[\w%]|[.,](?=\d)|['’&/-](?=\w))*(?:['’](?=\s))?"
    r"|--+|\.\.+|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Item:
    """``kind`` is w (word), q (quotation), p (punctuation) or r (parenthesis); ``low`` the word in lower case."""

    kind: str
    start: int
    end: int
    low: str
    capital: bool = False
    quotation: Quotation | None = None


def items_of(text: str, span: Span, quotations: Sequence[Quotation]) -> tuple[Item, ...]:
    """The items of ``span``. ``quotations`` are those to be seen as one item each; citation markers are left out."""
    items: list[Item] = []
    at = span.start
    for quotation in sorted(quotations, key=lambda one: one.span.start):
        start, end = max(quotation.span.start, span.start), min(quotation.span.end, span.end)
        if start < at or start >= end:
            continue
        items += _plain(text, at, start)
        items.append(Item("q", start, end, text[start:end], quotation=quotation))
        at = end
    items += _plain(text, at, span.end)
    return tuple(items)


def items_within(text: Text, span: Span) -> tuple[Item, ...]:
    """The items of ``span``, with each outermost quotation that shares a character with it as one."""
    inside = [one for one in text.quotations_over(span) if one.level == 1][::-1]
    return items_of(text.source.text, span, inside)


def span_of(items: Sequence[Item], part: tuple[int, int]) -> Span:
    """The characters from the first of the items ``[start, end)`` to the last."""
    return Span(items[part[0]].start, items[part[1] - 1].end)


def _plain(text: str, start: int, end: int) -> list[Item]:
    items: list[Item] = []
    at = start
    while match := _ITEM.search(text, at, end):
        word = match.group()
        at = match.end()
        if re.fullmatch(r"\[\d{1,4}\]", word):
            continue
        if word == "(" and 0 <= (close := text.find(")", at, end)) <= at + 160:
            items.append(Item("r", match.start(), close + 1, "()"))
            at = close + 1
            continue
        kind = "w" if word[0].isalnum() or word[0] in "$€£#@_" or (len(word) > 1 and word[0] not in "-.") else "p"
        if word == "-" and not (text[match.start() - 1 : match.start()].isspace()):
            kind = "w"
        low = word.lower().replace("’", "'")
        items.append(Item(kind, match.start(), match.end(), low, word[0].isupper() or word[0] in "#@"))
    return items
