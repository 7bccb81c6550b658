"""Maps the offices and roles that a text gives to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import AGENTS, Triple, boolean, dated, typed
from xpkg.model import Kind, Position
from xpkg.vocab import RDFS, XPKG


def map_positions(naming: Naming) -> Iterator[Triple]:
    """Every position whose holder is known; one that is told twice is one position with two passages."""
    for position in naming.analysis.positions:
        for holder in naming.denoted(position.holder, among=AGENTS):
            yield from _position(position, holder, naming)


def _position(position: Position, holder: NamedNode, naming: Naming) -> Iterator[Triple]:
    bodies = naming.denoted(position.organization, among=AGENTS)
    places = naming.denoted(position.place, among=(Kind.PLACE,))
    label = f"{naming.labels[holder]}, {'former ' if position.former else ''}{position.role}"
    own = (holder, *bodies, *places)
    node = naming.iris.thing("position", label, naming.name, *(each.value for each in own), _year(position))
    yield from typed(node, "position")
    yield node, XPKG.statedIn, naming.source
    yield node, RDFS.label, Literal(label)
    yield node, XPKG.holder, holder
    yield node, XPKG.role, Literal(position.role)
    for body in bodies:
        yield node, XPKG.organization, body
    for place in places:
        yield node, XPKG.place, place
    if position.former:
        yield node, XPKG.former, boolean(True)
    yield from dated(node, position.date)
    yield from naming.passages(node, XPKG.evidence, (position.evidence,))
    yield node, XPKG.inStory, boolean(naming.in_story(position.evidence))


def _year(position: Position) -> str:
    return position.date.edtf if position.date else ""
