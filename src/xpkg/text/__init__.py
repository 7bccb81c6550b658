"""Sees a source's characters as blocks, sentences, citation markers and quotations."""

from __future__ import annotations

from xpkg.model import Source, Text
from xpkg.text.blocks import find_blocks
from xpkg.text.markers import find_markers
from xpkg.text.quotations import find_quotations
from xpkg.text.sentences import find_sentences

__all__ = ["parse"]


def parse(source: Source) -> Text:
    """The parts of ``source``; every span counts code points of ``source.text``, ends exclusive."""
    blocks = find_blocks(source.text, source.metadata.title)
    quotations = find_quotations(source.text, blocks)
    sentences = find_sentences(source.text, blocks, quotations)
    markers = find_markers(source.text, blocks, sentences)
    return Text(source, blocks, sentences, markers, quotations)
