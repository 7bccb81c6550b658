"""Finds events of several sources that are one happening: type, participants, days and place agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.iris import Iris
from xpkg.lexicon import event_types
from xpkg.lexicon.event_types import OTHER
from xpkg.vocab import PROV, RDF, RDFS, XPKG

RULE = "same type, participants and days"
"""Events of one type in two or more sources. Who acts and who undergoes is the same as far as both say it, and at least
one of them is shared by name. The days allowed overlap and are within a year for both; of what one may do many times, a
speech or visit, they are the same day. Two places that differ speak against it."""

ONCE = "what happens to each but once"
"""A birth or a death of one person by name, in two or more sources, whatever days they give."""

NEEDED = frozenset(
    {XPKG.eventType, XPKG.earliest, XPKG.latest, XPKG.date, XPKG.agent, XPKG.patient, XPKG.participant, XPKG.place,
     XPKG.evidence, XPKG.statedIn, RDFS.label}
)  # fmt: skip
"""The properties of events that this rests on."""

_ONE_AT_A_TIME = event_types.having(event_types.Trait.ONE_A_TIME, event_types.Trait.INDIVIDUAL)
_ONLY_ONCE = frozenset(("birth", "death"))
_NUMBER = re.compile(r"(?<![\w-])(\d[\d,]*)(?![\w-])")
_MOST_DAYS = 366
_MOST_ALIKE = 400
"""Events of one type and participant that are compared with each other at most, the first ones in order of sources."""

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(slots=True)
class Told:
    """An event as it is in the graph: the values of each of :data:`NEEDED`."""

    node: NamedNode
    values: dict[NamedNode, set[NamedNode | Literal]] = field(default_factory=dict)

    def nodes(self, term: NamedNode) -> frozenset[NamedNode]:
        return frozenset(each for each in self.values.get(term, ()) if isinstance(each, NamedNode))

    def word(self, term: NamedNode) -> str:
        return min((each.value for each in self.values.get(term, ())), default="")

    @property
    def kind(self) -> str:
        return self.word(XPKG.eventType).rpartition("#event-")[2]


class EventReader:
    """Collects the events of a stream of quads that others read, too."""

    def __init__(self) -> None:
        self._found: dict[NamedNode, Told] = {}

    def watching(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The same quads; what they say of events is kept."""
        for quad in quads:
            if quad.predicate in NEEDED and isinstance(quad.subject, NamedNode) and "/id/event/" in quad.subject.value:
                told = self._found.setdefault(quad.subject, Told(quad.subject))
                if isinstance(quad.object, NamedNode | Literal):
                    told.values.setdefault(quad.predicate, set()).add(quad.object)
            yield quad

    def events(self) -> tuple[Told, ...]:
        """The events with a type and a date, by source and IRI."""
        dated = (each for each in self._found.values() if XPKG.eventType in each.values and XPKG.date in each.values)
        return tuple(sorted(dated, key=lambda each: (each.word(XPKG.statedIn), each.node.value)))


def find_happenings(events: Sequence[Told], iris: Iris) -> Iterator[Triple]:
    """Each happening that several sources tell, with its events, its rule and its passages."""
    for members in _clusters(events):
        first = members[0]
        node = iris.thing("happening", first.word(RDFS.label), *(each.node.value for each in members))
        yield node, RDF.type, XPKG.Happening
        yield node, RDF.type, PROV.Entity
        yield node, RDFS.label, Literal(first.word(RDFS.label))
        agree = all(_same(one, other) for one, other in combinations(members, 2))
        yield node, XPKG.rule, Literal(RULE if agree else ONCE)
        for what in _differences(members):
            yield node, XPKG.differsIn, Literal(what)
        for told in members:
            yield node, XPKG.toldAs, told.node
            for passage in sorted(told.nodes(XPKG.evidence), key=lambda each: each.value):
                yield node, XPKG.evidence, passage
        for one, other in combinations(members, 2):
            yield one.node, XPKG.sameEvent, other.node
            yield other.node, XPKG.sameEvent, one.node


def _clusters(events: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
    """Groups of events, one a source, in which each is the same as each other one."""
    alike: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, told in enumerate(events):
        for thing in _named(told):
            alike[told.kind, thing.value].append(at)
    of: dict[int, list[int]] = {}
    for at, told in enumerate(events):
        others = {each for thing in _named(told) for each in alike[told.kind, thing.value][:_MOST_ALIKE] if each < at}
        for other in sorted(others):
            group = of.get(other, [other])
            if all(_same(events[each], told) or _once(events[each], told) for each in group):
                group.append(at)
                of.update(dict.fromkeys(group, group))
                break
    seen: set[int] = set()
    for group in of.values():
        if group[0] not in seen:
            seen.update(group)
            yield tuple(events[each] for each in group)


def _named(told: Told) -> frozenset[NamedNode]:
    return told.nodes(XPKG.participant)


def _same(one: Told, other: Told) -> bool:
    if one.kind != other.kind or one.kind == OTHER or one.word(XPKG.statedIn) == other.word(XPKG.statedIn):
        return False
    for role in (XPKG.agent, XPKG.patient, XPKG.place):
        mine, theirs = one.nodes(role), other.nodes(role)
        if mine and theirs and not mine & theirs:
            return False
    shared = any(one.nodes(role) & other.nodes(role) for role in (XPKG.agent, XPKG.patient, XPKG.participant))
    return shared and _overlap(one, other)


def _once(one: Told, other: Told) -> bool:
    """Whether both are the birth or the death of the same one, by name."""
    if one.kind != other.kind or one.kind not in _ONLY_ONCE or one.word(XPKG.statedIn) == other.word(XPKG.statedIn):
        return False
    return bool(one.nodes(XPKG.patient) & other.nodes(XPKG.patient))


def _differences(members: Sequence[Told]) -> Iterator[str]:
    """In what the tellings of one happening cannot all be right: "date", or the "number" of those concerned."""
    spans = [(each.word(XPKG.earliest), each.word(XPKG.latest)) for each in members]
    known = [span for span in spans if all(span)]
    if known and max(low for low, _ in known) > min(high for _, high in known):
        yield "date"
    # The year behind a label is no number of people.
    counts = {found[1] for each in members if (found := _NUMBER.search(each.word(RDFS.label).rpartition(" (")[0]))}
    if len(counts) > 1:
        yield "number"


def _overlap(one: Told, other: Told) -> bool:
    spans = [(each.word(XPKG.earliest), each.word(XPKG.latest)) for each in (one, other)]
    if not all(low and high for low, high in spans):
        return False
    if one.kind in _ONE_AT_A_TIME:
        return spans[0] == spans[1] and spans[0][0] == spans[0][1]
    longest = max((date.fromisoformat(high) - date.fromisoformat(low)).days for low, high in spans)
    return longest < _MOST_DAYS and max(low for low, _ in spans) <= min(high for _, high in spans)
