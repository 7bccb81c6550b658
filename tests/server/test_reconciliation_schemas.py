"""Version 0.2 of the reconciliation API, answer by answer: each section of the specification as a schema of our own.

The report is https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/; the names of the schemas
say the section. Those of the draft of 1.0 are in test_reconciliation_draft.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from test_reconciliation_service import ROOT, XI, ask, engine, told

from tests.linking.test_decisions import BODY, PERSON, PLACE, US, thing
from xpkg.linking.reconciliation.client import question
from xpkg.server.engine import Engine

__all__ = ["engine"]

TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "pattern": "^https?://"}


def record(required: str, **fields: Any) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": fields}


def closed(required: str, **fields: Any) -> dict[str, Any]:
    return {**record(required, **fields), "additionalProperties": False}


def every(schema: Any) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def mapped(schema: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": schema}


TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
TYPE = record("id name", id=TEXT, name=TEXT)  # Core Concepts: Types
NAMED = record("id name", id=TEXT, name=TEXT, description={"type": "string"})  # Core Concepts: Properties
SERVICE = closed(
    "service_url service_path", service_url=ADDRESS, service_path=TEXT, flyout_service_url=ADDRESS,
    flyout_service_path={"type": "string", "pattern": r"\$\{id\}"},
)  # fmt: skip
SETTING = {"oneOf": [
    record("type label name", type={"const": kind}, label=TEXT, name=TEXT, help_text=TEXT, default={"type": default})
    for kind, default in (("number", "number"), ("text", "string"), ("checkbox", "boolean"))
] + [record("type label name choices", type={"const": "select"}, label=TEXT, name=TEXT, default={"type": "string"},
            choices=every(record("value name", value=TEXT, name=TEXT)))]}  # fmt: skip
MANIFEST = record(
    "versions name identifierSpace schemaSpace",
    versions={"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
    name=TEXT, identifierSpace=ADDRESS, schemaSpace=ADDRESS, documentation=ADDRESS, logo=ADDRESS,
    serviceVersion=TEXT, view=record("url", url=TEMPLATE), feature_view=record("url", url=TEMPLATE),
    defaultTypes={**every(TYPE), "uniqueItems": True}, batchSize={"type": "integer", "minimum": 1},
    suggest=closed("", entity=SERVICE, type=SERVICE, property=SERVICE),
    preview=record("url width height", url=TEMPLATE, width={"type": "integer"}, height={"type": "integer"}),
    extend=record("", propose_properties=SERVICE, property_settings=every(SETTING)),
)  # fmt: skip
"""Service Definition: Service Manifest."""

FEATURE = record("id value", id=TEXT, value={"type": ["boolean", "number"]})
CANDIDATE = record(
    "id name score", id=TEXT, name=TEXT, description={"type": "string"}, score={"type": "number"},
    match={"type": "boolean"}, type=every(TYPE), features=every(FEATURE),
)  # fmt: skip
RESULTS = mapped(record("result", result=every(CANDIDATE)))
"""Reconciliation Queries: Reconciliation Query Responses."""

VALUE = {"oneOf": [{"type": ["string", "number", "boolean"]}, record("id", id=TEXT, name=TEXT)]}
QUERY = closed(
    "", query=TEXT, type={"oneOf": [TEXT, every(TEXT)]}, limit={"type": "number"},
    type_strict={"enum": ["any", "should", "all"]},
    properties=every(closed("pid v", pid=TEXT, v={"oneOf": [VALUE, every(VALUE)]})),
)  # fmt: skip
WITH_PROPERTIES = {"required": ["properties"], "properties": {"properties": {"minItems": 1}}}
QUERIES = mapped({**QUERY, "anyOf": [{"required": ["query"]}, WITH_PROPERTIES]})
"""Reconciliation Queries: Structure of a Reconciliation Query."""

ENTITIES = record("result", result=every({**NAMED, "properties": {**NAMED["properties"], "notable": every(TYPE)}}))
TYPES = record("result", result=every(TYPE))
PROPERTIES = record("result", result=every(NAMED))
"""Suggest Services: Suggest Responses."""

PROPOSED = record("properties", properties=every(NAMED), type=TEXT, limit={"type": "number"})
"""Data Extension Service: Property Proposal Protocol."""
MOMENT = r"^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"
CELL = {"oneOf": [
    closed(""), closed("id name", id=TEXT, name=TEXT, description={"type": "string"}),
    closed("str", str={"type": "string"}), closed("float", float={"type": "number"}),
    closed("int", int={"type": "integer"}), closed("date", date={"type": "string", "pattern": MOMENT}),
]}  # fmt: skip
COLUMN = record("id name", id=TEXT, name=TEXT, type=record("id", id=TEXT, name=TEXT), service=ADDRESS)
ROWS = record("meta rows", meta=every(COLUMN), rows=mapped(mapped(every(CELL))))
"""Data Extension Service: Data Extension Responses."""


def holds(answer: Any, schema: Any) -> Any:
    jsonschema.Draft202012Validator(schema).validate(answer)
    return answer


def test_the_manifest(engine: Engine) -> None:
    holds(told(engine), MANIFEST)


@pytest.mark.parametrize(
    "asked",
    [
        {"query": "Xi Jinping"},
        {"query": "China", "type": "Place", "limit": 3},
        {"query": "Xi", "type": ["Person", "Place"], "type_strict": "any"},
        {"properties": [{"pid": "wikidata", "v": {"id": "Q15031", "name": "Xi"}}]},
        {"query": "Xi Jinping", "properties": [{"pid": "role", "v": ["president", 7, True]}]},
        {"query": "nobody of this name"},
    ],
)
def test_queries_as_the_specification_has_them(engine: Engine, asked: dict[str, Any]) -> None:
    answer = holds(told(engine, queries=holds({"q0": asked, "q1": {"query": "Xinjiang"}}, QUERIES)), RESULTS)
    assert [*answer] == ["q0", "q1"]


def test_what_is_asked_of_others() -> None:
    things = [thing(PERSON, "Ana Belo", countries=US), thing(BODY, "Orm Ferries"), thing(PLACE, "Orm", countries=US)]
    holds({f"q{at}": question(each) for at, each in enumerate(things)}, QUERIES)


@pytest.mark.parametrize(("part", "schema"), [("entity", ENTITIES), ("type", TYPES), ("property", PROPERTIES)])
@pytest.mark.parametrize("prefix", ["x", "p", "China", "\u4e60", ""])
def test_suggestions(engine: Engine, part: str, schema: Any, prefix: str) -> None:
    holds(told(engine, f"reconcile/suggest/{part}", prefix=prefix), schema)


def test_columns_of_all_properties(engine: Engine) -> None:
    for kind in ("Person", "Organization", "Group", "Place", "Document", "Event", ""):
        holds(told(engine, "reconcile/extend/properties", type=kind) if kind else
              told(engine, "reconcile/extend/properties"), PROPOSED)  # fmt: skip
    names = [each["id"] for each in told(engine, "reconcile/extend/properties", limit="50")["properties"]]
    for kind in ("Person", "Place", "Document", "Event"):
        found = told(engine, queries={"q": {"query": "China Xi report", "type": kind, "limit": 25}})["q"]["result"]
        ids = [each["id"] for each in found]
        answer = holds(told(engine, extend={"ids": ids, "properties": [{"id": name} for name in names]}), ROWS)
        assert [each["id"] for each in answer["meta"]] == names
        assert all([*row] == names for row in answer["rows"].values())
        assert [*answer["rows"]] == ids


def test_addresses_made_of_the_templates(engine: Engine) -> None:
    """Core Concepts: a client has to encode an identifier before it puts it into a template."""
    manifest = told(engine)
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        address = template.replace("{{id}}", quote(XI, safe="")).removeprefix(ROOT)
        assert ask(engine, address)[0] in (200, 303), address


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        (MANIFEST, {"versions": ["0.1"], "name": "x", "identifierSpace": ROOT, "schemaSpace": ROOT}),
        (RESULTS, {"q0": {"result": [{"id": "x", "name": "x"}]}}),
        (RESULTS, {"q0": {}}),
        (QUERIES, {"q0": {"limit": 3}}),
        (QUERIES, {"q0": {"properties": []}}),
        (ENTITIES, {"result": [{"id": "x"}]}),
        (ROWS, {"meta": [], "rows": {"x": {"issued": [{"date": "2019"}]}}}),
        (ROWS, {"meta": [], "rows": {"x": {"role": [{"str": "a", "id": "b"}]}}}),
    ],
)
def test_the_schemas_tell_what_is_wrong(schema: Any, wrong: Any) -> None:
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)
