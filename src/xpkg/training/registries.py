"""Prepares the tables of ``data/registries`` from released packages: names with identifiers of Wikidata.

    python -m xpkg.training.registries --rigour WHEEL --histwardb WHEEL --country-coder TGZ --nsi TGZ -o data/registries

Each package is read from the file that was released, whose SHA-256 stands in the table. ``rigour`` keeps its data in
its compiled part, so that it has to be installed in the same version as well.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib
import io
import json
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from xpkg.lexicon.places import Trait, having

COLUMNS = ("item", "label", "names", "kind", "countries", "description")
_ITEM = re.compile(r"Q[1-9]\d*", re.ASCII)
_COUNTRY = re.compile(r"[a-z]{2}", re.ASCII)
_NO_PLACES = ("world", "unitedNations", "region", "subregion", "intermediateRegion", "sharedLandform")
_WORDS = 2  # of a name of an operator; a single word may be a brand, a place, a family


def main() -> None:
    """Writes the tables; which packages are given says which."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("rigour", "histwardb", "country-coder", "nsi"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    if given.rigour:
        _write(given.output / "territories.tsv", "territories of rigour", "MIT", given.rigour, territories())
    if given.histwardb:
        _write(given.output / "historical-states.tsv", "states of histwardb", "MIT", given.histwardb,
               historical_states(given.histwardb))  # fmt: skip
    if given.country_coder:
        _write(given.output / "borders.tsv", "borders of country-coder", "ISC", given.country_coder,
               borders(member(given.country_coder, "package/src/data/borders.json")))  # fmt: skip
    if given.nsi and given.country_coder:
        known = _codes(member(given.country_coder, "package/src/data/borders.json"))
        index = member(given.nsi, "package/dist/json/nsi.min.json")
        items = member(given.nsi, "package/dist/wikidata/wikidata.min.json")
        _write(given.output / "operators.tsv", "operators of name-suggestion-index", "BSD-3-Clause", given.nsi,
               operators(index, items, known))  # fmt: skip


Row = tuple[str, str, tuple[str, ...], str, tuple[str, ...], str]


def territories() -> Iterator[Row]:
    """The territories that rigour knows, with the land that each is of."""
    for each in importlib.import_module("rigour.territories").get_territories():
        if not _ITEM.fullmatch(each.qid or ""):
            continue
        top = each
        while top.parent is not None:
            top = top.parent
        land = (top.qid,) if _ITEM.fullmatch(top.qid or "") else ()
        yield each.qid, each.name, (each.full_name,), _kind(each.qid, land), land, ""


def historical_states(wheel: Path) -> Iterator[Row]:
    """The states, past and present, that fought the wars of histwardb; a name with a number in it is no name."""
    with zipfile.ZipFile(wheel) as packed:
        text = packed.read("histwardb/data/crosswalk.csv").decode("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        if _ITEM.fullmatch(row["country_qid"]) and "(Q" not in row["country"]:
            yield row["country_qid"], row["country"], (), "", (), ""


def borders(told: Mapping[str, Any]) -> Iterator[Row]:
    """The countries and territories of country-coder, each with its country."""
    lands = _codes(told)
    for feature in told["features"]:
        each = feature["properties"]
        if each.get("level") in _NO_PLACES:
            continue
        if _ITEM.fullmatch(each.get("wikidata", "")):
            code = str(each.get("country") or each.get("iso1A2", "")).lower()
            land = (lands[code],) if code in lands else ()
            yield each["wikidata"], each["nameEn"], (), _kind(each["wikidata"], land), land, ""


def operators(index: Mapping[str, Any], known: Mapping[str, Any], lands: Mapping[str, str]) -> Iterator[Row]:
    """The public bodies and firms of one land each that run something, with the label and description of their item."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for path, told in index["nsi"].items():
        if not path.startswith("operators/"):
            continue
        for each in told.get("items", ()):
            item = each["tags"].get("operator:wikidata", "")
            where = {str(code).lower() for code in each.get("locationSet", {}).get("include", ())}
            names, codes = found.setdefault(item, (set(), set()))
            names.add(each["tags"].get("operator:en") or each["tags"].get("operator", ""))
            codes |= where
    for item, (names, codes) in found.items():
        label = known["wikidata"].get(item, {}).get("label", "")
        description = known["wikidata"].get(item, {}).get("description", "")
        if not label or not description or len(label.split()) < _WORDS or len(codes) != 1 or not label.isascii():
            continue
        if _is_place(description) or item in lands.values():
            continue
        land = lands.get(next(iter(codes)), "")
        if land and _ITEM.fullmatch(item):
            others = tuple(sorted(name for name in names if name.isascii() and len(name.split()) >= _WORDS))
            yield item, label, others, "", (land,), " ".join(description.split())[:80]


def _kind(item: str, land: tuple[str, ...]) -> str:
    """The kind of a country; of all else it is left open, so that no link is made of a registry alone.

    A canton has the name of its city, a state that of a river: a registry has only the one of them.
    """
    return "place" if land == (item,) else ""


def _is_place(description: str) -> bool:
    """Whether a description is that of a place: "municipality of Norway", "city and county in Iowa"."""
    kind = re.split(r" in | of |,| located ", f"{description.lower()} ")[0].split()
    return not having(Trait.ANAPHORIC, Trait.SETTLEMENT).isdisjoint(kind)


def _codes(told: Mapping[str, Any]) -> dict[str, str]:
    """The items of countries by their codes of two letters, in lower case."""
    properties = (feature["properties"] for feature in told["features"])
    return {each["iso1A2"].lower(): each["wikidata"] for each in properties
            if _COUNTRY.fullmatch(each.get("iso1A2", "").lower()) and each.get("wikidata")}  # fmt: skip


def member(archive: Path, name: str) -> Any:
    """The JSON of the member ``name`` of a package of npm."""
    with tarfile.open(archive) as packed:
        member = packed.extractfile(name)
        assert member is not None
        return json.load(member)


def _write(path: Path, name: str, licence: str, package: Path, rows: Iterable[Row]) -> None:
    """Writes a table, in the order of the items' numbers; of rows of one item the first counts."""
    kept: dict[str, Row] = {}
    for row in rows:
        kept.setdefault(row[0], row)
    with package.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    version = re.search(r"-(\d+(?:\.\d+)+)", package.name)
    head = {"name": name, "version": version[1] if version else "", "licence": licence, "package": package.name,
            "sha256": digest}  # fmt: skip
    lines = [f"# {key}: {value}" for key, value in head.items()] + ["\t".join(COLUMNS)]
    for item in sorted(kept, key=lambda each: int(each[1:])):
        _, label, names, kind, countries, description = kept[item]
        others = dict.fromkeys(each for each in names if each and each != label)
        cells = (item, label, "|".join(others), kind, "|".join(countries), description)
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
