"""Which texts name a thing, and in which passages: from the tables beside the index, else from the graph."""

from __future__ import annotations

from functools import partial

from pyoxigraph import NamedNode

from xpkg.facets import mentions
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.paging import Paging

_MENTIONED = """SELECT DISTINCT ?p ?source ?at WHERE {
?p xpkg:denotes $thing ; nif:referenceContext ?source ; nif:beginIndex ?at }
ORDER BY ?source ?at LIMIT $limit OFFSET $offset"""
_HOW_OFTEN = "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p xpkg:denotes $thing }"


def naming_texts(reader: GraphReader, node: NamedNode) -> tuple[dict[str, int] | None, int]:
    """The texts that name ``node``, with how often, where that is known at once; and how often all do."""
    texts = told_by(reader, partial(mentions.texts_of, who=(node.value,)))
    return texts, reader.rows(_HOW_OFTEN, thing=node)[0].number("n") if texts is None else sum(texts.values())


def passages_by_text(reader: GraphReader, node: NamedNode, paging: Paging) -> dict[str, list[str]]:
    """The passages of a page that name ``node``, by their texts and in order."""
    found = told_by(reader, partial(mentions.passages_of, who=node.value, limit=paging.size, offset=paging.offset))
    if found is None:
        rows = reader.rows(_MENTIONED, thing=node, limit=paging.size, offset=paging.offset)
        found = [row.text("p") for row in rows]
    by_text: dict[str, list[str]] = {}
    for passage in found:
        by_text.setdefault(passage.partition("#")[0], []).append(passage)
    return by_text
