"""Maps the offices and roles that a text gives to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.terms import AGENTS, Triple, boolean, dated, edtf, typed
from xpkg.model import Kind, Position
from xpkg.vocab import RDFS, XPKG

_Whose = tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]]


def map_positions(naming: Naming) -> Iterator[Triple]:
    """Every position whose holder is known; one that is told twice is one position with two passages.

    "President Jane Doe" is the position that the same text tells in full, if it tells but one: "Ruritanian President
    Jane Doe".
    """
    told = [
        (position, holder, _whose(position, naming))
        for position in naming.analysis.positions
        for holder in naming.denoted(position.holder, among=AGENTS)
    ]
    full: dict[tuple[NamedNode, str, bool], set[_Whose]] = {}
    for position, holder, whose in told:
        if any(whose):
            full.setdefault(_key(position, holder), set()).add(whose)
    for position, holder, whose in told:
        known = full.get(_key(position, holder), set())
        own = next(iter(known)) if len(known) == 1 and not any(whose) else whose
        yield from _position(position, holder, own, naming)


def _key(position: Position, holder: NamedNode) -> tuple[NamedNode, str, bool]:
    return holder, position.role.lower(), position.former


def _whose(position: Position, naming: Naming) -> _Whose:
    """The bodies and places that a position is of."""
    return (
        naming.denoted(position.organization, among=AGENTS),
        naming.denoted(position.place, among=(Kind.PLACE,)),
    )


def _position(position: Position, holder: NamedNode, whose: _Whose, naming: Naming) -> Iterator[Triple]:
    bodies, places = whose
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
    for term, time in ((XPKG.start, position.start), (XPKG.end, position.end)):
        if time is not None and time.edtf:
            yield node, term, edtf(time.edtf)
    passages = (position.evidence,) if position.office is None else (position.evidence, position.office)
    yield from naming.passages(node, XPKG.evidence, passages)
    yield node, XPKG.inStory, boolean(naming.in_story(position.evidence))


def _year(position: Position) -> str:
    return position.date.edtf if position.date else ""
