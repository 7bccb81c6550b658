"""Asks an index: which items bear a name, what is known of an item, where a merged item went."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from xpkg.folding import folded
from xpkg.linking.candidates import Candidate, SourceInfo
from xpkg.linking.index.database import meta

LICENCE = "CC0 1.0"
_MOST = 50  # items that bear one name and are looked at
_HOPS = 5  # redirects that lead to another


def info(connection: sqlite3.Connection) -> SourceInfo:
    """The name and the version of the index: the dump, and the last change of an item in it."""
    version = " ".join(filter(None, (meta(connection, "dump"), meta(connection, "modified"))))
    return SourceInfo("Wikidata", version, LICENCE)


def called(connection: sqlite3.Connection, names: Iterable[str]) -> tuple[Candidate, ...]:
    """The items one of whose names is one of ``names``, however written; the best known first."""
    keys = sorted({key for name in names if (key := folded(name))})
    marks = ",".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT DISTINCT item, sitelinks FROM name JOIN item ON number = item WHERE key IN ({marks}) "
        f"ORDER BY sitelinks DESC, item LIMIT {_MOST}",
        keys,
    )
    return tuple(filter(None, (found(connection, number) for number, _ in rows.fetchall())))


def found(connection: sqlite3.Connection, number: int) -> Candidate | None:
    """What the index says of the item Q``number``; None where it does not have it."""
    row = connection.execute("SELECT sitelinks, revision FROM item WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    names = _column(connection, "SELECT text FROM name WHERE item = ? ORDER BY label DESC, rowid", number)
    descriptions = _column(connection, "SELECT text FROM description WHERE item = ? ORDER BY rowid", number)
    kinds = _column(connection, "SELECT DISTINCT kind FROM class JOIN class_kind USING (class) WHERE item = ?", number)
    countries = _column(connection, "SELECT DISTINCT country FROM country WHERE item = ?", number)
    offices = connection.execute("SELECT DISTINCT office FROM office WHERE item = ?", (number,)).fetchall()
    return Candidate(
        f"Q{number}",
        names[0] if names else f"Q{number}",
        info(connection),
        tuple(dict.fromkeys(names)),
        descriptions[0] if descriptions else "",
        frozenset(kinds),
        frozenset(f"Q{country}" for country in countries),
        tuple(connection.execute("SELECT DISTINCT property, edtf FROM date WHERE item = ?", (number,)).fetchall()),
        tuple(name for (office,) in offices if (name := label(connection, office))),
        row[0],
        row[1],
    )


def label(connection: sqlite3.Connection, number: int) -> str:
    """The label of an item; empty where it has none, or is not in the index."""
    names = _column(connection, "SELECT text FROM name WHERE item = ? AND label ORDER BY rowid LIMIT 1", number)
    return names[0] if names else ""


def now(connection: sqlite3.Connection, number: int) -> int:
    """The item that Q``number`` was merged into, or the number itself."""
    for _ in range(_HOPS):
        row = connection.execute("SELECT target FROM redirect WHERE number = ?", (number,)).fetchone()
        if row is None:
            break
        number = row[0]
    return number


def _column(connection: sqlite3.Connection, query: str, number: int) -> list[str]:
    return [row[0] for row in connection.execute(query, (number,))]
