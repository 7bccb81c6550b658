"""The annotator by rules alone: quotation marks, verbs of saying and the grammar around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from xpkg.analysis.attributions.patterns.items import items_of
from xpkg.analysis.attributions.patterns.matching import claims_of, follows_quotation
from xpkg.analysis.attributions.span_trimming import without_dateline
from xpkg.model import AttributionCandidate, BlockType, Mention, Quotation, Sentence, Span, Text

_SPEAKING = (BlockType.TITLE, BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.TEASER)
_INNER_STOP = re.compile(r"[.!?…][”’\"']*\s+(?=[A-Z“‘\"])")
_ENDED = re.compile(r"[?!….](?:[\"”’]|'')\Z|:\Z")
_QUOTES = re.compile(r"[\"“]|''")
_ASKED = re.compile(r"[?!…](?:[\"”’]|'')\Z")
_SIGNED = re.compile(r"(?:—|–|--?)\s*[A-Z]")
_LEAST_INNER = 16
"""A shorter quotation has no room for an attribution inside it."""


def annotate(text: Text, mentions: tuple[Mention, ...]) -> tuple[AttributionCandidate, ...]:
    """The candidates of ``text`` in order of their first character, reference lists left out."""
    candidates: list[AttributionCandidate] = []
    outer = [one for one in text.quotations if one.level == 1]
    starts = [one.span.start for one in outer]
    last: AttributionCandidate | None = None
    place_of_last = block_of_last = -1
    for sentence in _joined(text, outer, starts):
        block = text.blocks[sentence.block]
        if block.type not in _SPEAKING:
            continue
        inside = _inside(outer, starts, sentence.span)
        items = items_of(text.source.text, sentence.tokens, without_dateline(text, sentence.span), inside)
        found = list(claims_of(items, headline=block.type is BlockType.TITLE))
        if not found and last is not None and items and _only_quotation(text.source.text, sentence.span, inside):
            near = block_of_last == sentence.block or (block_of_last == sentence.block - 1 and _goes_on(text, last))
            if near:
                grown = replace(last, content=(*last.content, sentence.span))
                candidates[place_of_last] = grown
                last, block_of_last = grown, sentence.block
                continue
        first = len(candidates)
        candidates += found
        quoting = [one for one in found if any(_quotes(inside, span) for span in one.content)]
        if quoting:
            last, block_of_last = quoting[-1], sentence.block
            place_of_last = first + found.index(last)
        elif not inside:
            last = None if not found else last
        for quotation in inside:
            candidates += _nested(text, quotation, sentence)
    return tuple(sorted(candidates, key=_order))


def _joined(text: Text, outer: Sequence[Quotation], starts: Sequence[int]) -> Iterator[Sentence]:
    """The sentences, with ""Why now?" Ann Low asked." made one where the quoted question seemed to end it.

    So with a quotation and the "- Ann Low" that signs it, or the "Ann Low said:" that leads to it.
    """
    words = text.source.text
    waiting: Sentence | None = None
    for sentence in text.sentences:
        if waiting is not None:
            if (
                _signs(words, waiting, sentence)
                or _leads_in(words, waiting, sentence)
                or (
                    waiting.block == sentence.block
                    and _ASKED.search(words, waiting.span.start, waiting.span.end)
                    and follows_quotation(
                        items_of(words, sentence.tokens, sentence.span, _inside(outer, starts, sentence.span))
                    )
                )
            ):
                whole = Span(waiting.span.start, sentence.span.end)
                sentence = Sentence(whole, sentence.block, waiting.tokens + sentence.tokens)
            else:
                yield waiting
            waiting = None
        if _ENDED.search(words, max(sentence.span.start, sentence.span.end - 4), sentence.span.end):
            waiting = sentence
        else:
            yield sentence
    if waiting is not None:
        yield waiting


def _signs(words: str, quoted: Sentence, sentence: Sentence) -> bool:
    return sentence.block - quoted.block <= 1 and bool(_SIGNED.match(words, sentence.span.start, sentence.span.end))


def _leads_in(words: str, lead: Sentence, sentence: Sentence) -> bool:
    near = sentence.block - lead.block <= 1 and words[lead.span.end - 1] == ":"
    return near and bool(_QUOTES.match(words, sentence.span.start, sentence.span.end))


def _order(candidate: AttributionCandidate) -> tuple[int, int, int]:
    first = min(
        span.start for span in (*candidate.cue, *candidate.content, *((candidate.source,) if candidate.source else ()))
    )
    return (first, candidate.cue[0].start if candidate.cue else first, candidate.content[0].start)


def _inside(outer: Sequence[Quotation], starts: Sequence[int], span: Span) -> list[Quotation]:
    """The outermost quotations that share characters with ``span``."""
    first = max(0, bisect_left(starts, span.start) - 1)
    found = []
    for quotation in outer[first:]:
        if quotation.span.start >= span.end:
            break
        if quotation.span.overlaps(span):
            found.append(quotation)
    return found


def _only_quotation(text: str, span: Span, inside: Sequence[Quotation]) -> bool:
    """Whether a sentence is nothing but quoted words."""
    rest = span.end - span.start
    for quotation in inside:
        rest -= min(quotation.span.end, span.end) - max(quotation.span.start, span.start)
    return bool(inside) and rest <= 3


def _goes_on(text: Text, candidate: AttributionCandidate) -> bool:
    """Whether the last quotation of ``candidate`` is left open, as newspapers do to continue it in the next block."""
    end = max(span.end for span in candidate.content)
    return any(not one.closed and one.span.end == end for one in text.quotations_over(Span(end - 1, end)))


def _quotes(inside: Sequence[Quotation], content: Span) -> bool:
    return any(one.span.overlaps(content) and one.inner.end - one.inner.start >= _LEAST_INNER // 2 for one in inside)


def _nested(text: Text, quotation: Quotation, sentence: Sentence) -> Iterator[AttributionCandidate]:
    """The attributions inside quoted words."""
    start, end = max(quotation.inner.start, sentence.span.start), min(quotation.inner.end, sentence.span.end)
    if end - start < _LEAST_INNER:
        return
    inside = [*text.quotations_over(quotation.span)][::-1]
    deeper = [one for one in inside if one.level > quotation.level and quotation.span.contains(one.span)]
    edges = [start, *(m.end() for m in _INNER_STOP.finditer(text.source.text, start, end)), end]
    for low, high in pairwise(edges):
        if high - low >= _LEAST_INNER:
            yield from claims_of(items_of(text.source.text, sentence.tokens, Span(low, high), deeper), quoted=True)
