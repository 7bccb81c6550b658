"""Cuts sentences into tokens and finds their tags, heads and relations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np

from xpkg.model import Sentence, Span, Text, Token
from xpkg.network.encoder import Floats
from xpkg.network.names import load_tagger
from xpkg.network.parser import Parser, Reading, load_parser, read_sentences
from xpkg.syntax.brackets import with_bracketed_name
from xpkg.syntax.given_names import with_given_name
from xpkg.syntax.seats import with_seats
from xpkg.syntax.tree import ROOT, Parse
from xpkg.text.datelines import dateline_of
from xpkg.text.sentences import find_inner_ends


def parse(text: Text, parser: Parser | None = None) -> tuple[Parse, ...]:
    """The parse of each of ``text.sentences``, in order, by ``parser`` or by the networks that ship with xpkg.

    These tell the names, too.
    """
    return parse_with_states(text, parser)[0]


def parse_with_states(text: Text, parser: Parser | None = None) -> tuple[tuple[Parse, ...], Floats]:
    """The same, and the states of all their tokens in order (tokens, numbers)."""
    blocks = frozenset(block.span.start for block in text.blocks)
    datelines = [dateline_of(text.source.text, sentence, blocks) for sentence in text.sentences]
    cut = [_parts(text, each, dateline) for each, dateline in zip(text.sentences, datelines, strict=True)]
    words = [[token.text for token in part] for parts in cut for part in parts]
    readings = read_sentences(parser or load_parser(), words, None if parser else load_tagger())
    read = [reading.states for reading in readings if reading.upos]
    states = np.concatenate(read) if read else np.zeros((0, 0), dtype=np.float32)
    each = map(with_bracketed_name, map(with_seats, map(with_given_name, readings), words), words)
    return tuple(
        _joined(text, parts, [next(each) for _ in parts], dateline)
        for parts, dateline in zip(cut, datelines, strict=True)
    ), states


def _parts(text: Text, sentence: Sentence, dateline: Span | None) -> list[tuple[Token, ...]]:
    """The tokens of ``sentence``, cut behind its ``dateline`` and where a sentence that it quotes ends."""
    first = 0 if dateline is None else dateline.end
    inner = [end for end in find_inner_ends(text.source.text, sentence) if end > first]
    ends = [*([first] if first else []), *inner, sentence.span.end]
    starts = [bisect_left(sentence.tokens, end, key=lambda token: token.start) for end in ends]
    return [sentence.tokens[first:last] for first, last in pairwise([0, *starts])]


def _joined(
    text: Text, parts: Sequence[tuple[Token, ...]], readings: Sequence[Reading], dateline: Span | None
) -> Parse:
    """The parse of a sentence of the readings of its parts; the first of them is its ``dateline``, if it has one."""
    if len(parts) == 1:
        (tokens,), (reading,) = parts, readings
        return Parse(tokens, reading.upos, reading.xpos, reading.heads, reading.relations, names=reading.names)
    starts = [0, *accumulate(map(len, parts))][:-1]
    told = range(0 if dateline is None else 1, len(parts))
    main = next((at for at in told if not _is_quoted(text, parts[at])), told[0])
    root = starts[main] + readings[main].heads.index(ROOT)
    heads: list[int] = []
    relations: list[str] = []
    for start, reading in zip(starts, readings, strict=True):
        for head, relation in zip(reading.heads, reading.relations, strict=True):
            own = head == ROOT and len(heads) != root
            heads.append(root if own else head if head == ROOT else head + start)
            relations.append("parataxis" if own else relation)
    return Parse(
        tuple(token for part in parts for token in part),
        tuple(tag for reading in readings for tag in reading.upos),
        tuple(tag for reading in readings for tag in reading.xpos),
        tuple(heads),
        tuple(relations),
        tuple(starts),
        tuple(
            name._replace(first=name.first + start, last=name.last + start)
            for start, reading in zip(starts, readings, strict=True)
            for name in reading.names
        ),
    )


def _is_quoted(text: Text, part: Sequence[Token]) -> bool:
    """Whether all of ``part`` stands in a quotation."""
    span = Span(part[0].start, part[-1].end)
    return any(quotation.span.contains(span) for quotation in text.quotations_over(span))
