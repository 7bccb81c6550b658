"""Holds a sentence's tokens with the mentions and dates on them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from xpkg.analysis.grammar.written_words import written_words
from xpkg.model import Mention, Sentence, Span, TimeExpression, Token


class WrittenWord(NamedTuple):
    """A word or mark with its place in the source; ``mention`` indexes the mention that covers it."""

    start: int
    end: int
    word: str
    low: str
    mention: int | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class PossessivePronouns:
    """The possessive pronouns of a text, which are no noun phrases of their own. It holds ``mentions`` with them
    behind the others, and the index of each by its first character."""

    mentions: Sequence[Mention]
    by_start: Mapping[int, int]


class SentenceWords:
    """A sentence's words with the mentions and dates on them; all positions are indexes of words.

    ``text`` is all of the source's, ``mentions`` and ``times`` are those of the whole text, in order.
    """

    def __init__(
        self,
        text: str,
        sentence: Sentence,
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        owners: PossessivePronouns | None = None,
    ) -> None:
        self.text = text
        self.span = span = sentence.span
        self.mentions = owners.mentions if owners else mentions
        self._owners = owners.by_start if owners else {}
        self.times = times
        self.proper: frozenset[int] = frozenset()  # what a tagger takes for names, where one has read the sentence
        names = _inside(mentions, span)
        dates = _inside(times, span)
        words = _words(text, sentence.tokens)
        self.tokens = [*words]
        for spans in (names, dates):
            for first, last, index in spans:
                at = bisect_left(words, first, key=lambda word: word.start)
                while at < len(words) and words[at].start < last:
                    word = self.tokens[at]
                    self.tokens[at] = word._replace(mention=index) if spans is names else word._replace(time=index)
                    at += 1

    def owner(self, at: int) -> int | None:
        """The index of the mention that a possessive pronoun at ``at`` is ("his" resignation)."""
        return self._owners.get(self.tokens[at].start)

    def low(self, at: int) -> str:
        """The lower-case word at ``at``, or the empty string outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def cut(self, start: int, end: int) -> Span:
        """The stretch of text of tokens ``start`` to ``end`` (exclusive)."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def whole(self, at: int) -> tuple[int, int]:
        """The first token, and one past the last, of the mention on the token at ``at``."""
        index, start, end = self.tokens[at].mention, at, at + 1
        while start and self.tokens[start - 1].mention == index:
            start -= 1
        while end < len(self.tokens) and self.tokens[end].mention == index:
            end += 1
        return start, end

    def past_dates(self, at: int) -> int:
        """The first token from ``at`` on that is no part of a date."""
        while at < len(self.tokens) and self.tokens[at].time is not None:
            at += 1
        return at

    def names(self) -> list[tuple[int, int, int]]:
        """First token, one past the last token, and index of each mention of the sentence, in order."""
        found: list[tuple[int, int, int]] = []
        for at, token in enumerate(self.tokens):
            if token.mention is None:
                continue
            if found and found[-1][2] == token.mention and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1, token.mention)
            else:
                found.append((at, at + 1, token.mention))
        return found


@lru_cache(maxsize=4096)
def _words(text: str, tokens: tuple[Token, ...]) -> tuple[WrittenWord, ...]:
    """The words of a sentence's ``tokens``. Some are kept: documents, positions and events ask one after the other."""
    return tuple(
        WrittenWord(start, end, text[start:end], _low(text, start, end)) for start, end in written_words(text, tokens)
    )


def _low(text: str, start: int, end: int) -> str:
    """The word as the grammar knows it: in lower case, a straight possessive, and a dash for hyphens that are one."""
    word = text[start:end]
    if word == "-":
        around = (text[start - 1 : start], text[end : end + 1])
        return "–" if "-" in around or all(each.isspace() for each in around) else word
    if len(word) == 2:
        return "–" if word == "--" else word.lower().replace("’s", "'s")
    return "–" if word == "---" else word.lower()


def _inside(items: Sequence[Mention] | Sequence[TimeExpression], around: Span) -> list[tuple[int, int, int]]:
    """Start, end and index of the sorted items inside ``around``, the longest of those that overlap."""
    first = bisect_left(items, around.start, key=lambda item: item.span.start)
    found: list[tuple[int, int, int]] = []
    for index in range(first, len(items)):
        span = items[index].span
        if span.start >= around.end:
            break
        if span.end > around.end:
            continue
        if found and span.start < found[-1][1]:
            if span.end - span.start > found[-1][1] - found[-1][0]:
                found[-1] = (span.start, span.end, index)
            continue
        found.append((span.start, span.end, index))
    return found
