"""Counts what a store has, by class, property and the two together, and changes the counts as its triples change."""

from __future__ import annotations

import json
import os
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from itertools import groupby, pairwise
from tempfile import TemporaryFile
from typing import Self

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from xpkg.mappers.terms import CLASSES
from xpkg.vocab import NAMESPACES, RDF

_SHADES = frozenset(cls for classes in CLASSES.values() for cls in classes[1:])
"""The classes that a thing bears besides xpkg's own; what they have is what those have."""

Part = tuple[str, str, str, str]
"""A class, a property, and what the values are: ("class", IRI) or ("datatype", IRI), or ("", "") for all of them."""
_Types = Callable[[object], frozenset[str]]
_AT_A_TIME = 64_000
"""Bytes that are read of a file."""
_REMEMBERED = 50_000
"""Things whose classes are held in memory."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much there is: ``instances`` by class, ``uses`` by property, ``parts`` by class, property and value."""

    triples: int
    subjects: int
    objects: int
    instances: Counter[str]
    uses: Counter[str]
    parts: Counter[Part]


def to_json(numbers: Numbers) -> str:
    """``numbers`` as JSON, the same for the same numbers."""
    listed = [[*part, count] for part, count in sorted(numbers.parts.items())]
    whole = [numbers.triples, numbers.subjects, numbers.objects]
    return json.dumps([whole, numbers.instances, numbers.uses, listed], sort_keys=True)


def from_json(text: str) -> Numbers:
    """What ``to_json`` wrote."""
    (triples, subjects, objects), instances, uses, listed = json.loads(text)
    parts: Counter[Part] = Counter({(cls, term, kind, what): count for cls, term, kind, what, count in listed})
    return Numbers(triples, subjects, objects, Counter(instances), Counter(uses), parts)


def count(store: Store, *, merged: bool) -> Numbers:
    """How much there is, and how often the things of each class have a value of each class or datatype.

    ``merged`` says that the default graph has every triple, once: then it is read from the disk, in little memory.
    """
    return _read(store) if merged else _asked(store)


def _read(store: Store) -> Numbers:
    """The numbers of a default graph that has every triple, from one pass over it."""
    classes = _classes(store)
    alike: Counter[tuple[frozenset[str], str, str | frozenset[str]]] = Counter()
    instances: Counter[str] = Counter()
    last, own = None, frozenset[str]()
    with Distinct() as subjects, Distinct() as objects:
        for subject, predicate, value, _ in store.quads_for_pattern(None, None, None, DefaultGraph()):
            if subject != last:  # those of one subject stand together on the disk
                last, own = subject, classes(subject)
                subjects.add(subject)
            objects.add(value)
            if predicate == RDF.type and isinstance(value, NamedNode):
                instances[value.value] += 1
            alike[own, predicate.value, value.datatype.value if isinstance(value, Literal) else classes(value)] += 1
        there = len(subjects), len(objects)
    uses: Counter[str] = Counter()
    parts: Counter[Part] = Counter()
    for (own, term, what), number in alike.items():
        uses[term] += number
        for cls in own:
            parts[cls, term, "", ""] += number
            if isinstance(what, str):
                parts[cls, term, "datatype", what] += number
            for each in what if isinstance(what, frozenset) else ():
                parts[cls, term, "class", each] += number
    return Numbers(sum(uses.values()), *there, instances, uses, parts)


class Distinct:
    """Counts different terms in little memory: by 64 bits of each, sorted in a file where there are many."""

    def __init__(self, most: int = 250_000) -> None:
        self._most, self._new = most, set[int]()
        self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._ends = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()

    def add(self, term: object) -> None:
        """Counts ``term``, if it is new."""
        self._new.add(hash(term))
        if len(self._new) >= self._most:
            array("q", sorted(self._new)).tofile(self._file)
            self._ends.append(self._file.tell())
            self._new.clear()

    def __len__(self) -> int:
        self._file.flush()
        runs = (self._run(*ends) for ends in pairwise(self._ends))
        return sum(1 for _ in groupby(merge(sorted(self._new), *runs)))

    def _run(self, start: int, end: int) -> Iterator[int]:
        for at in range(start, end, _AT_A_TIME):
            yield from array("q", os.pread(self._file.fileno(), min(_AT_A_TIME, end - at), at))


def _asked(store: Store) -> Numbers:
    """The numbers of a store whose default graph is the union that the engine makes."""

    def one(counted: str) -> int:
        [row] = rows(store, f"SELECT (COUNT({counted}) AS ?n) {{ ?s ?p ?o }}", merged=False)
        return _value(row["n"])

    uses = _counted(store, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    instances = _counted(store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    own = ", ".join(f"<{cls}>" for (cls,) in sorted(instances) if NamedNode(cls) not in _SHADES)
    # Sub-selects are joined by their hashes, three times as fast as going from each thing to its classes.
    said = f"{{ SELECT ?s ?c {{ ?s a ?c FILTER(?c IN ({own})) }} }} ?s ?p ?o ."
    of_class = f"{{ SELECT ?o ?k {{ ?o a ?k FILTER(?k IN ({own})) }} }}"
    of_type = "FILTER(isLiteral(?o)) BIND(DATATYPE(?o) AS ?k)"
    parts: Counter[Part] = Counter()
    for kind, more, key in (("", "", ""), ("class", of_class, "?k"), ("datatype", of_type, "?k")) if own else ():
        query = f"SELECT ?c ?p {key} (COUNT(*) AS ?n) {{ {said} {more} }} GROUP BY ?c ?p {key}"
        for (cls, term, *what), number in _counted(store, query).items():
            parts[cls, term, kind, *(what or ("",))] = number
    return Numbers(
        one("*"),
        one("DISTINCT ?s"),
        one("DISTINCT ?o"),
        Counter({cls: number for (cls,), number in instances.items()}),
        Counter({term: number for (term,), number in uses.items()}),
        parts,
    )


def _counted(store: Store, query: str) -> dict[tuple[str, ...], int]:
    """The rows of a query whose last column counts, by the IRIs of the others."""
    found: dict[tuple[str, ...], int] = {}
    for row in rows(store, query, merged=False):
        *keys, number = row
        if all(isinstance(key, NamedNode) for key in keys):
            found[tuple(key.value for key in keys if isinstance(key, NamedNode))] = _value(number)
    return found


def _value(number: object) -> int:
    return int(number.value) if isinstance(number, Literal) else 0


def rows(store: Store, query: str, *, merged: bool) -> QuerySolutions:
    """The rows of a query with xpkg's prefixes; ``merged`` says that the default graph has every triple."""
    found = store.query(query, prefixes=NAMESPACES, use_default_graph_as_union=not merged)
    assert isinstance(found, QuerySolutions)
    return found


def recounted(
    before: Numbers, store: Store, came: Collection[Quad], went: Collection[Quad], beside: Collection[Quad] = ()
) -> Numbers:
    """The numbers of ``store`` where they were ``before`` until the triples ``came`` and ``went``.

    All are triples of the default graph, which has every triple once. Those ``beside`` are not counted. Only
    what has changed is looked at, and what has another class since: a store of any size takes the same time.
    """
    new, others = frozenset(came), frozenset(beside)
    now = _classes(store)
    typed = _by_subject(quad for quad in came if quad.predicate == RDF.type)
    untyped = _by_subject(quad for quad in went if quad.predicate == RDF.type)

    def then(node: object) -> frozenset[str]:
        if node not in typed and node not in untyped:
            return now(node)
        return (now(node) - typed.get(node, frozenset())) | untyped.get(node, frozenset())

    parts = Counter(before.parts)
    for quad in came:
        parts.update(_parts(quad, now))
    for quad in went:
        parts.subtract(_parts(quad, then))
    for quad in _reclassed(store, {*typed, *untyped}) - new - others:
        parts.update(_parts(quad, now))
        parts.subtract(_parts(quad, then))
    instances, uses = Counter(before.instances), Counter(before.uses)
    for quads, change in ((came, 1), (went, -1)):
        for quad in quads:
            uses[quad.predicate.value] += change
            if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
                instances[quad.object.value] += change
    return Numbers(
        before.triples + len(came) - len(went),
        before.subjects + _more(store, 0, new, went, others),
        before.objects + _more(store, 2, new, went, others),
        +instances,
        +uses,
        +parts,
    )


def _by_subject(quads: Iterable[Quad]) -> dict[object, frozenset[str]]:
    """The classes of each subject that ``quads`` tell."""
    found: dict[object, frozenset[str]] = {}
    for quad in quads:
        if isinstance(quad.object, NamedNode) and quad.object not in _SHADES:
            found[quad.subject] = found.get(quad.subject, frozenset()) | {quad.object.value}
    return found


def _classes(store: Store) -> _Types:
    """What tells the classes of a node. It remembers those that it was asked for last."""

    @lru_cache(maxsize=_REMEMBERED)
    def classes(node: object) -> frozenset[str]:
        if not isinstance(node, NamedNode | BlankNode):
            return frozenset()
        quads = store.quads_for_pattern(node, RDF.type, None, DefaultGraph())
        return _by_subject(quads).get(node, frozenset())

    return classes


def _parts(quad: Quad, classes: _Types) -> Iterator[Part]:
    """Each part that a triple counts in, where things have these ``classes``."""
    term = quad.predicate.value
    for cls in classes(quad.subject):
        yield cls, term, "", ""
        if isinstance(quad.object, Literal):
            yield cls, term, "datatype", quad.object.datatype.value
        else:
            yield from ((cls, term, "class", each) for each in classes(quad.object))


def _reclassed(store: Store, nodes: Collection[object]) -> set[Quad]:
    """The triples about ``nodes`` and with them as values."""
    return {quad for node in nodes for place in (0, 2) for quad in having(store, place, node)}


def _more(store: Store, place: int, came: frozenset[Quad], went: Collection[Quad], beside: frozenset[Quad]) -> int:
    """How many more terms stand at ``place`` in a triple than did."""
    before = {quad.triple[place] for quad in went}
    change = 0
    for term in before | {quad.triple[place] for quad in came}:
        there, was = False, term in before
        for quad in having(store, place, term):
            if quad not in beside:
                there = True
                was = was or quad not in came
            if there and was:
                break
        change += there - was
    return change


def having(store: Store, place: int, term: object) -> Iterator[Quad]:
    """The triples of the default graph that have ``term`` at ``place``: 0 is the subject, 2 the object."""
    one, other = (term, None) if place == 0 else (None, term)
    return store.quads_for_pattern(one, None, other, DefaultGraph())  # type: ignore[arg-type]
