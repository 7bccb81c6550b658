"""What people get wrong in a query is told in their words, at its place; what is right is never called wrong."""

from __future__ import annotations

import random

import pytest
from pyoxigraph import Store

from xpkg.catalogue import catalogue
from xpkg.sparql.messages import syntax_message
from xpkg.sparql.mistakes import mistake
from xpkg.sparql.tokens import tokens
from xpkg.vocab import NAMESPACES

STORE = Store()


def told(query: str) -> str:
    """What is said of ``query``, which the engine has to refuse."""
    with pytest.raises(SyntaxError) as refused:
        STORE.query(query, prefixes=NAMESPACES)
    return syntax_message(str(refused.value), query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELEC ?s { ?s ?p ?o }", "line 1, column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not with "
         "SELEC; did you mean SELECT?"),
        ("who spoke?", "not with who"),
        ("PREFIX ex <http://e.org/> ASK {}", "PREFIX is followed by a name with a colon"),
        ("PREFIX ex: <http://e.org/>\nDELETE WHERE { ?s ?p ?o }", "line 2, column 1: DELETE changes a graph"),
        ("SELECT", "SELECT says what to show"),
        ("SELECT ?s, ?o { ?s ?p ?o }", "line 1, column 10: what SELECT shows is not separated by commas"),
        ("SELECT DISTINCT who { ?who ?p ?o }", "who is no variable; a variable begins with a question mark: ?who"),
        ("SELECT ?s (COUNT(?o) ?n) { ?s ?p ?o }", "what is counted or computed needs a name"),
        ("SELECT ?s (COUNT(?o) AS ?n) {\n?s ?p ?o }", "line 1, column 8: ?s stands beside what is counted"),
        ("SELECT ?s WHERE { ?s ?p ?o", "line 1, column 17: this { is never closed"),
        ("SELECT ?s {\n ?s ?p ?o . } }", "line 2, column 15: this } closes nothing"),
        ("ASK { FILTER(?x > 2 }", "line 1, column 13: this ( is not closed before a } comes"),
        ('ASK { ?s ?p "abc }', "line 1, column 13: the text that begins with this quotation mark does not end"),
        ("ASK { ?s ?p 'it's' }", "quotation mark does not end"),
        ("ASK { ?s ?p <http://a.example/b c> }", "an address in <…> has no blanks"),
        ("SELECT ?s { ?s xpkg:speaker }", "a pattern has three parts: a thing, a property and a value; here stand only "
         "?s xpkg:speaker"),
        ("SELECT ?s {\n?s a xpkg:Person\n?s rdfs:label ?l }",
         "line 3, column 1: a full stop, or ; or , is missing before ?s"),
        ("SELECT ?s { ?s a xpkg:Person ; rdfs:label ?l xpkg:text ?t }", "is missing before xpkg:text"),
        ("SELECT ?s { ?s xpkg:speaker/rdfs:label ?l ?x }", "is missing before ?x"),
        ("SELECT ?s { ?s ?p ?o OPTIONAL ?s ?q ?r }", "OPTIONAL is followed by {, not by ?s"),
        ("SELECT ?s { ?s ?p ?o FILTER ?o > 3 }", "FILTER is followed by a condition in brackets"),
        ("SELECT ?s { ?s ?p ?o } ORDER ?s", "ORDER is followed by BY"),
        ("SELECT ?s { ?s ?p ?o } LIMIT few", "LIMIT is followed by a number, not by few"),
        ("SELECT ?s { ?s ?p ?o } LIMIT 5 please", "not understood from please on"),
        ("SELECT ?s { ?s foo:bar ?o }", "prefix foo: is not declared"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_a_persons_words(query: str, words: str) -> None:
    message = told(query)
    assert words in message
    assert "line " in message
    assert "expected" not in message


RIGHT = [
    "ASK { ?s a xpkg:Person , xpkg:Place ; rdfs:label 'x'@en , \"y\"^^xsd:string ; . }",
    "SELECT * { ?s (xpkg:speaker|^xpkg:about)/rdfs:label+ ?l . [ a ?t ] . (1 2) ?p ?o . ?o ?q 1.5e3 }",
    "ASK { ?s ?p ?o FILTER NOT EXISTS { ?s ?q 3.5 } FILTER(?o > -2.5) FILTER regex(?o, 'x') ?s ?q ?r }",
    "SELECT ?s (MAX(?x) AS ?y) { VALUES (?a ?b) { (1 2) (UNDEF 3) } GRAPH ?g { ?s ?p ?x } } GROUP BY ?s HAVING(?y > 1)",
    "CONSTRUCT { ?s a ?o } WHERE { { SELECT ?s { ?s a ?o } ORDER BY ?s LIMIT 3 } UNION { ?s a ?o } }",
    "PREFIX ex: <http://e.org/> DESCRIBE ex:a.",
    "ASK { ?s ?p ?o . ?o xpkg:a.b 1 }",
    "ASK FROM <http://e.org/> { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o BIND(?o AS ?x) ?x ?y ?z MINUS { ?s ?q true } } # a note {",
]


@pytest.mark.parametrize("query", [*RIGHT, *(each.text for each in catalogue())])
def test_what_is_right_is_not_called_wrong(query: str) -> None:
    assert mistake(query) is None


def test_whatever_is_left_out_the_answer_is_a_line_with_a_place() -> None:
    chance = random.Random(3)
    seen = 0
    for query in (each for each in catalogue() if each.name != "words-found"):  # whose function is the server's
        words = list(tokens(query.text))
        for _ in range(6):
            gone = chance.choice(words)
            text = query.text[: gone.start] + query.text[gone.start + len(gone.text) :]
            try:
                STORE.query(text, prefixes=NAMESPACES)
            except SyntaxError as error:
                message = syntax_message(str(error), text)
                assert "\n" not in message
                assert "line " in message
                assert len(message) <= 200
                seen += 1
    assert seen > 60
