"""Keeps what users wrote into the store from one build to the next, apart from the graphs that are built."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from xpkg.iris import ADDED_GRAPH, DEFAULT_BASE, DEFAULT_GRAPH, WIKIDATA_GRAPH, Iris
from xpkg.pipeline.losses import listed
from xpkg.pipeline.writing import Writer
from xpkg.store import (
    Aside,
    Condition,
    GraphRecord,
    Manifest,
    digest_of,
    open_database,
    sorted_lines,
    write_lines,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What users wrote: the sorted N-Quads lines of each graph, by its IRI.

    ``added`` are the built graphs whose additions are now in a graph of their own. ``removed`` are those that users
    took something out of; a build puts it back. ``unreadable`` says what is lost to damage.
    """

    graphs: Mapping[str, list[str]] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def find_written(old: Condition, iris: Iris, building: Collection[str]) -> Written:
    """What users wrote into the store that is ``old``, placed for one in which the graphs ``building`` are built.

    Their graphs stay what and where they are. What they wrote into the default graph, or added to a graph that is
    built, goes into two graphs under the base; what Wikidata says is in a third one.
    """
    manifest = old.manifest
    if manifest is None:
        return Written()
    at = Iris(manifest.base or DEFAULT_BASE)
    kept = _Kept(at, iris, building)
    if manifest.revision and old.database is not None:
        return _since_the_build(kept, manifest, old)
    lost = ("what users have written since the last build cannot be read",) if manifest.revision else ()
    if manifest.written and not _at_the_build(kept, manifest, old):
        lost = ("what users have written cannot be read",)
    return kept.written(unreadable=lost)


def _at_the_build(kept: _Kept, manifest: Manifest, old: Condition) -> bool:
    """Keeps what users had written by the last build, from whichever of two places is whole; whether one is."""
    for record in manifest.written:
        kept.graph(record.iri)
    if old.written is not None:
        for quad in parse(path=str(old.written), format=RdfFormat.N_QUADS):
            kept.quad(quad)
    elif old.built is not None:
        database = open_database(old.built)
        for record in manifest.written:
            for quad in _quads(database, NamedNode(record.iri)):
                kept.quad(quad)
    else:
        return not any(record.quads for record in manifest.written)
    return True


def _since_the_build(kept: _Kept, manifest: Manifest, old: Condition) -> Written:
    """Keeps what stands in the store beside what the last build made."""
    assert old.database is not None
    now = open_database(old.database)
    was = open_database(old.built) if old.built is not None else None
    built = {record.iri: record for record in manifest.graphs}
    for quad in _quads(now, DefaultGraph()):
        kept.quad(_in(kept.at.graph(DEFAULT_GRAPH), quad))
    for graph in now.named_graphs():
        if graph.value not in built:
            kept.graph(graph.value)
            for quad in _quads(now, graph):
                kept.quad(quad)
    added, removed, unknown = [], [], []
    for iri, record in sorted(built.items()):
        graph = NamedNode(iri)
        if digest_of(sorted_lines(_quads(now, graph))) == record.digest:
            continue
        if was is None:
            unknown.append(iri)
            continue
        before, after = set(_quads(was, graph)), set(_quads(now, graph))
        if before - after:
            removed.append(iri)
        for quad in after - before:
            kept.quad(_in(kept.at.graph(ADDED_GRAPH), quad))
        if after - before:
            added.append(iri)
    lost = (f"what users changed in {listed(unknown, 'built graph')} cannot be told any more",) if unknown else ()
    return kept.written(tuple(added), tuple(removed), lost)


class _Kept:
    """Gathers quads of the store whose IRIs begin with the base of ``at`` under the graphs where they are to stand."""

    def __init__(self, at: Iris, iris: Iris, building: Collection[str]) -> None:
        self.at, self._iris, self._building = at, iris, building
        self._places = {
            at.graph(name).value: iris.graph(name).value for name in (DEFAULT_GRAPH, ADDED_GRAPH, WIKIDATA_GRAPH)
        }
        self._lines: dict[str, set[str]] = {}
        self._moved: set[str] = set()

    def graph(self, iri: str) -> str:
        """Where what stands in the graph ``iri`` belongs, even if that is nothing."""
        place = self._places.get(iri, iri)
        if place in self._building or not _is_iri(place):
            self._moved.add(place)
            place = self._iris.graph(ADDED_GRAPH).value
        self._lines.setdefault(place, set())
        return place

    def quad(self, quad: Quad) -> None:
        """Keeps ``quad``."""
        name = quad.graph_name
        assert not isinstance(name, DefaultGraph)
        place = self.graph(name.value)
        self._lines[place].add(f"{_in(NamedNode(place), quad)} .")

    def written(
        self, added: tuple[str, ...] = (), removed: tuple[str, ...] = (), unreadable: tuple[str, ...] = ()
    ) -> Written:
        """All that was kept."""
        graphs = {iri: sorted(lines) for iri, lines in sorted(self._lines.items())}
        return Written(graphs, tuple(sorted({*added, *self._moved})), removed, unreadable)


def _is_iri(words: str) -> bool:
    return ":" in words  # what a blank node is called has none


def drop_written(writer: Writer, before: Iterable[GraphRecord]) -> None:
    """Removes the graphs ``before``, of users.

    To be done before anything is built: a graph that users had may be one that is built now. What is built counts
    nothing of theirs.
    """
    writer.drop(NamedNode(record.iri) for record in before)


def put_written(aside: Aside, writer: Writer, written: Written) -> tuple[GraphRecord, ...]:
    """Adds the graphs of ``written``; their records."""
    records = tuple(_records(written))
    for record in records:
        writer.database.add_graph(NamedNode(record.iri))
        lines = "\n".join(written.graphs[record.iri])
        writer.extend(parse(lines.encode(), format=RdfFormat.N_QUADS))
    if records:
        write_lines(aside.written, (line for lines in written.graphs.values() for line in lines))
    return records


def _records(written: Written) -> Iterator[GraphRecord]:
    return (GraphRecord(iri, "", digest_of(lines), len(lines)) for iri, lines in written.graphs.items())


def _in(graph: NamedNode, quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _quads(database: Store, graph: object) -> Iterator[Quad]:
    return database.quads_for_pattern(None, None, None, graph)  # type: ignore[arg-type]
