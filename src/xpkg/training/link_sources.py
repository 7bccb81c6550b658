"""Looks up each bundled link in the packages that it cites, and measures how often such sources are right.

    python -m xpkg.training.link_sources --rigour WHEEL --histwardb WHEEL --country-coder TGZ --nsi TGZ [--write]

Each package is read from the file that was released; ``rigour`` keeps its data in its compiled part, so that it has to
be installed in the same version. With ``--write`` the confidence of each row becomes what was measured. Status 1 where
a package does not say what a row cites it for.

A source is measured by what it says of the names of the authority files, each time that another source speaks as well.
It is right where they name the same item. Where they do not, it is right if a row, which rests on others, has its item.
A row that rests on several sources is measured by those that it does not need: each row that two others carry. What a
row's comment explains is no error: a registry may have the realm where the row has the country. The confidence is the
lower bound of the precision, at 95 %, by Clopper and Pearson.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xpkg.authority import curie_of, load_authority
from xpkg.folding import folded
from xpkg.linking.sssom import Row, read_set, write_set
from xpkg.resources import folder
from xpkg.training.registries import member, territories

MARKS: Mapping[str, str] = {
    "rigour": "pypi.org/project/rigour/", "histwardb": "pypi.org/project/histwardb/",
    "country-coder": "unpkg.com/@rapideditor/country-coder@", "nsi": "unpkg.com/name-suggestion-index@",
}  # fmt: skip
"""By what an address in ``see_also`` is known to be of each package."""
FILES = "files"
"""What files of public repositories, which are cited by commit, are measured as together."""

_DOUBT = 0.05


@dataclass(frozen=True, slots=True)
class Source:
    """A package: the names that it has for each item (folded), and the items that it has for each name."""

    names: Mapping[str, frozenset[str]]
    items: Mapping[str, frozenset[str]]

    def item(self, name: str) -> str:
        """The one item that it has for ``name``; empty where it has none, or several."""
        found = self.items.get(folded(name), frozenset())
        return next(iter(found)) if len(found) == 1 else ""


@dataclass(slots=True)
class Measured:
    """How many times a source could be checked, and how many times it was right."""

    checked: int = 0
    right: int = 0

    def add(self, right: bool) -> None:
        """Counts one check."""
        self.checked += 1
        self.right += right

    @property
    def confidence(self) -> float:
        """The lower bound of the precision, at 95 %, one-sided."""
        return lower_bound(self.right, self.checked)


def lower_bound(right: int, checked: int) -> float:
    """The precision that ``right`` of ``checked`` show with 95 % certainty (Clopper and Pearson), to three decimals.

    >>> lower_bound(100, 100), lower_bound(99, 100), lower_bound(0, 0)
    (0.97, 0.953, 0.0)
    """
    if not right:
        return 0.0
    low, high = 0.0, right / checked
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_least(right, checked, middle) < _DOUBT else (low, middle)
    return int(low * 1000) / 1000


def _at_least(right: int, checked: int, chance: float) -> float:
    """How likely so many right ones, or more, are where each is right with ``chance``."""
    wrong, term, total = checked - right, chance**checked, 0.0
    for missed in range(wrong + 1):
        total += term
        term *= (checked - missed) / (missed + 1) * (1 - chance) / chance
    return total


def source_of(told: Iterable[tuple[str, Iterable[str]]]) -> Source:
    """A source of items with their names."""
    names: dict[str, set[str]] = {}
    items: dict[str, set[str]] = {}
    for item, those in told:
        for key in filter(None, map(folded, those)):
            names.setdefault(item, set()).add(key)
            items.setdefault(key, set()).add(item)
    return Source({each: frozenset(told) for each, told in names.items()},
                  {each: frozenset(told) for each, told in items.items()})  # fmt: skip


def _histwardb(wheel: Path) -> Iterator[tuple[str, Iterable[str]]]:
    with zipfile.ZipFile(wheel) as packed:
        text = packed.read("histwardb/data/crosswalk.csv").decode("utf-8")
    return ((row["country_qid"], (row["country"],)) for row in csv.DictReader(io.StringIO(text)))


def _borders(archive: Path) -> Iterator[tuple[str, Iterable[str]]]:
    for feature in member(archive, "package/src/data/borders.json")["features"]:
        each = feature["properties"]
        if each.get("wikidata"):
            yield each["wikidata"], (each["nameEn"], *each.get("aliases", ()))


def _nsi(archive: Path) -> Iterator[tuple[str, Iterable[str]]]:
    """The labels that Wikidata has for what the index names, and how the index itself names brands and operators."""
    for item, told in member(archive, "package/dist/wikidata/wikidata.min.json")["wikidata"].items():
        yield item, (told.get("label") or "",)
    known: Mapping[str, Any] = member(archive, "package/dist/json/nsi.min.json")["nsi"]
    for tags in (each["tags"] for told in known.values() for each in told.get("items", ())):
        for key in ("brand", "operator"):
            if item := tags.get(f"{key}:wikidata"):
                yield item, (tags.get(f"{key}:en", ""), tags.get(key, ""))


def cited(row: Row) -> frozenset[str]:
    """The publishers that a row cites: packages by their names, and repositories."""
    found = set()
    for address in row.get("see_also", "").split("|"):
        package = next((name for name, mark in MARKS.items() if mark in address), "")
        found.add(package or "/".join(address.split("/")[2:5]))
    return frozenset(found)


def missing(rows: Iterable[Row], sources: Mapping[str, Source], names: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """What packages do not say although a row cites them for it, a line each."""
    for row in rows:
        item = row["object_id"].partition(":")[2]
        for name in sorted(cited(row) & sources.keys()):
            if not sources[name].names.get(item, frozenset()) & names[row["subject_id"]]:
                yield f"{row['subject_label']}: {name} has no such name of {item}"


def measured(
    rows: Mapping[str, Row], sources: Mapping[str, Source], labels: Mapping[str, str]
) -> tuple[dict[str, Measured], Measured]:
    """How often each source was right, and how often a row that two sources carry was; ``labels`` are by subject."""
    alone = {name: Measured() for name in (*sources, FILES)}
    together = Measured()
    for subject, label in labels.items():
        said = {name: item for name, source in sources.items() if (item := source.item(label))}
        row = rows.get(subject)
        settled = row["object_id"].partition(":")[2] if row else ""
        rests = cited(row) if row else frozenset()
        for name, item in said.items():
            others = {other for each, other in said.items() if each != name}
            if rests - {name}:
                alone[name].add(item == settled or _explained(row, item))
            elif others:
                alone[name].add(others == {item})
        if row and (rests - sources.keys()) and len(rests) > 1:
            alone[FILES].add(all(item == settled or _explained(row, item) for item in said.values()))
        if row and len(rests | said.keys()) > 2:
            together.add(all(item == settled or _explained(row, item) for item in said.values()))
    return alone, together


def _explained(row: Row | None, item: str) -> bool:
    return row is not None and item in row.get("comment", "").replace(";", " ").replace(",", " ").split()


def confidence_of(row: Row, alone: Mapping[str, Measured], together: Measured) -> float:
    """What was measured for rows that rest on as much as ``row`` does."""
    rests = cited(row)
    best = max(alone[name if name in alone else FILES].confidence for name in rests)
    return max(best, together.confidence) if len(rests) > 1 else best


def main() -> None:
    """Prints what is missing and what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in MARKS:
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    data = folder("data")
    path = data / "links" / "wikidata.sssom.tsv"
    told = read_set(path)
    rows = {row["subject_id"]: row for _, row in told.rows}
    entries = {curie_of(each): each for each in load_authority(data / "authority").entries}
    names = {each: frozenset(map(folded, (entry.label, *entry.aliases))) for each, entry in entries.items()}
    sources = {
        "rigour": source_of((item, (label, *others)) for item, label, others, *_ in territories()),
        "histwardb": source_of(_histwardb(given.histwardb)),
        "country-coder": source_of(_borders(given.country_coder)),
        "nsi": source_of(_nsi(given.nsi)),
    }
    wrong = [*missing(rows.values(), sources, names)]
    print("\n".join(wrong), end="\n" if wrong else "")
    alone, together = measured(rows, sources, {each: entry.label for each, entry in entries.items()})
    for name, each in {**alone, "two sources and more": together}.items():
        print(f"{name}: {each.right} of {each.checked} right, at least {each.confidence:.3f}")
    if given.write:
        write_set(path, told.head, [
            {**row, "confidence": f"{confidence_of(row, alone, together):.3f}"} for row in rows.values()
        ])  # fmt: skip
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
