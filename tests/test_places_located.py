"""A city or country has coordinates only where no text leaves a doubt which one is meant."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from xpkg.authority import load_authority
from xpkg.inference import infer
from xpkg.iris import Iris
from xpkg.lexicon.gazetteer import city_of
from xpkg.model import Metadata, Source
from xpkg.pipeline.graphs import graph_of
from xpkg.resources import folder
from xpkg.training.gazetteer import lands, rows
from xpkg.vocab import DCTERMS, GEO, GEOSPARQL, RDFS, SCHEMA, XPKG

IRIS = Iris()
AUTHORITY = load_authority(folder("data") / "authority")


def places(source: str, *names: str) -> list[Quad]:
    graph = IRIS.document_graph(source)
    return [Quad(IRIS.thing("place", name), RDFS.label, Literal(name), graph) for name in names]


def countries(source: str, *names: str, subtype: str = "country") -> list[Quad]:
    graph = IRIS.document_graph(source)
    told = [Quad(IRIS.thing("place", name), XPKG.subtype, Literal(subtype), graph) for name in names]
    return [*places(source, *names), *told]


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def located(quads: Sequence[Quad]) -> dict[str, str]:
    """The code of the country of each place that has coordinates, by the place's name."""
    names = {quad.subject: _value(quad) for quad in quads if quad.predicate == RDFS.label}
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


def test_a_country_has_the_point_of_its_label() -> None:
    found = infer(countries("a text", "France"), IRIS)
    (latitude,) = [float(_value(quad)) for quad in found if quad.predicate == GEO.lat]
    (longitude,) = [float(_value(quad)) for quad in found if quad.predicate == GEO.long]
    assert 44 < latitude < 49  # and not on an island of France in the Pacific
    assert 0 < longitude < 6
    assert [_value(quad) for quad in found if quad.predicate == DCTERMS.type] == ["label point"]
    assert not [quad for quad in found if quad.predicate == RDFS.seeAlso]


@pytest.mark.parametrize(
    ("quads", "expected"),
    [
        (countries("a", "Georgia"), {"Georgia": "GE"}),
        (countries("a", "Georgia", subtype="state"), {}),
        (places("a", "Georgia"), {}),
        ([*countries("a", "Georgia"), *countries("b", "Georgia", subtype="state")], {}),
        (countries("a", "Utopia"), {}),
        (countries("a", "Netherlands", "Czech Republic"), {"Netherlands": "NL", "Czech Republic": "CZ"}),
        ([*countries("a", "United Kingdom"), *places("a", "London")], {"United Kingdom": "GB", "London": "GB"}),
    ],
)
def test_which_country_is_meant(quads: list[Quad], expected: dict[str, str]) -> None:
    assert located(quads) == expected


def test_a_country_that_acts_is_a_government() -> None:
    event = NamedNode("https://w3id.org/xpkg/id/event/one-0000000001")
    acts = Quad(event, XPKG.agent, IRIS.thing("place", "France"), IRIS.document_graph("a text"))
    assert located([*countries("a text", "France"), acts]) == {}


SENTENCES: tuple[tuple[str, set[str]], ...] = (
    ("Protests were held in Georgia on 3 March 2020.", set()),  # the country or the state
    ("Protests were held in Atlanta, Georgia, on 3 March 2020.", set()),
    ("Georgia said on 3 March 2020 that it would close its border.", set()),
    ("Georgia Low was arrested in Tbilisi on 3 March 2020.", {"Tbilisi"}),
    ("Paris Hilton was arrested in Rome on 3 March 2020.", {"Rome"}),
    ("Washington told Moscow on 3 March 2020 that it would leave the treaty.", set()),
    ("Moscow was accused of the theft on 3 March 2020.", set()),
    ("The mission has accused Kabul of the delays since 3 March 2020.", set()),
    ("Tehran had been urged on 3 March 2020 to open the camps.", set()),
    ("The council blamed Tehran for the fire on 3 March 2020.", set()),
    ("Ann Low was accused of theft in Kabul on 3 March 2020.", {"Kabul"}),
    ("Ann Low accused the guards in Kabul on 3 March 2020.", {"Kabul"}),
    ("Tehran was bombed on 3 March 2020.", {"Tehran"}),
    ("London Baker spoke in Oslo on 3 March 2020.", {"Oslo"}),
    ("The Boston Marathon was held on 3 March 2020.", set()),
    ("Denzel Washington was arrested in Chicago on 3 March 2020.", {"Chicago"}),
    ("George Washington crossed the river on 25 December 1776.", set()),
    ("Jordan Peele was arrested in Amman on 3 March 2020.", {"Amman"}),
    ("Jordan rejected the claim on 3 March 2020.", set()),
    ("He was arrested in Jordan on 3 March 2020.", {"Jordan"}),
    ("Chad Brown was arrested in Lagos on 3 March 2020.", {"Lagos"}),
    ("He was arrested in Chad on 3 March 2020.", {"Chad"}),
    ("London Breed spoke in Oslo on 3 March 2020.", {"Oslo"}),
    ("Jack London was arrested in Tokyo on 3 March 2020.", {"Tokyo"}),
    ("Beijing denied the report on 3 March 2020.", set()),
    ("A fire broke out in Beijing on 3 March 2020.", {"Beijing"}),
    ("The committee imposed sanctions on Moscow on 3 March 2020.", set()),
    ("Soldiers bombed Kabul on 3 March 2020.", {"Kabul"}),
    ("The Berlin Philharmonic played in Vienna on 3 March 2020.", {"Vienna"}),
    ("The Paris Agreement was signed on 22 April 2016.", set()),
    ("France expelled five diplomats on 3 March 2020.", set()),
    ("Ana Roy was deported to France on 3 March 2020.", {"France"}),
    ("India Jones was arrested in Mumbai on 3 March 2020.", {"Mumbai"}),
    ("Sydney Low was arrested in Hanoi on 3 March 2020.", {"Hanoi"}),
    ("Israel Low was arrested in Nairobi on 3 March 2020.", {"Nairobi"}),
)


@pytest.mark.parametrize(("sentence", "points"), SENTENCES)
def test_no_point_is_that_of_a_person_or_a_government(sentence: str, points: set[str]) -> None:
    source = Source("a text", f"A headline\n\n{sentence}\n", "0", Metadata("A headline"))
    quads = graph_of(source, AUTHORITY, IRIS)
    found = infer(quads, IRIS)
    names = {quad.subject: _value(quad) for quad in quads if quad.predicate == RDFS.label}
    assert {names[quad.subject] for quad in found if quad.predicate == GEO.lat} == points


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
    point = {"LABEL_Y": 1.25, "LABEL_X": -2.5}
    records = {
        "XA": {"NAME": "Ostland", "NAME_LONG": "Ostland", "ADMIN": "Ostland", "FORMAL_EN": "Realm of Ostland", **point},
        "XC": {"NAME": "Land", "NAME_LONG": "N. Land", "ADMIN": "Vestland", "FORMAL_EN": "of Ostland", **point},
    }
    assert list(lands(tmp_path, records)) == [
        "Land\tXC\t1.2500\t-2.5000",
        "Ostland\tXA\t1.2500\t-2.5000",
        "Realm of Ostland\tXA\t1.2500\t-2.5000",
        "Vestland\tXC\t1.2500\t-2.5000",
    ]
    assert list(lands(tmp_path, {})) == ["Ostland\tXA\t\t"]
