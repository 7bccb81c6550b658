"""Lists people, bodies, groups and places: sorted and narrowed, with numbers, from the tables beside the index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.facets.counting import Told
from xpkg.facets.listing import spans_of
from xpkg.facets.tables import KINDS, NUMBERS, WITH_MENTIONS
from xpkg.vocab import DCTERMS, SKOS, XPKG

_GAP = "\u200b"
_OF_KIND = """SELECT x.rowid, x.iri, x.label, x.names, v.id FROM told t JOIN things x ON x.rowid = t.place
LEFT JOIN vals v ON v.value = x.iri WHERE t.kind = ?"""
_HOW_MANY = """SELECT v.value, n FROM (SELECT value, count(*) AS n FROM facts WHERE term = ? GROUP BY value) f
JOIN vals v ON v.id = f.value"""
_NAMED = "SELECT v.value, n FROM (SELECT who, count(*) AS n FROM mentions GROUP BY who) m JOIN vals v ON v.id = m.who"


_MOST_TEXTS = 200
"""Texts that are told with numbers."""
_NAMING = "SELECT DISTINCT who, source FROM mentions"
_OF_TEXT = """SELECT v.id, w.value FROM facts f JOIN things p ON p.rowid = f.place JOIN vals v ON v.value = p.iri
JOIN vals w ON w.id = f.value WHERE f.term = ?"""


@dataclass(frozen=True, slots=True)
class Texts:
    """Which texts are asked for: one of them, those of a publisher, those of a year or a month.

    Empty words ask for all.
    """

    source: str = ""
    publisher: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which things of ``kind`` are asked for, and in which order; with ``texts``, those that one of these names.

    ``sort`` is "said", "about" or "named", or empty for the order of names; ``linked`` is "yes", "no" or empty.
    """

    kind: str
    name: str = ""
    subtype: str = ""
    linked: str = ""
    sort: str = ""
    down: bool = False
    texts: Texts = Texts()


@dataclass(frozen=True, slots=True)
class Agents:
    """A page of a list: IRIs, each with its numbers by what it can be sorted by, and the numbers of the others.

    ``told`` has how many of all that was found the texts name: by ``source``, ``publisher`` and ``year``; this has the
    months, too.
    """

    total: int
    iris: tuple[str, ...]
    figures: Mapping[tuple[str, str], int]
    kinds: tuple[tuple[str, int], ...]
    links: Mapping[str, int]
    told: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


def agents(path: Path, asked: Asked, limit: int, offset: int) -> Agents:
    """What is ``asked``. Raises StoreError where the index ``path`` has no such tables."""
    with closing(Told(path)) as told:
        if told.version < WITH_MENTIONS:
            raise StoreError(f"{path}: the index was made by an earlier version; build the store again")
        return _agents(told, asked, limit, offset)


def _agents(told: Told, asked: Asked, limit: int, offset: int) -> Agents:
    wanted = asked.name.lower()
    some = [
        (int(place), str(iri), str(label), int(number or 0))
        for place, iri, label, names, number in told.rows(_OF_KIND, (KINDS[asked.kind],))
        if not wanted or any(wanted in each.lower() for each in str(names).replace(_GAP, "").split("\n"))
    ]
    traits = _traits(told)
    texts = _texts(told, asked.texts, traits)
    naming = _naming(told, texts, {each[3] for each in some})
    if texts is not None:
        some = [each for each in some if each[3] in naming]
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
    some = [each for each in some if has_link(each[0])]
    found = [(iri, label.lower()) for _, iri, label, _ in some]
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
    by_text = _by_text(told, (naming.get(each[3], ()) for each in some), traits)
    return Agents(len(found), iris, shown, tuple(_most_first(kinds)), linked, by_text)


def _traits(told: Told) -> dict[str, dict[int, set[str]]]:
    """The publishers of each text, and the years and months of its issue, by its number."""
    found: dict[str, dict[int, set[str]]] = {"publisher": {}, "year": {}}
    for name, term in (("publisher", DCTERMS.publisher), ("year", DCTERMS.issued)):
        for source, value in told.rows(_OF_TEXT, (NUMBERS[term],)):
            kept = [str(value)] if name == "publisher" else spans_of(str(value))
            found[name].setdefault(int(source), set()).update(kept)
    return found


def _texts(told: Told, asked: Texts, traits: Mapping[str, Mapping[int, Collection[str]]]) -> set[int] | None:
    """The numbers of the texts that are asked for; None: all."""
    found: set[int] | None = None
    if asked.source:
        found = {int(at) for at, _ in told.rows("SELECT id, 0 FROM vals WHERE value = ?", (asked.source,))}
    for name, value in (("publisher", asked.publisher), ("year", asked.year)):
        if value:
            those = {source for source, some in traits[name].items() if value in some}
            found = those if found is None else found & those
    return found


def _naming(told: Told, texts: Collection[int] | None, some: Collection[int]) -> dict[int, list[int]]:
    """Which of ``texts`` name which of ``some``, all as numbers."""
    within = "" if texts is None else f" WHERE source IN ({', '.join(map(str, sorted(texts)))})"
    naming: dict[int, list[int]] = {}
    for who, source in told.rows(_NAMING + within):
        if who in some:
            naming.setdefault(int(who), []).append(int(source))
    return naming


def _by_text(
    told: Told, naming: Iterable[Iterable[int]], traits: Mapping[str, Mapping[int, Collection[str]]]
) -> dict[str, tuple[tuple[str, int], ...]]:
    """How many things the texts name, ``naming`` having those of each: by text, by publisher and by year."""
    sources: Counter[int] = Counter()
    sets: Counter[frozenset[int]] = Counter(map(frozenset, naming))
    for some, number in sets.items():
        for source in some:
            sources[source] += number
    counted: dict[str, Counter[str]] = {name: Counter() for name in traits}
    for name, of_text in traits.items():
        for some, number in sets.items():
            for value in {value for source in some for value in of_text.get(source, ())}:
                counted[name][value] += number
    most = sources.most_common(_MOST_TEXTS)
    marks = ", ".join(str(at) for at, _ in most)
    names = {int(at): str(iri) for at, iri in told.rows(f"SELECT id, value FROM vals WHERE id IN ({marks})")}
    counted["source"] = Counter({names[at]: number for at, number in most})
    return {name: tuple(_most_first(some)) for name, some in counted.items()}


def _most_first(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
