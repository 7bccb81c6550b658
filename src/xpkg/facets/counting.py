"""Counts statements and events by what they have in common, from the tables beside the full-text index."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode

from xpkg.errors import StoreError
from xpkg.facets.tables import KINDS, NUMBERS, SHARED
from xpkg.vocab import DCTERMS, SKOS, XPKG

SURE = (0.95, 0.9, 0.8, 0.7, 0.5)
"""The confidences by which statements are counted."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a list is narrowed to: things of ``kind`` for which all conditions hold that are set.

    ``has`` are pairs of a property and values of which one must be there; ``either`` is a value of one of several
    properties; ``words`` an FTS5 expression; ``speaker`` IRIs, or else a pattern in the words for the speaker;
    ``sources`` are those of which one tells it. ``sort`` is one of SORTS, or empty for the list's own order.
    """

    kind: str
    has: tuple[tuple[NamedNode, tuple[str, ...]], ...] = ()
    either: tuple[tuple[NamedNode, ...], str] | None = None
    speaker: tuple[tuple[str, ...], str] | None = None
    source: str = ""
    publisher: str = ""
    linked: bool | None = None
    since: str = ""
    until: str = ""
    sure: float | None = None
    words: str | None = None
    sources: tuple[str, ...] | None = None
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """The page of what was found: ``total`` of all, the IRIs of the page, and how many have which value."""

    total: int
    iris: tuple[str, ...]
    numbers: dict[str, tuple[tuple[str, int], ...]]


_HAVING = """SELECT v.id FROM facts f CROSS JOIN things x ON x.rowid = f.place CROSS JOIN vals v ON v.value = x.iri
WHERE f.term = ?"""
"""The values that name something of which there is a fact; joined in this order, as these facts are few."""
_WITH = "SELECT place FROM facts WHERE term = ? AND value IN (SELECT id FROM vals WHERE value IN ({marks}))"
_LINKED = f"SELECT place FROM facts WHERE term = ? AND value IN ({_HAVING})"
BEGINS = {"statement": "coalesce(first, CASE WHEN bounded THEN last END)", "event": "first"}
"""When it began at the earliest. A statement without a date of its own is taken to be of the day of its source."""
SORTS = ("new", "old", "sure", "unsure")
"""What the lists can be sorted by: the latest first, the earliest first, the surest or the least sure first."""
_IN_TEXT = "v.value, t.start, t.place"
_ORDERS = {
    ("statement", "new"): f"t.day IS NULL, t.day DESC, {_IN_TEXT}",
    ("statement", "old"): f"t.day IS NULL, t.day, {_IN_TEXT}",
    ("statement", "sure"): f"t.sure IS NULL, t.sure DESC, {_IN_TEXT}",
    ("statement", "unsure"): f"t.sure IS NULL, t.sure, {_IN_TEXT}",
    ("event", ""): "t.bounded, t.first IS NULL AND t.last IS NULL, coalesce(t.first, t.last), t.last, t.place",
    ("event", "new"): "t.bounded, t.first IS NULL AND t.last IS NULL, coalesce(t.first, t.last) DESC, t.place",
    ("event", "sure"): "t.sure IS NULL, t.sure DESC, t.place",
    ("event", "unsure"): "t.sure IS NULL, t.sure, t.place",
}
"""The orders that are made by sorting all, by kind and name; else statements stand in the order of the texts."""


class Told:
    """The tables of the index ``path``, opened for reading. Raises StoreError where it has none."""

    def __init__(self, path: Path) -> None:
        # immutable: the index of a snapshot is never written again, and its folder may be read-only.
        try:
            self._index = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True)
            self._index.execute("PRAGMA temp_store = MEMORY")
            self._index.execute("SELECT 1 FROM told LIMIT 1")
        except sqlite3.Error as error:
            raise StoreError(f"{path}: the index has no facets; build the store again") from error

    def close(self) -> None:
        """Close the index."""
        self._index.close()

    @property
    def version(self) -> int:
        """By which version of the tables' layout they were made: see ``tables``."""
        return int(self._index.execute("PRAGMA user_version").fetchone()[0])

    def rows(self, statement: str, values: Sequence[str | int | float] = ()) -> list[tuple[str | int, ...]]:
        """The rows of a statement in SQL. Raises StoreError where the tables cannot be read."""
        try:
            return self._index.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError("the search index cannot be read; build the store again") from error

    def counted(self, wanted: Narrowing, terms: Iterable[NamedNode], limit: int, offset: int, most: int) -> Counted:
        """What ``wanted`` finds: one page of it, and the ``most`` frequent values of each of ``terms``, and more.

        The other numbers are called ``source``, ``publisher``, ``year``, ``month``, ``sure`` and ``linked``. With
        ``most`` 0 there are none.
        """
        where, values = self._conditions(wanted)
        narrowed = bool(where)
        self._index.execute("DROP TABLE IF EXISTS temp.found")
        if narrowed:
            conditions = " AND ".join(["kind = ?", *where])
            columns = "place, source, start, first, last, bounded, sure"
            try:
                self._index.execute(f"CREATE TEMP TABLE found({columns.replace('place', 'place INTEGER PRIMARY KEY')})")
                self._index.execute(
                    f"INSERT INTO found SELECT {columns} FROM told WHERE {conditions} ORDER BY place",
                    (KINDS[wanted.kind], *values),
                )
            except sqlite3.Error as error:
                raise StoreError("the search index cannot be read; build the store again") from error
        rows = "found t WHERE true" if narrowed else f"told t WHERE kind = {KINDS[wanted.kind]}"
        total = int(self.rows(f"SELECT count(*), 0 FROM {rows}")[0][0])
        by_source = {int(source): int(number) for source, number in self.rows(
            f"SELECT source, count(*) FROM {rows} GROUP BY source"
        )}  # fmt: skip
        names = {int(at): str(value) for value, at in self.rows(
            f"SELECT value, id FROM vals WHERE id IN ({', '.join(map(str, by_source))})"
        )}  # fmt: skip
        sources = [(at, by_source[at]) for _, at in sorted((name, at) for at, name in names.items())]
        page = self._page(wanted, rows, sources, limit, offset)
        if not most:
            return Counted(total, page, {})
        numbers = {term.value: self._values(term, most, wanted.kind, narrowed) for term in terms}
        numbers |= self._of_sources(by_source, names, most)
        months = [(str(span), int(number)) for span, number in self.rows(
            f"SELECT substr(last, 1, 7) AS span, count(*) FROM {rows} AND last GLOB '[0-9]*' "
            f"AND {BEGINS[wanted.kind]} IS NOT NULL GROUP BY span ORDER BY span"
        )]  # fmt: skip
        years: Counter[str] = Counter()
        for span, number in months:
            years[span[:4]] += number
        numbers["month"], numbers["year"] = tuple(months), tuple(sorted(years.items()))
        sure = self._index.execute(
            f"SELECT {', '.join(f'sum(sure >= {least})' for least in SURE)} FROM {rows}"
        ).fetchone()
        numbers["sure"] = tuple((f"{least:g}", int(number or 0)) for least, number in zip(SURE, sure, strict=True))
        if wanted.kind == "statement":
            yes = int(self.rows(
                f"SELECT count(*), 0 FROM {rows} AND place IN ({_LINKED})",
                (NUMBERS[XPKG.speaker], NUMBERS[SKOS.exactMatch]),
            )[0][0])  # fmt: skip
            numbers["linked"] = tuple((name, n) for name, n in (("yes", yes), ("no", total - yes)) if n)
        return Counted(total, page, numbers)

    def _page(
        self, wanted: Narrowing, rows: str, sources: list[tuple[int, int]], limit: int, offset: int
    ) -> tuple[str, ...]:
        if (order := _ORDERS.get((wanted.kind, wanted.sort))) is not None:
            # The names of the things are read for this page alone: those of all take longer than the sorting.
            found = self.rows(
                f"SELECT (SELECT iri FROM things WHERE rowid = s.place), 0 FROM (SELECT t.place "
                f"FROM (SELECT *, {BEGINS[wanted.kind]} AS day FROM {rows}) t LEFT JOIN vals v ON v.id = t.source "
                f"ORDER BY {order} LIMIT ? OFFSET ?) s",
                (limit, offset),
            )
            return tuple(str(iri) for iri, _ in found)
        # Only the sources of this page are sorted, so that a page costs the same in a large corpus.
        chosen, before, skipped = [], 0, 0
        for source, number in sources:
            if before < offset + limit and before + number > offset:
                chosen.append(source)
            elif before + number <= offset:
                skipped += number
            before += number
        rank = {source: place for place, source in enumerate(chosen)}
        listed = self._index.execute(
            f"SELECT source, start, (SELECT iri FROM things WHERE rowid = t.place) FROM {rows} "
            f"AND source IN ({', '.join(map(str, chosen))})"
        ).fetchall()
        listed.sort(key=lambda row: (rank[row[0]], row[1], row[2]))
        return tuple(iri for _, _, iri in listed[offset - skipped : offset - skipped + limit])

    def _values(self, term: NamedNode, most: int, kind: str, narrowed: bool) -> tuple[tuple[str, int], ...]:
        within = "AND place IN (SELECT place FROM found)" if narrowed else ""
        if not narrowed and term in SHARED:
            within = f"AND EXISTS (SELECT 1 FROM told t WHERE t.place = facts.place AND t.kind = {KINDS[kind]})"
        found = self.rows(
            f"SELECT v.value, n FROM (SELECT value, count(*) AS n FROM facts WHERE term = ? {within} GROUP BY value) f "
            f"JOIN vals v ON v.id = f.value ORDER BY n DESC, v.value LIMIT ?",
            (NUMBERS[term], most),
        )
        return tuple((str(value), int(number)) for value, number in found)

    def _of_sources(
        self, by_source: dict[int, int], names: dict[int, str], most: int
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        sources = Counter({names[at]: number for at, number in by_source.items() if names.get(at)})
        publishers: Counter[str] = Counter()
        for publisher, source in self.rows(
            "SELECT w.value, v.id FROM facts f JOIN things p ON p.rowid = f.place JOIN vals v ON v.value = p.iri "
            "JOIN vals w ON w.id = f.value WHERE f.term = ?",
            (NUMBERS[DCTERMS.publisher],),
        ):
            if source in by_source:
                publishers[str(publisher)] += by_source[int(source)]
        return {
            name: tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
            for name, counted in (("source", sources), ("publisher", publishers))
        }

    def _conditions(self, wanted: Narrowing) -> tuple[list[str], list[str | int | float]]:
        where: list[str] = []
        values: list[str | int | float] = []

        def having(term: NamedNode, some: Sequence[str]) -> str:
            values.extend((NUMBERS[term], *some))
            return f"place IN ({_WITH.format(marks=', '.join('?' * len(some)))})"

        where += [having(term, some) for term, some in wanted.has]
        if wanted.either is not None:
            terms, value = wanted.either
            where.append(f"({' OR '.join([having(term, (value,)) for term in terms])})")
        if wanted.speaker is not None:
            iris, pattern = wanted.speaker
            parts = [having(XPKG.speaker, iris)]
            if pattern:
                parts.append(self._said_by(pattern))
            where.append(f"({' OR '.join(parts)})")
        if wanted.source:
            where.append("source = (SELECT id FROM vals WHERE value = ?)")
            values.append(wanted.source)
        if wanted.sources is not None:
            where.append("source IN (SELECT v.id FROM json_each(?) j JOIN vals v ON v.value = j.value)")
            values.append(json.dumps(wanted.sources))
        if wanted.publisher:
            where.append(f"source IN ({_HAVING} AND f.value = (SELECT id FROM vals WHERE value = ?))")
            values += [NUMBERS[DCTERMS.publisher], wanted.publisher]
        if wanted.linked is not None:
            where.append(f"place {'' if wanted.linked else 'NOT '}IN ({_LINKED})")
            values += [NUMBERS[XPKG.speaker], NUMBERS[SKOS.exactMatch]]
        if wanted.since:
            where.append("last >= ?")
            values.append(wanted.since)
        if wanted.until:
            where.append(f"{BEGINS[wanted.kind]} <= ?")
            values.append(wanted.until)
        if wanted.sure is not None:
            where.append("sure >= ?")
            values.append(wanted.sure)
        if wanted.words is not None:
            where.append("place IN (SELECT rowid FROM things WHERE things MATCH ? AND kind = ?)")
            values += [wanted.words, wanted.kind]
        return where, values

    def _said_by(self, pattern: str) -> str:
        """The condition that the words for the speaker fit ``pattern``, in any case of letters."""
        term = NUMBERS[XPKG.speakerText]
        said = self.rows(
            "SELECT v.value, v.id FROM vals v WHERE v.id IN (SELECT value FROM facts WHERE term = ?)", (term,)
        )
        fits = re.compile(pattern, re.IGNORECASE)
        found = [str(int(at)) for value, at in said if fits.search(str(value))]
        return f"place IN (SELECT place FROM facts WHERE term = {term} AND value IN ({', '.join(found)}))"


def places_of(path: Path, wanted: Narrowing, places: Iterable[str]) -> tuple[int, int, dict[str, int]]:
    """How many events are ``wanted``, how many of them lie in one of ``places``, and how many in which of these."""
    with closing(Told(path)) as told:
        total = told.counted(wanted, (), 0, 0, 0).total
        within = (
            "FROM facts f JOIN found t ON t.place = f.place JOIN vals v ON v.id = f.value "
            "WHERE f.term = ? AND v.value IN (SELECT value FROM json_each(?))"
        )
        values = NUMBERS[XPKG.place], json.dumps([*places])
        rows = told.rows(f"SELECT v.value, count(*) {within} GROUP BY v.value", values)
        there = int(told.rows(f"SELECT count(DISTINCT f.place), 0 {within}", values)[0][0])
    return total, there, {str(place): int(number) for place, number in rows}


def counted(path: Path, wanted: Narrowing, terms: Iterable[NamedNode], limit: int, offset: int, most: int) -> Counted:
    """See ``Told.counted``."""
    with closing(Told(path)) as told:
        return told.counted(wanted, terms, limit, offset, most)
