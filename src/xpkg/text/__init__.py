"""Sees a source's characters as blocks, sentences with tokens, citation markers, quotations and turns."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from xpkg.model import Block, Sentence, Source, Text, Token
from xpkg.text.blocks import find_blocks
from xpkg.text.markers import find_markers
from xpkg.text.quotations import find_quotations
from xpkg.text.sentences import find_inner_ends, find_sentences
from xpkg.text.spoken import spoken_labels
from xpkg.text.tokens import tokenize
from xpkg.text.turns import Labels, find_labels, find_turns

__all__ = ["blocks_of_source", "parse"]


def parse(source: Source) -> Text:
    """The parts of ``source``; every span counts code points of ``source.text``, ends exclusive."""
    labels = _labels(source)
    blocks = _blocks(source, labels)
    quotations = find_quotations(source.text, blocks)
    sentences = tuple(
        replace(sentence, tokens=_tokens(source.text, sentence))
        for sentence in find_sentences(source.text, blocks, quotations, labels.labels)
    )
    markers = find_markers(source.text, blocks, sentences)
    return Text(source, blocks, sentences, markers, quotations, find_turns(source.text, blocks, labels))


def blocks_of_source(source: Source) -> tuple[Block, ...]:
    """The blocks of ``source`` alone."""
    return _blocks(source, _labels(source))


def _labels(source: Source) -> Labels:
    spoken = source.original is not None and source.original.spoken
    return spoken_labels(source.text) if spoken else find_labels(source.text)


def _blocks(source: Source, labels: Labels) -> tuple[Block, ...]:
    return find_blocks(source.text, source.metadata.title, labels.starts(), source.parts)


def _tokens(text: str, sentence: Sentence) -> tuple[Token, ...]:
    """The tokens of ``sentence``; a sentence that it quotes ends as any other does."""
    ends = [sentence.span.start, *find_inner_ends(text, sentence), sentence.span.end]
    return tuple(token for start, end in pairwise(ends) for token in tokenize(text, start, end))
