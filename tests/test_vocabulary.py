"""Terms of a query that the ontology does not define are reported by the command line, not in the results."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from xpkg.catalogue import catalogue
from xpkg.sparql.vocabulary import warnings

Run = Callable[..., Result]
IRI = "https://w3id.org/xpkg/ontology#"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("ASK { ?s xpkg:abuot ?o }", ["xpkg:abuot is no term of the ontology; did you mean xpkg:about?"]),
        ("ASK { ?s a xpkg:person . }", ["xpkg:person is no term of the ontology; did you mean xpkg:Person?"]),
        ("ASK { ?s a xpkg:Persn. }", ["xpkg:Persn is no term of the ontology; did you mean xpkg:Person?"]),
        ("ASK { ?s xpkg:zzzz ?o ; xpkg:zzzz 1 }", ["xpkg:zzzz is no term of the ontology"]),
        (f"ASK {{ ?s <{IRI}speeker> ?o }}", ["xpkg:speeker is no term of the ontology; did you mean xpkg:speaker?"]),
        (f"PREFIX k: <{IRI}> ASK {{ ?s k:speeker/k:about ?o }}",
         ["xpkg:speeker is no term of the ontology; did you mean xpkg:speaker?"]),
        ("ASK { ?s xpkg:speechAct xpkg:act-denys }",
         ["xpkg:act-denys is no term of the ontology; did you mean xpkg:act-denies?"]),
        ("ASK { ?s xpkg:about|^xpkg:cue* ?o FILTER(xpkg:matches(?s, 'xpkg:abuot')) } # xpkg:abuot", []),
        ("PREFIX xpkg: <https://example.org/> ASK { ?s xpkg:abuot ?o }", []),
        ("ASK { ?s my-xpkg:abuot ?xpkg }", []),
        (f"SELECT * FROM <{IRI}> {{ <{IRI}> a xpkg: }}", []),
    ],
)  # fmt: skip
def test_an_undefined_term_is_reported(query: str, told: list[str]) -> None:
    assert warnings(query) == tuple(told)


def test_the_catalogue_has_no_undefined_term() -> None:
    assert {query.name: warnings(query.text) for query in catalogue() if warnings(query.text)} == {}


def test_the_command_line_warns_beside_its_results(seeds: Path, xpkg: Run) -> None:
    result = xpkg("query", "-e", "ASK { ?s xpkg:abuot ?o }", "--store", seeds)
    assert result.stderr == "xpkg: xpkg:abuot is no term of the ontology; did you mean xpkg:about?\n"
    assert json.loads(result.stdout)["boolean"] is False
    assert result.stdout.endswith("}\n")
