"""The SQLite file of an index: its tables, how they are filled, and what is worked out when a dump has been read."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xpkg.errors import StoreError
from xpkg.folding import folded
from xpkg.lexicon.wikidata_classes import wikidata_classes
from xpkg.linking.index.entities import Item, Redirect

FORMAT = "1"
"""Of the tables; an index of another format has to be made again."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE item (number INTEGER PRIMARY KEY, sitelinks INTEGER, title TEXT, revision INTEGER, modified TEXT);
CREATE TABLE name (key TEXT, item INTEGER, language TEXT, text TEXT, label INTEGER);
CREATE TABLE description (item INTEGER, language TEXT, text TEXT);
CREATE TABLE class (item INTEGER, class INTEGER);
CREATE TABLE parent (class INTEGER, parent INTEGER);
CREATE TABLE country (item INTEGER, country INTEGER);
CREATE TABLE date (item INTEGER, property TEXT, edtf TEXT);
CREATE TABLE office (item INTEGER, office INTEGER, start TEXT, end TEXT);
CREATE TABLE redirect (number INTEGER PRIMARY KEY, target INTEGER);
CREATE TABLE class_kind (class INTEGER, kind TEXT, PRIMARY KEY (class, kind)) WITHOUT ROWID;
"""
_OF_ITEMS = ("name", "description", "class", "country", "date", "office")
_INDEXES = (
    "CREATE INDEX IF NOT EXISTS name_key ON name (key)",
    *(f"CREATE INDEX IF NOT EXISTS {table}_item ON {table} (item)" for table in _OF_ITEMS),
    "CREATE INDEX IF NOT EXISTS parent_parent ON parent (parent)",
)
_UNDER = """
WITH RECURSIVE under (class, kind) AS (
    SELECT class, kind FROM listed
    UNION
    SELECT parent.class, under.kind FROM under JOIN parent ON parent.parent = under.class
    WHERE parent.class NOT IN (SELECT class FROM listed)
)
"""


@contextmanager
def opened(path: Path, *, new: bool = False) -> Iterator[sqlite3.Connection]:
    """The index at ``path``, closed in the end. Raises StoreError where there is none, or another kind of file."""
    if not new and not path.is_file():
        raise StoreError(f"{path}: no index here; xpkg link index DUMP makes one")
    try:
        connection = sqlite3.connect(path)
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                if not new:
                    raise StoreError(f"{path}: this is no index of Wikidata")
                connection.executescript(_TABLES)
                set_meta(connection, "format", FORMAT)
                connection.commit()
            if meta(connection, "format") != FORMAT:
                raise StoreError(f"{path}: an index of another version of xpkg; make it anew")
            yield connection
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the index cannot be used ({error})") from error


def meta(connection: sqlite3.Connection, name: str) -> str:
    """What is recorded under ``name``; empty where nothing is."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def set_meta(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Records ``value`` under ``name``."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def fast_writing(connection: sqlite3.Connection) -> None:
    """Settings for writing much at once; memory stays the same, whatever the size of the index."""
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536", "temp_store = FILE"):
        connection.execute(f"PRAGMA {setting}").fetchall()


def add(connection: sqlite3.Connection, found: Iterable[Item | Redirect]) -> None:
    """Writes items and redirects."""
    items = [each for each in found if isinstance(each, Item)]
    redirects = [(each.number, each.target) for each in found if isinstance(each, Redirect)]
    many = connection.executemany
    many("INSERT OR REPLACE INTO redirect VALUES (?, ?)", redirects)
    many("INSERT OR REPLACE INTO item VALUES (?, ?, ?, ?, ?)",
         ((each.number, each.sitelinks, each.title, each.revision, each.modified) for each in items))  # fmt: skip
    named = ((each.number, *name) for each in items for name in each.names)
    many("INSERT INTO name VALUES (?, ?, ?, ?, ?)",
         ((folded(text), number, language, text, label) for number, language, text, label in named))  # fmt: skip
    many("INSERT INTO description VALUES (?, ?, ?)",
         ((each.number, language, text) for each in items for language, text in each.descriptions))  # fmt: skip
    many("INSERT INTO class VALUES (?, ?)", ((each.number, one) for each in items for one in each.classes))
    many("INSERT INTO parent VALUES (?, ?)", ((each.number, one) for each in items for one in each.parents))
    many("INSERT INTO country VALUES (?, ?)", ((each.number, one) for each in items for one in each.countries))
    many("INSERT INTO date VALUES (?, ?, ?)", ((each.number, *one) for each in items for one in each.dates))
    many("INSERT INTO office VALUES (?, ?, ?, ?)", ((each.number, *one) for each in items for one in each.offices))


def finish(connection: sqlite3.Connection, classes: Collection[int]) -> None:
    """Works out the kinds of classes, and lets go of items that are of none of ``classes``, if any are chosen.

    A class has the kind of the nearest class above it that the lexicon lists. Items of no listed class stay: they may
    share a name with one that is.
    """
    for statement in _INDEXES:
        connection.execute(statement)
    connection.execute("CREATE TEMP TABLE listed (class INTEGER PRIMARY KEY, kind TEXT)")
    rows = ((row.number, row.kind) for row in wikidata_classes().values())
    connection.executemany("INSERT INTO listed VALUES (?, ?)", rows)
    connection.execute("DELETE FROM class_kind")
    connection.execute(_UNDER + "INSERT OR IGNORE INTO class_kind SELECT class, kind FROM under")
    connection.execute("DROP TABLE listed")
    if classes:
        _keep(connection, classes)
    connection.execute("ANALYZE")


def _keep(connection: sqlite3.Connection, classes: Collection[int]) -> None:
    connection.execute("CREATE TEMP TABLE listed (class INTEGER PRIMARY KEY, kind TEXT)")
    connection.executemany("INSERT INTO listed VALUES (?, '')", ((one,) for one in set(classes)))
    connection.execute("CREATE TEMP TABLE kept (item INTEGER PRIMARY KEY)")
    connection.execute(
        _UNDER + "INSERT OR IGNORE INTO kept SELECT item FROM class WHERE class IN (SELECT class FROM under)"
    )
    connection.execute("DELETE FROM item WHERE number NOT IN (SELECT item FROM kept)")
    for table in _OF_ITEMS:
        connection.execute(f"DELETE FROM {table} WHERE item NOT IN (SELECT item FROM kept)")
    connection.execute("DROP TABLE listed")
    connection.execute("DROP TABLE kept")
