"""Writes a graph in the formats of RDF, and as tables, networks, references, annotations and calendars."""

from __future__ import annotations

from xpkg.export.files import write_file, write_folder
from xpkg.export.rdf import (
    DATASETS,
    FORMATS,
    GRAPHS,
    named_graphs,
    serialize_quads,
    serialize_triples,
    write_dataset,
    write_graph,
)

__all__ = [
    "DATASETS",
    "FORMATS",
    "GRAPHS",
    "named_graphs",
    "serialize_quads",
    "serialize_triples",
    "write_dataset",
    "write_file",
    "write_folder",
    "write_graph",
]
