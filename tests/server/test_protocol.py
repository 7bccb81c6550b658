"""The SPARQL 1.1 Protocol as a table: method, address, headers and body give a job, or the status of a refusal."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from xpkg.server import Settings
from xpkg.server.http_messages import Request, Response
from xpkg.server.jobs import Job
from xpkg.server.routing import plan

ROOT = "http://localhost/"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
READ = Settings()
WRITE = Settings(writable=True, token="secret-of-the-tests")
BEARER = {"authorization": "Bearer secret-of-the-tests"}
ASK = "ASK {}"
SELECT = "SELECT * { ?s ?p ?o }"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONSTRUCT = "CONSTRUCT WHERE { ?s ?p ?o }"


def send(
    method: str, path: str, headers: dict[str, str] | None = None, body: str | bytes = b"", settings: Settings = READ
) -> Job | Response:
    path, _, query = path.partition("?")
    data = body.encode() if isinstance(body, str) else body
    return plan(Request(method, ROOT + path, ROOT, query.encode(), headers or {}, data), settings)


def got(*pairs: tuple[str, str]) -> str:
    return "sparql?" + urlencode(pairs)


GOOD: list[tuple[str, str, dict[str, str], str, str, str]] = [
    # method, address, headers, body, form, media type
    ("GET", got(("query", ASK)), {}, "", "ASK", "application/sparql-results+json"),
    ("HEAD", got(("query", ASK)), {}, "", "ASK", "application/sparql-results+json"),
    ("POST", "sparql", {"content-type": FORM}, urlencode({"query": ASK}), "ASK", "application/sparql-results+json"),
    ("POST", "sparql", {"content-type": FORM + "; charset=UTF-8"}, urlencode({"query": ASK}), "ASK",
     "application/sparql-results+json"),
    ("POST", "sparql", {"content-type": QUERY}, ASK, "ASK", "application/sparql-results+json"),
    ("POST", "sparql", {"content-type": "Application/SPARQL-Query;charset=utf-8"}, ASK, "ASK",
     "application/sparql-results+json"),
    ("GET", got(("query", SELECT)), {"accept": "application/sparql-results+xml"}, "", "SELECT",
     "application/sparql-results+xml"),
    ("GET", got(("query", SELECT)), {"accept": "text/csv"}, "", "SELECT", "text/csv"),
    ("GET", got(("query", SELECT)), {"accept": WORKBOOK}, "", "SELECT", WORKBOOK),
    ("GET", got(("query", SELECT), ("format", "xlsx")), {"accept": "text/csv"}, "", "SELECT", WORKBOOK),
    ("GET", got(("query", SELECT)), {"accept": "text/tab-separated-values"}, "", "SELECT", "text/tab-separated-values"),
    ("GET", got(("query", SELECT)), {"accept": "text/csv;q=0.2, application/sparql-results+xml;q=0.9"}, "", "SELECT",
     "application/sparql-results+xml"),
    ("GET", got(("query", SELECT)), {"accept": "text/turtle, */*;q=0.1"}, "", "SELECT",
     "application/sparql-results+json"),
    ("GET", got(("query", CONSTRUCT)), {}, "", "CONSTRUCT", "text/turtle"),
    ("GET", got(("query", CONSTRUCT)), {"accept": "application/rdf+xml"}, "", "CONSTRUCT", "application/rdf+xml"),
    ("GET", got(("query", CONSTRUCT)), {"accept": "application/ld+json"}, "", "CONSTRUCT", "application/ld+json"),
    ("GET", got(("query", "DESCRIBE <http://a/>")), {"accept": "application/n-triples"}, "", "DESCRIBE",
     "application/n-triples"),
    ("GET", got(("query", CONSTRUCT)), {"accept": "application/trig"}, "", "CONSTRUCT", "application/trig"),
    ("GET", got(("query", CONSTRUCT)), {"accept": "application/n-quads"}, "", "CONSTRUCT", "application/n-quads"),
    ("GET", got(("query", SELECT), ("format", "csv")), {"accept": "application/json"}, "", "SELECT", "text/csv"),
    ("GET", got(("query", "# SELECT\nPREFIX ask: <http://x/#SELECT>\nCONSTRUCT WHERE { ?s ask:a 'SELECT' }")), {}, "",
     "CONSTRUCT", "text/turtle"),
    ("POST", got(("default-graph-uri", "http://a/")), {"content-type": QUERY}, ASK, "ASK",
     "application/sparql-results+json"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "headers", "body", "form", "media"), GOOD)
def test_a_query_is_run(method: str, path: str, headers: dict[str, str], body: str, form: str, media: str) -> None:
    job = send(method, path, headers, body)
    assert isinstance(job, Job), job
    assert (job.kind, job.form, job.content_type) == ("query", form, media)


NAMED = [
    # what a client writes, its Accept header, media type of a table, media type of a graph
    ("json", "*/*", "application/sparql-results+json", "application/ld+json"),
    ("JSON", "*/*", "application/sparql-results+json", "application/ld+json"),
    ("xml", "*/*", "application/sparql-results+xml", "application/rdf+xml"),
    ("csv", "text/turtle, */*;q=0.1", "text/csv", "text/turtle"),
    ("tsv", "*/*", "text/tab-separated-values", "text/turtle"),
    ("turtle", "*/*", "application/sparql-results+json", "text/turtle"),
    ("n3", "*/*", "application/sparql-results+json", "text/n3"),
    ("rdf", "*/*", "application/sparql-results+json", "application/rdf+xml"),
    ("rdf+xml", "*/*", "application/sparql-results+json", "application/rdf+xml"),
    ("rdf xml", "*/*", "application/sparql-results+json", "application/rdf+xml"),
    ("json-ld", "*/*", "application/sparql-results+json", "application/ld+json"),
    ("n-triples", "text/csv, text/turtle", "text/csv", "application/n-triples"),
    ("ntriples", "*/*", "application/sparql-results+json", "application/n-triples"),
    ("nquads", "*/*", "application/sparql-results+json", "application/n-quads"),
    ("n-quads", "*/*", "application/sparql-results+json", "application/n-quads"),
    ("trig", "*/*", "application/sparql-results+json", "application/trig"),
    ("text/tab-separated-values", "*/*", "text/tab-separated-values", "text/turtle"),
    ("application/rdf+xml; charset=utf-8", "*/*", "application/sparql-results+json", "application/rdf+xml"),
    ("application/sparql-results xml", "*/*", "application/sparql-results+xml", "text/turtle"),
    ("auto", "text/csv, application/trig", "text/csv", "application/trig"),
    ("", "text/csv, application/trig", "text/csv", "application/trig"),
    ("spaghetti", "text/csv, application/trig", "text/csv", "application/trig"),
]


@pytest.mark.parametrize(("name", "accept", "table", "graph"), NAMED)
def test_a_format_has_the_names_that_clients_give_it(name: str, accept: str, table: str, graph: str) -> None:
    for query, media in ((SELECT, table), (CONSTRUCT, graph)):
        for field in ("format", "output", "results"):
            fields = [("query", query), (field, "auto"), (field, name)]
            form = {"accept": accept, "content-type": FORM}
            for job in (send("GET", got(*fields), form), send("POST", "sparql", form, urlencode(fields))):
                assert isinstance(job, Job)
                assert job.content_type == media


@pytest.mark.parametrize(("query", "media"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv")])
def test_an_unknown_format_does_not_excuse_the_accept_header(query: str, media: str) -> None:
    found = send("GET", got(("query", query), ("format", "spaghetti")), {"accept": media})
    assert isinstance(found, Response)
    assert found.status == 406


@pytest.mark.parametrize("path", ["sparql", "sparql/"])
def test_empty_form_fields_are_ignored(path: str) -> None:
    empty = [("default-graph-uri", ""), ("named-graph-uri", ""), ("timeout", ""), ("format", "")]
    plain, filled = send("GET", got(("query", ASK))), send("GET", f"{path}?" + urlencode([("query", ASK), *empty]))
    assert isinstance(filled, Job)
    assert isinstance(plain, Job)
    assert (filled.default, filled.named, filled.timeout) == (None, None, plain.timeout)
    described = send("GET", f"{path}?" + urlencode(empty))
    assert isinstance(described, Job)
    assert described.kind == "service"


@pytest.mark.parametrize(("asked", "given"), [("", 10), ("0", 10), ("0.0", 10), ("2", 2), ("99", 10)])
def test_a_timeout_of_zero_is_the_default(asked: str, given: float) -> None:
    job = send("GET", got(("query", ASK), ("timeout", asked)))
    assert isinstance(job, Job)
    assert job.timeout == given


def test_a_browser_gets_the_form_unless_it_asks_for_a_format() -> None:
    browser = {"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"}
    for name, kind in (("auto", "page"), ("", "page"), ("csv", "query"), ("json-ld", "query")):
        job = send("GET", got(("query", ASK), ("format", name)), browser)
        assert isinstance(job, Job)
        assert job.kind == kind


def test_the_dataset_comes_from_the_request() -> None:
    job = send("GET", got(("query", ASK), ("default-graph-uri", "http://a/"), ("named-graph-uri", "http://b/"),
                          ("named-graph-uri", "http://c/")))  # fmt: skip
    assert isinstance(job, Job)
    assert (job.default, job.named) == (("http://a/",), ("http://b/", "http://c/"))


BAD: list[tuple[str, str, dict[str, str], str | bytes, int]] = [
    ("PUT", got(("query", ASK)), {}, "", 405),
    ("DELETE", "sparql", {}, "", 405),
    ("GET", got(("query", ASK), ("query", ASK)), {}, "", 400),
    ("GET", got(("default-graph-uri", "http://a/")), {}, "", 400),
    ("GET", got(("update", "CLEAR ALL")), {}, "", 400),
    ("GET", got(("query", "CLEAR ALL")), {}, "", 400),
    ("GET", got(("query", ASK), ("default-graph-uri", "a graph")), {}, "", 400),
    ("GET", got(("query", ASK), ("using-graph-uri", "http://a/")), {}, "", 400),
    ("GET", "sparql?query=%FF", {}, "", 400),
    ("GET", got(("query", ASK)), {"accept": "image/png"}, "", 406),
    ("GET", got(("query", SELECT)), {"accept": "application/sparql-results+json;q=0"}, "", 406),
    ("GET", got(("query", CONSTRUCT)), {"accept": "text/csv"}, "", 406),
    ("POST", "sparql", {}, urlencode({"query": ASK}), 415),
    ("POST", "sparql", {"content-type": "text/plain"}, ASK, 415),
    ("POST", "sparql", {"content-type": "application/json"}, "{}", 415),
    ("POST", "sparql", {"content-type": FORM}, ASK, 400),
    ("POST", "sparql", {"content-type": FORM}, "", 400),
    ("POST", "sparql", {"content-type": FORM}, urlencode([("query", ASK), ("query", ASK)]), 400),
    ("POST", "sparql", {"content-type": FORM}, urlencode([("query", ASK), ("update", "CLEAR ALL")]), 400),
    ("POST", got(("query", ASK)), {"content-type": QUERY}, ASK, 400),
    ("POST", "sparql", {"content-type": QUERY}, ASK.encode("utf-16"), 400),
    ("POST", "sparql", {"content-type": QUERY + "; charset=utf-16"}, ASK.encode("utf-16"), 415),
    ("POST", "sparql", {"content-type": UPDATE}, "CLEAR ALL", 403),
    ("POST", "sparql", {"content-type": FORM}, urlencode({"update": "CLEAR ALL"}), 403),
    ("GET", got(("query", "SELECT * { SERVICE <http://a/> {} }")), {}, "", 403),
    ("GET", got(("query", "SELECT * { SERVICE SILENT ?x {} }")), {}, "", 403),
    ("GET", got(("query", "SELECT * { SERVI\\u0043E <http://a/> {} }")), {}, "", 400),
    ("GET", got(("query", "ASK " + "{" * 65 + "}" * 65)), {}, "", 400),
    ("GET", got(("query", "ASK {} #" + "x" * 200_000)), {}, "", 413),
    ("GET", "nothing/here", {}, "", 404),
    ("POST", "id/person/x", {}, "", 405),
    ("GET", "id/person/%00", {}, "", 400),
    ("GET", "id/person/x", {"accept": "image/png"}, "", 406),
    ("PUT", "store?default", {"content-type": "text/turtle"}, "", 403),
    ("GET", "store?default&graph=http://a/", {}, "", 400),
    ("GET", "store?graph=a/b", {}, "", 400),
    ("GET", "store?graph=", {}, "", 400),
    ("GET", got(("query", ASK), ("timeout", "soon")), {}, "", 400),
    ("PROPFIND", "store?default", {}, "", 405),
]


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), BAD)
def test_a_request_is_refused(method: str, path: str, headers: dict[str, str], body: str | bytes, status: int) -> None:
    response = send(method, path, headers, body)
    assert isinstance(response, Response), response
    assert response.status == status
    assert b"/" not in response.body.replace(b"/x", b"").replace(b"application/", b"").replace(b"text/", b"")


WRITTEN: list[tuple[str, str, dict[str, str], str, int | str]] = [
    ("POST", "sparql", {"content-type": UPDATE}, "CLEAR ALL", 401),
    ("POST", "sparql", {"content-type": UPDATE, "authorization": "Bearer wrong"}, "CLEAR ALL", 401),
    ("POST", "sparql", {"content-type": UPDATE, "authorization": "Basic secret-of-the-tests"}, "CLEAR ALL", 401),
    ("POST", "sparql", {"content-type": UPDATE, **BEARER}, "CLEAR ALL", "update"),
    ("POST", "sparql", {"content-type": FORM, **BEARER}, urlencode({"update": "CLEAR ALL"}), "update"),
    ("POST", "sparql", {"content-type": FORM, **BEARER}, urlencode([("update", "CLEAR ALL")] * 2), 400),
    ("POST", got(("update", "CLEAR ALL")), {"content-type": FORM, **BEARER}, "", 400),
    ("POST", got(("using-graph-uri", ""), ("using-named-graph-uri", "")), {"content-type": UPDATE, **BEARER},
     "WITH <http://b/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "update"),
    ("PUT", "store?graph=a", {"content-type": "text/turtle", **BEARER}, "", 400),
    ("PUT", "store?graph=http://a/", {"content-type": "text/plain", **BEARER}, "", "put"),
    ("POST", "sparql", {"content-type": UPDATE, **BEARER}, "LOAD <http://a/>", 403),
    ("POST", "sparql", {"content-type": UPDATE, **BEARER}, "LOAD SILENT <file:///etc/passwd>", 403),
    ("POST", "sparql", {"content-type": UPDATE, **BEARER}, "INSERT { ?s ?p 'LOAD' } WHERE { ?s ?p ?o }", "update"),
    ("POST", got(("using-graph-uri", "http://a/")), {"content-type": UPDATE, **BEARER},
     "WITH <http://b/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 400),
    ("POST", got(("using-named-graph-uri", "http://a/")), {"content-type": UPDATE, **BEARER},
     "INSERT { ?s ?p 1 } USING <http://b/> WHERE { ?s ?p ?o }", 400),
    ("POST", got(("using-graph-uri", "http://a/")), {"content-type": UPDATE, **BEARER},
     "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", "update"),
    ("PUT", "store?graph=http://a/", {"content-type": "text/turtle", **BEARER}, "", "put"),
    ("PUT", "store/some/graph", {"content-type": "application/ld+json", **BEARER}, "", "put"),
    ("POST", "store", {"content-type": "text/turtle", **BEARER}, "", "post"),
    ("DELETE", "store?default", BEARER, "", "delete"),
    ("PATCH", "store?default", {"content-type": UPDATE, **BEARER}, "", "patch"),
    ("PUT", "store", {"content-type": "text/turtle", **BEARER}, "", 400),
    ("PUT", "store?default", BEARER, "", 415),
    ("PUT", "store?default", {"content-type": "image/png", **BEARER}, "", 415),
    ("PUT", "store?default", {"content-type": "text/turtle"}, "", 401),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "headers", "body", "end"), WRITTEN)
def test_writing_needs_the_token(method: str, path: str, headers: dict[str, str], body: str, end: int | str) -> None:
    found = send(method, path, headers, body, WRITE)
    assert (found.status if isinstance(found, Response) else found.kind) == end


def test_using_graphs_become_clauses_of_the_update() -> None:
    job = send("POST", got(("using-graph-uri", "http://a/"), ("using-named-graph-uri", "http://b/")),
               {"content-type": UPDATE, **BEARER}, "DELETE WHERE { ?s ?p 'WHERE {' } ;\nINSERT DATA { <x:a> <x:b> 1 }",
               WRITE)  # fmt: skip
    assert isinstance(job, Job)
    assert job.text == (
        "DELETE { ?s ?p 'WHERE {' } USING <http://a/> USING NAMED <http://b/> WHERE { ?s ?p 'WHERE {' } ;\n"
        "INSERT DATA { <x:a> <x:b> 1 }"
    )


@pytest.mark.parametrize("path", ["sparql", "store", "id/person/x"])
def test_options_say_what_may_be_done(path: str) -> None:
    response = send("OPTIONS", path)
    assert isinstance(response, Response)
    assert response.status == 204
    assert "GET" in (response.header("Allow") or "")
    assert response.header("Access-Control-Allow-Origin") == "*"


@pytest.mark.parametrize(("path", "kind", "media"), [
    ("sparql", "service", "text/turtle"),
    (".well-known/void", "void", "text/turtle"),
    ("id/person/x-1", "thing", "text/turtle"),
    ("id/person/x-1.jsonld", "thing", "application/ld+json"),
    ("id/person/x-1.html", "page", "text/html"),
    ("id/person/x-1.trig", "thing", "application/trig"),
    ("graph/authority.n3", "graph", "text/n3"),
    ("graph/authority.nq", "graph", "application/n-quads"),
    ("ontology", "graph", "text/turtle"),
    ("ontology.rdf", "graph", "application/rdf+xml"),
    ("dump.nq.gz", "dump", "application/gzip"),
    ("store?default", "graph", "text/turtle"),
    ("store?graph=http://a/", "graph", "text/turtle"),
])  # fmt: skip
def test_each_address_has_its_job(path: str, kind: str, media: str) -> None:
    job = send("GET", path)
    assert isinstance(job, Job)
    assert (job.kind, job.content_type) == (kind, media)
