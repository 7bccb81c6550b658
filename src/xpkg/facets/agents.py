"""Lists people, bodies, groups and places: sorted and narrowed, with numbers, from the tables beside the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.facets.counting import Told
from xpkg.facets.tables import KINDS, NUMBERS, WITH_MENTIONS
from xpkg.vocab import SKOS, XPKG

_GAP = "\u200b"
_OF_KIND = """SELECT x.rowid, x.iri, x.label, x.names FROM told t JOIN things x ON x.rowid = t.place
WHERE t.kind = ?"""
_HOW_MANY = """SELECT v.value, n FROM (SELECT value, count(*) AS n FROM facts WHERE term = ? GROUP BY value) f
JOIN vals v ON v.id = f.value"""
_NAMED = "SELECT v.value, n FROM (SELECT who, count(*) AS n FROM mentions GROUP BY who) m JOIN vals v ON v.id = m.who"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which things of ``kind`` are asked for, and in which order.

    ``sort`` is "said", "about" or "named", or empty for the order of names; ``linked`` is "yes", "no" or empty.
    """

    kind: str
    name: str = ""
    subtype: str = ""
    linked: str = ""
    sort: str = ""
    down: bool = False


@dataclass(frozen=True, slots=True)
class Agents:
    """A page of a list: IRIs, each with its numbers by what it can be sorted by, and the numbers of the others."""

    total: int
    iris: tuple[str, ...]
    figures: Mapping[tuple[str, str], int]
    kinds: tuple[tuple[str, int], ...]
    links: Mapping[str, int]


def agents(path: Path, asked: Asked, limit: int, offset: int) -> Agents:
    """What is ``asked``. Raises StoreError where the index ``path`` has no such tables."""
    with closing(Told(path)) as told:
        if told.version < WITH_MENTIONS:
            raise StoreError(f"{path}: the index was made by an earlier version; build the store again")
        return _agents(told, asked, limit, offset)


def _agents(told: Told, asked: Asked, limit: int, offset: int) -> Agents:
    wanted = asked.name.lower()
    some = [
        (int(place), str(iri), str(label))
        for place, iri, label, names in told.rows(_OF_KIND, (KINDS[asked.kind],))
        if not wanted or any(wanted in each.lower() for each in str(names).replace(_GAP, "").split("\n"))
    ]
    links = {place for place, _ in told.rows("SELECT place, 0 FROM facts WHERE term = ?", (NUMBERS[SKOS.exactMatch],))}
    subtypes: dict[int, set[str]] = {}
    for place, value in told.rows("SELECT f.place, v.value FROM facts f JOIN vals v ON v.id = f.value WHERE f.term = ?",
                                  (NUMBERS[XPKG.subtype],)):  # fmt: skip
        subtypes.setdefault(int(place), set()).add(str(value))

    def has_link(place: int) -> bool:
        return not asked.linked or (place in links) == (asked.linked == "yes")

    kinds = Counter(each for place, *_ in some if has_link(place) for each in subtypes.get(place, ()))
    some = [each for each in some if not asked.subtype or asked.subtype in subtypes.get(each[0], ())]
    linked = {"yes": sum(place in links for place, *_ in some), "no": sum(place not in links for place, *_ in some)}
    found = [(iri, label.lower()) for place, iri, label in some if has_link(place)]
    figures = {name: {str(iri): int(number) for iri, number in told.rows(query, values)} for name, query, values in (
        ("said", _HOW_MANY, (NUMBERS[XPKG.speaker],)), ("about", _HOW_MANY, (NUMBERS[XPKG.about],)),
        ("named", _NAMED, ()),
    )}  # fmt: skip
    found.sort(key=lambda each: each[0])
    found.sort(key=lambda each: each[1], reverse=asked.down and not asked.sort)
    if asked.sort:
        by = figures[asked.sort]
        found.sort(key=lambda each: by.get(each[0], 0), reverse=asked.down)
    iris = tuple(iri for iri, _ in found[offset : offset + limit])
    shown = {(iri, name): numbers[iri] for name, numbers in figures.items() for iri in iris if iri in numbers}
    most = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    return Agents(len(found), iris, shown, tuple(most), linked)
