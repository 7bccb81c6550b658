"""An ontology of a few terms: the whole one is most of a store of few sentences, and takes most of its time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import Quad

from xpkg.iris import Iris
from xpkg.pipeline.ontology import ontology_quads

PLACE = "xpkg.pipeline.shared.ontology_quads"
"""Where a build finds the ontology."""
TERMS = 50


def few_terms(iris: Iris) -> Iterator[Quad]:
    """The first quads of the ontology's graph."""
    return islice(ontology_quads(iris), TERMS)
