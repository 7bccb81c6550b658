"""Keeps what statements, events, documents and positions have in common in tables beside the full-text index.

    vals(id, value)                what anything has: an IRI, or words
    facts(term, value, place)      that the thing at ``place`` of the index has a value; ``term`` counts in TERMS
    told(place, kind, …)           which things are counted, with their source, order, dates and confidence

A list of many thousands is narrowed, counted and cut in milliseconds this way.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from xpkg.vocab import DCTERMS, SKOS, XPKG

TERMS = (
    XPKG.speaker, XPKG.about, XPKG.speechAct, XPKG.mode, XPKG.speakerText, XPKG.eventType, XPKG.place,
    XPKG.participant, DCTERMS.publisher, SKOS.exactMatch, XPKG.negated, XPKG.documentType, DCTERMS.creator,
    DCTERMS.issued, XPKG.holder, XPKG.role, XPKG.organization, XPKG.start, XPKG.end, XPKG.date,
    XPKG.subtype,
)  # fmt: skip
"""The properties whose values are counted; their order is that of the numbers in the tables."""
_OF_TOLD = (
    XPKG.statedIn, XPKG.contentPassage, XPKG.evidence, XPKG.earliest, XPKG.latest, XPKG.boundedBy, XPKG.confidence
)  # fmt: skip
WITH_NEGATED = 1
"""The first version of the tables that has what was not said; those before have version 0."""
WITH_LISTED = 2
"""The first version that has documents and positions."""
WITH_MENTIONS = 3
"""The first version that has people, bodies, groups and places, and which texts name them: see ``mentions``."""
NEEDED = (*TERMS, *_OF_TOLD, XPKG.denotes)
"""All properties that the tables are made from."""
KINDS = {"statement": 1, "event": 2, "document": 3, "position": 4, "person": 5, "organization": 6, "group": 7,
         "place": 8}  # fmt: skip
"""What is told, or listed, with its number in the tables."""
_ONLY_OF = {XPKG.date: ("document", "position")}
"""Kinds of things of which alone a term is kept, as others have it in columns of their own."""
SHARED = frozenset((XPKG.place, DCTERMS.publisher, SKOS.exactMatch))
"""Those of TERMS that things of several kinds have."""
NUMBERS = {term: number for number, term in enumerate(TERMS)}
"""The number of each of TERMS in the tables."""
_OF_TOLD_SET = frozenset(_OF_TOLD)
_START = re.compile(r"#char=(\d{1,15}),")
_SHARE = re.compile(r"\d+(\.\d+)?")
_TABLES = f"""
PRAGMA user_version = {WITH_MENTIONS};
CREATE TABLE vals(id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
CREATE TABLE facts(term INTEGER, value INTEGER, place INTEGER, PRIMARY KEY(term, value, place)) WITHOUT ROWID;
CREATE INDEX facts_of ON facts(place);
CREATE TABLE told(place INTEGER PRIMARY KEY, kind INTEGER, source INTEGER, start INTEGER, first TEXT, last TEXT,
                  bounded INTEGER, sure REAL);
CREATE INDEX told_in ON told(kind, source, start);
CREATE INDEX told_when ON told(kind, last);
CREATE INDEX told_surely ON told(kind, sure);
"""


@dataclass(slots=True)
class Facts:
    """What is kept of one thing: values of TERMS, and of the properties of what is told."""

    values: set[tuple[int, str]] = field(default_factory=set)
    told: dict[NamedNode, str] = field(default_factory=dict)

    def add(self, term: NamedNode, value: str) -> None:
        """Take ``value`` where ``term`` is kept; of several of one that is kept once, the least."""
        if (number := NUMBERS.get(term)) is not None:
            self.values.add((number, value))
        elif term in _OF_TOLD_SET:
            known = self.told.get(term)
            self.told[term] = value if known is None else min(known, value, key=_in_order)


def _in_order(value: str) -> tuple[int, str]:
    found = _START.search(value)
    return (int(found[1]) if found else 0, value)


def kept(term: NamedNode, value: object) -> str | None:
    """The value as it is kept; None where ``term`` is not or ``value`` is neither an IRI nor a literal."""
    if (term in NUMBERS or term in _OF_TOLD_SET) and isinstance(value, (NamedNode, Literal)):
        return value.value
    return None


def create(index: sqlite3.Connection) -> None:
    """Make the empty tables."""
    index.executescript(_TABLES)


def insert(index: sqlite3.Connection, things: Iterable[tuple[int, str, Facts]]) -> None:
    """Add what is kept of ``things``: the place of each, its kind, and that."""
    known: dict[str, int] = {}
    facts: list[tuple[int, int, int]] = []
    rows: list[tuple[int | str | float | None, ...]] = []

    def number(value: str) -> int:
        if value not in known:
            known[value] = number_of(index, value)
        return known[value]

    for place, kind, kept in things:
        left_out = {NUMBERS[term] for term, kinds in _ONLY_OF.items() if kind not in kinds}
        own = sorted(each for each in kept.values if each[0] not in left_out)
        facts += [(term, number(value), place) for term, value in own]
        if kind in KINDS:
            told = kept.told
            passage = told.get(XPKG.contentPassage) or told.get(XPKG.evidence) or ""
            start = _START.search(passage)
            sure = told.get(XPKG.confidence, "")
            rows.append((
                place, KINDS[kind], number(told.get(XPKG.statedIn, "")), int(start[1]) if start else -1,
                told.get(XPKG.earliest), told.get(XPKG.latest), XPKG.boundedBy in told,
                float(sure) if _SHARE.fullmatch(sure) else None,
            ))  # fmt: skip
    index.executemany("INSERT OR IGNORE INTO facts VALUES (?, ?, ?)", facts)
    index.executemany("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def remove(index: sqlite3.Connection, place: int) -> None:
    """Remove what is kept of the thing at ``place``."""
    index.execute("DELETE FROM facts WHERE place = ?", (place,))
    index.execute("DELETE FROM told WHERE place = ?", (place,))


def number_of(index: sqlite3.Connection, value: str) -> int:
    """The number of ``value`` in the table of values, where it is put if it is new."""
    found = index.execute("SELECT id FROM vals WHERE value = ?", (value,)).fetchone()
    if found is None:
        found = index.execute("INSERT INTO vals(value) VALUES (?) RETURNING id", (value,)).fetchone()
    return int(found[0])
