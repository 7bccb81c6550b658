"""Finds events of several sources that are one happening: type, participants, days and place agree."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from pyoxigraph import Literal, NamedNode

from xpkg.iris import Iris
from xpkg.lexicon import event_types
from xpkg.lexicon.event_types import OTHER
from xpkg.vocab import PROV, RDF, RDFS, XPKG

RULE = "same type, participants and days"
"""Events of one type in two or more sources. Who acts and who undergoes is the same as far as both say it, and at least
one of them is shared by name; neither has somebody whom the other lacks, where both do. The days allowed overlap and
are within a year for both; of what one may do many times, a speech or visit, they are the same day. Two places that
differ speak against it."""

ONCE = "what happens to each but once"
"""A birth or a death of one person by name, in two or more sources, whatever days they give."""

NEEDED = frozenset(
    {XPKG.eventType, XPKG.earliest, XPKG.latest, XPKG.date, XPKG.agent, XPKG.patient, XPKG.participant, XPKG.place,
     XPKG.participantText, XPKG.evidence, XPKG.statedIn, RDFS.label}
)  # fmt: skip
"""The properties of events that this rests on."""

_ONE_AT_A_TIME = event_types.having(event_types.Trait.ONE_A_TIME, event_types.Trait.INDIVIDUAL)
_ONLY_ONCE = frozenset(("birth", "death"))
_NUMBER = re.compile(r"(?<![\w-])(\d[\d,]*)(?![\w-])")
_MOST_DAYS = 366
MOST_ALIKE = 400
"""Events of one type, participant and year that are compared with each other at most, the first ones in order of
sources."""

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

    def body(self) -> str:
        """All of it as JSON."""
        values = {
            term.value: sorted([isinstance(each, NamedNode), each.value] for each in found)
            for term, found in self.values.items()
        }
        return json.dumps([self.node.value, values])

    @classmethod
    def read(cls, body: str) -> Told:
        """What ``body`` wrote; of a literal the words alone."""
        node, values = json.loads(body)
        return cls(
            NamedNode(node),
            {NamedNode(term): {NamedNode(each) if named else Literal(each) for named, each in found}
             for term, found in values.items()},
        )  # fmt: skip

    @property
    def kind(self) -> str:
        return self.word(XPKG.eventType).rpartition("#event-")[2]


class EventReader:
    """Collects the events of triples that others read, too."""

    def __init__(self) -> None:
        self._found: dict[NamedNode, Told] = {}

    def read(self, node: NamedNode, term: NamedNode, value: NamedNode | Literal) -> None:
        """Keeps what a triple says of an event."""
        if term in NEEDED and "/id/event/" in node.value:
            told = self._found.get(node)
            if told is None:
                told = self._found[node] = Told(node)
            told.values.setdefault(term, set()).add(value)

    def events(self) -> tuple[Told, ...]:
        """The events with a type and a date, by source and IRI."""
        dated = (each for each in self._found.values() if XPKG.eventType in each.values and XPKG.date in each.values)
        return tuple(sorted(dated, key=_order))


def find_happenings(events: Iterable[Told], iris: Iris) -> Iterator[tuple[NamedNode, list[Told], list[Triple]]]:
    """Each happening that several sources tell: its node, its events, and what is said of it."""
    for members in _clusters(sorted(events, key=_order)):
        first = members[0]
        node = iris.thing("happening", first.word(RDFS.label), *(each.node.value for each in members))
        yield node, members, [*_said(node, members)]


def _said(node: NamedNode, members: Sequence[Told]) -> Iterator[Triple]:
    yield node, RDF.type, XPKG.Happening
    yield node, RDF.type, PROV.Entity
    yield node, RDFS.label, Literal(members[0].word(RDFS.label))
    agree = all(same(one, other) for one, other in combinations(members, 2))
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


def _order(told: Told) -> tuple[str, str]:
    return told.word(XPKG.statedIn), told.node.value


def connected(new: Iterable[Told], gone: Iterable[Told], alike: Callable[[str], Sequence[Told]]) -> list[Told]:
    """The events whose happenings ``new`` and ``gone`` events may change; ``alike`` finds those with a key.

    None of these can be one happening with any other, so that they can be clustered by themselves.
    """
    found: dict[NamedNode, Told] = {each.node: each for each in new}
    waiting = [*found.values(), *gone]
    while waiting:
        told = waiting.pop()
        for key in keys_of(told):
            others = alike(key)
            whole = len(others) >= MOST_ALIKE  # who is among the first of so many may have changed
            for other in others:
                if other.node not in found and (whole or _one(told, other)):
                    found[other.node] = other
                    waiting.append(other)
    return [*found.values()]


def _clusters(events: Sequence[Told]) -> Iterator[list[Told]]:
    """Groups of ``events``, in order: one a source, in which each is the same as each other one."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at, told in enumerate(events):
        for key in keys_of(told):
            alike[key].append(at)
    of: dict[int, list[int]] = {}
    for at, told in enumerate(events):
        others = {each for key in keys_of(told) for each in alike[key][:MOST_ALIKE] if each < at}
        for other in sorted(others):
            group = of.get(other, [other])
            if all(_one(events[each], told) for each in group):
                group.append(at)
                of.update(dict.fromkeys(group, group))
                break
    seen: set[int] = set()
    for group in of.values():
        if group[0] not in seen:
            seen.update(group)
            yield [events[each] for each in group]


def keys_of(told: Told) -> list[str]:
    """What two events share that are the same: type and participant, and the day or a year in which both may be.

    Of what happens but once the days do not matter.
    """
    if told.kind in _ONLY_ONCE:
        return [f"{told.kind} {thing.value}" for thing in sorted(_named(told), key=str)]
    days = _days(told)
    if days is None or told.kind == OTHER:
        return []
    first, last = days
    if told.kind in _ONE_AT_A_TIME:
        times = [first] if first == last else []
    else:
        times = [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]
    return [f"{told.kind} {thing.value} {time}" for thing in sorted(_named(told), key=str) for time in times]


def _days(told: Told) -> tuple[str, str] | None:
    """The first and last day of an event that is within a year; else None."""
    first, last = told.word(XPKG.earliest), told.word(XPKG.latest)
    try:
        days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return None  # not both are told, or they are beyond what the calendar of the library has
    return (first, last) if days < _MOST_DAYS else None


def _named(told: Told) -> frozenset[NamedNode]:
    return told.nodes(XPKG.participant)


_HASH = re.compile(r"-[0-9a-f]{10}$")


def _names(nodes: Iterable[NamedNode]) -> frozenset[str]:
    """What the nodes are called: who is known in each source by itself may be the same, and speaks against nothing."""
    return frozenset(_HASH.sub("", node.value) for node in nodes)


def _unknown(told: Told) -> frozenset[str]:
    """The names of those who take part and are nobody that is known: a label keeps the capital of a name alone."""
    label = told.word(RDFS.label)
    words = (each.value for each in told.values.get(XPKG.participantText, ()))
    return frozenset(each for each in words if each[:1].isupper() and f" {each}" in label)


def same(one: Told, other: Told) -> bool:
    """Whether two events are one happening, by :data:`RULE`."""
    if one.kind != other.kind or one.kind == OTHER or one.word(XPKG.statedIn) == other.word(XPKG.statedIn):
        return False
    for role in (XPKG.agent, XPKG.patient, XPKG.place):
        mine, theirs = _names(one.nodes(role)), _names(other.nodes(role))
        if mine and theirs and not mine & theirs:
            return False
    mine, theirs = _names(_named(one)), _names(_named(other))
    if mine - theirs and theirs - mine:
        return False  # who met two people on one day met each by themselves
    unknown, other_unknown = _unknown(one), _unknown(other)
    if unknown and other_unknown and not any(a in b or b in a for a in unknown for b in other_unknown):
        return False
    shared = any(one.nodes(role) & other.nodes(role) for role in (XPKG.agent, XPKG.patient, XPKG.participant))
    return shared and _overlap(one, other)


def _one(one: Told, other: Told) -> bool:
    return same(one, other) or _once(one, other)


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
    mine, theirs = _days(one), _days(other)
    if mine is None or theirs is None:
        return False
    if one.kind in _ONE_AT_A_TIME:
        return mine == theirs and mine[0] == mine[1]
    return max(mine[0], theirs[0]) <= min(mine[1], theirs[1])
