"""Changes graphs of a database with its merge, quad by quad, and tells which triples came and which went."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from xpkg.store.files import disk_errors
from xpkg.store.writing import read_quads


@dataclass(frozen=True, slots=True)
class Changed:
    """The triples that the default graph has and had not, and those that it had and has not."""

    came: frozenset[Quad]
    went: frozenset[Quad]


class Changes:
    """Writes few quads into the ``database`` in ``folder``, whose default graph is the merge of the named ones.

    What a graph costs is in proportion to that graph, whatever the database has. Raises StoreError where the disk does
    not take it.
    """

    def __init__(self, database: Store, folder: Path) -> None:
        self._database, self._folder = database, folder
        self._came: set[Quad] = set()
        self._went: set[Quad] = set()

    def load(self, paths: Iterable[Path]) -> Iterator[Quad]:
        """Adds the N-Quads of named graphs in the files ``paths``. What was in them."""
        for path in paths:
            quads = [*read_quads(path)]
            self.add(quads)
            yield from quads

    def add(self, quads: Collection[Quad]) -> None:
        """Adds ``quads`` of named graphs."""
        triples = {Quad(*quad.triple) for quad in quads}
        new = {triple for triple in triples if triple not in self._database}
        with disk_errors(self._folder):
            self._database.extend((*quads, *new))
        self._came |= new - self._went
        self._went -= new

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> set[object]:
        """Makes ``graph`` have just ``quads``; what it has of them is not written again. The subjects of all others."""
        before, after = {*self._database.quads_for_pattern(None, None, None, graph)}, {*quads}
        return self.change(graph, after - before, before - after, len(after))

    def change(self, graph: NamedNode, came: Iterable[Quad], went: Iterable[Quad], many: int) -> set[object]:
        """Adds to ``graph`` what ``came`` and takes out what ``went``, so that it has so ``many`` quads. The subjects.

        What came was not there, what went was: nothing else of the graph is read.
        """
        new, gone = [*came], [*went]
        with disk_errors(self._folder):
            if not many:
                self._database.remove_graph(graph)
            for quad in gone if many else ():
                self._database.remove(quad)
        self._unmerge(gone)
        self.add(new)
        return {quad.subject for quad in (*gone, *new)}

    def _unmerge(self, quads: Iterable[Quad]) -> None:
        """Takes out of the default graph what no graph has any more of what one had."""
        default = DefaultGraph()
        for quad in quads:
            if all(each.graph_name == default for each in self._database.quads_for_pattern(*quad.triple)):
                triple = Quad(*quad.triple)
                with disk_errors(self._folder):
                    self._database.remove(triple)
                if triple in self._came:
                    self._came.discard(triple)
                else:
                    self._went.add(triple)

    def so_far(self) -> Changed:
        """What has changed since ``taken`` was last asked."""
        return Changed(frozenset(self._came), frozenset(self._went))

    def taken(self) -> Changed:
        """The same; from now on it counts as told."""
        changed = self.so_far()
        self._came, self._went = set(), set()
        return changed
