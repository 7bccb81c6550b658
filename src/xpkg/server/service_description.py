"""Describes the endpoint (SPARQL 1.1 Service Description) and its data (VoID)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from xpkg.description import described, moved
from xpkg.iris import Iris
from xpkg.server.engine import AnyEngine
from xpkg.vocab import OF_DESCRIPTIONS, VOID

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
PREFIXES = {"sd": SD, "formats": FORMATS, **OF_DESCRIPTIONS}
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def service(engine: AnyEngine, root: str) -> Iterator[Triple]:
    """The description of the endpoint at ``root``, of its dataset and of the graphs in it."""
    here, dataset, default = (NamedNode(root + part) for part in ("sparql", "sparql#dataset", "sparql#default-graph"))

    def say(subject: NamedNode, term: str, *values: NamedNode | Literal) -> Iterator[Triple]:
        return (Triple(subject, NamedNode(SD + term), value) for value in values)

    yield Triple(here, _TYPE, NamedNode(SD + "Service"))
    yield from say(here, "endpoint", here)
    languages = ["SPARQL10Query", "SPARQL11Query"] + ["SPARQL11Update"] * engine.settings.writable
    yield from say(here, "supportedLanguage", *(NamedNode(SD + name) for name in languages))
    yield from say(here, "resultFormat", *(NamedNode(FORMATS + name) for name in _RESULTS))
    features = ["UnionDefaultGraph"] + ["BasicFederatedQuery"] * bool(engine.settings.allow_service)
    yield from say(here, "feature", *(NamedNode(SD + name) for name in features))
    yield from say(here, "extensionFunction", *sorted(engine.functions, key=str))
    yield from (Triple(name, _TYPE, NamedNode(SD + "Function")) for name in sorted(engine.functions, key=str))
    if engine.settings.writable:
        yield from say(here, "inputFormat", *(NamedNode(FORMATS + name) for name in _RESULTS[4:]))
    yield from say(here, "defaultDataset", dataset)
    yield from say(here, "availableGraphs", dataset)
    for kind in ("Dataset", "GraphCollection"):
        yield Triple(dataset, _TYPE, NamedNode(SD + kind))
    yield from say(dataset, "defaultGraph", default)
    yield Triple(default, _TYPE, NamedNode(SD + "Graph"))
    yield Triple(default, VOID.triples, _number(_count(engine, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))
    for name in sorted(g.value for g in engine.store.named_graphs() if isinstance(g, NamedNode)):
        # Each graph's entry has an IRI of its own: no blank nodes here either.
        safe = quote(name, safe="/:")
        entry, graph = NamedNode(f"{root}sparql#named={safe}"), NamedNode(f"{root}sparql#graph={safe}")
        yield from say(dataset, "namedGraph", entry)
        yield Triple(entry, _TYPE, NamedNode(SD + "NamedGraph"))
        yield from say(entry, "name", NamedNode(name))
        yield from say(entry, "graph", graph)
        yield Triple(graph, _TYPE, NamedNode(SD + "Graph"))
        count = _count(engine, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        yield Triple(graph, VOID.triples, _number(count))


def void(engine: AnyEngine, root: str) -> Iterator[Triple]:
    """The description of the data: its size, its vocabularies, where to get it, and example queries."""
    iris = Iris(engine.base)
    known = [quad.triple for quad in engine.store.quads_for_pattern(None, None, None, iris.graph("description"))]
    if known and engine.as_built:
        return moved(known, engine.base, root)
    return described(engine.store, iris, root, merged=engine.merged)  # clients have written to the store


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def _count(engine: AnyEngine, query: str) -> int:
    results = engine.execute(query)
    assert isinstance(results, QuerySolutions)
    value = next(iter(results))["n"]
    return int(value.value) if isinstance(value, Literal) else 0
