"""Makes the tables of cities and countries: ``python -m xpkg.training.gazetteer FOLDER``."""

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


def lands(folder: Path, records: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """A line for each name of a country: its code, and the point where Natural Earth writes its name, if anywhere.

    ``records`` are those of Natural Earth by their codes.
    """
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8")).values()
    names = {each["name"].strip(): each["iso"] for each in countries}
    for code, record in records.items():
        for name in (record["NAME"], record["NAME_LONG"], record["ADMIN"], record["FORMAL_EN"]):
            others = (other for other, of in names.items() if of != code)
            if name and "." not in name and not any(f" {other}".endswith(f" {name}") for other in others):
                names.setdefault(name, code)  # no "Congo", with which another name ends, too
    points = {code: f"{each['LABEL_Y']:.4f}\t{each['LABEL_X']:.4f}" for code, each in records.items()}
    nowhere = "\t"
    yield from sorted(f"{name}\t{code}\t{points.get(code, nowhere)}" for name, code in names.items())


def read_records(folder: Path) -> Mapping[str, dict[str, Any]]:
    """The record of each country in Natural Earth by its ISO code; of several the one where most people live."""
    import shapefile  # an extra of those who make the tables

    found: dict[str, dict[str, Any]] = {}
    with shapefile.Reader(dbf=folder / "ne_10m_admin_0_countries_deu.dbf") as table:
        for each in table.iterRecords():
            told = each.as_dict().items()
            record = {name: value.strip("\0 ") if isinstance(value, str) else value for name, value in told}
            code = record["ISO_A2_EH"]
            if code != "-99" and (code not in found or record["POP_EST"] > found[code]["POP_EST"]):
                found[code] = record
    return found


def main(folder: Path) -> None:
    """Writes ``cities.tsv`` and ``countries.tsv`` from the files of GeoNames and Natural Earth in ``folder``."""
    head = [*(f"# {line}" for line in _ABOUT), "name\tcountry\tlatitude\tlongitude\tgeonames\tpeople\tin_all\tothers"]
    (_TABLES / "cities.tsv").write_text("\n".join([*head, *rows(folder), ""]), encoding="utf-8")
    head = [
        "# Countries by name, with their ISO 3166 codes and where a map writes their names. Made as cities.tsv is;",
        "# see GEONAMES.md and NATURAL_EARTH.md.",
        "name\tcountry\tlatitude\tlongitude",
    ]
    lines = [*head, *lands(folder, read_records(folder)), ""]
    (_TABLES / "countries.tsv").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
