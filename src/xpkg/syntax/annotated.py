"""A parse with the mentions and dates of its text on its tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from xpkg.model import Mention, Span, TimeExpression
from xpkg.syntax.tree import Parse, head_of, tokens_in


@dataclass(frozen=True, slots=True)
class AnnotatedParse:
    """A sentence of ``text`` read, with what stands on its tokens; all places are those of ``parse.tokens``.

    ``mentions`` and ``times`` are those of the whole text, in order. ``mention_on`` and ``time_on`` have for each token
    the index of the mention or date that it is a part of, or None; of those that overlap the longest.
    """

    text: str
    parse: Parse
    mentions: Sequence[Mention]
    times: Sequence[TimeExpression]
    mention_on: tuple[int | None, ...]
    time_on: tuple[int | None, ...]

    def low(self, place: int) -> str:
        """The token at ``place`` in lower case, the empty string outside the sentence."""
        return self.parse.word_at(place)

    def mention(self, place: int) -> Mention | None:
        """The mention that the token at ``place`` is a part of; None for none, and outside the sentence."""
        index = self.mention_on[place] if 0 <= place < len(self.mention_on) else None
        return None if index is None else self.mentions[index]

    def whole(self, place: int) -> tuple[int, int]:
        """The first place, and one past the last, of the mention on the token at ``place``."""
        index, start, end = self.mention_on[place], place, place + 1
        while start and self.mention_on[start - 1] == index:
            start -= 1
        while end < len(self.mention_on) and self.mention_on[end] == index:
            end += 1
        return start, end

    def cut(self, start: int, end: int) -> Span:
        """The stretch of text of the tokens ``start`` to ``end`` (exclusive)."""
        return Span(self.parse.tokens[start].start, self.parse.tokens[end - 1].end)

    def named(self, place: int) -> int | None:
        """The index of the mention that the noun at ``place`` is a part of, or that stands beside it as its name:
        "George Clooney" of "actor George Clooney"."""
        beside = list(self.parse.having(place, "appos", "flat", "nmod:desc"))
        follows = place + 1
        if follows < len(self.parse) and self.parse.heads[follows] == self.parse.heads[place]:
            beside += [follows] if self.parse.upos[follows] == "PROPN" else []
        return next((at for each in (place, *beside) if (at := self.mention_on[each]) is not None), None)

    @property
    def span(self) -> Span:
        """The stretch of text of the whole sentence. Raises IndexError for one without a token."""
        return self.cut(0, len(self.parse))

    def names(self) -> tuple[tuple[int, int, int], ...]:
        """First place, one past the last, and index of each mention of the sentence, in order."""
        found: list[tuple[int, int, int]] = []
        for place, index in enumerate(self.mention_on):
            if index is not None and (not found or place >= found[-1][1]):
                found.append((*self.whole(place), index))
        return tuple(found)

    def dates(self) -> tuple[tuple[int, TimeExpression], ...]:
        """The dates of the sentence, each with the place of the token that heads it."""
        found = []
        for index in dict.fromkeys(each for each in self.time_on if each is not None):
            head = head_of(self.parse, self.times[index].span)
            if head is not None:
                found.append((head, self.times[index]))
        return tuple(found)


def annotate(
    text: str, parse: Parse, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> AnnotatedParse:  # fmt: skip
    """``parse``, a sentence of ``text``, with what of ``mentions`` and ``times`` stands in it."""
    return AnnotatedParse(text, parse, mentions, times, _on_tokens(parse, mentions), _on_tokens(parse, times))


def _on_tokens(parse: Parse, items: Sequence[Mention] | Sequence[TimeExpression]) -> tuple[int | None, ...]:
    found: list[int | None] = [None] * len(parse)
    if not len(parse):
        return ()
    start, end = parse.tokens[0].start, parse.tokens[-1].end
    for index in range(bisect_left(items, start, key=lambda item: item.span.start), len(items)):
        span = items[index].span
        if span.start >= end:
            break
        places = tokens_in(parse, span)
        others = {found[place] for place in places} - {None}
        if any(_length(items[other]) >= _length(items[index]) for other in others if other is not None):
            continue
        found = [None if each in others else each for each in found]
        for place in places:
            found[place] = index
    return tuple(found)


def _length(item: Mention | TimeExpression) -> int:
    return item.span.end - item.span.start
