"""The reconciliation service: what a client such as OpenRefine sends, and what version 0.2 of the API says it gets."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

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
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def engine(seeds: Path) -> Engine:
    return Engine(seeds, Settings())


Answered = tuple[int, dict[str, str], bytes]


def ask(engine: Engine, path: str = "reconcile", method: str = "GET", **fields: Any) -> Answered:
    """Status, headers and body of a request; ``fields`` are sent as a form, values that are no strings as JSON."""

    async def execute(job: Job, encoded: bytes, file: int | None) -> Outcome:
        outcome = run_job(engine, Job.decode(encoded), file)
        sent = outcome.encode()
        size = len(sent.partition(b"\n")[2]) if outcome.spooled is None else os.fstat(outcome.spooled).st_size
        return Outcome.decode(sent, engine.snapshot, outcome.spooled, size)

    form = urlencode({name: each if isinstance(each, str) else json.dumps(each) for name, each in fields.items()})
    query, body = (b"", form.encode()) if method == "POST" else (form.encode(), b"")
    path, _, given = path.partition("?")
    request = Request(method, ROOT + path, ROOT, given.encode() or query, {"content-type": FORM}, body)
    answered = asyncio.run(handle(request, engine.settings, execute, ResultCache(1_000_000), engine.snapshot))
    data = answered.response.body
    if answered.spooled is not None:
        data = os.pread(answered.spooled, answered.size, 0)
        os.close(answered.spooled)
    return answered.response.status, {name.lower(): value for name, value in answered.response.headers}, data


def told(engine: Engine, path: str = "reconcile", **fields: Any) -> Any:
    status, headers, body = ask(engine, path, "POST" if fields and path == "reconcile" else "GET", **fields)
    assert status == 200, body
    assert headers["content-type"] == "application/json"
    assert headers["access-control-allow-origin"] == "*"
    return json.loads(body)


def found(engine: Engine, query: str, **more: Any) -> list[dict[str, Any]]:
    result = told(engine, queries={"q0": {"query": query, **more}})
    assert [*result] == ["q0"]
    candidates = result["q0"]["result"]
    for each in candidates:
        assert {"id", "name", "score", "match", "type"} <= each.keys()
        assert 0 <= each["score"] <= 100
        assert all({*kind} == {"id", "name"} for kind in each["type"])
    assert [each["score"] for each in candidates] == sorted((each["score"] for each in candidates), reverse=True)
    return list(candidates)


def test_the_manifest(engine: Engine) -> None:
    manifest = told(engine)
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/xpkg/id/"
    assert manifest["schemaSpace"] == "https://w3id.org/xpkg/ontology#"
    assert manifest["view"] == {"url": f"{ROOT}id/{{{{id}}}}"}
    assert {*manifest["suggest"]} == {"entity", "type", "property"}
    services = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    for each in services:  # each address that it names is there
        path = (each["service_url"] + each["service_path"]).removeprefix(ROOT)
        assert ask(engine, path, prefix="x")[0] == 200
    assert ask(engine, manifest["preview"]["url"].removeprefix(ROOT).partition("?")[0], id=XI)[0] == 200


def test_a_name_finds_its_thing(engine: Engine) -> None:
    first, *_ = found(engine, "Xi Jinping", type="Person")
    assert (first["id"], first["name"], first["match"]) == (XI, "Xi Jinping", True)
    assert first["type"] == [{"id": "Person", "name": "Person"}]
    assert found(engine, "xi  JINPING")[0]["match"]
    assert found(engine, "习近平")[0]["id"] == XI


def test_what_is_like_it_is_no_match(engine: Engine) -> None:
    first, *_ = found(engine, "Xi Jinpin Jinping", type="Person")
    assert first["id"] == XI
    assert not first["match"]
    assert found(engine, "nobody of this name") == []
    assert found(engine, "Xi Jinping", type="Place") == []
    assert found(engine, "Xi Jinping", type="Q5") == []
    assert found(engine, "Xi Jinping", type=["Place", "Person"])[0]["id"] == XI


@pytest.mark.parametrize("query", ["Xi Jingping", "Xi Jinpign", "XI JINPIN", "Xi Jin Ping", "Jinpin, Xi"])
def test_a_misspelt_name_finds_its_thing(engine: Engine, query: str) -> None:
    for asked in ({}, {"type": "Person"}):
        first, *_ = found(engine, query, **asked)
        assert first["id"] == XI
        assert not first["match"]
    assert all(each["type"][0]["id"] == "Place" for each in found(engine, query, type="Place"))


def test_while_somebody_types_a_misspelt_name_is_suggested(engine: Engine) -> None:
    suggested = told(engine, "reconcile/suggest/entity", prefix="Xi Jingp")["result"]
    assert suggested == []
    assert told(engine, "reconcile/suggest/entity", prefix="Xi Jingping")["result"][0]["id"] == XI


def test_properties_raise_and_lower_the_score(engine: Engine) -> None:
    def score(pid: str, value: Any) -> tuple[float, bool]:
        first, *_ = found(engine, "Xi Jinping", type="Person", properties=[{"pid": pid, "v": value}])
        return first["score"], first["match"]

    assert score("wikidata", "Q15031") == (100.0, True)
    assert score("wikidata", {"id": "Q15031", "name": "Xi"}) == (100.0, True)
    assert score("wikidata", ["Q1", "Q15031"]) == (100.0, True)
    assert score("wikidata", "Q1") == (80.0, False)
    assert score("unheard-of", "x") == (100.0, True)


def test_a_question_may_tell_properties_alone(engine: Engine) -> None:
    """Version 0.2 asks for a query or for properties."""
    told_of = [{"pid": "wikidata", "v": {"id": "Q15031"}}]
    for asked in ({"properties": told_of}, {"query": "", "properties": told_of, "type": ["Person"]}):
        result = told(engine, queries={"q0": asked})
        assert [each["id"] for each in result["q0"]["result"]] == [XI]


def test_batches_and_limits(engine: Engine) -> None:
    result = told(engine, queries={"a": {"query": "Xi Jinping"}, "b": {"query": "Xinjiang", "limit": 1}})
    assert [*result] == ["a", "b"]
    assert len(result["b"]["result"]) == 1
    assert ask(engine, "reconcile", queries={"a": {"query": "Xi Jinping"}})[0] == 200  # by GET, too


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"queries": "no json"}, 400),
        ({"queries": "[" * 100_000}, 400),
        ({"queries": []}, 400),
        ({"queries": {"q0": {}}}, 400),
        ({"queries": {"q0": {"query": " "}}}, 400),
        ({"queries": {"q0": {"query": 7}}}, 400),
        ({"queries": {"q0": {"query": "x", "properties": 1}}}, 400),
        ({"queries": {"q0": {"query": "x" * 2000}}}, 413),
        ({"queries": {"q0": {"query": "x", "note": "x" * 2_000_000}}}, 413),
        ({"queries": {"q0": {"query": "x", "type": {}, "limit": "many", "properties": [7, {"pid": "role"}]}}}, 200),
        ({"extend": {"ids": ["\ud800"], "properties": [{"id": "role"}]}}, 400),
        ({"queries": {f"q{at}": {"query": "x"} for at in range(51)}}, 413),
        ({"extend": {"ids": XI, "properties": []}}, 400),
        ({"extend": {"ids": [1], "properties": []}}, 400),
        ({"extend": {"ids": [XI], "properties": ["role"]}}, 400),
        ({"extend": {"ids": [XI] * 201, "properties": []}}, 413),
    ],
)
def test_what_is_wrong_is_told(engine: Engine, fields: dict[str, Any], status: int) -> None:
    assert ask(engine, "reconcile", "POST", **fields)[0] == status


def test_a_field_that_stands_twice_counts_once(engine: Engine) -> None:
    good = urlencode({"queries": json.dumps({"q0": {"query": "Xi Jinping"}})})
    for form, status in ((f"queries=7&{good}", 400), (f"{good}&queries=7", 200)):
        assert ask(engine, f"reconcile?{form}")[0] == status


@pytest.mark.parametrize("query", ['"', "* OR *", "xi NEAR(", "' ; DROP TABLE things", "}> ?x", "\x00", "-", "AND"])
def test_a_query_is_words_and_nothing_else(engine: Engine, query: str) -> None:
    result = told(engine, queries={"q0": {"query": query}, "q1": {"query": "Xi Jinping"}})
    assert result["q1"]["result"][0]["id"] == XI
    assert json.loads(ask(engine, "reconcile/suggest/entity", prefix=query)[2])["result"] is not None


def test_suggestions(engine: Engine) -> None:
    entities = told(engine, "reconcile/suggest/entity", prefix="Xi Jin")["result"]
    assert (entities[0]["id"], entities[0]["notable"]) == (XI, [{"id": "Person", "name": "Person"}])
    assert told(engine, "reconcile/suggest/entity", prefix="xi")["result"][0]["id"] == XI, "a word goes before a part"
    first, second = (told(engine, "reconcile/suggest/entity", prefix="x", cursor=at)["result"] for at in ("0", "3"))
    assert first[3:] == second[:-3], "the cursor says how many are passed over"
    assert told(engine, "reconcile/suggest/entity", prefix="")["result"] == []
    assert told(engine, "reconcile/suggest/type", prefix="Pe")["result"] == [{"id": "Person", "name": "Person"}]
    assert [each["id"] for each in told(engine, "reconcile/suggest/property", prefix="office")["result"]] == [
        "role", "organization", "place",
    ]  # fmt: skip


def test_data_extension(engine: Engine) -> None:
    proposed = told(engine, "reconcile/extend/properties", type="Person")
    assert proposed["type"] == "Person"
    few = told(engine, "reconcile/extend/properties", limit="3")
    assert few == {"limit": 3, "properties": proposed["properties"][:3]}
    assert told(engine, "reconcile/extend/properties", limit="many")["limit"] == len(proposed["properties"])
    asked = {"ids": [XI, "person/nobody-0000000000", "}> ?x"], "properties": [
        {"id": "wikidata"}, {"id": "role", "settings": {}}, {"id": "unheard-of"}]}  # fmt: skip
    result = told(engine, extend=asked)
    assert [each["id"] for each in result["meta"]] == ["wikidata", "role"]
    assert result["rows"][XI]["wikidata"] == [{"id": "Q15031", "name": "Q15031"}]
    assert {"str": "General Secretary"} in result["rows"][XI]["role"]
    (setting,) = told(engine, "reconcile")["extend"]["property_settings"]
    for limit, values in ((1, 1), ("1", 1), (0, 2), ("many", 2), (-1, 2), (None, 2)):
        asked["properties"] = [{"id": "role", "settings": {setting["name"]: limit}}]
        assert len(told(engine, extend=asked)["rows"][XI]["role"]) == values, limit
    assert result["rows"]["person/nobody-0000000000"] == {"wikidata": [], "role": []}
    assert result["rows"]["}> ?x"] == {"wikidata": [], "role": []}


def test_the_preview_is_a_page(engine: Engine) -> None:
    status, headers, body = ask(engine, "reconcile/preview", id=XI)
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-security-policy"] == "default-src 'none'"
    assert "x-frame-options" not in headers  # it is shown in a frame of another page
    assert b"<h1>Xi Jinping</h1>" in body
    assert b"<script" not in ask(engine, "reconcile/preview", id="<script>")[2]


def test_methods_and_addresses(engine: Engine) -> None:
    status, headers, _ = ask(engine, "reconcile", "OPTIONS")
    assert status == 204
    assert "POST" in headers["access-control-allow-methods"]
    assert ask(engine, "reconcile", "DELETE")[0] == 405
    assert ask(engine, "reconcile/elsewhere")[0] == 404
    assert ask(engine, "reconcile", "HEAD")[::2] == (200, b"")
