"""A spreadsheet's column is matched against a served store, over HTTP, by the client that comes with xpkg as well."""

from __future__ import annotations

import json
import urllib.request
from collections import Counter
from typing import Any
from urllib.parse import urlencode

import pytest
from outside import library

from xpkg.errors import ServiceError
from xpkg.linking.reconciliation.client import read_manifest
from xpkg.linking.reconciliation.transport import Transport


def test_over_a_socket(served: str) -> None:
    form = urlencode({"queries": json.dumps({"q0": {"query": "Xinjiang", "type": "Place"}})}).encode()
    with urllib.request.urlopen(f"{served}reconcile", form, timeout=30) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        (first, *_) = json.loads(response.read())["q0"]["result"]
    assert first["name"] == "Xinjiang"
    assert first["match"]


def test_its_identifiers_are_its_own(served: str) -> None:
    """Our own client wants Wikidata's: it reads the manifest, and says what is not so."""
    with pytest.raises(ServiceError, match="not those of Wikidata"):
        read_manifest(Transport(f"{served}reconcile", "test"))


def get(url: str) -> tuple[str, bytes]:
    """The media type and the body of an address, read across origins as a page of OpenRefine does."""
    request = urllib.request.Request(url, headers={"Origin": "http://127.0.0.1:3333"})
    with urllib.request.urlopen(request, timeout=30) as got:
        assert got.headers["Access-Control-Allow-Origin"] == "*"
        return got.headers.get_content_type(), got.read()


def post(url: str, **form: object) -> Any:
    data = urlencode({name: json.dumps(value) for name, value in form.items()}).encode()
    with urllib.request.urlopen(url, data, timeout=30) as response:
        return json.loads(response.read())


def test_a_session_as_openrefine_has_it(served: str) -> None:
    """Its requests in its order: it guesses the type, matches, looks for one by hand, and adds columns."""
    address = f"{served}reconcile"
    manifest = json.loads(get(address)[1])
    column = ["Xinjiang", "Beijing", "Kashgar", "Hotan", "Turkey"]
    guessed = post(address, queries={f"q{at}": {"query": each, "limit": 3} for at, each in enumerate(column)})
    types: Counter[str] = Counter()
    for rank, found in (pair for each in guessed.values() for pair in enumerate(each["result"], start=1)):
        types.update({kind["id"]: 60 // rank for kind in found["type"]})  # the first counts most
    place = types.most_common(1)[0][0]
    assert place == "Place"
    asked = {"type": place, "type_strict": "should", "limit": 5}
    matched = post(address, queries={f"q{at}": {"query": each, **asked} for at, each in enumerate(column)})
    best = {each: matched[f"q{at}"]["result"][0] for at, each in enumerate(column) if matched[f"q{at}"]["result"]}
    assert best["Xinjiang"]["match"]
    assert best["Xinjiang"]["id"].startswith("place/xinjiang-")
    entity = manifest["suggest"]["entity"]
    kind, body = get(f"{entity['service_url']}{entity['service_path']}?{urlencode({'prefix': 'Xi Jin'})}")
    assert kind == "application/json"
    (first, *_) = json.loads(body)["result"]
    assert first["name"] == "Xi Jinping"
    kind, shown = get(manifest["preview"]["url"].replace("{{id}}", first["id"]))
    assert kind == "text/html"
    assert b"Xi Jinping" in shown
    propose = manifest["extend"]["propose_properties"]
    kind, body = get(f"{propose['service_url']}{propose['service_path']}?{urlencode({'type': place, 'limit': 5})}")
    columns = [{"id": each["id"]} for each in json.loads(body)["properties"]]
    assert columns
    rows = post(address, extend={"ids": [best["Xinjiang"]["id"]], "properties": columns})
    assert [each["id"] for each in rows["meta"]] == [each["id"] for each in columns]
    assert {*rows["rows"]} == {best["Xinjiang"]["id"]}
    assert {*rows["rows"][best["Xinjiang"]["id"]]} == {each["id"] for each in columns}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what the client does with the newest pandas
def test_a_column_of_a_data_frame_by_another_client(served: str) -> None:
    pandas = library("pandas")
    reconciler = library("reconciler")
    column = pandas.Series(["Xi Jinping", "Xinjiang"])
    found = reconciler.reconcile(column, reconciliation_endpoint=f"{served}reconcile")
    assert dict(zip(found["input_value"], found["name"], strict=True)) == {each: each for each in column}
    assert all(found["match"])
    alone = reconciler.reconcile(column[:1], type_id="Person", reconciliation_endpoint=f"{served}reconcile")
    assert [each.split("/")[0] for each in alone["id"]] == ["person"]
