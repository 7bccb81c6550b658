"""The graphs that belong to no one source: who is who, links, the ontology, and what is concluded across sources."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Variable

from xpkg.authority import as_entity
from xpkg.errors import NonconformanceError, StoreError, XpkgError
from xpkg.inference import INFERRED, Known, Lines, conclude_lines, concluded_in, said_in, update
from xpkg.iris import Iris
from xpkg.mappers import map_authority, map_links
from xpkg.model import Authority, Link
from xpkg.pipeline.checking import TO_AN_ANSWER, check_changed
from xpkg.pipeline.ontology import ontology_quads
from xpkg.pipeline.setting_aside import SetAside, told_of
from xpkg.pipeline.writing import Content, Writer
from xpkg.store import GraphRecord, digest_of, read_quads, sorted_lines
from xpkg.validation import merge, to_text
from xpkg.vocab import RDFS

_AT_A_TIME = 50
"""Graphs whose statements are held in memory."""
_CONCLUDED = "what is concluded across the texts"
NAMES = ("authority", "links", "ontology", INFERRED, "description")
"""The shared graphs, in the order in which they are made; the last describes all others."""


def is_shared(iri: str, iris: Iris) -> bool:
    """Whether the graph ``iri`` is one of these."""
    return iri in {iris.graph(name).value for name in NAMES}


@dataclass(frozen=True, slots=True)
class Given:
    """What the shared graphs are made from besides the sources. A ``strict`` build leaves no conclusion out.

    ``files`` are those of the graphs that were done just now, which are sooner read there than in the database.
    """

    authority: Authority
    links: tuple[Link, ...]
    iris: Iris
    strict: bool = False
    files: Mapping[str, Path] = field(default_factory=dict)


def share(
    writer: Writer, documents: Mapping[str, GraphRecord], given: Given, before: Mapping[str, GraphRecord]
) -> tuple[dict[str, GraphRecord], SetAside | None]:
    """Makes the graphs that no one source has, from the graphs ``documents``, where they were as in ``before``.

    What is concluded is left out, and that is told, where it fails.
    """
    iris = given.iris
    concluded = iris.graph(INFERRED).value
    fault = None
    own = graphs(writer, documents, given.authority, given.links, iris)
    content = {iri: _content(quads) for iri, quads in own}
    try:
        content[concluded] = _as_content(writer, _concluded(writer, documents, given))
    except XpkgError:
        raise
    except sqlite3.Error as error:
        raise StoreError(f"{writer.known}: what is concluded from cannot be written: {error}") from error
    except Exception as error:
        if given.strict:
            raise
        fault = SetAside(_CONCLUDED, told_of(error))
        content[concluded] = _content(())
    records = _put(writer, content, before)
    made = [NamedNode(iri) for iri in sorted(records)]
    reports = {
        graph.value: check_changed(writer.database, graph, records[graph.value].quads, writer.changed(graph))
        for graph in made
    }
    if not given.strict and not reports[concluded].conforms:
        report = reports.pop(concluded)
        fault = SetAside(_CONCLUDED, told_of(report), report=report)
        writer.remove(NamedNode(concluded))
        records[concluded] = GraphRecord(concluded, "", digest_of(()), 0)
    whole = merge(*reports.values())
    if not whole.conforms:
        raise NonconformanceError("the graph does not conform; the store is as it was\n" + to_text(whole))
    if fault:
        writer.known.unlink()  # the next build concludes from the graphs themselves
    iri = iris.graph("description").value
    # Last of what is built: it counts all the rest.
    return records | _put(writer, {iri: _content(writer.describe(iris))}, {}), fault


def _content(quads: Iterable[Quad]) -> Content:
    lines = sorted_lines(quads)
    return Content(lines, len(lines), digest_of(lines))


def _as_content(writer: Writer, found: Lines) -> Content:
    return Content(concluded_in(writer.known), found.many, found.digest, found.changed)


def _put(writer: Writer, made: Mapping[str, Content], before: Mapping[str, GraphRecord]) -> dict[str, GraphRecord]:
    """Replaces those of the shared graphs that are others than ``before`` by what is ``made``; the records of all."""
    records = {iri: GraphRecord(iri, "", content.digest, content.many) for iri, content in made.items()}
    same = {iri for iri, record in records.items() if iri in before and replace(before[iri], key="") == record}
    there = {NamedNode(iri) for iri in made if iri in before}
    if changed := {NamedNode(iri): content for iri, content in made.items() if iri not in same}:
        writer.put(changed, there)
    return records


def graphs(
    writer: Writer, documents: Mapping[str, GraphRecord], authority: Authority, links: tuple[Link, ...], iris: Iris
) -> Iterator[tuple[str, Iterable[Quad]]]:
    """The shared graphs of which no graph is made in turn; ``documents`` are the graphs that they are made from."""
    possible = {iris.entity(as_entity(entry)) for entry in authority.entries}
    possible |= {iris.under(link.subject) for link in links}
    named = _named(writer, possible, documents, iris)
    yield iris.graph("authority").value, map_authority(authority, named, iris)
    yield iris.graph("links").value, map_links(links, named, iris)
    yield iris.graph("ontology").value, ontology_quads(iris)


def _concluded(writer: Writer, documents: Mapping[str, GraphRecord], given: Given) -> Lines:
    """What follows from the graphs ``documents``: those are read that are not known as they are."""
    try:
        return _from_known(writer, documents, given)
    except sqlite3.DatabaseError:
        writer.known.unlink(missing_ok=True)  # a disk may have changed it; all of it stands in the graphs, too
        return _from_known(writer, documents, given)


def _from_known(writer: Writer, documents: Mapping[str, GraphRecord], given: Given) -> Lines:
    with closing(Known(writer.known)) as known:
        before = known.graphs()
        for iri in sorted(before.keys() - documents.keys()):
            known.forget(iri)
        changed = [each for iri, each in sorted(documents.items()) if before.get(iri) != each.digest]
        for number, each in enumerate(changed, start=1):
            known.learn(each.iri, each.digest, said_in(_quads_of(each.iri, writer.database, given.files)))
            if number % _AT_A_TIME == 0:
                update(known, given.iris)
        return conclude_lines(known, given.iris)


def _quads_of(iri: str, database: Store, files: Mapping[str, Path]) -> Iterable[Quad]:
    file = files.get(iri)
    return database.quads_for_pattern(None, None, None, NamedNode(iri)) if file is None else read_quads(file)


_GRAPHS_NAMING = "SELECT ?graph ?node WHERE { GRAPH ?graph { ?subject ?predicate ?node } }"


def _named(
    writer: Writer, possible: set[NamedNode], documents: Mapping[str, GraphRecord], iris: Iris
) -> set[NamedNode]:
    """Which of ``possible`` things ``documents`` name: what is told of them in graphs of their own depends on that.

    Where only some documents have changed, the others are what they were when those graphs were made.
    """
    database, now = writer.database, writer.values()
    graphs = {NamedNode(iri) for iri in documents}
    asked, named = possible, set[NamedNode]()
    if now is not None:
        asked = possible.intersection(now)
        told = ((RDFS.label, iris.graph("authority")), (None, iris.graph("links")))  # each entity has one label there
        before = {q.subject for term, graph in told for q in database.quads_for_pattern(None, term, None, graph)}
        named = {node for node in possible.difference(now) if node in before}
    if sum(record.quads for record in documents.values()) < TO_AN_ANSWER * len(asked):  # sooner read than asked
        values = (q.object for graph in graphs for q in database.quads_for_pattern(None, None, None, graph))
        return named | asked.intersection(values)
    return named | {node for node in asked if _is_named(database, node, graphs)}


def _is_named(database: Store, node: NamedNode, graphs: set[NamedNode]) -> bool:
    """Whether one of ``graphs`` names the node. A query looks into named graphs alone; the merge has thousands of quads
    about whom many texts name."""
    found = database.query(_GRAPHS_NAMING, substitutions={Variable("node"): node})
    assert isinstance(found, QuerySolutions)
    return any(solution["graph"] in graphs for solution in found)
