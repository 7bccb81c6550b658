"""The cases of the W3C test suites for the SPARQL 1.1 Protocol, the Graph Store Protocol and the Service Description.

The suites are lists of requests with the statuses and bodies to come back; these are their cases in our words, under
their names, with what else the specifications say in the same place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
from asgi import AUTHORITY, Answered, Client, running
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple

from xpkg.server import Settings
from xpkg.server.app import App
from xpkg.store import replace_store
from xpkg.vocab import FOAF, RDF

TOKEN = "a-secret-of-the-conformance-test"
FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
DATA = [f"http://example.org/data/{number}" for number in (1, 2, 3)]
KINDS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "table": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv",
              "text/tab-separated-values", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    "graph": {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"},
}  # fmt: skip
GOOD = range(200, 400)
BAD = range(400, 500)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A server that answers a wrong token without delay."""
    store = tmp_path_factory.mktemp("conformance") / "store"
    replace_store(store, [Quad(NamedNode(data), RDF.type, FOAF.Document, NamedNode(data)) for data in DATA])
    app = App(store, Settings(writable=True, token=TOKEN, workers=2))
    with pytest.MonkeyPatch.context() as patch, running(app) as client:
        patch.setattr("xpkg.server.app._WRONG_TOKEN_DELAY", 0.0)
        yield client


@dataclass(frozen=True)
class Sent:
    """A request of the protocol suite, and what has to come back."""

    method: str
    path: str = "/sparql/"
    body: str | bytes = ""
    headers: dict[str, str] = field(default_factory=dict)
    status: range = GOOD
    kind: str = ""
    true: bool | None = None

    def to(self, client: Client) -> Answered:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        return client.send(self.method, self.path, body, **self.headers, authorization=f"Bearer {TOKEN}")


def get(status: range = GOOD, true: bool | None = True, **fields: str | list[str]) -> Sent:
    return Sent("GET", at(**fields), status=status, kind="boolean" if status is GOOD else "", true=true)


def post(
    media: str, body: str | bytes, path: str = "/sparql/",
    status: range = GOOD, kind: str = "", true: bool | None = None,
) -> Sent:  # fmt: skip
    return Sent("POST", path, body, {"content_type": media} if media else {}, status, kind, true)


def at(**fields: str | list[str]) -> str:
    return "/sparql/?" + urlencode({name.replace("_", "-"): value for name, value in fields.items()}, doseq=True)


A, B, C = (f"<{data}> a ?type" for data in DATA)
IN_TURN = f"GRAPH ?g1 {{ {A} }} GRAPH ?g2 {{ {B} }}"
PREFIXES = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX dc: <http://purl.org/dc/terms/> "
TARGET = "http://example.org/protocol-update-target"
FILL = "; ".join(
    f"INSERT DATA {{ GRAPH <{data}> {{ <{data}> a <http://xmlns.com/foaf/0.1/Document> }} }}" for data in DATA
)
COPY = f"INSERT {{ GRAPH <{TARGET}> {{ ?s a dc:BibliographicResource }} }} WHERE {{ ?s a foaf:Document }}"
COPY_NAMED = COPY.replace("{ ?s a foaf:Document }", "{ GRAPH ?g { ?s a foaf:Document } }")
COPY_BOTH = (f"INSERT {{ GRAPH <{TARGET}> {{ ?s dc:type ?in }} }} WHERE {{ {{ GRAPH ?g {{ ?s a foaf:Document }} "
             'BIND(?g AS ?in) } UNION { ?s a foaf:Document BIND("default" AS ?in) } }')  # fmt: skip


def copied(*there: int) -> str:
    """Whether those of the documents, and no others, were copied."""
    parts = [("" if number in there else "FILTER NOT EXISTS ") + f"{{ GRAPH <{TARGET}> {{ <{data}> a ?t{number} }} }}"
             for number, data in enumerate(DATA, 1)]  # fmt: skip
    return "ASK { " + " ".join(parts) + " }"


PROTOCOL: dict[str, list[Sent]] = {
    "query_get": [get(query="ASK {}", default_graph_uri="http://example.org/data/0")],
    "query_post_form": [post(FORM, "query=ASK%20%7B%7D", at(default_graph_uri="http://example.org/data/0"),
                             kind="boolean", true=True)],
    "query_post_direct": [post(QUERY, "ASK {}", kind="boolean", true=True)],
    "query_dataset_default_graph": [
        post(QUERY, f"ASK {{ {A} }}", at(default_graph_uri=DATA[0]), kind="boolean", true=True),
        post(QUERY, f"ASK {{ {B} }}", at(default_graph_uri=DATA[0]), kind="boolean", true=False),
    ],
    "query_dataset_default_graphs_get": [
        get(query=f"ASK {{ {A} . {B} }}", default_graph_uri=DATA[:2]),
        get(query=f"ASK {{ {C} }}", default_graph_uri=DATA[:2], true=False),
    ],
    "query_dataset_default_graphs_post": [
        post(QUERY, f"ASK {{ {A} . {B} }}", at(default_graph_uri=DATA[:2]), kind="boolean", true=True),
    ],
    "query_dataset_named_graphs_get": [get(query=f"ASK {{ {IN_TURN} }}", named_graph_uri=DATA[:2])],
    "query_dataset_named_graphs_post": [
        post(QUERY, f"ASK {{ {IN_TURN} }}", at(named_graph_uri=DATA[:2]), kind="boolean", true=True),
        post(QUERY, f"ASK {{ GRAPH ?g {{ {C} }} }}", at(named_graph_uri=DATA[:2]), kind="boolean", true=False),
    ],
    "query_dataset_full": [
        post(QUERY, f"ASK {{ {C} {IN_TURN} }}", at(default_graph_uri=DATA[2], named_graph_uri=DATA[:2]),
             kind="boolean", true=True),
    ],
    "query_multiple_dataset": [  # what the request says goes before what the query says
        post(QUERY, f"ASK FROM <{DATA[2]}> {{ {IN_TURN} }}", at(named_graph_uri=DATA[:2]), kind="boolean", true=True),
        post(QUERY, f"ASK FROM <{DATA[2]}> {{ {C} }}", at(default_graph_uri=DATA[0]), kind="boolean", true=False),
    ],
    "query_content_type_select": [post(QUERY, "SELECT (1 AS ?value) {}", kind="table")],
    "query_content_type_ask": [post(QUERY, "ASK {}", kind="boolean")],
    "query_content_type_describe": [post(QUERY, "DESCRIBE <http://example.org/>", kind="graph")],
    "query_content_type_construct": [post(QUERY, "CONSTRUCT { <s> <p> 1 } WHERE {}", kind="graph")],
    "bad_query_method": [Sent("PUT", at(query="ASK {}"), headers={"content_type": FORM}, status=BAD)],
    "bad_multiple_queries": [get(status=BAD, true=None, query=["ASK {}", "SELECT * {}"])],
    "bad_multiple_queries_form": [post(FORM, urlencode([("query", "ASK {}")] * 2), status=BAD)],
    "bad_query_wrong_media_type": [post("text/plain", "ASK {}", status=BAD)],
    "bad_query_missing_form_type": [post("", "query=ASK%20%7B%7D", status=BAD)],
    "bad_query_missing_direct_type": [post("", "ASK {}", status=BAD)],
    "bad_query_non_utf8": [post(QUERY + "; charset=UTF-16", "ASK {}".encode("utf-16"), status=BAD),
                           post(QUERY, "ASK {}".encode("utf-16"), status=BAD)],
    "bad_query_syntax": [get(status=BAD, true=None, query="ASK {")],
    "update_post_form": [post(FORM, "update=CLEAR+GRAPH+%3Chttp%3A%2F%2Fexample.org%2Fnone%3E")],
    "update_post_direct": [post(UPDATE, "CLEAR SILENT GRAPH <http://example.org/none>")],
    "update_dataset_default_graph": [
        post(UPDATE, f"{PREFIXES} CLEAR ALL ; {FILL} ; {COPY}", at(using_graph_uri=DATA[0])),
        post(QUERY, copied(1), kind="boolean", true=True),
    ],
    "update_dataset_default_graphs": [
        post(UPDATE, f"{PREFIXES} DROP ALL ; {FILL} ; {COPY}", at(using_graph_uri=DATA[:2])),
        post(QUERY, copied(1, 2), kind="boolean", true=True),
    ],
    "update_dataset_named_graphs": [
        post(UPDATE, f"{PREFIXES} DROP ALL ; {FILL} ; {COPY_NAMED}", at(using_named_graph_uri=DATA[:2])),
        post(QUERY, copied(1, 2), kind="boolean", true=True),
    ],
    "update_dataset_full": [
        post(UPDATE, f"{PREFIXES} DROP ALL ; {FILL} ; {COPY_BOTH}",
             at(using_graph_uri=DATA[0], using_named_graph_uri=DATA[1])),
        post(QUERY, f'ASK {{ GRAPH <{TARGET}> {{ <{DATA[0]}> ?p "default" . <{DATA[1]}> ?p <{DATA[1]}> }} '
             f"FILTER NOT EXISTS {{ GRAPH <{TARGET}> {{ <{DATA[2]}> ?q ?o }} }} }}", kind="boolean", true=True),
    ],
    "update_base_uri": [
        post(UPDATE, "CLEAR GRAPH <http://example.org/base> ; INSERT DATA { GRAPH <http://example.org/base> "
             "{ <http://example.org/s> <http://example.org/p> <test> } }"),
        post(QUERY, 'ASK { GRAPH <http://example.org/base> { ?s ?p ?o } FILTER(isIRI(?o) && STRENDS(STR(?o), "/test") '
             '&& STRSTARTS(STR(?o), "http")) }', kind="boolean", true=True),
    ],
    "bad_update_get": [Sent("GET", at(update="CLEAR ALL"), status=BAD)],
    "bad_update_in_the_address": [post(FORM, "", at(update="CLEAR ALL"), status=BAD)],
    "bad_multiple_updates": [post(FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", status=BAD)],
    "bad_update_wrong_media_type": [post("text/plain", "CLEAR NAMED", status=BAD)],
    "bad_update_missing_form_type": [post("", "update=CLEAR%20NAMED", status=BAD)],
    "bad_update_missing_direct_type": [post("", "CLEAR NAMED", status=BAD)],
    "bad_update_non_utf8": [post(UPDATE + "; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), status=BAD),
                            post(UPDATE, "CLEAR NAMED".encode("utf-16"), status=BAD)],
    "bad_update_syntax": [post(FORM, "update=CLEAR%20XYZ", status=BAD)],
    "bad_update_dataset_conflict": [
        post(UPDATE, f"{PREFIXES} WITH <http://example.org/a> DELETE {{ ?p foaf:givenName 'Bill' }} "
             "INSERT { ?p foaf:givenName 'William' } WHERE { ?p foaf:givenName 'Bill' }",
             at(using_named_graph_uri="http://example.org/people"), status=BAD),
        post(UPDATE, "DELETE { ?s ?p 1 } USING <http://example.org/a> WHERE { ?s ?p 1 }",
             at(using_graph_uri="http://example.org/people"), status=BAD),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", PROTOCOL)
def test_protocol(client: Client, name: str) -> None:
    for sent in PROTOCOL[name]:
        answered = sent.to(client)
        assert answered.status in sent.status, answered
        if sent.kind:
            assert answered.media in KINDS[sent.kind]
        if sent.true is not None:
            assert json.loads(answered.body)["boolean"] is sent.true


@pytest.mark.parametrize("update", ["DROP GRAPH <http://example.org/none>", "CREATE GRAPH <http://example.org/made>",
                                    "MOVE <http://example.org/none> TO DEFAULT"])  # fmt: skip
def test_an_update_that_the_store_refuses_is_a_conflict(client: Client, update: str) -> None:
    assert post(UPDATE, "CREATE SILENT GRAPH <http://example.org/made>").to(client).status == 204
    answered = post(UPDATE, update).to(client)
    assert answered.status == 409
    assert b"http://example.org/" in answered.body
    assert post(UPDATE, update.replace("GRAPH", "SILENT GRAPH").replace("MOVE", "MOVE SILENT")).to(client).status == 204


def test_a_refused_update_changes_nothing(client: Client) -> None:
    def size() -> str:
        counted = post(QUERY, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").to(client)
        return str(json.loads(counted.body)["results"]["bindings"][0]["n"]["value"])

    before = size()
    for name, requests in PROTOCOL.items():
        if name.startswith("bad_"):
            for sent in requests:
                sent.to(client)
    assert size() == before


# --- Graph Store Protocol: the steps of the suite stand in their order, each on what those before it have left ---

STORE = "/store"
ONE, TWO, FOUR = (f"{STORE}/person/{number}.ttl" for number in (1, 2, 4))
NAME_OF_ONE = f"http://{AUTHORITY}{ONE}"
V = "@prefix v: <http://www.w3.org/2006/vcard/ns#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . "
JOHN = V + "<http://example.org/1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn 'John Doe' ] ."
JANE = JOHN.replace("John", "Jane")
ALICE = V + "[] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name 'Alice' ] ."
NAMED = V + "<http://example.org/1> foaf:name 'Jane Doe'"
PARTS = "".join(
    f'--limit\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.ttl"\r\n'
    f"Content-Type: text/turtle; charset=utf-8\r\n\r\n{V}<http://example.org/1> foaf:{name} '{value}' .\r\n"
    for name, value in (("familyName", "Doe"), ("givenName", "Jane"))
) + "--limit--\r\n"  # fmt: skip
JANE_NAMED = f"{JANE} {NAMED} ."
JANE_WHOLE = f"{JANE_NAMED} <http://example.org/1> foaf:familyName 'Doe' ; foaf:givenName 'Jane' ."
NEW = "{new}"  # where the suite's last POST put its graph
TURTLE = {"content_type": "text/turtle; charset=utf-8"}
MULTIPART = {"content_type": "multipart/form-data; boundary=limit"}

Step = tuple[str, str, str, str, dict[str, str], tuple[int, ...], str | None]
STEPS: list[Step] = [
    # name, method, address, body, headers, statuses, the graph that comes back
    ("put_initial_state", "PUT", ONE, JOHN, TURTLE, (201,), None),
    ("get_of_put_initial_state", "GET", f"{STORE}?graph={quote(NAME_OF_ONE)}", "", {}, (200,), JOHN),
    ("get_of_put_directly", "GET", ONE, "", {}, (200,), JOHN),
    ("put_graph_already_in_store", "PUT", ONE, JANE, TURTLE, (200, 204), None),
    ("get_of_put_graph_already_in_store", "GET", ONE, "", {}, (200,), JANE),
    ("put_default_graph", "PUT", f"{STORE}?default", ALICE, TURTLE, (201,), None),
    ("put_default_graph_again", "PUT", f"{STORE}?default", ALICE, TURTLE, (200, 204), None),
    ("get_of_put_default_graph", "GET", f"{STORE}?default", "", {}, (200,), ALICE),
    ("put_mismatched_payload", "PUT", ONE, JOHN, {"content_type": "application/rdf+xml"}, (400,), None),
    ("get_of_put_mismatched_payload", "GET", ONE, "", {}, (200,), JANE),
    ("put_unknown_media_type", "PUT", ONE, JOHN, {"content_type": "application/x-unheard-of"}, (415,), None),
    ("put_empty_graph", "PUT", TWO, "", {**TURTLE, "content_length": "0"}, (200, 201, 204), None),
    ("get_of_put_empty_graph", "GET", TWO, "", {}, (200,), ""),
    ("put_empty_graph_no_content_length", "PUT", TWO, "", TURTLE, (200, 201, 204), None),
    ("delete_existing_graph", "DELETE", TWO, "", {}, (200, 204), None),
    ("get_of_delete_existing_graph", "GET", TWO, "", {}, (404,), None),
    ("delete_nonexistent_graph", "DELETE", TWO, "", {}, (404,), None),
    ("post_existing_graph", "POST", ONE, NAMED + " .", TURTLE, (200, 204), None),
    ("get_of_post_existing_graph", "GET", ONE, "", {}, (200,), JANE_NAMED),
    ("post_multipart_formdata", "POST", ONE, PARTS, MULTIPART, (200, 204), None),
    ("get_of_post_multipart_formdata", "GET", ONE, "", {}, (200,), JANE_WHOLE),
    ("post_create_new_graph", "POST", STORE, ALICE, TURTLE, (201,), None),
    ("get_of_post_create_new_graph", "GET", NEW, "", {}, (200,), ALICE),
    ("post_empty_graph", "POST", NEW, "", TURTLE, (200, 204), None),
    ("get_of_post_after_noop", "GET", NEW, "", {}, (200,), ALICE),
    ("head_on_an_existing_graph", "HEAD", ONE, "", {}, (200,), None),
    ("head_on_a_nonexisting_graph", "HEAD", FOUR, "", {}, (404,), None),
    ("post_to_a_graph_that_is_not_there", "POST", FOUR, JOHN, TURTLE, (201,), None),
    ("get_of_post_to_a_graph_that_is_not_there", "GET", FOUR, "", {}, (200,), JOHN),
    ("relative_graph_iri", "GET", f"{STORE}?graph=person/1.ttl", "", {}, (400,), None),
    ("graph_and_default", "GET", f"{STORE}?default&graph={quote(NAME_OF_ONE)}", "", {}, (400,), None),
    ("method_not_allowed", "TRACE", ONE, "", {}, (405,), None),
    ("not_acceptable", "GET", ONE, "", {"accept": "image/png"}, (406,), None),
]  # fmt: skip


def canonical(data: bytes | str, media: str = "text/turtle") -> set[Quad]:
    """The triples of a document, with the same names for the same blank nodes whoever wrote it."""
    kind = RdfFormat.from_media_type(media)
    assert kind is not None
    dataset = Dataset(pyoxigraph.parse(data, format=kind, base_iri=NAME_OF_ONE))
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


def test_graph_store_protocol(client: Client) -> None:
    client.send("POST", "/sparql", b"DROP ALL", content_type=UPDATE, authorization=f"Bearer {TOKEN}")
    new = ""
    for name, method, path, body, headers, statuses, graph in STEPS:
        given = {"accept": "text/turtle", **headers}
        answered = client.send(method, path.replace(NEW, new), body.encode(), authorization=f"Bearer {TOKEN}", **given)
        assert answered.status in statuses, (name, answered)
        if graph is not None:
            assert answered.media == "text/turtle", name
            assert canonical(answered.body) == canonical(graph), name
        if "location" in answered.headers:
            new = answered.headers["location"].removeprefix(f"http://{AUTHORITY}")
        if method == "HEAD":
            assert answered.body == b"", name
    assert new.startswith(STORE + "/")


@pytest.mark.parametrize(("method", "path"), [(method, path) for method in ("PUT", "POST", "DELETE", "PATCH")
                                              for path in (ONE, f"{STORE}?default", STORE)])  # fmt: skip
def test_writing_without_the_token_is_refused(client: Client, method: str, path: str) -> None:
    for headers in ({}, {"authorization": "Bearer " + TOKEN[:-1]}):
        assert client.send(method, path, JOHN.encode(), **TURTLE, **headers).status == 401


# --- Service Description ---

SD = "http://www.w3.org/ns/sparql-service-description#"
CLASSES = {"Service", "Language", "Function", "Aggregate", "EntailmentRegime", "EntailmentProfile", "GraphCollection",
           "Dataset", "Graph", "NamedGraph", "Feature"}  # fmt: skip
RANGES: dict[str, tuple[str, str]] = {
    # property: the class that it is said of, the class of its values; "" for one that needs no saying
    "endpoint": ("Service", ""), "feature": ("Service", ""), "defaultEntailmentRegime": ("Service", ""),
    "defaultSupportedEntailmentProfile": ("Service", ""), "entailmentRegime": ("NamedGraph", ""),
    "supportedEntailmentProfile": ("NamedGraph", ""), "extensionFunction": ("Service", "Function"),
    "extensionAggregate": ("Service", "Aggregate"), "languageExtension": ("Service", ""),
    "supportedLanguage": ("Service", ""), "propertyFeature": ("Service", ""), "inputFormat": ("Service", ""),
    "resultFormat": ("Service", ""), "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"), "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection", "NamedGraph"), "name": ("NamedGraph", ""), "graph": ("NamedGraph", "Graph"),
}  # fmt: skip


def described(client: Client, path: str = "/sparql/", accept: str = "text/turtle") -> set[Triple]:
    answered = client.send("GET", path, accept=accept)
    assert (answered.status, answered.media) == (200, accept)
    kind = RdfFormat.from_media_type(accept)
    assert kind is not None
    return {quad.triple for quad in pyoxigraph.parse(answered.body, format=kind)}


@pytest.mark.parametrize("accept", sorted(KINDS["graph"]))
def test_service_description_returns_rdf(client: Client, accept: str) -> None:
    assert described(client, accept=accept) == described(client)


def test_service_description_has_endpoint_triple(client: Client) -> None:
    endpoint = NamedNode(SD + "endpoint")
    addresses = {t.object for t in described(client) if t.predicate == endpoint}
    assert addresses == {NamedNode(f"http://{AUTHORITY}/sparql")}
    assert client.send("GET", "/sparql?" + urlencode({"query": "ASK {}"})).status == 200


def test_service_description_conforms_to_schema(client: Client) -> None:
    triples = described(client)
    types = [(t.subject, str(t.object)[1:-1]) for t in triples if t.predicate == RDF.type]
    kinds = {(subject, kind.removeprefix(SD)) for subject, kind in types if kind.startswith(SD)}
    assert {kind for _, kind in kinds} <= CLASSES
    used = [t for t in triples if t.predicate.value.startswith(SD)]
    for triple in used:
        domain, values = RANGES[triple.predicate.value.removeprefix(SD)]
        assert (triple.subject, domain) in kinds or (triple.subject, "Dataset") in kinds, triple
        assert isinstance(triple.object, NamedNode), triple
        assert not values or (triple.object, values) in kinds, triple
    assert {t.predicate.value.removeprefix(SD) for t in used} >= {"endpoint", "supportedLanguage", "defaultDataset",
                                                                  "resultFormat", "inputFormat"}  # fmt: skip


def test_service_description_lists_the_named_graphs(client: Client) -> None:
    client.send("PUT", ONE, JOHN.encode(), authorization=f"Bearer {TOKEN}", **TURTLE)
    name, number = NamedNode(SD + "name"), NamedNode("http://rdfs.org/ns/void#triples")
    triples = described(client)
    assert NamedNode(NAME_OF_ONE) in {t.object for t in triples if t.predicate == name}
    entry = next(t.subject for t in triples if t.predicate == name and t.object == NamedNode(NAME_OF_ONE))
    graph = next(t.object for t in triples if t.predicate == NamedNode(SD + "graph") and t.subject == entry)
    sizes = [t.object.value for t in triples if t.subject == graph and t.predicate == number
             and isinstance(t.object, Literal)]  # fmt: skip
    assert sizes == ["4"]
