"""What an analysis means: quads, no text processing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from xpkg.iris import Iris
from xpkg.mappers.sources import map_text
from xpkg.model import Analysis

__all__ = ["map_source"]


def map_source(analysis: Analysis, iris: Iris) -> Iterator[Quad]:
    """The quads of one source, all in its own named graph, without blank nodes."""
    yield from map_text(analysis.text, iris)
