"""What services have answered, on disk: nothing is asked twice, and an interrupted run goes on where it was."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xpkg.errors import StoreError


def key_of(url: str, query: Mapping[str, Any]) -> str:
    """What tells a question from others: the service, and all that it is asked."""
    return hashlib.sha256(json.dumps([url, query], sort_keys=True).encode()).hexdigest()


class Cache:
    """Answers by their keys."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> Any:
        """The answer to a question; None where it was not asked."""
        row = self._connection.execute("SELECT answer FROM answer WHERE key = ?", (key,)).fetchone()
        return json.loads(row[0]) if row else None

    def put(self, answers: Mapping[str, Any]) -> None:
        """Keeps ``answers`` by their keys, at once."""
        rows = [(key, json.dumps(answer)) for key, answer in answers.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?)", rows)


@contextmanager
def opened_cache(path: Path) -> Iterator[Cache]:
    """The cache in the file ``path``, made where there is none. Raises StoreError for another kind of file."""
    try:
        connection = sqlite3.connect(path)
        try:
            connection.execute("CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, answer TEXT) WITHOUT ROWID")
            yield Cache(connection)
        finally:
            connection.close()
    except (sqlite3.Error, ValueError) as error:
        raise StoreError(f"{path}: the cache of answers cannot be used ({error})") from error
