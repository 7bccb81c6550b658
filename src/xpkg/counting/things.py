"""Counts what is said of things that come one by one, in little memory, and asks nothing of them twice."""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby, pairwise
from tempfile import TemporaryFile
from typing import Self

from pyoxigraph import Literal, NamedNode

from xpkg.counting.numbers import SHADES, Numbers, Part
from xpkg.vocab import RDF

Thing = tuple[object, Iterable[tuple[NamedNode, object]]]
"""A node with all that is said of it: properties and their values."""
_AT_A_TIME = 64_000
"""Bytes that are read of a file."""


def numbers_of(things: Iterable[Thing]) -> Numbers:
    """The numbers of ``things``. Raises ValueError where one of them comes twice.

    Nodes are known by 64 bits of each until all have come, and with them the classes of those that are values.
    """
    sets: dict[frozenset[str], int] = {frozenset(): 0}
    nodes, numbers = array("q"), array("L")
    literals: Counter[tuple[int, NamedNode, NamedNode]] = Counter()
    links: dict[tuple[int, NamedNode], array[int]] = {}
    instances: Counter[NamedNode] = Counter()
    with Distinct() as objects:
        for subject, told in things:
            said = [*told]
            types = [value for term, value in said if term == RDF.type and isinstance(value, NamedNode)]
            instances.update(types)
            own = sets.setdefault(frozenset([cls.value for cls in types if cls not in SHADES]), len(sets))
            nodes.append(hash(subject))
            numbers.append(own)
            objects.add([value for _, value in said])
            for term, value in said:
                if isinstance(value, Literal):
                    literals[own, term, value.datatype] += 1
                elif (found := links.get((own, term))) is None:
                    links[own, term] = array("q", (hash(value),))
                else:
                    found.append(hash(value))
        distinct = len(objects)
    of = [*sets]
    uses: Counter[str] = Counter()
    parts: Counter[Part] = Counter()
    for (own, term, datatype), number in literals.items():
        uses[term.value] += number
        for cls in of[own]:
            parts[cls, term.value, "", ""] += number
            parts[cls, term.value, "datatype", datatype.value] += number
    for (own, term), values in links.items():
        uses[term.value] += len(values)
        for cls in of[own]:
            parts[cls, term.value, "", ""] += len(values)
    for own, term, what, number in _linked(nodes, numbers, links):
        for cls in of[own]:
            for each in of[what]:
                parts[cls, term.value, "class", each] += number
    named = Counter({cls.value: number for cls, number in instances.items()})
    return Numbers(sum(uses.values()), len(nodes), distinct, named, uses, parts)


def _linked(
    nodes: array[int], numbers: array[int], links: dict[tuple[int, NamedNode], array[int]]
) -> Iterator[tuple[int, NamedNode, int, int]]:
    """For each of ``links`` how many of its values are of a number; ``numbers`` has that of each of ``nodes``."""
    import numpy as np  # here: who counts nothing has no need of it

    if not nodes:
        return
    known, own = np.frombuffer(nodes, dtype=nodes.typecode), np.frombuffer(numbers, dtype=numbers.typecode)
    order = np.argsort(known, kind="stable")
    known, own = known[order], own[order]
    if (known[1:] == known[:-1]).any():
        raise ValueError("what is said of a thing does not stand together")
    for (subject, term), values in links.items():
        asked = np.frombuffer(values, dtype=values.typecode)
        places = np.minimum(np.searchsorted(known, asked), len(known) - 1)
        found = own[places[known[places] == asked]]
        for number, many in zip(*(each.tolist() for each in np.unique(found, return_counts=True)), strict=True):
            yield subject, term, number, many


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

    def add(self, terms: Iterable[object]) -> None:
        """Counts those of ``terms`` that are new."""
        self._new.update(map(hash, terms))
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
