"""Full-text search over names, statements and texts: an SQLite FTS5 index made from the quads, and asked by words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from xpkg.errors import QueryError, StoreError, XpkgError
from xpkg.search.words import END, GAP, START, expression
from xpkg.vocab import XPKG, XSD

FILE_NAME = "search.sqlite"
"""The index's name beside the database of a snapshot."""

MATCHES = XPKG.matches
"""The SPARQL function ``xpkg:matches(?thing, "words")``."""

_DEADLINE = 2.0
"""Seconds that one search may take; the index answers in milliseconds, so more is a search made to hurt."""
_EXCERPT_WORDS = 24

CLASSES = {
    XPKG.Person: "person",
    XPKG.Organization: "organization",
    XPKG.Group: "group",
    XPKG.Place: "place",
    XPKG.Document: "document",
    XPKG.Event: "event",
    XPKG.Position: "position",
    XPKG.Statement: "statement",
    XPKG.Block: "text",
}
"""The classes of what can be searched for, each with its kind."""
KINDS: tuple[str, ...] = tuple(CLASSES.values())
"""What can be searched for; ``text`` is a block of a source."""
_NAMED_FIRST = ("person", "organization", "group", "place")
"""Who is called so stands before what is said by them or about them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: ``excerpt`` is the place that fits, the words found between ``START`` and ``END``."""

    iri: str
    kind: str
    label: str
    excerpt: str

    @property
    def in_label(self) -> bool:
        """Whether the words were found in the label, so that the excerpt says no more."""
        plain = self.excerpt.replace(START, "").replace(END, "").strip("… ")
        return self.kind != "text" and plain in self.label


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found, best first; ``total`` counts all."""

    total: int
    hits: tuple[Hit, ...]


class Index(Protocol):
    """What can be searched in the place of the file of an index."""

    def search(self, words: str, kind: str | None, limit: int, offset: int) -> Hits:
        """As the function ``search``."""

    def counts(self, words: str) -> dict[str, int]:
        """As the function ``counts``."""


def _rows(path: Path, statement: str, values: tuple[str | int, ...]) -> list[tuple[str, ...]]:
    # immutable: the index of a snapshot is never written again, and its folder may be read-only.
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    deadline = time.monotonic() + _DEADLINE
    if not path.is_file():
        raise StoreError(f"{path}: no search index here; build the store again")
    try:
        # A connection a question: opening takes a fraction of a millisecond, and threads share nothing.
        with closing(sqlite3.connect(address, uri=True)) as index:
            index.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
            return index.execute(statement, values).fetchall()
    except sqlite3.OperationalError as error:
        raise QueryError("this search cannot be answered; ask for fewer or longer words") from error
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the search index cannot be read; build the store again") from error


def search(path: Path | Index, words: str, kind: str | None = None, *, limit: int = 20, offset: int = 0) -> Hits:
    """What in the index ``path`` has all of ``words``, best first, and before that who is called so.

    ``kind`` is one of KINDS, None for all.

    Raises StoreError when there is no index, QueryError when the search takes too long.
    """
    if not isinstance(path, Path):
        return path.search(words, kind, limit, offset)
    if (asked := expression(words)) is None:
        return Hits(0, ())
    where, values = "things MATCH ?", [asked]
    if kind is not None:
        where, values = f"{where} AND kind = ?", [asked, kind]
    total = int(_rows(path, f"SELECT count(*) FROM things WHERE {where}", tuple(values))[0][0])
    rows = _rows(
        path,
        f"SELECT iri, kind, label, snippet(things, -1, ?, ?, '…', {_EXCERPT_WORDS}) FROM things "
        f"WHERE {where} ORDER BY kind NOT IN {_NAMED_FIRST}, rank, iri LIMIT ? OFFSET ?",
        (START, END, *values, limit, offset),
    )
    return Hits(total, tuple(Hit(iri, kind, label, excerpt.replace(GAP, "")) for iri, kind, label, excerpt in rows))


def counts(path: Path | Index, words: str) -> dict[str, int]:
    """How many things of each kind have all of ``words``, in the order of KINDS; kinds without any are left out."""
    if not isinstance(path, Path):
        return path.counts(words)
    if (asked := expression(words)) is None:
        return {}
    rows = _rows(path, "SELECT kind, count(*) FROM things WHERE things MATCH ? GROUP BY kind", (asked,))
    found = {kind: int(count) for kind, count in rows}
    return {kind: found[kind] for kind in KINDS if kind in found}


def named(path: Path, kinds: Collection[str]) -> list[tuple[str, str, list[str]]]:
    """The things of ``kinds`` with their IRI, label and names. Raises StoreError when there is no index."""
    rows = _rows(path, f"SELECT iri, label, names FROM things WHERE kind IN ({', '.join('?' * len(kinds))})",
                 tuple(kinds))  # fmt: skip
    return [(iri, label, names.replace(GAP, "").split("\n")) for iri, label, names in rows]


@lru_cache(maxsize=64)
def matching(path: Path, words: str) -> frozenset[str]:
    """The IRIs of all that has all of ``words``; a source is among them where one of its blocks is."""
    if (asked := expression(words)) is None:
        return frozenset()
    found = [row[0] for row in _rows(path, "SELECT iri FROM things WHERE things MATCH ?", (asked,))]
    return frozenset([*found, *_sources(found)])


def _sources(iris: Iterable[str]) -> Iterator[str]:
    return (iri.partition("#")[0] for iri in iris if "#" in iri)


Term = NamedNode | BlankNode | Literal | Triple


def functions(path: Path, failures: list[XpkgError]) -> dict[NamedNode, Callable[..., Term | None]]:
    """The SPARQL functions over the index ``path``, for ``Store.query(custom_functions=…)``.

    ``xpkg:matches(?thing, "words")`` is true where the name, the content or the text of ``?thing`` has all of the
    words. It is an error (no value) where ``?thing`` is no IRI or the words are no string.

    The engine takes whatever a function raises for "no value". An index that cannot be read would thus look empty. Such
    an error goes to ``failures``, and the caller has to look there when the query has ended.
    """

    def matches(*arguments: Term) -> Term | None:
        if len(arguments) != 2:
            return None
        thing, words = arguments
        if failures or not isinstance(thing, NamedNode) or not isinstance(words, Literal):
            return None
        try:
            found = thing.value in matching(path, words.value)
        except (QueryError, StoreError) as error:
            failures.append(error)
            return None
        return Literal("true" if found else "false", datatype=XSD.boolean)

    return {MATCHES: matches}
