"""Infers across sources what none says: utterances and happenings of several, what disagrees, where cities lie."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from xpkg.inference.disagreements import find_disagreements
from xpkg.inference.happenings import NEEDED as NEEDED_OF_EVENTS
from xpkg.inference.happenings import EventReader, find_happenings
from xpkg.inference.places import NEEDED as NEEDED_OF_PLACES
from xpkg.inference.places import PlaceReader, find_places
from xpkg.inference.statements import NEEDED as NEEDED_OF_STATEMENTS
from xpkg.inference.statements import Statement, read_statements
from xpkg.inference.utterances import find_utterances
from xpkg.iris import Iris

__all__ = ["NEEDED", "Statement", "infer"]

NEEDED = NEEDED_OF_STATEMENTS | NEEDED_OF_EVENTS | NEEDED_OF_PLACES
"""The properties that conclusions are drawn from; quads of others may be left out."""


def infer(quads: Iterable[Quad], iris: Iris) -> tuple[Quad, ...]:
    """What follows from the documents' ``quads``, as quads of graph/inferred, in order.

    Each thing concluded names its rule and the passages that it rests on; nothing of what is read is repeated or
    changed. Quads of other graphs, those of graph/inferred among them, are passed over where nothing needs them.
    """
    graph = iris.graph("inferred")
    reader = EventReader()
    places = PlaceReader()
    statements = read_statements(places.watching(reader.watching(quads)))
    triples = {
        *find_utterances(statements, iris),
        *find_disagreements(statements, iris),
        *find_happenings(reader.events(), iris),
        *find_places(places, iris),
    }
    return tuple(Quad(*triple, graph) for triple in sorted(triples, key=str))
