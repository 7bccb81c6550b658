"""Counts what a store has, by class, property and the two together, and changes the counts as its triples change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from xpkg.counting.numbers import SHADES, Numbers, Part, from_json, to_json
from xpkg.counting.things import Distinct, Thing, numbers_of
from xpkg.vocab import NAMESPACES, RDF

__all__ = [
    "Distinct",
    "Numbers",
    "Part",
    "count",
    "from_json",
    "having",
    "recounted",
    "rows",
    "to_json",
]

_Types = Callable[[object], frozenset[str]]
_REMEMBERED = 50_000
"""Things whose classes are held in memory."""


def count(store: Store, *, merged: bool) -> Numbers:
    """How much there is, and how often the things of each class have a value of each class or datatype.

    ``merged`` says that the default graph has every triple, once: then it is read from the disk, in little memory.
    """
    return _read(store) if merged else _asked(store)


def _read(store: Store) -> Numbers:
    """The numbers of a default graph that has every triple, from one pass over it."""
    by_subject = attrgetter("subject")

    def things(quads: Iterable[Quad]) -> Iterator[Thing]:
        for subject, told in groupby(quads, key=by_subject):
            yield subject, [(quad.predicate, quad.object) for quad in told]

    try:
        return numbers_of(things(_default(store)))  # those of one subject stand together on the disk
    except ValueError:
        return numbers_of(things(sorted(_default(store), key=lambda quad: str(quad.subject))))  # in memory they may not


def _default(store: Store) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, DefaultGraph())


def _asked(store: Store) -> Numbers:
    """The numbers of a store whose default graph is the union that the engine makes."""

    def one(counted: str) -> int:
        [row] = rows(store, f"SELECT (COUNT({counted}) AS ?n) {{ ?s ?p ?o }}", merged=False)
        return _value(row["n"])

    uses = _counted(store, "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
    instances = _counted(store, "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")
    own = ", ".join(f"<{cls}>" for (cls,) in sorted(instances) if NamedNode(cls) not in SHADES)
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
        if isinstance(quad.object, NamedNode) and quad.object not in SHADES:
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
