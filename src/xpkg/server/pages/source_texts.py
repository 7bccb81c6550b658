"""Caches the texts of sources with their blocks."""

from __future__ import annotations

from collections import OrderedDict

from pyoxigraph import NamedNode

from xpkg.model import Block, BlockType, Span
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.text.source_text import SourceText

_MOST = 64
_SHA = "SELECT ?sha WHERE { $source xpkg:sha256 ?sha }"
_TEXT = "SELECT ?text WHERE { $source xpkg:text ?text }"
_BLOCKS = "SELECT ?p ?type WHERE { $source dcterms:hasPart ?p . ?p xpkg:blockType ?type }"
_kept: OrderedDict[str, SourceText] = OrderedDict()  # a worker makes one page at a time, so there is no lock


def source_text(reader: GraphReader, source: str) -> SourceText | None:
    """The text of ``source`` (an IRI), or None where the graph has none."""
    node = NamedNode(source)
    known = reader.rows(_SHA, source=node)
    if not known:
        return None
    key = f"{source} {known[0].text('sha')}"
    if key in _kept:
        _kept.move_to_end(key)
        return _kept[key]
    texts = reader.rows(_TEXT, source=node)
    if not texts:
        return None
    places = sorted(
        (place[1:], row.text("type").rsplit("block-", 1)[-1])
        for row in reader.rows(_BLOCKS, source=node)
        if (place := place_in(row.text("p")))
    )
    blocks = (
        Block(BlockType(kind) if kind in set(BlockType) else BlockType.PARAGRAPH, Span(*where), order)
        for order, (where, kind) in enumerate(places)
    )
    _kept[key] = found = SourceText(texts[0].text("text"), tuple(blocks))
    while len(_kept) > _MOST:
        _kept.popitem(last=False)
    return found
