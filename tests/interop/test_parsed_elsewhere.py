"""Everything that is served, read by parsers that are not the engine's and compared with the N-Quads dump.

rdflib reads Turtle, TriG, N3, N-Triples, N-Quads and RDF/XML, pyld JSON-LD, the standard library tables. xpkg makes no
blank nodes, so that a set of quads is its own canonical form; where a query makes some, RDFC-1.0 names them.
"""

from __future__ import annotations

import asyncio
import csv
import gzip
import io
import json
import os
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import rdflib
from click.testing import Result
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from xpkg.catalogue import find_query
from xpkg.errors import FormatError
from xpkg.export import DATASETS, serialize_quads
from xpkg.resources import folder
from xpkg.server import Settings
from xpkg.server.engine import Engine
from xpkg.server.http_messages import Request, Response
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job, Outcome
from xpkg.server.request_handler import handle
from xpkg.server.result_cache import ResultCache
from xpkg.store import replace_store
from xpkg.vocab import NAMESPACES, RDF, XPKG, XSD

pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib's, of itself

Run = Callable[..., Result]
Quads = frozenset[tuple[str, str, str, str]]
"""Subject, predicate, object, graph (empty for the default graph), each as N-Quads has it."""

ROOT = "http://localhost/"
TRIPLES = {"text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml", "text/n3": "n3"}
QUADS = {"application/trig": "trig", "application/n-quads": "nquads"}
JSON, XML = "application/ld+json", "application/rdf+xml"
ALL = (*TRIPLES, *QUADS, JSON)
LONG = 8192  # bytes of the engine's buffer: what is longer is written in several pieces


@dataclass(frozen=True)
class Served:
    """A store that is served, and what its N-Quads dump says."""

    name: str
    engine: Engine
    quads: Quads
    triples: Quads

    def things(self) -> list[str]:
        """The addresses of all that is served under ``id/``, in order."""
        start = f"<{self.engine.base}id/"
        found = {term[1:-1] for s, _, o, _ in self.quads for term in (s, o) if term.startswith(start)}
        return sorted({iri[len(self.engine.base) :] for iri in found if "#" not in iri and "?" not in iri})

    def graphs(self) -> list[str]:
        return sorted({g[1:-1] for _, _, _, g in self.quads})


def fetch(engine: Engine, path: str, accept: str = "*/*") -> Response:
    """The response to a GET, its body whole; no socket and no other process."""

    async def execute(job: Job, encoded: bytes, file: int | None) -> Outcome:
        outcome = run_job(engine, Job.decode(encoded), file)
        body = outcome.body
        if outcome.spooled is not None:
            body = os.pread(outcome.spooled, os.fstat(outcome.spooled).st_size, 0)
            os.close(outcome.spooled)
        return Outcome(outcome.kind, body, outcome.message, outcome.status, outcome.headers, outcome.gzipped,
                       size=len(body), snapshot=engine.snapshot)  # fmt: skip

    path, _, query = path.partition("?")
    request = Request("GET", ROOT + path, ROOT, query.encode(), {"accept": accept})
    return asyncio.run(handle(request, engine.settings, execute, ResultCache(0), engine.snapshot)).response


def got(engine: Engine, path: str, media: str) -> Quads:
    """What is served at ``path`` as ``media``, parsed."""
    response = fetch(engine, path, media)
    assert response.status == 200, (path, media, response.body)
    assert (response.header("Content-Type") or "").partition(";")[0] == media
    return read(response.body, media)


def sparql(query: str, **fields: str) -> str:
    return "sparql?" + urlencode({"query": query, **fields})


# Reading: no module of the engine from here on.


def read(body: bytes, media: str) -> Quads:
    """The quads of a document."""
    if media == JSON:
        return frozenset(_of_pyld(jsonld.to_rdf(json.loads(body), {"documentLoader": _context})))
    if media in TRIPLES:
        graph = rdflib.Graph().parse(data=body, format=TRIPLES[media])
        return frozenset((_of_rdflib(s), _of_rdflib(p), _of_rdflib(o), "") for s, p, o in graph)
    data = rdflib.Dataset()
    data.parse(data=body, format=QUADS[media])
    return frozenset(
        (_of_rdflib(s), _of_rdflib(p), _of_rdflib(o), "" if g in (None, DATASET_DEFAULT_GRAPH_ID) else f"<{g}>")
        for s, p, o, g in data.quads()
    )


def _of_rdflib(term: object) -> str:
    if isinstance(term, rdflib.Literal):
        return _literal(str(term), str(term.datatype or XSD.string.value), term.language or "")
    return f"_:{term}" if isinstance(term, rdflib.BNode) else f"<{term}>"


def _of_pyld(dataset: dict[str, list[dict[str, dict[str, str]]]]) -> Iterator[tuple[str, str, str, str]]:
    def written(term: dict[str, str]) -> str:
        if term["type"] == "literal":
            return _literal(term["value"], term["datatype"], term.get("language", ""))
        return f"<{term['value']}>" if term["type"] == "IRI" else term["value"]

    for graph, triples in dataset.items():
        for each in triples:
            s, p, o = (written(each[name]) for name in ("subject", "predicate", "object"))
            yield s, p, o, "" if graph == "@default" else f"<{graph}>"


def _literal(words: str, datatype: str, language: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    plain = datatype == XSD.string.value or language
    return f'"{escaped}"' + (f"@{language.lower()}" if language else "" if plain else f"^^<{datatype}>")


def _context(url: str, options: object) -> dict[str, object]:
    """The project's context, wherever it is said to be; nothing else, and nothing from the network."""
    assert url.endswith("context.jsonld"), url
    document = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))
    return {"contentType": JSON, "contextUrl": None, "documentUrl": url, "document": document}


def canonical(quads: Quads) -> list[str]:
    """The lines of ``quads`` in the canonical form of RDFC-1.0 (URDNA2015, as pyld still calls it)."""
    lines = "".join(sorted(f"{s} {p} {o} {g}{' ' if g else ''}.\n" for s, p, o, g in quads))
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    return str(jsonld.normalize(lines, options)).splitlines()


def merged(quads: Iterable[tuple[str, str, str, str]]) -> Quads:
    """The triples of ``quads``, whatever their graph."""
    return frozenset((s, p, o, "") for s, p, o, _ in quads)


def rows(body: bytes, form: str) -> set[tuple[str, ...]]:
    """The rows of a table as the words in them; None is empty."""
    if form == "csv":
        head, *found = csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
        assert all(len(row) == len(head) for row in found)
        return {tuple(row) for row in found}
    if form == "tsv":
        head, *found = (line.split("\t") for line in body.decode().removesuffix("\n").split("\n"))
        assert all(len(row) == len(head) for row in found)
        return {tuple(_words(cell) for cell in row) for row in found}
    if form == "json":
        answered = json.loads(body)
        names = answered["head"]["vars"]
        return {tuple(row.get(n, {}).get("value", "") for n in names) for row in answered["results"]["bindings"]}
    space = {"r": "http://www.w3.org/2005/sparql-results#"}
    root = ET.fromstring(body)
    names = [each.get("name") for each in root.iterfind("r:head/r:variable", space)]
    answers: set[tuple[str, ...]] = set()
    for result in root.iterfind("r:results/r:result", space):
        values = {binding.get("name"): binding[0].text or "" for binding in result}
        answers.add(tuple(values.get(name, "") for name in names))
    return answers


def _words(cell: str) -> str:
    """The words of a term in Turtle, or as ``read`` writes it."""
    if not cell.startswith('"'):
        return cell.removeprefix("<").removesuffix(">")
    inner = cell[1 : cell.rindex('"')]
    plain = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(.)", lambda found: plain.get(found[1], found[1]), inner)


# Two stores: what a build makes, and what a build would never make.

SCRIPTS = {
    "Wang Yongzhi": "王勇智", "Alim Tursun": "ئالىم تۇرسۇن", "Mariam Haddad": "مريم حداد", "Ivan Petrov": "Иван Петров",
    "Anjali Rao": "अंजलि राव", "Nino Beridze": "ნინო ბერიძე", "Yael Cohen": "יעל כהן", "Zoë Brânză": "Zoë Brânză",
}  # fmt: skip


def _many_scripts() -> str:
    """A text in which everybody says much, in curly quotation marks."""
    parts = ["The river\u2019s keepers \u2013 a survey\n", "LONDON, March 3, 2021 \u2013 The keepers met.\n"]
    for number in range(3):
        for name, native in SCRIPTS.items():
            known = f"{name} ({native})" if not number else name
            parts.append(
                f"\u201cThe {number + 2}th gate \u2013 \u2018{native}\u2019 \u2013 was shut for years,\u201d "
                f"said {known}, the engineer. {name.split()[-1]} denied that it had \u201cleaked\u2026\u201d.\n"
            )
    return "\n".join(parts)


BASE = "https://example.org/kg/"
SUBJECTS = [
    *(BASE + "id/" + each for each in (
        "a,b", "a(b)c", "a'b", "a%20b%2Fc", "a!$&*+;=@", "é/名/ذ", "\U00010400", "a~b", "-", "1.", "x" * 3000)),
    BASE + "id/a#char=1,2", BASE + "id/a?q=1&r=%22", "urn:x:y", "mailto:a@b.example", "tag:a,2020:b", "xpkg:Person",
    "wd:Q5", "id:x", "type:y", NAMESPACES["prov"], "http://[::1]/x", "http://e.example/a//b/./c", "a:", "a+b.c-d:x",
    *(NAMESPACES["xpkg"] + each for each in ("1a", "-a", "a,b", "a%20", "a/b", "", "~a", "·b", "a'", "a:b", ":")),
]  # fmt: skip
PROPERTIES = [
    BASE + "p", BASE + "a,b", BASE + "été", BASE + "a'b", "xpkg:foo", "type:z", "id:y", "urn:a:b",
    NAMESPACES["rdf"] + "first", NAMESPACES["rdf"] + "_1", NAMESPACES["xpkg"] + "a.b", XPKG.speaker.value,
    XPKG.date.value, XPKG.text.value,
]  # fmt: skip
WORDS = [
    "", " ", "a\rb", "a\r\nb", "\n\n", "\ttab", "  both  ", '"', '""" x', "\\", "\\n", "\\u0041", "'''", "]]>",
    "<b>&amp;</b>", "a" * 100_000, "\u2028\u2029\x85", "\x7f\x80\x9f", "\U0001fffe\U0010ffff", "e\u0301", "\u202eabc",
    "{{x}}", "%s %20", "=1+1", "_:b0", "@type", "\ufeffx", "مرحبا", "\U0001d4b3", "a\u200db",
]  # fmt: skip
NOT_XML = ["\x00", "\x02", "\x0c", "\x1b[31m", "\x08\x0b", "\ufffe", "\uffff"]


def _hostile() -> Iterator[Quad]:
    """What a writer of texts, or of graphs, may leave there."""

    def quad(graph: str, s: str, p: str, o: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(s), NamedNode(p), o, NamedNode(f"{BASE}graph/document/{graph}"))

    one, two = SUBJECTS[0], PROPERTIES[0]
    for number, iri in enumerate(SUBJECTS):
        yield quad("subjects", iri, two, Literal(str(number)))
        yield quad("subjects", iri, RDF.type.value, XPKG.Person)
        yield quad("objects", one, two, NamedNode(iri))
    for iri in PROPERTIES:
        yield quad("properties", one, iri, Literal("v"))
        yield quad("properties", SUBJECTS[1], iri, NamedNode(one))
    for number, words in enumerate(WORDS):
        for literal in (Literal(words), Literal(words, language="zh-Hans"), Literal(words, datatype=XSD.anyURI)):
            yield quad("words", f"{BASE}id/w{number}", two, literal)
    for number, words in enumerate(NOT_XML):
        yield quad("controls", f"{BASE}id/c{number}", two, Literal(f"x{words}y"))
    for name in ("HTML", "JSON", "XMLLiteral"):
        yield quad("words", one, two, Literal('{"a": [1]}', datatype=NamedNode(NAMESPACES["rdf"] + name)))
    yield quad("words", one, two, Literal("", datatype=NamedNode("wd:odd,type")))
    yield quad("words", one, RDF.type.value, Literal("typed"))
    yield quad("words", one, NAMESPACES["rdf"] + "rest", NamedNode(NAMESPACES["rdf"] + "nil"))
    yield quad("nameless", one, BASE + "p/1", Literal("v"))
    yield quad("classes", one, RDF.type.value, NamedNode(BASE + "class/1"))


@pytest.fixture(scope="module", params=["built", "hostile"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, xpkg: Run) -> Iterator[Served]:
    """A store of one of the texts that come along and one in many scripts, or of what a build would never make.

    Parsers in Python are slow; those in JavaScript read all that comes along (test_javascript).
    """
    store = tmp_path_factory.mktemp(request.param) / "db"
    if request.param == "built":
        river = store.parent / "river.txt"
        river.write_text(_many_scripts(), "utf-8")
        result = xpkg("build", folder("data") / "wikipedia-xinjiang-papers-extract.txt", river, "--store", store)
        assert result.exit_code == 0, result.stderr
    else:
        replace_store(store, list(_hostile()), BASE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)  # literals as they are written
        engine = Engine(store, Settings())
        quads = got(engine, "store", "application/n-quads")
        yield Served(request.param, engine, quads, merged(quads))


# What is compared.


def sample(found: list[str], most: int) -> list[str]:
    """At most ``most`` of ``found``, evenly spread, the same each time."""
    step = max(1, -(-len(found) // most))
    return found[::step]


def unfit(words: str) -> bool:
    """Whether XML has no way to write ``words``."""
    return bool(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", words))


def refused(expected: Quads, media: str) -> bool:
    """Whether ``media`` is RDF/XML, which cannot hold what is expected."""
    typed = f"<{RDF.type.value}>"
    return media == XML and any(
        unfit(o) or p == f"<{BASE}p/1>" or (p == typed and o == f"<{BASE}class/1>") for _, p, o, _ in expected
    )


def compare(served: Served, path: str, expected: Quads, formats: Iterable[str]) -> None:
    """What is at ``path`` is ``expected`` in each format, or that is one which cannot hold it and says so."""
    for media in formats:
        if refused(expected, media):
            response = fetch(served.engine, path, media)
            assert response.status == 406
            assert b"; use turtle, ntriples or jsonld" in response.body
            continue
        found = got(served.engine, path, media)
        assert merged(found) == merged(expected), (path, media)
        if media in QUADS and any(g for *_, g in found):
            assert found == expected, (path, media)


@pytest.mark.slow
def test_a_dump_is_the_whole_in_each_format(served: Served) -> None:
    assert served.quads
    compare(served, "store", served.quads, ALL)
    for path, media in (("dump.nq", "application/n-quads"), ("dump.ttl", "text/turtle")):
        plain, packed = fetch(served.engine, path), fetch(served.engine, path + ".gz")
        assert gzip.decompress(packed.body) == plain.body == fetch(served.engine, "store", media).body


def test_a_graph_is_its_part_of_the_dump(served: Served) -> None:
    for number, graph in enumerate(served.graphs()):
        expected = frozenset(quad for quad in served.quads if quad[3] == f"<{graph}>")
        formats = ALL if len(expected) < 500 else (ALL[number % len(ALL)],)  # the dump has had them all
        compare(served, "store?graph=" + quote(graph, safe=""), merged(expected), formats)


@pytest.mark.parametrize(("path", "formats"), [(".well-known/void", ("text/turtle", JSON)), ("sparql", ALL)])
def test_a_description_says_the_same_in_each_format(served: Served, path: str, formats: tuple[str, ...]) -> None:
    compare(served, path, got(served.engine, path, "application/n-triples"), formats)


def test_a_thing_is_the_same_in_each_format_and_in_the_dump(served: Served) -> None:
    told: dict[str, set[tuple[str, str, str, str]]] = defaultdict(set)
    for quad in served.triples:
        told[quad[0]].add(quad)
        told[quad[2]].add(quad)
    longest = sorted(served.things(), key=lambda path: -len(told[f"<{served.engine.base}{path}>"]))
    long = 0
    for number, path in enumerate([*longest[:12], *sample(longest[12:], 60)]):
        address = quote(path, safe="/")
        found = got(served.engine, address, "application/n-triples")
        assert told[f"<{served.engine.base}{path}>"] <= found <= served.triples
        compare(served, address, found, ("text/turtle", JSON) if number % 5 else (*TRIPLES, JSON))
        long += len(fetch(served.engine, address, "text/turtle").body) > LONG
    assert long or served.name == "hostile"


def constructs(served: Served) -> list[tuple[str, Quads]]:
    """A hundred CONSTRUCTs and DESCRIBEs, or as many as there are properties and subjects, each with its answer."""
    asked = []
    for p in sorted({quad[1] for quad in served.triples}):
        found = frozenset(quad for quad in served.triples if quad[1] == p)
        asked.append((f"CONSTRUCT WHERE {{ ?s {p} ?o }}", found))
    for s in sample(sorted({quad[0] for quad in served.triples}), 60):
        found = frozenset(quad for quad in served.triples if quad[0] == s)
        asked.append((f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {s} }} ?s ?p ?o }}", found))
    return asked


def test_a_hundred_constructs_answer_what_the_dump_has(served: Served) -> None:
    asked = constructs(served)
    assert len(asked) >= (50 if served.name == "hostile" else 100)
    for number, (query, expected) in enumerate(asked):
        formats = ("text/turtle", ALL[1:][number % 6], ALL[1:][(number + 1) % 6])
        compare(served, sparql(query), expected, formats)


def test_a_table_is_the_same_in_each_format_and_in_the_dump(served: Served) -> None:
    for p in sorted({quad[1] for quad in served.triples}):
        graphs = {(s, o, g) for s, q, o, g in served.quads if q == p}
        expected = {(_words(s), _words(o), _words(g)) for s, o, g in graphs}
        for form in ("csv", "tsv", "json", "xml"):
            response = fetch(served.engine, sparql(f"SELECT ?s ?o ?g {{ GRAPH ?g {{ ?s {p} ?o }} }}", format=form))
            if form == "xml" and any(unfit(o) for _, o, _ in graphs):
                assert (response.status, response.body[-23:]) == (406, b"; use json, tsv or csv\n")
                continue
            assert response.status == 200
            assert rows(response.body, form) == expected, (p, form)


BLANK = [
    'CONSTRUCT { [] a xpkg:Person ; rdfs:label "a" . [ rdfs:seeAlso [ rdfs:label "b" ] ] } {}',
    "CONSTRUCT { ?s rdfs:seeAlso (1 ?s (2)) } { VALUES ?s { <urn:a> <urn:b> } }",
    "CONSTRUCT { _:x rdfs:seeAlso _:y . _:y rdfs:seeAlso _:x . _:y rdfs:label ?n } { VALUES ?n { 1 2 } }",
]


@pytest.mark.parametrize("query", [*BLANK, "as-annotations"])
def test_blank_nodes_hang_together_in_each_format(query: str, seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    known = find_query(query)
    engine = Engine(seeds, Settings())
    path = sparql(known.text + " LIMIT 40" if known else query)
    expected = canonical(got(engine, path, "application/n-triples"))
    assert known or any("_:c14n" in line for line in expected)
    for media in ALL:
        assert canonical(got(engine, path, media)) == expected, media


EXPORTS = {"trig": "application/trig", "nquads": "application/n-quads", "jsonld": JSON, "turtle": "text/turtle",
           "ntriples": "application/n-triples", "rdfxml": XML}  # fmt: skip


@pytest.mark.parametrize("graph", ["subjects", "objects", "properties", "words", "controls", "nameless", "classes"])
def test_an_export_is_the_same_in_each_format(graph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    quads = [quad for quad in _hostile() if quad.graph_name == NamedNode(f"{BASE}graph/document/{graph}")]
    expected = read(serialize_quads(quads, "nquads"), "application/n-quads")
    assert len(expected) == len(set(quads))
    for form, media in EXPORTS.items():
        if refused(expected, media):
            with pytest.raises(FormatError, match="use turtle"):
                serialize_quads(quads, form)
        else:
            found = read(serialize_quads(quads, form), media)
            assert found == (expected if form in DATASETS else merged(expected)), form
