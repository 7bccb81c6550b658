"""Finds in-text citation markers and the words that each supports."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from xpkg.model import Block, BlockType, Marker, Sentence, Span
from xpkg.text.author_dates import Works, author_dates

_PAGES = r":\s?\d+(?:[–-]\d+)?(?:,\s?\d+(?:[–-]\d+)?)*(?![\d%.,]\d|\w)"
PAGED = (
    rf"(?:(?<=[.,;!?…\"”’)\]\d])\[\d{{1,3}}\]{_PAGES}"
    rf"|\[\d{{1,3}}\]{_PAGES}(?=\s*(?:$|[.,;)\[])|\s+[A-Z])|\[\d{{1,3}}\])"
)
"""A marker with the pages that Wikipedia's {{rp}} sets behind it ("[2]: 12–14"), where the colon opens no clause."""
_MARKER = re.compile(PAGED)
_NUMBER = re.compile(r"\d+")
_CITING = (BlockType.PARAGRAPH, BlockType.CAPTION, BlockType.HEADING, BlockType.TEASER)
_BLANKS_AND_MARKS = ' \t\n\r\u00a0,;:—–-"”’'


def find_markers(text: str, blocks: Sequence[Block], sentences: Sequence[Sentence]) -> tuple[Marker, ...]:
    """The markers ``[n]``, with their pages, outside the reference list, in order; also those of labelled notes
    (``[a]``, ``[note 1]``) and by author and date (``(Doe 2012, p. 14)``), where these lead to a reference.

    A marker supports the stretch of its sentence from the marker before it (neighbours share a stretch). One at the
    head of a block supports the last sentence of the paragraph before; where there is none, nothing in the text.
    """
    starts = [sentence.span.start for sentence in sentences]
    works = Works(text, blocks)
    labels = {block.label: block.number for block in blocks if block.label and block.number is not None}
    labelled = re.compile(rf"\[({'|'.join(map(re.escape, labels))})\]") if labels else None
    found: list[Marker] = []
    for block in blocks:
        if block.type not in _CITING:
            continue
        previous: Marker | None = None
        cited = [
            (Span(*match.span()), int(_NUMBER.findall(match.group())[0]))
            for match in _MARKER.finditer(text, block.span.start, block.span.end)
        ]
        if works:
            cited += [(each.span, each.number) for each in author_dates(text, block, works)]
        if labelled:
            matches = labelled.finditer(text, block.span.start, block.span.end)
            cited += [(Span(*match.span()), labels[match.group(1)]) for match in matches]
        for span, number in sorted(cited):
            at = bisect_right(starts, span.start) - 1
            sentence = sentences[at] if at >= 0 else None
            if previous and previous.span.end == span.start:
                marker = Marker(span, number, previous.sentence, _same_anchor(previous, span))
            elif sentence is None or sentence.span.end < span.end or sentence.block != block.order:
                marker = _before(blocks, sentences, at, span, number)
            else:
                since = sentence.span.start
                if previous and previous.sentence == at:
                    since = previous.span.end
                marker = Marker(span, number, at, _anchor(text, since, span))
            found.append(marker)
            previous = marker
    return tuple(found)


def _same_anchor(previous: Marker, span: Span) -> Span:
    return previous.anchor if previous.anchor != previous.span else span


def _before(blocks: Sequence[Block], sentences: Sequence[Sentence], at: int, span: Span, number: int) -> Marker:
    """The marker at a block's head, tied to the last prose sentence before it if there is one."""
    if at >= 0 and blocks[sentences[at].block].type in (BlockType.PARAGRAPH, BlockType.TEASER):
        return Marker(span, number, at, sentences[at].span)
    return Marker(span, number, None, span)


def _anchor(text: str, start: int, marker: Span) -> Span:
    end = marker.start
    while start < end and text[start] in _BLANKS_AND_MARKS and text[start] not in '"”’':
        start += 1
    return Span(start, end) if start < end else marker
