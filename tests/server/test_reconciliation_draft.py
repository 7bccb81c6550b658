"""The draft of version 1.0 of the reconciliation API, as far as it is settled."""

from __future__ import annotations

import asyncio
import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from xpkg.server import Settings
from xpkg.server.engine import Engine
from xpkg.server.http_messages import Request
from xpkg.server.job_runner import run_job
from xpkg.server.jobs import Job, Outcome
from xpkg.server.request_handler import handle
from xpkg.server.result_cache import ResultCache

ROOT = "http://localhost:7878/"
XI = "person/xi-jinping-14de1edaca"
TEXT = {"type": "string", "minLength": 1}
NAMED = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
# Our own words for what the specification asks of each answer.
VIEW = {"type": "object", "required": ["url"], "properties": {"url": {"type": "string", "pattern": r"\{\+?id\}"}}}
MANIFEST = {
    "type": "object", "required": ["versions", "name", "view"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "1.0-draft"}}, "name": TEXT, "documentation": TEXT,
        "view": VIEW,
        "preview": {"type": "object", "required": ["width", "height"], "additionalProperties": {"type": "integer"}},
        "suggest": {"type": "object", "required": ["entity", "type", "property"],
                    "additionalProperties": {"type": "boolean"}},
        "extend": {"type": "object", "properties": {"proposeProperties": {"type": "boolean"},
                                                    "propertySettings": {"type": "array"}}},
        "standardizedScore": {"type": "boolean"}, "batchSize": {"type": "integer"},
    },
}  # fmt: skip
CANDIDATE = {"type": "object", "required": ["id", "name"], "properties": {
    "id": TEXT, "name": TEXT, "score": {"type": "number", "minimum": 0, "maximum": 100}, "match": {"type": "boolean"},
    "type": {"type": "array", "items": NAMED}}}  # fmt: skip
RESULT = {"type": "object", "required": ["candidates"],
          "properties": {"candidates": {"type": "array", "items": CANDIDATE}}}  # fmt: skip
RESULTS = {"type": "object", "required": ["results"], "properties": {"results": {"type": "array", "items": RESULT}}}
MOMENT = r"^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"
VALUE = {"oneOf": [
    {"type": "object", "required": ["id", "name"], "additionalProperties": TEXT},
    {"type": "object", "required": ["str"], "properties": {"str": {"type": "string"}}, "additionalProperties": False},
    {"type": "object", "required": ["date"], "properties": {"date": {"type": "string", "pattern": MOMENT}},
     "additionalProperties": False}]}  # fmt: skip
COLUMN = {"type": "object", "required": ["id", "values"],
          "properties": {"id": TEXT, "values": {"type": "array", "items": VALUE}}}  # fmt: skip
ROW = {"type": "object", "required": ["id", "properties"],
       "properties": {"id": TEXT, "properties": {"type": "array", "items": COLUMN}}}  # fmt: skip
ROWS = {"type": "object", "required": ["meta", "rows"],
        "properties": {"meta": {"type": "array", "items": NAMED}, "rows": {"type": "array", "items": ROW}}}  # fmt: skip


@pytest.fixture(scope="module")
def engine(seeds: Path) -> Engine:
    return Engine(seeds, Settings())


def ask(engine: Engine, part: str = "", body: Any = None, **headers: str) -> tuple[int, Any]:
    """Status and content of an answer below /reconcile/1.0; a body is sent as JSON."""

    async def execute(job: Job, encoded: bytes, file: int | None) -> Outcome:
        outcome = run_job(engine, Job.decode(encoded), file)
        sent = outcome.encode()
        size = len(sent.partition(b"\n")[2]) if outcome.spooled is None else os.fstat(outcome.spooled).st_size
        return Outcome.decode(sent, engine.snapshot, outcome.spooled, size)

    path, _, query = f"reconcile/1.0{part}".partition("?")
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = Request("GET" if body is None else "POST", ROOT + path, ROOT, query.encode(),
                      {"content-type": "application/json", **headers}, b"" if body is None else data)  # fmt: skip
    answered = asyncio.run(handle(request, engine.settings, execute, ResultCache(1_000_000), engine.snapshot))
    assert answered.response.header("access-control-allow-origin") == "*"
    text = answered.response.body.decode()
    is_json = (answered.response.header("content-type") or "").startswith("application/json")
    return answered.response.status, json.loads(text) if is_json else text


def told(engine: Engine, schema: Any, part: str = "", body: Any = None) -> Any:
    status, answer = ask(engine, part, body)
    assert status == 200, answer
    jsonschema.validate(answer, schema)
    return answer


def named(*values: Any, **more: Any) -> dict[str, Any]:
    return {"conditions": [{"matchType": "name", "v": value} for value in values], **more}


def having(name: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"matchType": "property", "pid": name, "v": value, **more}


def matched(engine: Engine, *queries: dict[str, Any]) -> list[list[str]]:
    answer = told(engine, RESULTS, "/reconcile", {"queries": [*queries]})
    return [[each["id"] for each in result["candidates"]] for result in answer["results"]]


def test_the_manifest(engine: Engine) -> None:
    assert told(engine, MANIFEST)["versions"] == ["1.0-draft"]


def test_answers_come_in_the_order_of_the_questions(engine: Engine) -> None:
    asked = (named("Xi Jinping"), named("Nobody Atall"), named("Xi Jinping", type="Place"))
    first, second, third = matched(engine, *asked)
    assert first[0] == XI
    assert second == []
    assert XI not in third
    answer = told(engine, RESULTS, "/match", {"queries": [named("Xi Jinping", limit=1)]})
    assert [each["match"] for each in answer["results"][0]["candidates"]] == [True]


@pytest.mark.parametrize("name", [XI, f"https://w3id.org/xpkg/id/{XI}"])
def test_an_identifier_finds_its_thing(engine: Engine, name: str) -> None:
    assert matched(engine, named(name)) == [[XI]]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        (having("wikidata", "Q15031"), True),
        (having("wikidata", {"id": "Q15031"}), True),
        (having("wikidata", ["Q1", "Q15031"]), True),
        (having("wikidata", ["Q1", "Q15031"], matchQuantifier="all", required=True), False),
        (having("wikidata", "Q15031", matchQuantifier="none", required=True), False),
        (having("wikidata", 'Q15031" } #'), False),
        (having("unknown", "Q15031"), False),
    ],
)
def test_a_property_alone(engine: Engine, condition: dict[str, Any], found: bool) -> None:
    assert (XI in matched(engine, {"conditions": [condition]})[0]) is found


def test_what_is_required_filters(engine: Engine) -> None:
    name = {"matchType": "name", "v": "Xi Jinping"}
    kept, gone = matched(engine, {"conditions": [name, having("wikidata", "Q15031", required=True)]},
                         {"conditions": [name, having("wikidata", "Q1", required=True)]})  # fmt: skip
    assert kept == [XI]
    assert gone == []


def test_columns(engine: Engine) -> None:
    asked = {"ids": [XI, "person/nobody-0000000000"], "properties": [{"id": "wikidata"}, {"id": "role"}]}
    answer = told(engine, ROWS, "/extend", asked)
    assert [row["id"] for row in answer["rows"]] == asked["ids"]
    assert answer["rows"][0]["properties"][0]["values"][0]["id"] == "Q15031"
    asked["properties"] = [{"id": "role", "settings": {"limit": 1}}]
    assert len(told(engine, ROWS, "/extend", asked)["rows"][0]["properties"][0]["values"]) == 1


def test_dates_are_moments_or_texts(engine: Engine) -> None:
    solutions: Any = engine.execute("SELECT DISTINCT ?d { ?d a xpkg:Document ; dcterms:issued ?when } ORDER BY ?d")
    ids = [each["d"].value.removeprefix("https://w3id.org/xpkg/id/") for each in solutions][:200]
    answer = told(engine, ROWS, "/extend", {"ids": ids, "properties": [{"id": "issued"}]})
    values = [value for row in answer["rows"] for each in row["properties"] for value in each["values"]]
    assert any("date" in each for each in values)
    assert any("str" in each for each in values)
    assert all(re.fullmatch(MOMENT, each["date"]) for each in values if "date" in each)


@pytest.mark.parametrize(
    ("part", "key"),
    [("/suggest/entity?prefix=Xi", "result"), ("/suggest/type?prefix=p", "result"),
     ("/suggest/property?prefix=w", "result"), ("/extend/propose?type=Person", "properties")],
)  # fmt: skip
def test_suggestions(engine: Engine, part: str, key: str) -> None:
    items = {"type": "array", "minItems": 1, "items": NAMED}
    told(engine, {"type": "object", "required": [key], "properties": {key: items}}, part)


def test_a_preview(engine: Engine) -> None:
    status, page = ask(engine, f"/preview?id={XI}")
    assert status == 200
    assert "<h1>Xi Jinping</h1>" in page


@pytest.mark.parametrize(
    ("part", "body", "status"),
    [
        ("/nothing", None, 404), ("/reconcile", None, 405), ("/suggest/entity", {}, 405), ("", {}, 405),
        ("/reconcile", b"nonsense", 400), ("/reconcile", [], 400), ("/reconcile", {"queries": {}}, 400),
        ("/reconcile", {"queries": [{}]}, 400), ("/reconcile", {"queries": [{"conditions": []}]}, 400),
        ("/reconcile", {"queries": [{"conditions": ["x"]}]}, 400), ("/reconcile", {"queries": [named("")]}, 400),
        ("/reconcile", {"queries": [named("a", "b")]}, 400), ("/reconcile", {"queries": [named(5)]}, 400),
        ("/reconcile", {"queries": [{"conditions": [{"matchType": "property", "v": 1}]}]}, 400),
        ("/reconcile", {"queries": [named("x")] * 51}, 413), ("/reconcile", b"[" * 300_000, 413),
        ("/extend", {"ids": "x"}, 400),
    ],
)  # fmt: skip
def test_what_is_refused(engine: Engine, part: str, body: Any, status: int) -> None:
    assert ask(engine, part, body)[0] == status


def test_a_form_is_of_the_other_version(engine: Engine) -> None:
    assert ask(engine, "/reconcile", {"queries": []}, **{"content-type": "text/plain"})[0] == 415
