"""Enriches a store: what Wikidata says of its linked things, checked against the shapes, in a graph of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from xpkg.errors import NonconformanceError
from xpkg.iris import DEFAULT_BASE, WIKIDATA_GRAPH, Iris
from xpkg.linking.enrichment.quads import to_quads
from xpkg.linking.enrichment.sources import RecordSource
from xpkg.pipeline.graphs_beside import replace_graph
from xpkg.store import open_snapshot
from xpkg.validation import to_text, validate
from xpkg.vocab import NAMESPACES, SKOS


@dataclass(frozen=True, slots=True)
class Enriched:
    """What became of it: ``linked`` items, ``found`` of them, with so many ``claims``.

    ``merged`` are (old, new) items, ``missing`` those of which the source says nothing.
    """

    linked: int
    found: int
    claims: int
    merged: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


def linked_items(database: Store) -> tuple[str, ...]:
    """The items that the things of ``database`` exactly are, such as "Q42", sorted."""
    space = NAMESPACES["wd"]
    found = {
        quad.object.value.removeprefix(space)
        for quad in database.quads_for_pattern(None, SKOS.exactMatch, None)
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(f"{space}Q")
        and not isinstance(quad.graph_name, DefaultGraph)
    }
    return tuple(sorted((each for each in found if each[1:].isdecimal()), key=lambda each: int(each[1:])))


def enrich(store: Path, source: RecordSource, languages: Sequence[str]) -> Enriched:
    """Writes what ``source`` says of the linked things of ``store`` into graph/wikidata, which is made anew.

    Nothing is written where the source fails (it raises XpkgError), and where its answer does not conform to the
    shapes (NonconformanceError).
    """
    with open_snapshot(store) as snapshot:
        iris = Iris(snapshot.manifest().base or DEFAULT_BASE)
        items = linked_items(snapshot.open())
    told = source.retrieve(items, languages)
    records = [told.records[item] for item in sorted(told.records, key=lambda each: int(each[1:]))]
    mentioned = {each for record in records for each in record.mentioned} - told.records.keys()
    named = source.retrieve(sorted(mentioned), languages, names_only=True) if mentioned else None
    names = [record for item, record in sorted(named.records.items()) if item not in told.records] if named else []
    merged = dict(told.merged) | (dict(named.merged) if named else {})
    quads = tuple(to_quads(records, names, merged, iris))
    report = validate(quads)
    if not report.conforms:
        raise NonconformanceError(f"what was found does not conform; nothing was written\n{to_text(report)}")
    replace_graph(store, WIKIDATA_GRAPH, quads)
    return Enriched(
        len(items),
        len(records),
        sum(len(record.claims) for record in records),
        tuple(sorted(told.merged.items(), key=lambda each: int(each[0][1:]))),
        tuple(sorted(told.missing, key=lambda each: int(each[1:]))),
    )
