"""Infers across sources what no single one says: utterances in several sources, and statements that disagree."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad

from xpkg.inference.disagreements import find_disagreements
from xpkg.inference.statements import NEEDED, Statement, read_statements
from xpkg.inference.utterances import find_utterances
from xpkg.iris import Iris

__all__ = ["NEEDED", "Statement", "infer"]


def infer(quads: Iterable[Quad], iris: Iris) -> tuple[Quad, ...]:
    """What follows from the documents' ``quads``, as quads of graph/inferred, in order.

    Each thing concluded names its rule and the passages that it rests on; nothing of what is read is repeated or
    changed. Quads of other graphs, those of graph/inferred among them, are passed over where no statement needs them.
    """
    graph = iris.graph("inferred")
    statements = read_statements(quads)
    triples = {*find_utterances(statements, iris), *find_disagreements(statements, iris)}
    return tuple(Quad(*triple, graph) for triple in sorted(triples, key=str))
