"""Counts for the pictures of the pages: when, who speaks most, who of whom, where; from the tables beside the index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path

from pyoxigraph import NamedNode

from xpkg.errors import StoreError
from xpkg.facets.counting import BEGINS, Told
from xpkg.facets.tables import KINDS, NUMBERS, WITH_NEGATED
from xpkg.vocab import XPKG

_WITH = "SELECT place FROM facts WHERE term IN ({terms}) AND value = (SELECT id FROM vals WHERE value = ?)"
_DAYS = """SELECT {begins} AS day, count(*) FROM told WHERE kind = ? AND day IS NOT NULL {within}
GROUP BY day ORDER BY day"""
_MOST = """SELECT v.value, n FROM (SELECT value, count(*) AS n FROM facts WHERE term = ? GROUP BY value) f
JOIN vals v ON v.id = f.value ORDER BY n DESC, v.value LIMIT ?"""
_FIRST = """SELECT text, start, (SELECT iri FROM things WHERE rowid = place), total FROM (
SELECT t.place AS place, v.value AS text, t.start AS start, count(*) OVER () AS total FROM facts f
JOIN told t ON t.place = f.place JOIN vals v ON v.id = t.source
WHERE f.term = ? AND f.value = (SELECT id FROM vals WHERE value = ?) AND t.kind = ?
ORDER BY v.value, t.start, t.place LIMIT ?)"""
_PAIRS = """SELECT w.value, a.value, n FROM (
SELECT s.value AS who, o.value AS whom, count(*) AS n FROM facts s JOIN facts o ON o.place = s.place AND o.term = ?
WHERE s.term = ? AND s.value != o.value AND s.place NOT IN (SELECT place FROM facts WHERE term = ? AND value IN (
SELECT id FROM vals WHERE value IN ('true', '1'))) {within} GROUP BY s.value, o.value)
JOIN vals w ON w.id = who JOIN vals a ON a.id = whom ORDER BY n DESC, w.value, a.value LIMIT ?"""
_SAID = """s.term = ? AND s.value = (SELECT id FROM vals WHERE value = ?) AND s.place NOT IN (
SELECT place FROM facts WHERE term = ? AND value IN (SELECT id FROM vals WHERE value IN ('true', '1')))"""
_OTHERS = f"""SELECT v.value, n FROM (SELECT o.value AS who, count(*) AS n FROM facts s
JOIN facts o ON o.place = s.place AND o.term = ? AND o.value != s.value WHERE {_SAID} GROUP BY o.value)
JOIN vals v ON v.id = who ORDER BY n DESC, v.value LIMIT ?"""
_AMONG = """SELECT v.value, count(*) FROM vals v JOIN facts f ON f.value = v.id AND f.term = ?
JOIN told t ON t.place = f.place AND t.kind = ? WHERE v.value IN ({marks}) {within} GROUP BY v.value"""


def days(path: Path, kind: str, thing: str = "", ties: Collection[NamedNode] = ()) -> dict[str, int]:
    """How many of ``kind`` have a date that begins on which day; of those only that have ``thing`` for one of ``ties``.

    A statement without a date of its own counts for the day of its text, as it does in the list of statements.
    Raises StoreError where the index ``path`` has no such tables; so do the others.
    """
    within, more = _within("place", thing, ties)
    asked = _DAYS.format(begins=BEGINS[kind], within=within)
    return {str(day): int(number) for day, number in _asked(path, asked, (KINDS[kind], *more))}


def most(path: Path, term: NamedNode, limit: int) -> list[tuple[str, int]]:
    """The ``limit`` values of ``term`` that most things have, with numbers."""
    return [(str(value), int(number)) for value, number in _asked(path, _MOST, (NUMBERS[term], limit))]


def first(path: Path, kind: str, term: NamedNode, thing: str, limit: int) -> tuple[int, list[str]]:
    """How many of ``kind`` have ``thing`` for ``term``; and the first of them, in the order of the texts."""
    found = _asked(path, _FIRST, (NUMBERS[term], thing, KINDS[kind], limit))
    # Names of things are read for these alone; they count where several begin at one place.
    ordered = sorted(found, key=lambda row: (str(row[0]), int(row[1] or 0), str(row[2])))
    return int(found[0][3]) if found else 0, [str(iri) for _, _, iri, _ in ordered]


def pairs(path: Path, limit: int, thing: str = "") -> list[tuple[str, str, int]]:
    """Who speaks about whom, most often first: of all, or with ``thing`` on either side; not what was not said."""
    numbers = NUMBERS[XPKG.about], NUMBERS[XPKG.speaker], NUMBERS[XPKG.negated]
    within = "AND (SELECT id FROM vals WHERE value = ?) IN (s.value, o.value)" if thing else ""
    values: list[str | int] = [*numbers, *([thing] if thing else []), limit]
    found = _asked(path, _PAIRS.format(within=within), values, WITH_NEGATED)
    return [(str(who), str(whom), int(number)) for who, whom, number in found]


def exchange(path: Path, own: NamedNode, other: NamedNode, thing: str, limit: int) -> tuple[int, list[tuple[str, int]]]:
    """How many statements have ``thing`` for ``own``, and those that most of them have for ``other``, with numbers.

    What was not said does not count.
    """
    numbers = NUMBERS[own], thing, NUMBERS[XPKG.negated]
    [(total, _)] = _asked(path, f"SELECT count(*), 0 FROM facts s WHERE {_SAID}", numbers, WITH_NEGATED)
    found = _asked(path, _OTHERS, (NUMBERS[other], *numbers, limit), WITH_NEGATED)
    return int(total), [(str(value), int(number)) for value, number in found]


def among(
    path: Path, kind: str, term: NamedNode, values: Collection[str], thing: str = "", tie: NamedNode | None = None
) -> dict[str, int]:
    """How many of ``kind`` have which of ``values`` for ``term``; of those only that have ``thing`` for ``tie``."""
    within, more = _within("f.place", thing, [tie] if tie else [])
    asked = _AMONG.format(marks=", ".join("?" * len(values)), within=within)
    found = _asked(path, asked, (NUMBERS[term], KINDS[kind], *values, *more))
    return {str(value): int(number) for value, number in found}


def _within(place: str, thing: str, ties: Collection[NamedNode]) -> tuple[str, tuple[str, ...]]:
    if not thing:
        return "", ()
    terms = ", ".join(str(NUMBERS[tie]) for tie in ties)
    return f"AND {place} IN ({_WITH.format(terms=terms)})", (thing,)


def _asked(path: Path, statement: str, values: Sequence[str | int], version: int = 0) -> list[tuple[str | int, ...]]:
    with closing(Told(path)) as told:
        if told.version < version:
            raise StoreError(f"{path}: the index was made by an earlier version; build the store again")
        return told.rows(statement, values)
