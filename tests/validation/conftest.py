"""What makes pySHACL, which the fast check is compared with, quick enough for some hundred graphs."""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import constraints, shape
from rdflib.plugins.sparql import algebra, parser, processor


@cache
def translated_once(query: str, base: str | None) -> object:
    return algebra.translateQuery(parser.parseQuery(query), base, {})


def translated(query: str, base: str | None = None, names: object = None) -> object:
    return translated_once(query, base)


@pytest.fixture
def quick_pyshacl(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of pySHACL's work, what is done anew for every node is done once: it finds the same."""
    monkeypatch.setattr(processor, "parseQuery", lambda query: query)
    monkeypatch.setattr(processor, "translateQuery", translated)
    # The names of the constraints are a list, in which each predicate of each shape is looked for.
    names = frozenset(constraints.ALL_CONSTRAINT_PARAMETERS), constraints.CONSTRAINT_PARAMETERS_MAP
    monkeypatch.setattr(shape.module, "CONSTRAINT_PARAMS", names, raising=False)
