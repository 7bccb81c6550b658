"""Caches the texts of sources, and finds the sentences around a passage."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from xpkg.model import Block, BlockType, Span
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.text.quotations import find_quotations
from xpkg.text.sentences import find_sentences

_MOST = 64
_SHA = "SELECT ?sha WHERE { $source xpkg:sha256 ?sha }"
_TEXT = "SELECT ?text WHERE { $source xpkg:text ?text }"
_BLOCKS = "SELECT ?p ?type WHERE { $source dcterms:hasPart ?p . ?p xpkg:blockType ?type }"
_kept: OrderedDict[str, SourceText] = OrderedDict()  # a worker makes one page at a time, so there is no lock


@dataclass(slots=True)
class SourceText:
    """The text of a source with its blocks in order. Its sentences are found on demand, as in the build."""

    text: str
    blocks: tuple[Block, ...]
    _sentences: dict[int, tuple[Span, ...]] = field(default_factory=dict)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Start and end of the sentences that contain the characters ``start`` to ``end`` (code points, exclusive)."""
        first, last = self._sentence(start), self._sentence(end - 1)
        return min(start, first.start) if first else start, max(end, last.end) if last else end

    def _sentence(self, at: int) -> Span | None:
        index = bisect_right(self.blocks, at, key=lambda block: block.span.start) - 1
        if index < 0:
            return None
        if index not in self._sentences:
            block = self.blocks[index]
            # The next block shows whether a quotation that is not closed here continues there.
            quotations = find_quotations(self.text, self.blocks[index : index + 2])
            self._sentences[index] = tuple(each.span for each in find_sentences(self.text, (block,), quotations))
        sentences = self._sentences[index]
        place = bisect_right(sentences, at, key=lambda span: span.start) - 1
        return sentences[place] if place >= 0 else None


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
