"""Infers across sources what no single one says: utterances and happenings of several, statements that disagree."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from pyoxigraph import Quad, RdfFormat, parse

from xpkg.inference.conclusions import update
from xpkg.inference.happenings import NEEDED as NEEDED_OF_EVENTS
from xpkg.inference.happenings import EventReader
from xpkg.inference.known import Known, Said
from xpkg.inference.places import NEEDED as NEEDED_OF_PLACES
from xpkg.inference.places import PlaceReader
from xpkg.inference.statements import NEEDED as NEEDED_OF_STATEMENTS
from xpkg.inference.statements import Statement, read_statements
from xpkg.iris import Iris

__all__ = ["NEEDED", "Known", "Statement", "conclude", "conclude_lines", "infer", "said_in", "update"]

NEEDED = NEEDED_OF_STATEMENTS | NEEDED_OF_EVENTS | NEEDED_OF_PLACES
"""The properties that conclusions are drawn from; quads of others may be left out."""


def said_in(quads: Iterable[Quad]) -> Said:
    """What ``quads`` say that conclusions are drawn from: all that there is of their statements and events."""
    events, places = EventReader(), PlaceReader()
    statements = read_statements(places.watching(events.watching(quads)))
    return Said(statements, events.events(), *places.found())


def conclude(known: Known, iris: Iris) -> tuple[Quad, ...]:
    """What follows from all that is ``known``, as quads of graph/inferred, in order.

    Each thing concluded names its rule and the passages that it rests on; nothing of what is read is repeated or
    changed. This costs as much as what was learnt and forgotten since the last time, and what that touches.
    """
    return tuple(parse("\n".join(conclude_lines(known, iris)).encode(), format=RdfFormat.N_QUADS))


def conclude_lines(known: Known, iris: Iris) -> list[str]:
    """The same as sorted N-Quads lines, each once, as they are kept: none of them is read."""
    update(known, iris)
    return sorted(set(known.lines(iris)))


def infer(quads: Iterable[Quad], iris: Iris) -> tuple[Quad, ...]:
    """The same from the documents' ``quads``, where nothing is known.

    Quads of other graphs, those of graph/inferred among them, are passed over where nothing needs them.
    """
    with closing(Known()) as known:
        known.learn("", "", said_in(quads))
        return conclude(known, iris)
