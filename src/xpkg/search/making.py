"""Makes the full-text index of a graph from its quads, and changes it where some of them change."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from xpkg.errors import StoreError
from xpkg.facets import mentions
from xpkg.facets import tables as facets
from xpkg.search import CLASSES, KINDS
from xpkg.search.words import spaced
from xpkg.vocab import DCTERMS, NIF, RDF, RDFS, SKOS, XPKG

_CACHE = 64_000
"""Kilobytes of an index that are held in memory while it is changed: no page of it is read twice."""
_NAMES = {RDFS.label, SKOS.altLabel, DCTERMS.title}
_WORDS = {XPKG.content, XPKG.speakerText, XPKG.role, NIF.anchorOf}
NAMING = (*sorted(_NAMES, key=str), XPKG.content)
"""The properties with the names of things, and with what a statement says."""
NEEDED = (RDF.type, *sorted(_NAMES | _WORDS | set(facets.NEEDED), key=str))
"""The properties that the index is made from; quads of others may be left out."""
_NEEDED = frozenset(NEEDED)


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
    rows = [*enumerate(sorted(records.items()), start=last + 1)]
    index.executemany(
        "INSERT INTO things(rowid, iri, kind, label, names, words) VALUES (?, ?, ?, ?, ?, ?)",
        ((row, iri, one.kind, one.label, _joined(one.names), _joined(one.words)) for row, (iri, one) in rows),
    )
    index.executemany("INSERT INTO places VALUES (?, ?)", ((iri, row) for row, (iri, _) in rows))
    facets.insert(index, ((row, one.kind, one.facts or facets.Facts()) for row, (_, one) in rows))
    return last + len(records)


def _records(quads: Iterable[Quad]) -> dict[str, _Record]:
    records: dict[str, _Record] = {}
    for subject, predicate, value, _ in quads:
        if predicate not in _NEEDED or not isinstance(subject, NamedNode):
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
    return "\n".join(spaced(part) for part in sorted(parts or ()))
