"""Caches the texts of sources with their blocks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xpkg.model import Block, BlockType, Span
from xpkg.server.pages.addresses import place_in
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.query_results import iri_list
from xpkg.text.source_text import SourceText

_MOST = 64
_SHA = "SELECT ?s ?sha WHERE { VALUES ?s { $sources } ?s xpkg:sha256 ?sha }"
_TEXT = "SELECT ?s ?text WHERE { VALUES ?s { $sources } ?s xpkg:text ?text }"
_BLOCKS = """SELECT ?s ?p ?type ?in WHERE { VALUES ?s { $sources } ?s dcterms:hasPart ?p . ?p xpkg:blockType ?type
OPTIONAL { ?p xpkg:inStory ?in } }"""


@dataclass(frozen=True, slots=True)
class KeptText:
    """The text of a source, and start and end of its blocks that are not part of its own story."""

    text: SourceText
    outside: tuple[tuple[int, int], ...]


_kept: OrderedDict[str, KeptText] = OrderedDict()  # a worker makes one page at a time, so there is no lock


def source_text(reader: GraphReader, source: str) -> SourceText | None:
    """The text of ``source`` (an IRI), or None where the graph has none."""
    found = kept_texts(reader, [source]).get(source)
    return found.text if found else None


def kept_texts(reader: GraphReader, sources: Iterable[str]) -> dict[str, KeptText]:
    """The texts of those of ``sources`` (IRIs) of which the graph has one; read with few queries."""
    wanted = sorted(set(sources))
    if not wanted:
        return {}
    keys = {row.text("s"): f"{row.text('s')} {row.text('sha')}" for row in reader.rows(_SHA, sources=iri_list(wanted))}
    found = {source: _kept[key] for source, key in keys.items() if key in _kept}
    if missing := [source for source in keys if source not in found]:
        found |= _read(reader, missing)
    for source, text in found.items():
        _kept[keys[source]] = text
        _kept.move_to_end(keys[source])
    while len(_kept) > _MOST:
        _kept.popitem(last=False)
    return found


def _read(reader: GraphReader, sources: Sequence[str]) -> dict[str, KeptText]:
    named = iri_list(sources)
    places: dict[str, list[tuple[tuple[int, int], str, bool]]] = {source: [] for source in sources}
    for row in reader.rows(_BLOCKS, sources=named):
        if place := place_in(row.text("p")):
            kind = row.text("type").rsplit("block-", 1)[-1]
            places[row.text("s")].append((place[1:], kind, row.text("in") in ("false", "0")))
    found = {}
    for row in reader.rows(_TEXT, sources=named):
        source = row.text("s")
        blocks = tuple(
            Block(BlockType(kind) if kind in set(BlockType) else BlockType.PARAGRAPH, Span(*where), order)
            for order, (where, kind, _) in enumerate(sorted(places[source]))
        )
        outside = tuple(sorted(where for where, _, is_outside in places[source] if is_outside))
        found[source] = KeptText(SourceText(row.text("text"), blocks), outside)
    return found
