"""Which graphs a query sees: the same in the command line, at the endpoint and on its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions

from xpkg.server import Settings
from xpkg.server.engine import Engine
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job
from xpkg.store import replace_store
from xpkg.vocab import RDFS

Run = Callable[..., Result]
G1, G2, NONE = "https://e.org/g1", "https://e.org/g2", "https://e.org/none"
QUADS = [
    Quad(NamedNode("https://e.org/a"), RDFS.label, Literal("a"), NamedNode(G1)),
    Quad(NamedNode("https://e.org/b"), RDFS.label, Literal("b"), NamedNode(G1)),
    Quad(NamedNode("https://e.org/b"), RDFS.label, Literal("b"), NamedNode(G2)),
]
OWN = Quad(NamedNode("https://e.org/c"), RDFS.label, Literal("c"), DefaultGraph())
COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) {from} {{ {pattern} }}"
TRIPLES, IN_GRAPHS = "?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"
DATASETS = [
    ("", TRIPLES, 2), ("", IN_GRAPHS, 2),
    (f"FROM <{G1}>", TRIPLES, 2), (f"FROM <{G2}>", TRIPLES, 1), (f"FROM <{G1}> FROM <{G2}>", TRIPLES, 2),
    (f"FROM <{NONE}>", TRIPLES, 0), (f"FROM <{G1}>", IN_GRAPHS, 0),
    (f"FROM NAMED <{G2}>", IN_GRAPHS, 1), (f"FROM NAMED <{G2}>", TRIPLES, 0),
    (f"FROM <{G1}> FROM NAMED <{G2}>", TRIPLES, 2), (f"FROM <{G1}> FROM NAMED <{G2}>", IN_GRAPHS, 1),
    (f"from\n<{G2}>", TRIPLES, 1), (f"FROM<{G2}>", TRIPLES, 1), (f"FROM # FROM\n <{G2}>", TRIPLES, 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A store as it is built, and one that has been written through the server: there the default graph is a graph."""
    folder = tmp_path_factory.mktemp("sparql")
    for name in ("built", "written"):
        replace_store(folder / name, QUADS, "https://e.org/")
    writer = Engine(folder / "written", Settings(writable=True, token="a-token-of-some-length"))
    for text in ("INSERT DATA { <https://e.org/x> <https://e.org/y> 1 }", "DELETE WHERE { <https://e.org/x> ?p ?o }"):
        assert run_job(writer, Job("update", text, "UPDATE", base="https://e.org/")).kind == "ok"
    return {name: folder / name for name in ("built", "written")}


def counted(engine: Engine, query: str) -> object:
    """What is counted where the pages ask; the engine's results end in the thread that made them."""
    results = engine.execute(query)
    assert isinstance(results, QuerySolutions)
    return next(results)["n"]


@pytest.mark.parametrize("name", ["built", "written"])
@pytest.mark.parametrize(("chosen", "pattern", "number"), DATASETS)
def test_a_query_chooses_its_graphs_everywhere(
    name: str, chosen: str, pattern: str, number: int, stores: dict[str, Path], xpkg: Run
) -> None:
    query = COUNT.replace("{from}", chosen).format(pattern=pattern)
    told = xpkg("query", "-e", query, "--format", "csv", "--store", stores[name])
    assert told.stdout == f"n\n{number}\n", told.stderr  # the runner reads line ends as Python does
    engine = Engine(stores[name], Settings())
    served = run_job(engine, Job("query", query, "SELECT", "csv", base="https://e.org/"))
    assert served.body == f"n\r\n{number}\r\n".encode()
    assert counted(engine, query) == Literal(number)


def test_the_dataset_of_the_request_goes_before_that_of_the_query(stores: dict[str, Path]) -> None:
    engine = Engine(stores["built"], Settings())
    query = COUNT.replace("{from}", f"FROM <{G1}>").format(pattern=TRIPLES)
    for default, number in (((G2,), b"1"), ((NONE,), b"0"), ((), b"0")):
        job = Job("query", query, "SELECT", "csv", base="https://e.org/", default=default, named=())
        assert run_job(engine, job).body.split()[-1] == number
