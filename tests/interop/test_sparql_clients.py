"""Each file of queries/ is a whole SPARQL 1.1 query to parsers that are not the engine's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from outside import node
from rdflib.plugins.sparql import prepareQuery

from xpkg.catalogue import Query, catalogue

TEXTS = {query.name: query.text for query in catalogue()}
LACKING = {"prefix": "SELECT * { ?s xpkg:speaker ?o }", "brace": "SELECT * { ?s ?p ?o"}
SCRIPT = Path(__file__).parent / "sparql.mjs"


@pytest.mark.parametrize("name", TEXTS)
def test_rdflib_parses_it(name: str) -> None:
    assert prepareQuery(TEXTS[name]).algebra


@pytest.mark.parametrize("query", [each for each in catalogue() if each.parameters], ids=lambda query: query.name)
def test_rdflib_parses_it_with_other_values(query: Query) -> None:
    kinds = {"day": "2020-12-31"}
    text = query.with_values({each.name: kinds.get(each.kind, 'a "b" \\ c\n{?x}') for each in query.parameters[-1:]})
    assert text != query.text
    assert prepareQuery(text).algebra


def test_two_parsers_of_javascript_parse_all() -> None:
    found = json.loads(node(SCRIPT, given=json.dumps(TEXTS | LACKING)))
    assert set(found) == {"traqula", "sparqljs"}
    assert {parser: sorted(faults) for parser, faults in found.items()} == dict.fromkeys(found, sorted(LACKING))
