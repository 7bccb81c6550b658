"""Infers across sources what no single one says: utterances and happenings of several, statements that disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from xpkg.inference.concluded import Lines
from xpkg.inference.conclusions import INFERRED, update
from xpkg.inference.happenings import NEEDED as NEEDED_OF_EVENTS
from xpkg.inference.happenings import EventReader
from xpkg.inference.known import Known, Said
from xpkg.inference.places import NEEDED as NEEDED_OF_PLACES
from xpkg.inference.places import PlaceReader
from xpkg.inference.statements import NEEDED as NEEDED_OF_STATEMENTS
from xpkg.inference.statements import Statement, StatementReader
from xpkg.iris import Iris

__all__ = [
    "INFERRED",
    "NEEDED",
    "Known",
    "Lines",
    "Statement",
    "conclude",
    "conclude_lines",
    "concluded_in",
    "infer",
    "said_in",
    "update",
]

NEEDED = NEEDED_OF_STATEMENTS | NEEDED_OF_EVENTS | NEEDED_OF_PLACES
"""The properties that conclusions are drawn from; quads of others may be left out."""


def said_in(quads: Iterable[Quad]) -> Said:
    """What ``quads`` say that conclusions are drawn from: all that there is of their statements and events."""
    statements, events, places = StatementReader(), EventReader(), PlaceReader()
    for subject, predicate, value, graph in quads:
        if predicate in NEEDED and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            statements.read(subject, predicate, value)
            events.read(subject, predicate, value)
            places.read(subject, predicate, value, str(graph))
    return Said(statements.found(), events.events(), *places.found())


def conclude(known: Known, iris: Iris) -> tuple[Quad, ...]:
    """What follows from all that is ``known``, as quads of graph/inferred, in order.

    Each thing concluded names its rule and the passages that it rests on; nothing of what is read is repeated or
    changed. This costs as much as what was learnt and forgotten since the last time, and what that touches.
    """
    conclude_lines(known, iris)
    return tuple(parse("\n".join(known.concluded.lines()).encode(), format=RdfFormat.N_QUADS))


def conclude_lines(known: Known, iris: Iris) -> Lines:
    """The same as sorted N-Quads lines, as they are kept: how many, and what of them has changed."""
    update(known, iris)
    return known.concluded.write()


def concluded_in(path: Path) -> Iterator[str]:
    """The lines that follow from all that is known in the file ``path``."""
    with closing(Known(path)) as known:
        yield from known.concluded.lines()


def infer(quads: Iterable[Quad], iris: Iris) -> tuple[Quad, ...]:
    """The same from the documents' ``quads``, where nothing is known.

    Quads of other graphs, those of graph/inferred among them, are passed over where nothing needs them.
    """
    with closing(Known()) as known:
        known.learn("", "", said_in(quads))
        return conclude(known, iris)
