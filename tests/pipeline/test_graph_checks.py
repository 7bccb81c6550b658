"""What is held against the shapes in a graph: its own things, with all that other graphs say of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pyoxigraph import NamedNode, Quad, Store

from xpkg.iris import Iris
from xpkg.pipeline.checking import check
from xpkg.vocab import RDF, XPKG

IRIS = Iris()
ONE, OTHER = (IRIS.document_graph(name) for name in ("one", "other"))
HERE, THERE = (NamedNode(f"https://w3id.org/xpkg/id/statement/{name}-0000000001") for name in ("here", "there"))
NOWHERE = NamedNode("https://w3id.org/xpkg/id/statement/nowhere-0000000001")
INFERRED = NamedNode("https://w3id.org/xpkg/graph/inferred")


def messages(*quads: Quad) -> Sequence[str]:
    store = Store()
    store.extend([Quad(HERE, RDF.type, XPKG.Statement, ONE), Quad(THERE, RDF.type, XPKG.Statement, OTHER), *quads])
    return [each.message for each in check(store, ONE).violations if each.path == XPKG.disagreesWith]


@pytest.mark.parametrize(("other", "count"), [(THERE, 0), (NOWHERE, 1)])
def test_what_is_concluded_may_lead_to_another_text(other: NamedNode, count: int) -> None:
    assert len(messages(Quad(HERE, XPKG.disagreesWith, other, INFERRED))) == count
