"""Writes the graphs of a build and what is made from all of them: everything anew, or only what has changed."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse

from xpkg import counting
from xpkg.description import Basis, as_quads, describe, looked_at, looked_at_again
from xpkg.errors import StoreError
from xpkg.iris import Iris
from xpkg.search import CLASSES
from xpkg.search.making import NEEDED, build_index_by_subject, update_index
from xpkg.store import Aside, Changed, Changes, Condition, remove_merged, write_lines
from xpkg.vocab import RDF, XPKG

_DEFAULT = DefaultGraph()
_ORDERED = sorted(CLASSES, key=str)
_AT_A_TIME = 5_000
"""Subjects whose records for the search index are held in memory."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a graph is to hold: ``many`` sorted N-Quads ``lines``, to be read once, with their ``digest``.

    ``changed`` are the lines that it has not yet, and those that it has and is not to hold, where they are known.
    """

    lines: Iterable[str]
    many: int
    digest: str
    changed: tuple[Collection[str], Collection[str]] | None = None


class Writer(Protocol):
    """Writes into the ``database`` of a build, which is merged: graphs, then the description, then the index.

    What is concluded from is in the file ``known``, where there is one.
    """

    database: Store
    known: Path

    def load(self, paths: Iterable[Path]) -> None:
        """Adds the N-Quads in the files ``paths``."""

    def remove(self, graph: NamedNode) -> None:
        """Removes a graph."""

    def put(self, graphs: Mapping[NamedNode, Content], there: Collection[NamedNode]) -> None:
        """Makes ``graphs`` have this content; those ``there`` have another one now."""

    def drop(self, graphs: Iterable[NamedNode]) -> None:
        """Removes what users wrote, before any graph is built: nothing of that is counted."""

    def extend(self, quads: Iterable[Quad]) -> None:
        """Adds what users wrote, blank nodes as they are called."""

    def changed(self, graph: NamedNode) -> Collection[object] | None:
        """Those of which, or of whose place in ``graph``, something else is said than before; None for all."""

    def values(self) -> Collection[object] | None:
        """What is, or is no more, said to be a value of something by some document that changed; None for all."""

    def describe(self, iris: Iris) -> Iterable[Quad]:
        """The description of the built graphs; what it is made from is kept for the next build."""

    def index(self) -> None:
        """Writes the search index."""


class Anew:
    """Writes everything: what is made from all graphs is made from all graphs."""

    def __init__(self, aside: Aside, database: Store) -> None:
        self.database, self.known, self._aside = database, aside.known, aside

    def load(self, paths: Iterable[Path]) -> None:
        self._aside.load(self.database, paths)

    def remove(self, graph: NamedNode) -> None:
        remove_merged(self.database, graph)

    def put(self, graphs: Mapping[NamedNode, Content], there: Collection[NamedNode]) -> None:
        for graph in graphs:
            if graph in there:
                self.remove(graph)
        file = self._aside.spool / "shared.nq"
        write_lines(file, (line for content in graphs.values() for line in content.lines))
        self.load([file])

    def drop(self, graphs: Iterable[NamedNode]) -> None:
        for graph in graphs:
            self.remove(graph)

    def extend(self, quads: Iterable[Quad]) -> None:
        self._aside.extend(self.database, quads)

    def changed(self, graph: NamedNode) -> None:
        return None

    def values(self) -> None:
        return None

    def describe(self, iris: Iris) -> Iterable[Quad]:
        self.remove(iris.graph("description"))
        basis = looked_at(self.database, merged=True)
        _keep(self._aside, basis)
        return as_quads(describe(self.database, iris, basis), iris)

    def index(self) -> None:
        build_index_by_subject(_parts(self.database), self._aside.search)


class Onwards:
    """Writes what has changed since the build that left ``old``, and makes the rest from that and what was there.

    ``linked`` says that the links are those of that build.
    """

    def __init__(self, aside: Aside, database: Store, old: Condition, *, linked: bool) -> None:
        assert old.counts is not None
        assert old.known is not None
        assert old.search is not None
        self.database, self.known, self._aside = database, aside.known, aside
        self._changes = Changes(database, aside.store)
        self._before = _basis(old.counts)
        self._subjects: set[str] = set()
        self._replaced: dict[NamedNode, set[object]] = {}
        self._values: set[object] = set()
        self._linked = linked
        shutil.copyfile(old.search, aside.search)
        shutil.copyfile(old.known, aside.known)

    def load(self, paths: Iterable[Path]) -> None:
        self._values.update(quad.object for quad in self._changes.load(paths))

    def remove(self, graph: NamedNode) -> None:
        quads = [*self.database.quads_for_pattern(None, None, None, graph)]
        self._values.update(quad.object for quad in quads)
        self._replaced[graph] = self._changes.replace(graph, ())

    def put(self, graphs: Mapping[NamedNode, Content], there: Collection[NamedNode]) -> None:
        for graph, content in graphs.items():
            if content.changed is None:
                self._replaced[graph] = self._changes.replace(graph, _quads(content.lines))
            else:
                came, went = map(_quads, content.changed)
                self._replaced[graph] = self._changes.change(graph, came, went, content.many)

    def drop(self, graphs: Iterable[NamedNode]) -> None:
        for graph in graphs:
            self.remove(graph)
        self._taken()

    def extend(self, quads: Iterable[Quad]) -> None:
        self._changes.add([*quads])

    def changed(self, graph: NamedNode) -> Collection[object]:
        now = self._changes.so_far()
        return {quad.subject for quad in (*now.came, *now.went)} | self._replaced.get(graph, set())

    def values(self) -> Collection[object] | None:
        return self._values if self._linked else None

    def describe(self, iris: Iris) -> Iterable[Quad]:
        graph = iris.graph("description")
        older = [Quad(*quad.triple) for quad in self.database.quads_for_pattern(None, None, None, graph)]
        now = self._taken()
        basis = looked_at_again(self._before, self.database, now.came, now.went, older)
        _keep(self._aside, basis)
        return as_quads(describe(self.database, iris, basis, older), iris)

    def index(self) -> None:
        self._taken()
        said = _about(self.database, map(NamedNode, sorted(self._subjects)), ())
        try:
            update_index(self._aside.search, self._subjects, said)
        except StoreError:
            build_index_by_subject(_parts(self.database), self._aside.search)  # a disk may have changed the old one

    def _taken(self) -> Changed:
        changed = self._changes.taken()
        told = (quad.subject for quad in (*changed.came, *changed.went) if quad.predicate in NEEDED)
        self._subjects.update(node.value for node in told if isinstance(node, NamedNode))
        return changed


def _quads(lines: Iterable[str]) -> Iterator[Quad]:
    return parse("\n".join(lines).encode(), format=RdfFormat.N_QUADS)


def _keep(aside: Aside, basis: Basis) -> None:
    write_lines(aside.counts, (counting.to_json(basis.numbers), *basis.shown))


def _basis(path: Path) -> Basis:
    numbers, *shown = path.read_text("utf-8").split("\n")[:-1]
    return Basis(counting.from_json(numbers), tuple(shown))


def _parts(database: Store) -> Iterator[Iterator[Quad]]:
    """What is said of all that can be searched for, of some things at a time, and who is named where."""
    for number, cls in enumerate(_ORDERED):
        things = (quad.subject for quad in database.quads_for_pattern(None, RDF.type, cls, _DEFAULT))
        while some := [*islice(things, _AT_A_TIME)]:
            yield _about(database, some, {*_ORDERED[:number]})
    naming = database.quads_for_pattern(None, XPKG.denotes, None, _DEFAULT)
    while some_quads := [*islice(naming, _AT_A_TIME)]:
        yield iter(some_quads)


def _about(
    database: Store, things: Iterable[NamedNode | BlankNode | Triple], done: Collection[NamedNode]
) -> Iterator[Quad]:
    """What is said of ``things``, but for those of a class that is ``done``."""
    for thing in things:
        said = [*database.quads_for_pattern(thing, None, None, _DEFAULT)]
        if not any(quad.object in done and quad.predicate == RDF.type for quad in said):
            yield from said
