"""DIALECT.md: each row is run, and the catalogue gives the same results with another engine."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse_query_results,
)

import xpkg
from xpkg.answers import answer
from xpkg.catalogue import Query, catalogue
from xpkg.sparql.dialect import rewritten
from xpkg.sparql.errors import RefusedError
from xpkg.sparql.evaluation import evaluate
from xpkg.store import open_snapshot

A, B, P, L = (NamedNode(f"urn:{name}") for name in "abpl")
G1, G2 = NamedNode("urn:g1"), NamedNode("urn:g2")
TABLE = (Path(xpkg.__file__).parent / "server" / "DIALECT.md").read_text("utf-8")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.extend([Quad(A, P, Literal(1), G1), Quad(B, P, Literal(2), G1), Quad(B, P, Literal(2), G2)])
    store.extend([Quad(A, L, Literal("x", language="zh-Hans"), G1), Quad(A, L, Literal("y", language="en"), G1)])
    return store


def values(store: Store, query: str) -> list[str | None] | bool:
    """The values of the first variable."""
    results = evaluate(store, query, merged=False, functions={})
    if isinstance(results, QueryBoolean):
        return bool(results)
    assert isinstance(results, QuerySolutions)
    return [None if (term := row[0]) is None else term.value for row in results]


def test_the_table_names_the_version() -> None:
    from importlib.metadata import version

    assert f"pyoxigraph {version('pyoxigraph')}" in TABLE


OPTIONAL = "{ VALUES ?s { 1 2 } OPTIONAL { VALUES (?s ?x) { (1 5) } } }"
DURATION = """SELECT (?{a} + ?{b} AS ?x) {{
    BIND(xsd:date('2019-11-16') AS ?{a}) VALUES ?{b} {{ 'P1D'^^xsd:dayTimeDuration }} }}"""
NOTHING: list[str | None] = [None]
DIFFERENT: list[tuple[str, list[str | None] | bool]] = [
    ("SELECT (LANG('a'@zh-Hans) AS ?x) {}", ["zh-hans"]),
    ("SELECT (COUNT(*) AS ?x) FROM <urn:g1> FROM <urn:g2> { ?s <urn:p> ?o }", ["3"]),
    ("SELECT (COUNT(*) AS ?x) { ?s <urn:p> ?o }", ["3"]),
    *((f"SELECT ({name}(?x) AS ?y) {OPTIONAL}", NOTHING) for name in ("SUM", "AVG", "MIN", "MAX", "GROUP_CONCAT")),
    (f"SELECT (COUNT(?x) AS ?y) {OPTIONAL}", ["1"]),
    (f"SELECT (SUM(COALESCE(?x, 0)) AS ?y) {OPTIONAL}", ["5"]),
    ("SELECT (GROUP_CONCAT(?x) AS ?y) { VALUES ?x { <urn:a> } }", [None]),
    ("SELECT (GROUP_CONCAT(?x) AS ?y) { VALUES ?x { 1 } }", [None]),
    ("SELECT (GROUP_CONCAT(STR(?x)) AS ?y) { VALUES ?x { <urn:a> } }", ["urn:a"]),
    ("SELECT ?y { <urn:nowhere> <urn:p>* ?y }", []),
    ("SELECT ?y { { <urn:nowhere> <urn:p>* ?y } UNION { BIND(<urn:nowhere> AS ?y) } }", ["urn:nowhere"]),
    ("SELECT (REGEX('aa', '(a)\\\\1') AS ?x) {}", [None]),
    ("SELECT (REGEX('a', '[a-z-[aeiou]]') AS ?x) {}", ["true"]),
    ("SELECT (REGEX('a', '[a-z&&[^aeiou]]') AS ?x) {}", ["false"]),
    ("ASK { FILTER(sameTerm(1, '01'^^xsd:integer)) }", True),
    ("SELECT (1.10 AS ?x) {}", ["1.1"]),
    ("SELECT (9223372036854775807 + 1 AS ?x) {}", [None]),
    ("SELECT (xsd:date('2019-11-16') - '-P1D'^^xsd:dayTimeDuration AS ?x) {}", ["2019-11-17"]),
]


@pytest.mark.parametrize(("query", "found"), DIFFERENT)
def test_the_engine_does_what_the_table_says(query: str, found: list[str | None] | bool, store: Store) -> None:
    assert values(store, query) == found


def test_a_date_plus_a_duration_depends_on_variable_names(store: Store) -> None:
    names = [("date", "length"), ("a", "b"), ("b", "a"), ("when", "long"), ("issued", "month"), ("day", "n")]
    found = [values(store, DURATION.format(a=a, b=b)) for a, b in names]
    assert ["2019-11-17"] in found
    assert [None] in found


def test_the_xml_parser_trims_literals() -> None:
    body = (b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results><result>'
            b'<binding name="x"><literal> a </literal></binding></result></results></sparql>')  # fmt: skip
    results = parse_query_results(body, QueryResultsFormat.XML)
    assert isinstance(results, QuerySolutions)
    assert [row["x"] for row in results] == [Literal("a")]


@pytest.mark.parametrize("test", [
    'LANG(?o) = "zh-Hans"', '"zh-Hans" = LANG(?o)', "lang(?o)='ZH-hans'", 'LANG(?o) IN ("fr", "zh-Hans")',
    'LANG(?o) != "EN"', '"EN" != LANG(?o)', 'LANG(?o) NOT IN ("EN")', 'LANG ( ?o ) = """ZH-Hans"""',
    '(LANG(?o) = "zh-Hans") || LANG(?o) = "FR"', 'LANGMATCHES(LANG(?o), "zh-Hans")', 'LANGMATCHES(LANG(?o), "ZH")',
])  # fmt: skip
def test_a_language_is_found_however_it_is_written(test: str, store: Store) -> None:
    assert values(store, f"SELECT ?o {{ <urn:a> <urn:l> ?o FILTER({test}) }}") == ["x"]


@pytest.mark.parametrize("query", [
    'ASK { FILTER(STR(?o) = "AB") }', 'ASK { FILTER(LCASE(LANG(?o)) = "EN") }', 'ASK { FILTER(LANG(?o) = "EN"@EN) }',
    'ASK { ?s ?p "LANG(?o) = \\"EN\\"" }', 'ASK { FILTER(LANG(?o) = "Not A Tag") }', 'ASK {} # LANG(?o) = "EN"',
    'ASK { FILTER(LANG(?o) = "EN', "LANG(", "LANG(?o) =", 'ASK { FILTER(LANG(?o) = ?x && ?y = "EN") }',
])  # fmt: skip
def test_nothing_else_is_rewritten(query: str) -> None:
    assert rewritten(query) == query


EACH = [
    "SELECT * { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } }",
    "ASK { GRAPH $g { ?s ?p ?o { SELECT ?s { ?s ?q ?z } } } }",
    "SELECT*{graph?g{SELECTDISTINCT ?s{?s ?p ?o}}}",
    "ASK { GRAPH ?g { FILTER EXISTS { SELECT * { ?s ?p ?o } } } }",
]
NOT_EACH = [
    "SELECT * { GRAPH <urn:g> { SELECT * { ?s ?p ?o } } }",
    "ASK { { SELECT * { GRAPH ?g { ?s ?p ?o } } } GRAPH ?h { ?a ?b ?c } }",
    "ASK { GRAPH ?g { GRAPH <urn:x> { SELECT * { ?s ?p ?o } } } }",
    'ASK { GRAPH ?g { ?s ?p "{ SELECT" } }',
    "PREFIX select: <urn:s> ASK { GRAPH ?g { ?s select:x ?o } }",
    "ASK { GRAPH ?g { ?select ?p ?o } }",
]


@pytest.mark.parametrize("query", EACH)
def test_a_select_in_each_graph_is_refused(query: str) -> None:
    with pytest.raises(RefusedError, match=r"put GRAPH \?g inside the SELECT"):
        rewritten(query)


@pytest.mark.parametrize("query", NOT_EACH)
def test_a_select_in_one_graph_is_none_in_each(query: str) -> None:
    assert rewritten(query) == query


def test_what_is_proposed_instead_is_right(store: Store) -> None:
    inner = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s <urn:p> ?o } } GROUP BY ?g"
    query = f"SELECT (CONCAT(STR(?g), ' ', STR(?n)) AS ?x) {{ {{ {inner} }} }}"
    found = values(store, query)
    assert isinstance(found, list)
    assert sorted(map(str, found)) == ["urn:g1 2", "urn:g2 1"]


OWN = ("words-found",)  # asks with xpkg's own function
LONG = ("accounts-of", "integrity-dangling", "named-together", "out-of-story", "statements-about", "statements-by",
        "statements-by-cited-work")  # fmt: skip
ALIKE = [query for query in catalogue() if query.kind != "federated" and query.name not in (*OWN, *LONG)]


@pytest.fixture(scope="module")
def elsewhere(seeds: Path) -> rdflib.Dataset:
    """The graph in rdflib, read from N-Quads; its default graph is the merge of all."""
    with open_snapshot(seeds) as snapshot, pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        quads = [quad for quad in snapshot.open() if not isinstance(quad.graph_name, DefaultGraph)]
        data = rdflib.Dataset(default_union=True)
        data.parse(data="".join(f"{quad} .\n" for quad in quads), format="nquads")
        return data


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize("query", ALIKE, ids=lambda query: query.name)
def test_the_catalogue_answers_as_it_does_with_another_engine(
    query: Query, elsewhere: rdflib.Dataset, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    results = elsewhere.query(query.text)
    if results.type != "SELECT":
        assert len(list(results)) > 0
        return
    found = sorted(["" if term is None else str(term) for term in row] for row in results)  # type: ignore[union-attr]
    with open_snapshot(seeds) as snapshot:
        told = json.loads(answer(query.text, "json", snapshot))
    names = told["head"]["vars"]
    rows = told["results"]["bindings"]
    assert found == sorted([row.get(name, {}).get("value", "") for name in names] for row in rows)


def test_a_variable_that_names_a_service_is_never_bound(store: Store) -> None:
    for silent, rows in (("", None), ("SILENT ", 1)):
        asked = store.query(f"SELECT * {{ VALUES ?e {{ <http://127.0.0.1:1/> }} SERVICE {silent}?e {{ ?s ?p ?o }} }}")
        assert isinstance(asked, QuerySolutions)
        if rows is None:
            with pytest.raises(RuntimeError, match="unbound"):
                list(asked)
        else:
            assert len(list(asked)) == rows
