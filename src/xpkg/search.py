"""Full-text search over names, statements and texts: an SQLite FTS5 index made from the quads, and asked by words."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from xpkg.errors import QueryError, StoreError, XpkgError
from xpkg.facets import mentions
from xpkg.facets import tables as facets
from xpkg.vocab import DCTERMS, NIF, RDF, RDFS, SKOS, XPKG, XSD

FILE_NAME = "search.sqlite"
"""The index's name beside the database of a snapshot."""

MATCHES = XPKG.matches
"""The SPARQL function ``xpkg:matches(?thing, "words")``."""

START, END = "\x02", "\x03"
"""Stand around the words found in ``Hit.excerpt``."""

_DEADLINE = 2.0
"""Seconds that one search may take; the index answers in milliseconds, so more is a search made to hurt."""
_CACHE = 64_000
"""Kilobytes of an index that are held in memory while it is changed: no page of it is read twice."""
_LONGEST_QUESTION = 1000
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

_NAMES = {RDFS.label, SKOS.altLabel, DCTERMS.title}
_WORDS = {XPKG.content, XPKG.speakerText, XPKG.role, NIF.anchorOf}
NAMING = (*sorted(_NAMES, key=str), XPKG.content)
"""The properties with the names of things, and with what a statement says."""
NEEDED = (RDF.type, *sorted(_NAMES | _WORDS | set(facets.NEEDED), key=str))
"""The properties that the index is made from; quads of others may be left out."""

# Scripts that set no blanks between words: each sign is a token of its own, so that a part of a name is found too.
_UNSPACED = re.compile(r"([\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")
_GAP = "\u200b"  # zero-width: the tokenizer parts words at it, and an excerpt loses it again
_ASKED = re.compile(r'"([^"]*)"(\*?)|(\S+)')


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


@dataclass(slots=True)
class _Record:
    kind: str = ""
    label: str = ""
    names: set[str] | None = None
    words: set[str] | None = None
    facts: facets.Facts | None = None


def build_index(quads: Iterable[Quad], path: Path) -> None:
    """Writes the index of ``quads`` to the new file ``path``. Raises StoreError when it cannot be written.

    Two indexes of the same quads give the same answers in the same order, whatever the order of the quads.
    """
    build_index_by_subject([quads], path)


def build_index_by_subject(parts: Iterable[Iterable[Quad]], path: Path) -> None:
    """The same of ``parts``, each with all quads of some subjects: as much as one has is held in memory."""
    path.unlink(missing_ok=True)
    with _writing(path) as index:
        index.execute(
            "CREATE VIRTUAL TABLE things USING fts5(iri UNINDEXED, kind UNINDEXED, label UNINDEXED, names, words, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        index.execute("CREATE TABLE places(iri TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID")
        facets.create(index)
        mentions.create(index)
        last = 0
        for part in parts:
            quads = [*part]
            last = _insert(index, _records(quads), last)
            mentions.insert(index, quads)
        index.execute("INSERT INTO things(things) VALUES ('optimize')")
        index.execute("INSERT INTO things(things, rank) VALUES ('rank', 'bm25(0, 0, 0, 8, 1)')")


def update_index(path: Path, subjects: Collection[str], quads: Iterable[Quad]) -> None:
    """Makes the index ``path`` give the answers of one in which ``quads`` are all that is said of ``subjects``.

    This takes as long as these take. Raises StoreError when the index cannot be written.
    """
    with _writing(path) as index:
        index.execute("PRAGMA journal_mode = OFF")  # where this breaks off, nobody has use for the file
        index.execute(f"PRAGMA cache_size = -{_CACHE}")
        said = [*quads]
        for iri in sorted(subjects):
            mentions.remove(index, iri)
            for (place,) in index.execute("DELETE FROM places WHERE iri = ? RETURNING place", (iri,)).fetchall():
                index.execute("DELETE FROM things WHERE rowid = ?", (place,))
                facets.remove(index, place)
        last = index.execute("SELECT rowid FROM things ORDER BY rowid DESC LIMIT 1").fetchone()
        _insert(index, _records(said), last[0] if last else 0)
        mentions.insert(index, said)


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path)) as index, index:
            yield index
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: the search index cannot be written: {error}") from error


def _insert(index: sqlite3.Connection, records: dict[str, _Record], last: int) -> int:
    """Adds ``records`` behind the row ``last``; the row that is the last one now."""
    for row, (iri, record) in enumerate(sorted(records.items()), start=last + 1):
        values = (row, iri, record.kind, record.label, _joined(record.names), _joined(record.words))
        index.execute("INSERT INTO things(rowid, iri, kind, label, names, words) VALUES (?, ?, ?, ?, ?, ?)", values)
        index.execute("INSERT INTO places VALUES (?, ?)", (iri, row))
        facets.insert(index, row, record.kind, record.facts or facets.Facts())
    return last + len(records)


def _records(quads: Iterable[Quad]) -> dict[str, _Record]:
    records: dict[str, _Record] = {}
    for quad in quads:
        subject, predicate, value = quad.subject, quad.predicate, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if predicate == RDF.type:
            if isinstance(value, NamedNode) and (kind := CLASSES.get(value)):
                record = records.setdefault(subject.value, _Record())
                record.kind = min(filter(None, (record.kind, kind)), key=KINDS.index)
            continue
        if (fact := facets.kept(predicate, value)) is not None:
            record = records.setdefault(subject.value, _Record())
            record.facts = record.facts or facets.Facts()
            record.facts.add(predicate, fact)
        if isinstance(value, Literal) and (predicate in _NAMES or predicate in _WORDS):
            record = records.setdefault(subject.value, _Record())
            if predicate in _NAMES:
                record.names = (record.names or set()) | {value.value}
            else:
                record.words = (record.words or set()) | {value.value}
            if predicate == RDFS.label:
                record.label = min(filter(None, (record.label, value.value)))
    found = {iri: record for iri, record in records.items() if record.kind}
    for record in found.values():
        record.label = record.label or min(record.names or record.words or {""})[:200]
    return found


def _joined(parts: set[str] | None) -> str:
    return "\n".join(_spaced(part) for part in sorted(parts or ()))


def _spaced(words: str) -> str:
    # START and END in a text would be taken for the marks of an excerpt.
    return _UNSPACED.sub(rf"{_GAP}\1{_GAP}", words.translate({ord(START): " ", ord(END): " "}))


def expression(words: str) -> str | None:
    """``words`` as an FTS5 expression in which every character of the asker is quoted; None when nothing is asked.

    All words must be there; ``"two words"`` is a phrase, a word that ends in ``*`` a beginning.
    """
    parts = []
    words = words[:_LONGEST_QUESTION].encode("utf-8", "replace").decode().replace("\x00", " ")
    for phrase, star, word in _ASKED.findall(words):
        asked, beginning = (phrase, star) if not word else (word.rstrip("*"), "*" * word.endswith("*"))
        asked = asked.replace('"', " ")
        if re.search(r"\w", asked):
            parts.append(f'"{_spaced(asked)}"{beginning}')
    return " ".join(parts) or None


def asked_words(words: str) -> list[str]:
    """The words and phrases that ``words`` asks for, for a search without an index.

    >>> asked_words('harbour* "Low Town" -')
    ['harbour', 'Low Town']
    """
    found = (phrase or word.rstrip("*") for phrase, _, word in _ASKED.findall(words[:_LONGEST_QUESTION]))
    return [each.replace('"', " ").strip() for each in found if re.search(r"\w", each)]


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
    return Hits(total, tuple(Hit(iri, kind, label, excerpt.replace(_GAP, "")) for iri, kind, label, excerpt in rows))


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
    return [(iri, label, names.replace(_GAP, "").split("\n")) for iri, label, names in rows]


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
