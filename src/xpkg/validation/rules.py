"""The shapes and the ontology, read once: what a graph is held against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Quad

from xpkg.resources import folder, read_turtle
from xpkg.validation.shapes import Shape, read_shapes

SPARQL = "sparql.ttl"
"""The file of shapes that holds all constraints written in SPARQL."""


@dataclass(frozen=True, slots=True)
class Rules:
    """``shapes`` as read, with the quads of shapes and ontology as they stand in the files."""

    shapes: tuple[Shape, ...]
    shape_quads: tuple[Quad, ...]
    ontology: tuple[Quad, ...]


def read_rules(shapes: Path, ontology: Path) -> Rules:
    """The rules in the Turtle files of two folders. Raises InputError where a file is no Turtle."""
    shape_quads = tuple(_turtle(sorted(shapes.glob("*.ttl"))))
    return Rules(read_shapes(shape_quads), shape_quads, tuple(_turtle(sorted(ontology.glob("*.ttl")))))


@lru_cache(maxsize=1)
def project_rules() -> Rules:
    """The project's own rules, from the wheel or from the checkout."""
    return read_rules(folder("shapes"), folder("ontology"))


def shapes_file(*, core: bool = False) -> str:
    """The project's shapes as one Turtle document, for other validators; the ``core`` alone needs no SHACL-SPARQL."""
    files = sorted(folder("shapes").glob("*.ttl"))
    return "\n".join(file.read_text("utf-8") for file in files if not (core and file.name == SPARQL))


def _turtle(files: Iterable[Path]) -> Iterable[Quad]:
    for file in files:
        yield from read_turtle(file)
