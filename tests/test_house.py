"""The house itself: IRIs, layers, the ontology's syntax."""

from __future__ import annotations

import ast
import doctest
import importlib
from pathlib import Path

import pyoxigraph
import pytest

import xpkg
from xpkg.model import Span

ROOT = Path(__file__).parent.parent
LAYERS = (
    "errors",
    "limits",
    "retry_after",
    "workers",
    "edtf",
    "collection",
    "folding",
    "model",
    "trails",
    "vocab",
    "iris",
    "resources",
    "concepts",
    "lexicon",
    "authority",
    "text",
    "network",
    "syntax",
    "analysis",
    "coreference",
    "annotators",
    "mappers",
    "inference",
    "evidence",
    "validation",
    "store",
    "inputs",
    "facets",
    "search",
    "wellformed",
    "tables",
    "sparql",
    "readers",
    "corpus",
    "fetching",
    "catalogue",
    "counting",
    "examples",
    "description",
    "pipeline",
    "explanation",
    "linking",
    "export",
    "publication",
    "lookup",
    "answers",
    "things",
    "api",
    "server",
    "site",
    "cli",
    "training",
)
PACKAGE = Path(xpkg.__file__).parent
EXAMPLES = [path for path in sorted(PACKAGE.rglob("*.py")) if ">>>" in path.read_text()]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_doctests(path: Path) -> None:
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted
    assert not result.failed


def test_no_module_imports_from_above() -> None:
    package = ROOT / "src" / "xpkg"
    seen = 0
    for path in package.rglob("*.py"):
        own = path.relative_to(package).with_suffix("").parts[0]
        if own not in LAYERS:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("xpkg."):
                other = node.module.split(".")[1]
                seen += 1
                if other in LAYERS:
                    assert LAYERS.index(other) <= LAYERS.index(own), f"{path} imports {node.module}"
    assert seen


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2)])
def test_no_empty_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_the_ontology_has_every_term_of_the_vocabulary() -> None:
    triples = list(pyoxigraph.parse(path=ROOT / "ontology" / "xpkg.ttl"))
    subjects = {triple.subject for triple in triples}
    from xpkg.vocab import XPKG

    assert {node for node in XPKG.terms.values() if node not in subjects} == set()
