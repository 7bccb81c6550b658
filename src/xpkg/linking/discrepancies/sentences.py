"""The sentence in which a passage stands, found in the text of its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from xpkg.linking.discrepancies.statements import Ask
from xpkg.model import Block, BlockType, Span
from xpkg.text.source_text import SourceText

_PASSAGE = re.compile(r"(?P<source>.+)#char=(?P<start>\d{1,15}),(?P<end>\d{1,15})", re.ASCII)
_TEXT = "SELECT ?text WHERE {{ {source} xpkg:text ?text }}"
_BLOCKS = """SELECT DISTINCT ?type ?start ?end WHERE {{ {source} dcterms:hasPart ?part . ?part xpkg:blockType ?type ;
nif:beginIndex ?start ; nif:endIndex ?end }} ORDER BY ?start ?end"""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Finds sentences with the queries that ``ask`` runs; each text is read once."""

    ask: Ask
    _texts: dict[str, SourceText | None] = field(default_factory=dict)

    def around(self, passage: str) -> str:
        """The sentences around the passage of this IRI, on one line; empty where the graph has not its text."""
        match = _PASSAGE.fullmatch(passage)
        if match is None:
            return ""
        source = match["source"]
        if source not in self._texts:
            self._texts[source] = self._read(source)
        told, start, end = self._texts[source], int(match["start"]), int(match["end"])
        if told is None or end > len(told.text) or start >= end:
            return ""
        first, last = told.around(start, end)
        return " ".join(told.text[first:last].split())

    def _read(self, source: str) -> SourceText | None:
        node = NamedNode(source)
        text = next((row["text"] for row in self.ask(_TEXT.format(source=node))), None)
        if text is None:
            return None
        rows = self.ask(_BLOCKS.format(source=node))
        places = sorted((int(row["start"]), int(row["end"]), row["type"]) for row in rows)
        kinds = {*BlockType}
        blocks = [
            Block(BlockType(kind) if kind in kinds else BlockType.PARAGRAPH, Span(start, end), order)
            for order, (start, end, kind) in enumerate((a, b, name.rsplit("block-", 1)[-1]) for a, b, name in places)
        ]
        return SourceText(text, tuple(blocks))
