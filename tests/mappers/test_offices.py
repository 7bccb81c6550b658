"""The land that an adjective names is the place of an office in the graph, also where the text tells it in short."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode

from xpkg.authority import load_authority
from xpkg.iris import Iris
from xpkg.model import Metadata, Source
from xpkg.pipeline.graphs import graph_of
from xpkg.vocab import RDFS, XPKG

ROOT = Path(__file__).parent.parent.parent


def positions(words: str) -> dict[str, list[tuple[str, int]]]:
    """Of each position's label: the label of its place, and the number of passages that tell it."""
    authority = load_authority(ROOT / "data" / "authority")
    quads = set(graph_of(Source("t", "A headline\n\n" + words, "0", Metadata("")), authority, Iris()))
    labels = {quad.subject: quad.object.value for quad in quads
              if quad.predicate == RDFS.label and isinstance(quad.object, Literal)}  # fmt: skip
    found: dict[str, list[tuple[str, int]]] = {}
    for node in dict.fromkeys(quad.subject for quad in quads if quad.predicate == XPKG.holder):
        own = [quad for quad in quads if quad.subject == node]
        places = [labels[quad.object] for quad in own
                  if quad.predicate == XPKG.place and isinstance(quad.object, NamedNode)]  # fmt: skip
        told = sum(quad.predicate == XPKG.evidence for quad in own)
        found.setdefault(labels[node], []).append(("".join(places), told))
    return found


def test_an_adjective_names_the_place() -> None:
    words = "South Korean President Park Geun-hye spoke.\n\nPresident Park Geun-hye left."
    assert positions(words) == {"Park Geun-hye, President": [("South Korea", 2)]}


def test_an_office_told_in_short_is_of_nobody_where_the_text_tells_two() -> None:
    words = "French President Jane Doe spoke. German President Jane Doe spoke.\n\nPresident Jane Doe left."
    assert sorted(positions(words)["Jane Doe, President"]) == [("", 1), ("France", 1), ("Germany", 1)]
