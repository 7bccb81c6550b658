"""Turns sources into the quads of the whole graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad, RdfFormat
from pyoxigraph import parse as parse_rdf

from xpkg.analysis.references import parse_references
from xpkg.evidence import check_evidence
from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Source
from xpkg.text import parse
from xpkg.validation import Report, merge, prepare, validate


def graph_of(source: Source, iris: Iris) -> tuple[Quad, ...]:
    """The quads of one source. Raises EvidenceError when a passage does not match its text."""
    text = parse(source)
    quads = tuple(map_source(Analysis(text, references=parse_references(text)), iris))
    check_evidence(quads)
    return quads


def check(graphs: Iterable[Sequence[Quad]]) -> Report:
    """What is wrong with the documents' graphs, each held against the shapes by itself."""
    around = prepare(())
    return merge(*(validate(graph, around) for graph in graphs))


def ontology_quads(folder: Path, iris: Iris) -> Iterator[Quad]:
    """The ontology in its own graph."""
    graph = iris.graph("ontology")
    for quad in parse_rdf(path=folder / "xpkg.ttl", format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
