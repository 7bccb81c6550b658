"""A city has coordinates only where no text leaves a doubt which one is meant."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.inference import infer
from xpkg.iris import Iris
from xpkg.lexicon.gazetteer import city_of
from xpkg.training.gazetteer import lands, rows
from xpkg.vocab import GEO, GEOSPARQL, RDFS, SCHEMA, XPKG

IRIS = Iris()


def places(source: str, *names: str) -> list[Quad]:
    graph = IRIS.document_graph(source)
    return [Quad(IRIS.thing("place", name), RDFS.label, Literal(name), graph) for name in names]


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def located(quads: Sequence[Quad]) -> dict[str, str]:
    """The code of the country of each place that has coordinates, by the place's name."""
    names = {quad.subject: quad.object.value for quad in quads if isinstance(quad.object, Literal)}
    found = infer(quads, IRIS)
    codes = {quad.subject: _value(quad) for quad in found if quad.predicate == SCHEMA.addressCountry}
    assert {quad.subject for quad in found if quad.predicate == GEO.lat} == set(codes)
    return {names[node]: code for node, code in codes.items()}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([("London", "Canada")], {"London": "CA"}),
        ([("London",)], {"London": "GB"}),
        ([("London", "Canada", "United Kingdom")], {}),
        ([("London", "Canada"), ("London",)], {}),
        ([("Birmingham",)], {}),
        ([("Birmingham", "United States")], {}),
        ([("Urumqi",)], {"Urumqi": "CN"}),
        ([("Kabul",), ("Kabul", "Afghanistan")], {"Kabul": "AF"}),
        ([("Strelsau",)], {}),
        ([("Washington", "United States")], {}),
    ],
)
def test_which_city_is_meant(texts: list[tuple[str, ...]], expected: dict[str, str]) -> None:
    assert located([quad for at, names in enumerate(texts) for quad in places(f"text {at}", *names)]) == expected


@pytest.mark.parametrize("term", [XPKG.speaker, XPKG.agent])
def test_what_speaks_or_acts_is_a_government(term: NamedNode) -> None:
    statement = NamedNode("https://w3id.org/xpkg/id/statement/one-0000000001")
    acts = Quad(statement, term, IRIS.thing("place", "Kabul"), IRIS.document_graph("a text"))
    assert located([*places("a text", "Kabul"), acts]) == {}


def test_where_a_city_lies() -> None:
    city = city_of("Kabul", [])
    assert city is not None
    found = infer(places("a text", "Kabul"), IRIS)
    degrees = {_value(quad) for quad in found if quad.predicate in {GEO.lat, GEO.long}}
    assert degrees == {city.latitude, city.longitude}
    (wkt,) = [quad.object for quad in found if quad.predicate == GEOSPARQL.asWKT]
    assert isinstance(wkt, Literal)
    assert wkt.value == f"POINT({city.longitude} {city.latitude})"
    assert len([quad for quad in found if quad.predicate == XPKG.rule]) == 1


def test_a_city_with_a_rival_in_its_country_has_no_row(tmp_path: Path) -> None:
    def city(number: int, name: str, country: str, people: int) -> dict[str, object]:
        return {"geonameid": number, "name": name, "countrycode": country, "latitude": 1.5, "longitude": -2.25,
                "population": people}  # fmt: skip

    told = [
        city(1, "Ostby", "XA", 900_000),
        city(2, "Ostby", "XB", 90_000),
        city(3, "Welby", "XA", 500_000),
        city(4, "Welby", "XA", 400_000),
        city(5, "Norby", "XA", 5_000),
        city(6, "Ostland", "XA", 700_000),
    ]
    (tmp_path / "cities5000.json").write_text(json.dumps({str(each["geonameid"]): each for each in told}))
    (tmp_path / "countries.json").write_text(json.dumps({"XA": {"name": "Ostland", "iso": "XA"}}))
    (tmp_path / "us_states.json").write_text("{}")
    assert list(rows(tmp_path)) == ["Ostby\tXA\t1.5000\t-2.2500\t1\t900\t990\tXB"]
    assert list(lands(tmp_path)) == ["Ostland\tXA"]
