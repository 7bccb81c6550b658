"""Turns sources into the quads of the whole graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat
from pyoxigraph import parse as parse_rdf

from xpkg.evidence import check_evidence
from xpkg.iris import Iris
from xpkg.mappers import map_source
from xpkg.model import Analysis, Source
from xpkg.text import parse


def graph_of(source: Source, iris: Iris) -> tuple[Quad, ...]:
    """The quads of one source. Raises EvidenceError when a passage does not match its text."""
    quads = tuple(map_source(Analysis(parse(source)), iris))
    check_evidence(quads)
    return quads


def ontology_quads(folder: Path, iris: Iris) -> Iterator[Quad]:
    """The ontology in its own graph."""
    graph = iris.graph("ontology")
    for quad in parse_rdf(path=folder / "xpkg.ttl", format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
