"""Chooses one thing of each important class to show a store by, and keeps the choice right as the store changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from xpkg.counting import rows
from xpkg.vocab import RDF, SKOS, XPKG


@dataclass(frozen=True, slots=True)
class _Kind:
    """Things of a class that a register knows, or that point by ``through`` to one; of all where nothing is ``known``.

    Nobody is shown around as an example whom no register knows.
    """

    cls: NamedNode
    through: NamedNode | None = None
    known: bool = True

    def pattern(self) -> str:
        way = f"<{self.through.value}>/" if self.through else ""
        return f"?x a <{self.cls.value}>" + (f" ; {way}skos:exactMatch ?register" if self.known else "")

    def fits(self, store: Store, node: NamedNode) -> bool:
        if Quad(node, RDF.type, self.cls) not in store:
            return False
        nodes = [node] if self.through is None else _values(store, node, self.through)
        return not self.known or any(_values(store, each, SKOS.exactMatch) for each in nodes)


_KINDS = (
    _Kind(XPKG.Source, known=False),
    _Kind(XPKG.Person),
    _Kind(XPKG.Organization),
    _Kind(XPKG.Place),
    _Kind(XPKG.Statement, XPKG.speaker),
    _Kind(XPKG.Event, XPKG.participant),
)
_WAYS = tuple({kind.through for kind in _KINDS if kind.through})
_TELLING = {RDF.type, SKOS.exactMatch, *_WAYS}


def _values(store: Store, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(node, predicate, None, DefaultGraph())
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def examples(store: Store, *, merged: bool) -> tuple[str, ...]:
    """The IRI of the first thing of each kind, empty where there is none. ``merged`` as in the manifest."""
    return tuple(_first(store, kind, merged) for kind in _KINDS)


def _first(store: Store, kind: _Kind, merged: bool) -> str:
    query = f"SELECT ?x {{ {kind.pattern()} }} ORDER BY STR(?x) LIMIT 1"
    return next((row["x"].value for row in rows(store, query, merged=merged) if isinstance(row["x"], NamedNode)), "")


def again(before: Sequence[str], store: Store, came: Collection[Quad]) -> tuple[str, ...]:
    """The examples of ``store``, whose default graph has every triple, where they were ``before`` until ``came``.

    Only what has changed is looked at, and everything where what was chosen fits no more.
    """
    new = sorted({node.value for node in _candidates(store, came)})
    found = []
    for kind, iri in zip(_KINDS, before, strict=True):
        if iri and not kind.fits(store, NamedNode(iri)):
            found.append(_first(store, kind, merged=True))
            continue
        first = next((each for each in new if (not iri or each < iri) and kind.fits(store, NamedNode(each))), iri)
        found.append(first)
    return tuple(found)


def _candidates(store: Store, came: Collection[Quad]) -> Iterator[NamedNode]:
    for quad in came:
        if quad.predicate in _TELLING and isinstance(quad.subject, NamedNode):
            yield quad.subject
            for way in _WAYS if quad.predicate == SKOS.exactMatch else ():
                for each in store.quads_for_pattern(None, way, quad.subject, DefaultGraph()):
                    if isinstance(each.subject, NamedNode):
                        yield each.subject
