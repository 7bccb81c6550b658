"""Decides which named things a phrase means that denotes none as a whole: both of "Ann Low and Bo Reed"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping

from xpkg.lexicon import closed_classes, verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.model import Kind, Span

_CLOSED = closed_classes.Trait
_OPENING = closed_classes.having(_CLOSED.ARTICLE, _CLOSED.DEMONSTRATIVE) | {"both", "and"}
_LINKING = re.compile(rf"(?:\s|\((?-i:[A-Z][A-Z.]+)\)|[,;()]|\b{alternation(_OPENING)}\b)*+", re.I)
"""What may stand between the names of a list of speakers, and before the first: nothing that changes who is meant."""

_MADE = verb_classes.having(verb_classes.Trait.DOCUMENT_MADE)
_TAIL = re.compile(rf"\s+{alternation(closed_classes.having(_CLOSED.PREPOSITION) | _MADE)}\b[^,;]*,?", re.I)
"""What may follow a work or a person that is the head of a phrase: "a report from the ministry" is the report."""

_INDEFINITE = re.compile(r"\ban?\s*$", re.I)
"""Only works are named so ("a guide"): in "a US" the name belongs to a noun that the span has lost."""

_HEADS = frozenset((Kind.DOCUMENT, Kind.PERSON))
"""Kinds of things that stay the heads of a phrase, whatever modifies them."""


class NamedThings:
    """The named things of one document: ``kinds`` are those of the things that each span of ``text`` denotes."""

    def __init__(self, text: str, kinds: Mapping[Span, frozenset[Kind]]) -> None:
        self._text = text
        self._kinds = kinds
        self._spans = sorted(kinds)

    def heads(self, phrase: Span) -> tuple[Span, ...]:
        """The spans inside ``phrase`` that name what it means, in order; none where other words decide that.

        "The Times" is "Times" with an article, "Ramzy and Buckley" are two; "a spokesman for the ministry" is not
        the ministry. A phrase that denotes something as a whole is not asked for.
        """
        at = phrase.start
        heads: list[Span] = []
        for inner in self._outermost(phrase):
            gap = self._text[at : inner.start]
            if not _LINKING.fullmatch(gap) or (heads and not gap.strip()):
                return ()
            if _INDEFINITE.search(gap) and self._kinds[inner] != {Kind.DOCUMENT}:
                return ()
            heads.append(inner)
            at = inner.end
            if _TAIL.fullmatch(self._text, inner.end, phrase.end):
                return tuple(heads) if all(self._kinds[head] <= _HEADS for head in heads) else ()
        return tuple(heads) if not self._text[at : phrase.end].strip(" ,") else ()

    def _outermost(self, phrase: Span) -> Iterator[Span]:
        """The widest spans inside ``phrase``, left to right, none over another."""
        end = phrase.start
        inside = self._inside(phrase)
        for inner in inside:
            if inner.start >= end:
                longest = max((each for each in inside if each.start == inner.start), key=lambda span: span.end)
                yield longest
                end = longest.end

    def _inside(self, phrase: Span) -> list[Span]:
        first = bisect_left(self._spans, phrase.start, key=lambda span: span.start)
        after = bisect_right(self._spans, phrase.end, key=lambda span: span.start)
        return [span for span in self._spans[first:after] if phrase.contains(span)]
