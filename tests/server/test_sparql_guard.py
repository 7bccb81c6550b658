"""The guard of queries: what can hide a keyword from it, and how long it takes."""

from __future__ import annotations

import time

import pytest

from xpkg.sparql.errors import RefusedError
from xpkg.sparql.guard import check, facts

ALLOWED = ("https://example.org/sparql",)


def passes(text: str, allow: tuple[str, ...] = ()) -> bool:
    try:
        check(text, length=400_000, nesting=64, allow_service=allow)
    except RefusedError:
        return False
    return True


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://127.0.0.1/> {} }",
    "SELECT*{SERVICESILENT<http://127.0.0.1/>{}}",  # the engine's parser needs no blank
    "SELECT*{serviceSILENT<http://127.0.0.1/>{}}",
    "PREFIX : <http://127.0.0.1/> SELECT*{SERVICE:foo{}}",
    "PREFIX a: <http://127.0.0.1/> SELECT * { SERVICE a:b {} }",
    "SELECT * { SERVICE ?where <http://127.0.0.1/> {} }",
    "SELECT * { SERVICE ?wh·ere {} }",  # a name that the engine reads otherwise than we
    "SELECT * { SERVICE ?where SERVICE ?where {} }",
    "SELECT * { BIND(1 AS ?x).SERVICE<http://127.0.0.1/>{}}",
    "SELECT * { ?s ?p true.SERVICE<http://127.0.0.1/>{}}",
    "SELECT * { {}SERVICE #x>\n<http://127.0.0.1/> {} }",
    "SELECT * { SERVICE # <https://example.org/sparql>\n<http://127.0.0.1/> {} }",
    "SELECT * { ?s ?p 'a' # '\n. SERVICE <http://127.0.0.1/> {} # '\n }",
    'SELECT * { ?s ?p "\\"" . SERVICE <http://127.0.0.1/> {} . ?s ?p "" }',
    "SELECT * { ?s ?p '''a''''b''' . SERVICE <http://127.0.0.1/> {} }",
    "SELECT * { SERV\\u0049CE <http://127.0.0.1/> {} }",
    "SELECT * { FILTER(?a <?b) . SERVICE <http://127.0.0.1/> {} FILTER(?a > ?b) }",
    "SELECT * { SERVICE <https://example.org/sparql/> {} }",
    "SELECT * { SERVICE <https://EXAMPLE.org/sparql> {} }",
    "SELECT * { SERVICE <https://example.org/sparq\\u006C> {} }",
    "SELECT * { SERVICE <https://example.org/sparql> {} SERVICE <http://127.0.0.1/> {} }",
])  # fmt: skip
def test_every_hidden_service_is_found(text: str) -> None:
    assert not passes(text, ALLOWED)


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <https://example.org/sparql> { ?s ?p ?o } }",
    "SELECT*{SERVICESILENT<https://example.org/sparql>{}}",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }",
    "SELECT*{SERVICESILENT$where{}}",
])  # fmt: skip
def test_an_allowed_endpoint_passes(text: str) -> None:
    assert passes(text, ALLOWED)
    assert not passes(text)


@pytest.mark.parametrize("text", [
    "SELECT ?service { ?service ?p 'SERVICE <http://a/>' }",
    "SELECT * { ?s <http://service.example/SERVICE> '''SERVICE''' } # SERVICE",
    "PREFIX ex: <http://a/> SELECT * { ?s ex:service ex:my.service, 'a'@en-service }",
])  # fmt: skip
def test_the_word_service_in_names_and_strings_passes(text: str) -> None:
    assert passes(text)


@pytest.mark.parametrize("text", ["LOAD <http://a/>", "LOADSILENT<http://a/>", "INSERT DATA{};LOAD<file:///etc/passwd>",
                                  "load silent <http://a/> into graph <http://b/>"])  # fmt: skip
def test_load_is_found(text: str) -> None:
    assert facts(text).loads


@pytest.mark.parametrize(("text", "form"), [
    ("select * {}", "SELECT"),
    ("SELECT*{}", "SELECT"),
    ("# ASK\nCONSTRUCT WHERE {}", "CONSTRUCT"),
    ("PREFIX : <http://select/> DESCRIBE <http://a/>", "DESCRIBE"),
    ("PREFIX ask: <http://a/> PREFIX select:<http://b/> BASE <http://c/> SELECT ?x {}", "SELECT"),
    ("DELETE WHERE { ?s ?p ?o }", "UPDATE"),
    ("PREFIX a: <http://b/> INSERT DATA { a:SELECT a:b 'ASK' }", "UPDATE"),
    ("nonsense SELECT", ""),
    ("", ""),
])  # fmt: skip
def test_the_form_is_recognised(text: str, form: str) -> None:
    assert facts(text).form == form


@pytest.mark.parametrize("text", ["a." * 100_000, "<" * 200_000, "<a" * 100_000, '"' * 199_999, "'''" + "'a" * 99_000,
                                  '"\n' * 90_000, "{" * 200_000, "a:" * 100_000, "service " * 25_000, "?" * 200_000,
                                  "SELECT * { " + "OPTIONAL { ?a ?b ?c } " * 9000, "PREFIX a" * 25_000])  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    passes(text, ALLOWED)
    assert time.process_time() - began < 0.5
