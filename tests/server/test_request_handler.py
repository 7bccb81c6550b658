"""Requests handled with a real snapshot, without a socket or another process."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat

from xpkg.server import Settings
from xpkg.server.engine import Engine
from xpkg.server.http_messages import Request
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job, Outcome
from xpkg.server.negotiation import GRAPH_TYPES
from xpkg.server.request_handler import PreparedResponse, handle
from xpkg.server.result_cache import ResultCache
from xpkg.store import replace_store
from xpkg.vocab import ONTOLOGY_VERSION, RDF, RDFS, XPKG

ROOT = "http://localhost:7878/"
BASE = "https://example.org/kg/"
ADA = NamedNode(BASE + "id/person/ada-1")
G1, G2 = NamedNode(BASE + "graph/document/one"), NamedNode(BASE + "graph/ontology")
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
QUADS = [
    Quad(ADA, RDF.type, XPKG.Person, G1),
    Quad(ADA, RDFS.label, Literal("Ada Example", language="en"), G1),
    Quad(NamedNode(BASE + "id/event/e-1"), XPKG.agent, ADA, G1),
    Quad(XPKG.Person, RDFS.label, Literal("person", language="en"), G2),
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    store = tmp_path_factory.mktemp("answers") / "store"
    replace_store(store, QUADS, BASE)
    return Engine(store, Settings(result_size=500_000))


def ask(engine: Engine, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> PreparedResponse:
    async def execute(job: Job, encoded: bytes, file: int | None) -> Outcome:
        outcome = run_job(engine, Job.decode(encoded), file)
        sent = outcome.encode()
        size = len(sent.partition(b"\n")[2]) if outcome.spooled is None else os.fstat(outcome.spooled).st_size
        return Outcome.decode(sent, engine.snapshot, outcome.spooled, size)

    path, _, query = path.partition("?")
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    request = Request(method, ROOT + path, ROOT, query.encode(), given, body)
    answered = asyncio.run(handle(request, engine.settings, execute, ResultCache(1_000_000), engine.snapshot))
    if answered.spooled is None:
        return answered
    body = os.pread(answered.spooled, answered.size, 0)
    os.close(answered.spooled)
    return replace(answered, response=replace(answered.response, body=body))


def sparql(query: str, **fields: str) -> str:
    return "sparql?" + urlencode({"query": query, **fields})


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_results_can_be_read_in_every_format(engine: Engine, format: str) -> None:
    answered = ask(engine, sparql("SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }", format=format))
    kinds = {"json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML, "tsv": QueryResultsFormat.TSV}
    results = pyoxigraph.parse_query_results(input=answered.response.body, format=kinds[format])
    assert isinstance(results, QuerySolutions)
    assert {row["s"] for row in results} == {ADA, XPKG.Person}


def test_csv_is_what_a_spreadsheet_reads(engine: Engine) -> None:
    answered = ask(engine, sparql("SELECT ?l { ?s a ?c ; <http://www.w3.org/2000/01/rdf-schema#label> ?l }"),
                   accept="text/csv").response  # fmt: skip
    assert answered.body == b"l\r\nAda Example\r\n"
    assert answered.header("Content-Type") == "text/csv; charset=utf-8"


def test_a_passage_is_one_field_of_csv(engine: Engine) -> None:
    query = 'SELECT ?p ?w { VALUES (?p ?w) { (<http://e.org/t#char=21,34> "=so") } }'
    response = ask(engine, sparql(query, format="csv")).response
    assert response.body == b'p,w\r\n"http://e.org/t#char=21,34",=so\r\n'
    assert response.header("Content-Disposition") is None
    response = ask(engine, sparql(query, format="csv", spreadsheet="yes")).response
    assert response.body == b'\xef\xbb\xbfp,w\r\n"http://e.org/t#char=21,34",\'=so\r\n'
    assert response.header("Content-Disposition") == 'attachment; filename="xpkg-answer.csv"'
    for name, kept in (("statements-by-month", "statements-by-month"), ('x"; a=b', "answer"), ("../x", "answer")):
        named = ask(engine, sparql(query, format="csv", spreadsheet="yes", file=name)).response
        assert named.header("Content-Disposition") == f'attachment; filename="xpkg-{kept}.csv"'
    assert ask(engine, sparql(query, format="json", spreadsheet="yes")).response.header("Content-Disposition") is None


BROKEN = "a page\x0cbreak"
NOT_XML = {
    sparql(f'SELECT ?x {{ VALUES ?x {{ "{BROKEN}" }} }}'): ("application/sparql-results+xml", "json, tsv or csv"),
    sparql(f'CONSTRUCT {{ <http://e.org/s> <http://e.org/p> "{BROKEN}" }} {{}}'): ("application/rdf+xml", "turtle, "),
}


@pytest.mark.parametrize("path", NOT_XML)
def test_what_xml_cannot_hold_is_refused_or_sent_in_another_format(engine: Engine, path: str) -> None:
    xml, others = NOT_XML[path]
    response = ask(engine, path, accept=xml).response
    assert response.status == 406
    assert response.body.decode().startswith(f"XML cannot hold the character U+000C; use {others}")
    assert ask(engine, f"{path}&format={xml}", accept="*/*").response.status == 406
    for accept in (f"{xml}, */*;q=0.1", f"{xml};q=1, application/json;q=0.5", f"application/xml, {xml}, application/*"):
        response = ask(engine, path, accept=accept).response
        assert response.status == 200
        assert b"break" in response.body
        assert "xml" not in (response.header("Content-Type") or "")


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml",
                                    "application/ld+json", "application/trig", "application/n-quads"])  # fmt: skip
@pytest.mark.parametrize("path", [sparql("CONSTRUCT WHERE { ?s ?p ?o }"), sparql("DESCRIBE <" + ADA.value + ">"),
                                  "store?graph=" + G1.value, "sparql", ".well-known/void",
                                  "id/person/ada-1", "graph/document/one"])  # fmt: skip
def test_graphs_can_be_read_in_every_format(engine: Engine, path: str, accept: str) -> None:
    answered = ask(engine, path, accept=accept).response
    assert answered.status == 200
    assert (answered.header("Content-Type") or "").partition(";")[0] == accept
    found = {quad.triple for quad in pyoxigraph.parse(input=answered.body, format=RdfFormat.from_media_type(accept))}
    assert found
    if path == sparql("CONSTRUCT WHERE { ?s ?p ?o }"):
        assert found == {quad.triple for quad in QUADS}


def test_the_service_describes_itself(engine: Engine) -> None:
    triples = list(pyoxigraph.parse(input=ask(engine, "sparql").response.body, format=RdfFormat.TURTLE))
    said = {(t.subject, t.predicate.value.removeprefix(SD), t.object) for t in triples}
    here = NamedNode(ROOT + "sparql")
    assert (here, "endpoint", here) in said
    assert (here, "supportedLanguage", NamedNode(SD + "SPARQL11Query")) in said
    assert (here, "supportedLanguage", NamedNode(SD + "SPARQL11Update")) not in said
    names = {o for _, p, o in said if p == "name"}
    assert names == {G1, G2}
    [dataset] = [o for _, p, o in said if p == "defaultDataset"]
    assert any(s == dataset and p == "defaultGraph" for s, p, _ in said)


def test_the_data_is_described_with_its_numbers(engine: Engine) -> None:
    triples = list(pyoxigraph.parse(input=ask(engine, ".well-known/void").response.body, format=RdfFormat.TURTLE))
    here = NamedNode(ROOT + ".well-known/void#dataset")
    numbers = {t.predicate.value.removeprefix(VOID): t.object.value for t in triples
               if t.subject == here and isinstance(t.object, Literal)}  # fmt: skip
    assert (numbers["triples"], numbers["classes"], numbers["properties"]) == ("4", "1", "3")
    vocabularies = {t.object for t in triples if t.predicate.value == VOID + "vocabulary"}
    assert NamedNode(XPKG.iri) in vocabularies
    dumps = [str(t.object)[1:-1] for t in triples if t.predicate.value == VOID + "dataDump"]
    assert len(dumps) == 8
    for dump in dumps:
        answered = ask(engine, dump.removeprefix(ROOT)).response
        assert answered.status == 200
        assert b"Ada" in (gzip.decompress(answered.body) if dump.endswith(".gz") else answered.body)


def test_a_thing_is_served_with_the_statements_about_it(engine: Engine) -> None:
    answered = ask(engine, "id/person/ada-1").response
    found = {quad.triple for quad in pyoxigraph.parse(input=answered.body, format=RdfFormat.TURTLE)}
    assert found == {quad.triple for quad in QUADS[:3]}
    assert answered.header("Content-Location") == ROOT + "id/person/ada-1.ttl"
    assert 'rel="alternate"; type="application/ld+json"' in (answered.header("Link") or "")
    assert "Accept" in (answered.header("Vary") or "")


@pytest.mark.parametrize("ending", ["trig", "nq"])
def test_a_thing_in_quads_has_the_named_graphs(engine: Engine, ending: str) -> None:
    answered = ask(engine, "id/person/ada-1." + ending).response
    kind = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}[ending]
    assert set(pyoxigraph.parse(input=answered.body, format=kind)) == set(QUADS[:3])


@pytest.mark.parametrize("media", GRAPH_TYPES)
def test_every_address_has_the_same_media_types(engine: Engine, media: str) -> None:
    for path in ("id/person/ada-1", "graph/document/one", "ontology", ".well-known/void", "sparql",
                 "store?graph=" + G1.value, sparql("CONSTRUCT WHERE { ?s ?p ?o }")):  # fmt: skip
        answered = ask(engine, path, accept=media).response
        assert (answered.status, (answered.header("Content-Type") or "").partition(";")[0]) == (200, media)
        document = (answered.header("Content-Location") or "").removeprefix(ROOT)
        assert not document or ask(engine, document).response.status == 200


def test_a_thing_in_json_is_compact_and_includes_its_context(engine: Engine) -> None:
    answered = ask(engine, "id/person/ada-1.jsonld").response
    document = json.loads(answered.body)
    assert document["@context"]["agent"] == {"@id": "xpkg:agent", "@type": "@id"}
    ada = next(node for node in document["@graph"] if node["id"] == ADA.value)
    assert ada == {"id": ADA.value, "type": "Person", "rdfs:label": {"@language": "en", "@value": "Ada Example"}}
    back = {quad.triple for quad in pyoxigraph.parse(input=answered.body, format=RdfFormat.JSON_LD)}
    assert back == {quad.triple for quad in QUADS[:3]}


@pytest.mark.parametrize(("path", "subject"), [
    ("id/person/ada-1", ADA.value), ("id/person/ada-1.jsonld", ADA.value), ("id/person/ada-1.html", ADA.value),
    ("graph/document/one.nq", G1.value), ("ontology", XPKG.Person.value.partition("#")[0]), (sparql("ASK {}"), None),
])  # fmt: skip
def test_a_document_names_what_it_describes(engine: Engine, path: str, subject: str | None) -> None:
    links = [value for name, value in ask(engine, path).response.headers if name == "Link"]
    assert [link for link in links if "describes" in link] == ([f'<{subject}>; rel="describes"'] if subject else [])


@pytest.mark.parametrize(("path", "status"), [
    ("id/person/nobody", 404), ("graph/document/none", 404), ("store?graph=http://none/", 404), ("store?default", 200),
    (sparql("SELECT"), 400), (sparql("SELECT * { ?s ?p ?o } garbage"), 400), (sparql("ASK { <rel> ?p ?o }"), 200),
])  # fmt: skip
def test_statuses(engine: Engine, path: str, status: int) -> None:
    assert ask(engine, path).response.status == status


@pytest.mark.parametrize(("query", "status"), [
    ("ASK { ?s ?p ?o }", 200), ("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403), ("ASK \\u0041", 400),
    ("ASK " + "{" * 65 + "}" * 65, 400), ("CLEAR ALL", 400), ("ASK { ?s ?p ?o } garbage", 400),
])  # fmt: skip
def test_a_long_query_is_checked_as_well(engine: Engine, query: str, status: int) -> None:
    for length in (0, 20_000):
        assert ask(engine, sparql(query + " #" + "x" * length)).response.status == status


def test_a_long_query_has_the_same_default_graph(engine: Engine) -> None:
    long = " #" + "x" * 20_000
    for query, number in (("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", b"4"),
                          (f"SELECT (COUNT(*) AS ?n) FROM <{G2.value}> {{ ?s ?p ?o }}", b"1")):  # fmt: skip
        for ending in ("", long):
            assert ask(engine, sparql(query + ending, format="csv")).response.body.split()[-1] == number


def test_the_default_graph_can_be_chosen(engine: Engine) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(path: str) -> str:
        return str(json.loads(ask(engine, path).response.body)["results"]["bindings"][0]["n"]["value"])

    assert number(sparql(count)) == "4"
    assert number(sparql(count, **{"default-graph-uri": G1.value})) == "3"
    assert number(sparql(count, **{"named-graph-uri": G1.value})) == "0"
    assert number(sparql(f"SELECT (COUNT(*) AS ?n) FROM <{G2.value}> {{ ?s ?p ?o }}")) == "1"
    graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(sparql(graphs)) == "2"
    assert number(sparql(graphs, **{"named-graph-uri": G1.value})) == "1"


def test_head_has_the_length_and_no_body(engine: Engine) -> None:
    got, head = ask(engine, sparql("ASK {}")).response, ask(engine, sparql("ASK {}"), "HEAD").response
    assert head.body == b""
    assert head.headers == got.headers


def test_gzip_when_it_is_accepted(engine: Engine) -> None:
    plain = ask(engine, "graph/document/one.nt").response
    packed = ask(engine, "sparql", accept_encoding="gzip").response
    assert plain.header("Content-Encoding") is None
    assert packed.header("Content-Encoding") == "gzip"
    assert b"endpoint" in gzip.decompress(packed.body)


def test_the_same_query_has_the_same_tag_until_the_result_changes(engine: Engine) -> None:
    tag = ask(engine, sparql("SELECT * { ?s ?p ?o }")).response.header("ETag")
    assert tag
    assert ask(engine, sparql("SELECT * { ?s ?p ?o }"), if_none_match=tag).response.status == 304
    assert ask(engine, sparql("SELECT * { ?s ?p ?o  }"), if_none_match=tag).response.status == 200
    assert ask(engine, sparql("SELECT * { ?s ?p ?o }", format="csv"), if_none_match=tag).response.status == 200
    assert ask(engine, sparql("SELECT (NOW() AS ?x) {}")).response.header("ETag") is None


def test_a_result_past_the_limit_is_an_error(engine: Engine) -> None:
    crossed = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(6))
    answered = ask(engine, sparql(f"SELECT * {{ {crossed} }}"))
    assert answered.response.status == 507


def test_a_longer_result_is_sent_as_a_file(engine: Engine) -> None:
    crossed = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(4))
    larger = Engine(engine.store_dir, Settings(result_size=10_000_000))
    outcome = run_job(larger, Job("query", f"SELECT * {{ {crossed} }}", format="json", base=ROOT))
    assert outcome.spooled is not None
    size = os.fstat(outcome.spooled).st_size
    assert len(json.loads(os.pread(outcome.spooled, size, 0))["results"]["bindings"]) == 4**4
    os.close(outcome.spooled)


def test_errors_reveal_nothing(engine: Engine) -> None:
    for path in (sparql("SELECT"), "id/none", "sparql?query=%FF", "store?graph=http://none/"):
        response = ask(engine, path).response
        said = response.body + repr(response.headers).encode()
        for secret in (str(Path.home()), str(engine.store_dir), "Traceback", ".py", "pyoxigraph"):
            assert secret.encode() not in said


def test_known_prefixes_need_no_declaration_and_override_none(engine: Engine) -> None:
    assert ask(engine, sparql("ASK { ?a a xpkg:Person }", format="json")).response.body.endswith(b"true}")
    own = "PREFIX xpkg: <https://example.org/other#> ASK { ?a a xpkg:Person }"
    assert ask(engine, sparql(own, format="json")).response.body.endswith(b"false}")


def test_an_unknown_prefix_is_an_error_of_one_line(engine: Engine) -> None:
    response = ask(engine, sparql("ASK {\n ?a a foo:Person }")).response
    assert (response.status, response.body) == (400, b"prefix foo: is not declared (line 2, column 7)\n")


def test_a_syntax_error_is_one_short_line_with_its_place(engine: Engine) -> None:
    response = ask(engine, sparql("SELECT ?s {\n ?s 7 ?o }")).response
    assert response.status == 400
    assert response.body.startswith(b"line 2, column ")
    assert response.body.count(b"\n") == 1
    assert len(response.body.decode()) <= 201


def test_the_context_has_an_address_of_its_own(engine: Engine) -> None:
    found = ask(engine, "context.jsonld").response
    headers = dict(found.headers)
    assert (found.status, headers["Content-Type"]) == (200, "application/ld+json")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "max-age" in headers["Cache-Control"]
    assert json.loads(found.body)["@context"]["speaker"] == {"@id": "xpkg:speaker", "@type": "@id"}
    again = ask(engine, "context.jsonld", if_none_match=headers["ETag"]).response
    assert (again.status, again.body) == (304, b"")
    head = ask(engine, "context.jsonld", method="HEAD").response
    assert (head.status, head.body, dict(head.headers)["Content-Length"]) == (200, b"", str(len(found.body)))


def test_json_may_link_to_its_context(engine: Engine) -> None:
    carried, referred = (ask(engine, f"id/person/ada-1.jsonld{end}").response.body for end in ("", "?context=link"))
    whole, short = json.loads(carried), json.loads(referred)
    assert short["@context"] == f"{ROOT}context.jsonld"
    assert short["@graph"] == whole["@graph"]
    assert isinstance(whole["@context"], dict)


def test_the_version_of_the_ontology_has_its_address(engine: Engine) -> None:
    now, version = (ask(engine, f"ontology{end}.nt").response for end in ("", f"/{ONTOLOGY_VERSION}"))
    assert (now.status, now.body) == (version.status, version.body) == (200, now.body)
    assert ask(engine, "ontology/0.0.1.nt").response.status == 404
