"""What the endpoint says of itself (SPARQL 1.1 Service Description) and of its data (VoID)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, QuerySolutions, Triple

from xpkg.vocab import NAMESPACES

if TYPE_CHECKING:
    from xpkg.server.engine import Engine

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
PREFIXES = {"sd": SD, "void": VOID, "formats": FORMATS}
DUMPS = {"nq": "N-Quads", "trig": "TriG", "ttl": "Turtle", "nt": "N-Triples"}
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip
_THING_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def service(engine: Engine, root: str) -> Iterator[Triple]:
    """The description of the endpoint under ``root``, with its dataset and the graphs in it."""
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
    yield Triple(default, NamedNode(VOID + "triples"), _number(_count(engine, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))
    for name in sorted(g.value for g in engine.store.named_graphs() if isinstance(g, NamedNode)):
        # Each graph's entry has a name of its own: no blank nodes here either.
        safe = quote(name, safe="/:")
        entry, graph = NamedNode(f"{root}sparql#named={safe}"), NamedNode(f"{root}sparql#graph={safe}")
        yield from say(dataset, "namedGraph", entry)
        yield Triple(entry, _TYPE, NamedNode(SD + "NamedGraph"))
        yield from say(entry, "name", NamedNode(name))
        yield from say(entry, "graph", graph)
        yield Triple(graph, _TYPE, NamedNode(SD + "Graph"))
        count = _count(engine, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        yield Triple(graph, NamedNode(VOID + "triples"), _number(count))


def void(engine: Engine, root: str) -> Iterator[Triple]:
    """The description of the data: how much of what, in which vocabularies, and where to get it."""
    here = NamedNode(root + ".well-known/void#dataset")

    def say(subject: NamedNode, term: str, *values: NamedNode | Literal) -> Iterator[Triple]:
        return (Triple(subject, NamedNode(VOID + term), value) for value in values)

    dcterms = NAMESPACES["dcterms"]
    page = NamedNode(root + ".well-known/void")
    yield Triple(page, _TYPE, NamedNode(VOID + "DatasetDescription"))
    yield Triple(page, NamedNode("http://xmlns.com/foaf/0.1/primaryTopic"), here)
    yield Triple(here, _TYPE, NamedNode(VOID + "Dataset"))
    yield Triple(here, NamedNode(dcterms + "title"), Literal("xpkg: who said what, with its passages", language="en"))
    yield from say(here, "sparqlEndpoint", NamedNode(root + "sparql"))
    yield from say(here, "uriSpace", Literal(engine.base + "id/"))
    yield from say(here, "dataDump", *(NamedNode(f"{root}dump.{ending}.gz") for ending in DUMPS))
    yield from say(here, "feature", *(NamedNode(FORMATS + name) for name in _THING_FORMATS))
    for term, asked in {
        "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
        "distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
        "properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
        "classes": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s a ?o }",
    }.items():
        yield from say(here, term, _number(_count(engine, asked)))
    terms: list[str] = []
    for kind, asked, count in (
        ("class", "SELECT ?x (COUNT(DISTINCT ?s) AS ?n) { ?s a ?x } GROUP BY ?x ORDER BY ?x", "entities"),
        ("property", "SELECT ?x (COUNT(*) AS ?n) { ?s ?x ?o } GROUP BY ?x ORDER BY ?x", "triples"),
    ):
        for term, number in _pairs(engine, asked):
            terms.append(term)
            part = NamedNode(f"{root}.well-known/void#{kind}={quote(term, safe='/:')}")
            yield from say(here, f"{kind}Partition", part)
            yield from say(part, kind, NamedNode(term))
            yield from say(part, count, _number(number))
    yield from say(here, "vocabulary", *(NamedNode(space) for space in _spaces(terms)))


def _spaces(terms: Iterable[str]) -> list[str]:
    return sorted({term[: (max(term.rfind("#"), term.rfind("/")) + 1) or term.rfind(":") + 1] for term in terms})


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def _pairs(engine: Engine, query: str) -> list[tuple[str, int]]:
    results = engine.execute(query)
    assert isinstance(results, QuerySolutions)
    found = ((row["x"], row["n"]) for row in results)
    return [(x.value, int(n.value)) for x, n in found if isinstance(x, NamedNode) and isinstance(n, Literal)]


def _count(engine: Engine, query: str) -> int:
    results = engine.execute(query)
    assert isinstance(results, QuerySolutions)
    value = next(iter(results))["n"]
    return int(value.value) if isinstance(value, Literal) else 0
