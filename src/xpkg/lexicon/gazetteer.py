"""Cities of 100,000 people and more, and countries, with their coordinates."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load

_GREAT = 1000
"""Thousands of people from which a city needs no country beside it."""
_SHARE = 0.9
"""Of the people in all places of one name, those who live in the one that is meant without a word."""
_NEARLY_ALL = 0.95
"""The same, where a namesake is told from it by what is known of both."""


@dataclass(frozen=True, slots=True)
class City:
    """A row of the table: a city, the ISO 3166 code of its country, where it lies (degrees, WGS 84), its number in
    GeoNames. ``people`` live in it and ``in_all`` in all places of its name, in thousands; ``others`` are the countries
    that have a smaller one."""

    name: str
    country: str
    latitude: str
    longitude: str
    geonames: str
    people: int
    in_all: int
    others: frozenset[str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country with its ISO 3166 code, and the point inside it where a map writes its name (degrees, WGS 84); that is
    empty where no such point is known."""

    name: str
    country: str
    latitude: str
    longitude: str


Spot = City | Country
"""What has a point on the map."""


@cache
def _cities() -> Mapping[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    for city in load("cities", City, key=("name", "country")):
        found.setdefault(_folded(city.name), []).append(city)
    return {name: tuple(cities) for name, cities in found.items()}


def _folded(name: str) -> str:
    """The name without the marks on its letters."""
    return "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))


@cache
def country_codes() -> Mapping[str, str]:
    """The ISO 3166 code of each country by its name. Raises LexiconError for a faulty table.

    >>> country_codes()["France"]
    'FR'
    """
    return {name: row.country for name, row in _countries().items()}


@cache
def _countries() -> Mapping[str, Country]:
    return {row.name: row for row in load("countries", Country)}


def country_of(name: str) -> Country | None:
    """The country called ``name``, where it is known at which point a map writes its name.

    >>> country_of("France").country, country_of("Utopia")
    ('FR', None)
    """
    row = _countries().get(name)
    return row if row and row.latitude else None


def city_of(name: str, named: Collection[str]) -> City | None:
    """The city that ``name`` means in a text that names the countries ``named`` (codes); None where that is not clear.

    It lies in the one country named that has a place of this name. Where none of them has one, it is a city of a
    million people that is by far the largest of its name.

    >>> city_of("London", ["CA"]).country, city_of("London", []).country, city_of("London", ["CA", "GB"])
    ('CA', 'GB', None)
    """
    cities = _cities().get(_folded(name), ())
    places = {code for city in cities for code in (city.country, *city.others)} & set(named)
    if len(places) > 1:
        return None
    if places:
        return next((city for city in cities if city.country in places), None)
    largest = max(cities, key=lambda city: city.people, default=None)
    if largest is None or largest.people < _GREAT or largest.people < _SHARE * largest.in_all:
        return None
    return largest


def is_of_one_city(name: str) -> bool:
    """Whether one city has nearly all the people of all places called ``name``.

    >>> is_of_one_city("Minneapolis"), is_of_one_city("Aberdeen"), is_of_one_city("Larkham")
    (True, False, False)
    """
    return any(city.people >= _NEARLY_ALL * city.in_all for city in _cities().get(_folded(name), ()))
