"""Makes the table of cities of the files of GeoNames: ``python -m xpkg.training.gazetteer FOLDER``."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_TABLES = Path(__file__).parent.parent / "lexicon"
_LARGE = 100_000
"""Inhabitants from which a city has a row."""
_RIVAL = 0.05
"""Share of a city's inhabitants from which a place of the same name in its own country makes it unclear which is
meant."""
_ABOUT = (
    "Cities of 100,000 people and more, by name. Made by xpkg.training.gazetteer of GeoNames; see GEONAMES.md.",
    "Not to be edited. others: the countries that have a smaller place of the same name. people: in thousands.",
)


def read_cities(folder: Path) -> Mapping[str, list[dict[str, Any]]]:
    """The places of ``cities5000.json`` by name, without those whose number of people is not known."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in json.loads((folder / "cities5000.json").read_text(encoding="utf-8")).values():
        if city["population"]:
            found[city["name"]].append(city)
    return found


def rows(folder: Path) -> Iterator[str]:
    """A line for each city; none for the name of a country, a state or a county, nor where the own country has a
    rival."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8")).values()
    states = json.loads((folder / "us_states.json").read_text(encoding="utf-8")).values()
    taken = {each["name"] for each in (*countries, *states)}
    for name, cities in sorted(read_cities(folder).items()):
        if name in taken or "\t" in name:
            continue
        for city in sorted(cities, key=lambda each: -each["population"]):
            same = [each for each in cities if each is not city and each["countrycode"] == city["countrycode"]]
            rival = any(each["population"] >= _RIVAL * city["population"] for each in same)
            if city["population"] < _LARGE or rival:
                continue
            others = sorted({each["countrycode"] for each in cities if each["countrycode"] != city["countrycode"]})
            place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}\t{city['geonameid']}"
            people = f"{city['population'] // 1000}\t{sum(each['population'] for each in cities) // 1000}"
            yield f"{name}\t{city['countrycode']}\t{place}\t{people}\t{' '.join(others)}"


def lands(folder: Path) -> Iterator[str]:
    """A line for each country: its name and its code."""
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8")).values()
    yield from sorted(f"{each['name']}\t{each['iso']}" for each in countries)


def main(folder: Path) -> None:
    """Writes ``cities.tsv`` and ``countries.tsv`` from GeoNames' files in ``folder``."""
    head = [*(f"# {line}" for line in _ABOUT), "name\tcountry\tlatitude\tlongitude\tgeonames\tpeople\tin_all\tothers"]
    (_TABLES / "cities.tsv").write_text("\n".join([*head, *rows(folder), ""]), encoding="utf-8")
    head = ["# Countries by name, with their ISO 3166 codes. Made as cities.tsv is; see GEONAMES.md.", "name\tcountry"]
    (_TABLES / "countries.tsv").write_text("\n".join([*head, *lands(folder), ""]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
