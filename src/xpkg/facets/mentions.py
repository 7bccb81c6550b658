"""Which texts name whom, and where: a table beside the full-text index with a row for each passage and thing.

    mentions(who, source, start, end)      numbers of IRIs in the table ``vals``; start and end are those of the passage
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from xpkg.errors import StoreError
from xpkg.facets.counting import Told
from xpkg.facets.tables import NUMBERS, WITH_MENTIONS, number_of
from xpkg.vocab import DCTERMS, XPKG

_PASSAGE = re.compile(r"([^#]+)#char=(\d{1,15}),(\d{1,15})")
_TABLE = """
CREATE TABLE mentions(who INTEGER, source INTEGER, start INTEGER, end INTEGER, PRIMARY KEY(who, source, start, end))
WITHOUT ROWID;
CREATE INDEX mentions_in ON mentions(source, start, end);
"""
_AT_ONCE = 500


def create(index: sqlite3.Connection) -> None:
    """Make the empty table."""
    index.executescript(_TABLE)


def insert(index: sqlite3.Connection, quads: Iterable[Quad]) -> None:
    """Add what passages denote, as ``quads`` tell."""
    numbers: dict[str, int] = {}

    def number(iri: str) -> int:
        if iri not in numbers:
            numbers[iri] = number_of(index, iri)
        return numbers[iri]

    rows = []
    for subject, predicate, value, _ in quads:
        if predicate != XPKG.denotes or not isinstance(value, NamedNode):
            continue
        found = _PASSAGE.fullmatch(subject.value) if isinstance(subject, NamedNode) else None
        if found:
            rows.append((number(value.value), number(found[1]), int(found[2]), int(found[3])))
    index.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?)", rows)


def remove(index: sqlite3.Connection, iri: str) -> None:
    """Remove what the passage ``iri`` denotes, if it is one."""
    if found := _PASSAGE.fullmatch(iri):
        index.execute(
            "DELETE FROM mentions WHERE source = (SELECT id FROM vals WHERE value = ?) AND start = ? AND end = ?",
            (found[1], int(found[2]), int(found[3])),
        )


def texts_of(path: Path, who: Collection[str]) -> dict[str, int]:
    """The texts that name one of ``who``, with how often. Raises StoreError without such a table; so do the others."""
    return {str(source): int(n) for source, n in _in_batches(
        path, "SELECT v.value, n FROM (SELECT source, count(*) AS n FROM mentions "
        "WHERE who IN (SELECT id FROM vals WHERE value IN ({marks})) GROUP BY source) m JOIN vals v ON v.id = m.source",
        who,
    )}  # fmt: skip


def dated_texts_of(path: Path, who: str) -> list[tuple[str, str]]:
    """The days of the texts that name ``who``, each with its text, in the order of time."""
    return [(str(day), str(source)) for day, source in _rows(
        path, "SELECT d.value, v.value FROM (SELECT DISTINCT source FROM mentions "
        "WHERE who = (SELECT id FROM vals WHERE value = ?)) m CROSS JOIN vals v ON v.id = m.source "
        "CROSS JOIN places p ON p.iri = v.value CROSS JOIN facts f ON f.place = p.place AND f.term = ? "
        "CROSS JOIN vals d ON d.id = f.value WHERE d.value GLOB '[0-9]*' ORDER BY d.value, v.value",
        (who, NUMBERS[DCTERMS.issued]),
    )]  # fmt: skip


def named_most(path: Path, texts: Collection[str], limit: int) -> list[tuple[str, int]]:
    """Who is named in most of ``texts``, with how many these are."""
    found = _rows(
        path, "SELECT v.value, n FROM (SELECT who, count(*) AS n FROM (SELECT DISTINCT who, source FROM mentions) "
        "WHERE source IN (SELECT w.id FROM json_each(?) j JOIN vals w ON w.value = j.value) GROUP BY who) m "
        "JOIN vals v ON v.id = m.who ORDER BY n DESC, v.value LIMIT ?",
        (json.dumps(sorted(texts)), limit),
    )  # fmt: skip
    return [(str(iri), int(number)) for iri, number in found]


def how_often(path: Path, who: Collection[str]) -> dict[str, int]:
    """How many passages name each of ``who``; those of none are left out."""
    return {str(iri): int(n) for iri, n in _in_batches(
        path, "SELECT v.value, count(*) FROM vals v JOIN mentions m ON m.who = v.id WHERE v.value IN ({marks}) "
        "GROUP BY v.id", who,
    )}  # fmt: skip


def passages_of(path: Path, who: str, limit: int, offset: int) -> list[str]:
    """Some of the passages that name ``who``, in the order of the texts and of their places in them."""
    rows = _rows(
        path, "SELECT v.value || '#char=' || m.start || ',' || m.end, 0 FROM mentions m JOIN vals v ON v.id = m.source "
        "WHERE m.who = (SELECT id FROM vals WHERE value = ?) ORDER BY v.value, m.start, m.end LIMIT ? OFFSET ?",
        (who, limit, offset),
    )  # fmt: skip
    return [str(iri) for iri, _ in rows]


def _in_batches(path: Path, statement: str, iris: Collection[str]) -> list[tuple[str | int, ...]]:
    every, found = list(iris), list[tuple[str | int, ...]]()
    for some in (every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)):
        found += _rows(path, statement.format(marks=", ".join("?" * len(some))), some)
    return found


def _rows(path: Path, statement: str, values: Sequence[str | int] = ()) -> list[tuple[str | int, ...]]:
    with closing(Told(path)) as told:
        if told.version < WITH_MENTIONS:
            raise StoreError(f"{path}: the index was made by an earlier version; build the store again")
        return told.rows(statement, values)
