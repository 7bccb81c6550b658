"""Public registries that carry identifiers of Wikidata: small tables made of released packages, as candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xpkg.errors import InputError
from xpkg.folding import folded
from xpkg.linking.candidates import Candidate, SourceInfo
from xpkg.linking.things import Thing
from xpkg.resources import folder

REGISTRIES = ("territories", "borders", "historical-states", "operators")
"""The names of the tables, the most trusted first."""

_COLUMNS = ("item", "label", "names", "kind", "countries", "description")
_HEAD = ("name", "version", "licence", "package", "sha256")


@dataclass(frozen=True, slots=True)
class RegistrySource:
    """The registry ``name``, one of REGISTRIES, as a source of candidates."""

    name: str

    def info(self) -> SourceInfo:
        """The package that the table was made of, with its version and licence."""
        return _registry(self.name)[0]

    def candidates(self, things: Sequence[Thing]) -> Iterator[Sequence[Candidate]]:
        """The items that bear one of the names of each thing. Raises InputError for a table that is damaged."""
        known = _registry(self.name)[1]
        for thing in things:
            keys = {folded(name) for name in (*thing.names, *thing.native)}
            found = {each.item: each for key in sorted(keys) for each in known.get(key, ())}
            yield tuple(found[item] for item in sorted(found, key=lambda each: int(each[1:])))


@cache
def _registry(name: str) -> tuple[SourceInfo, Mapping[str, tuple[Candidate, ...]]]:
    return read_registry(folder("data") / "registries" / f"{name}.tsv")


def read_registry(path: Path) -> tuple[SourceInfo, Mapping[str, tuple[Candidate, ...]]]:
    """Where the table at ``path`` comes from, and its items by the folded form of each of their names.

    Raises InputError, with file and line, for another file.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    head = dict(line[2:].split(": ", 1) for line in lines if line.startswith("# ") and ": " in line)
    if missing := [each for each in _HEAD if each not in head]:
        raise InputError(f"{path}: the header has no {missing[0]}")
    source = SourceInfo(head["name"], f"{head['package']} {head['version']}", head["licence"])
    table = [(number, line) for number, line in enumerate(lines, start=1) if not line.startswith("#")]
    if not table or tuple(table[0][1].split("\t")) != _COLUMNS:
        raise InputError(f"{path}: the columns are {', '.join(_COLUMNS)}")
    found: dict[str, list[Candidate]] = {}
    for number, line in table[1:]:
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS):
            raise InputError(f"{path}, line {number}: {len(cells)} cells, the header has {len(_COLUMNS)}")
        item, label, others, kind, countries, description = cells
        names = (label, *filter(None, others.split("|")))
        lands = frozenset(filter(None, countries.split("|")))
        each = Candidate(item, label, source, names, description, frozenset(filter(None, (kind,))), lands)
        for key in dict.fromkeys(map(folded, names)):
            found.setdefault(key, []).append(each)
    return source, {key: tuple(items) for key, items in found.items()}
