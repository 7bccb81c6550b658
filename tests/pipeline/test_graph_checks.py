"""What is held against the shapes in a graph: its own things, with all that other graphs say of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pyoxigraph import NamedNode, Quad, Store

from xpkg.iris import Iris
from xpkg.pipeline.checking import check_store
from xpkg.store import GraphRecord, Manifest, differences, digest_of, sorted_lines, told_in_several
from xpkg.vocab import RDF, XPKG

IRIS = Iris()
ONE, OTHER = (IRIS.document_graph(name) for name in ("one", "other"))
HERE, THERE = (NamedNode(f"https://w3id.org/xpkg/id/statement/{name}-0000000001") for name in ("here", "there"))
NOWHERE = NamedNode("https://w3id.org/xpkg/id/statement/nowhere-0000000001")
INFERRED = NamedNode("https://w3id.org/xpkg/graph/inferred")


def messages(*quads: Quad) -> Sequence[str]:
    store = Store()
    store.extend([Quad(HERE, RDF.type, XPKG.Statement, ONE), Quad(THERE, RDF.type, XPKG.Statement, OTHER), *quads])
    return [each.message for each in check_store(store).violations if each.path == XPKG.disagreesWith]


@pytest.mark.parametrize(("other", "is_wrong"), [(THERE, False), (NOWHERE, True)])
def test_what_is_concluded_may_lead_to_another_text(other: NamedNode, is_wrong: bool) -> None:
    assert bool(messages(Quad(HERE, XPKG.disagreesWith, other, INFERRED))) == is_wrong


def test_what_another_graph_says_of_a_thing_of_this_one_is_seen() -> None:
    told, block = Quad(HERE, XPKG.disagreesWith, NOWHERE, ONE), Quad(NOWHERE, RDF.type, XPKG.Block, ONE)
    assert messages(told, block)
    assert not messages(told, block, Quad(NOWHERE, RDF.type, XPKG.Statement, OTHER))


def test_who_is_told_of_in_several_graphs() -> None:
    store = Store()
    store.extend(
        [Quad(each, RDF.type, XPKG.Place, graph) for each, graph in ((HERE, ONE), (THERE, ONE), (HERE, OTHER))]
    )
    store.add(Quad(THERE, RDF.type, XPKG.Place))
    assert told_in_several(store) == {HERE}


@pytest.mark.parametrize(
    ("merged", "is_merge"),
    [({HERE, THERE}, True), ({HERE}, False), ({HERE, THERE, NOWHERE}, False), ({HERE, NOWHERE}, False)],
)
def test_the_default_graph_is_held_against_the_others(merged: set[NamedNode], is_merge: bool) -> None:
    store = Store()
    graphs = {ONE: (HERE, THERE), OTHER: (HERE,)}
    store.extend([Quad(each, RDF.type, XPKG.Place, graph) for graph, nodes in graphs.items() for each in nodes])
    store.extend([Quad(each, RDF.type, XPKG.Place) for each in merged])
    records = []
    for graph in graphs:
        lines = sorted_lines(store.quads_for_pattern(None, None, None, graph))
        records.append(GraphRecord(graph.value, "", digest_of(lines), len(lines)))
    found = [*differences(store, Manifest("https://w3id.org/xpkg/", (), tuple(records), merged=True))]
    assert found == ([] if is_merge else ["the default graph is not the merge of the others"])
