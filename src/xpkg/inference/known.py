"""Keeps the statements and events of many graphs in a file, by all that they are compared by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from pyoxigraph import NamedNode

from xpkg.inference.concluded import Concluded
from xpkg.inference.disagreements import ties_of
from xpkg.inference.happenings import Told, keys_of
from xpkg.inference.packing import number, packed, unpacked
from xpkg.inference.statements import Statement
from xpkg.inference.utterances import Words, own_words
from xpkg.lexicon.gazetteer import City, Country, Spot

_TABLES = """
CREATE TABLE graph(id INTEGER PRIMARY KEY, iri TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE source(id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
CREATE TABLE statement(id INTEGER PRIMARY KEY, graph INTEGER, source INTEGER, start INTEGER, body BLOB NOT NULL);
CREATE INDEX statement_graph ON statement(graph);
CREATE TABLE voice(statement INTEGER, speaker INTEGER, PRIMARY KEY(statement, speaker)) WITHOUT ROWID;
CREATE TABLE tie(tie INTEGER, statement INTEGER, PRIMARY KEY(tie, statement)) WITHOUT ROWID;
CREATE TABLE quotation(id INTEGER PRIMARY KEY, statement INTEGER, words TEXT NOT NULL, written TEXT NOT NULL,
                       whole INTEGER, first INTEGER);
CREATE INDEX quotation_statement ON quotation(statement);
CREATE INDEX quotation_whole ON quotation(whole);
CREATE INDEX quotation_first ON quotation(first);
CREATE TABLE trigram(words INTEGER, quotation INTEGER, PRIMARY KEY(words, quotation)) WITHOUT ROWID;
CREATE TABLE event(id INTEGER PRIMARY KEY, graph INTEGER, body BLOB NOT NULL);
CREATE INDEX event_graph ON event(graph);
CREATE TABLE likeness(likeness INTEGER, event INTEGER, PRIMARY KEY(likeness, event)) WITHOUT ROWID;
CREATE TABLE place(id INTEGER, graph INTEGER, meant TEXT NOT NULL, PRIMARY KEY(id, graph, meant)) WITHOUT ROWID;
CREATE INDEX place_graph ON place(graph);
CREATE TABLE acting(id INTEGER, graph INTEGER, PRIMARY KEY(id, graph)) WITHOUT ROWID;
CREATE INDEX acting_graph ON acting(graph);
CREATE TABLE thing(id INTEGER PRIMARY KEY, iri TEXT NOT NULL);
"""
"""Numbers stand for IRIs and words, as :func:`number` makes them: a tenth of the room. What is found by such a number
is looked at itself before anything is concluded."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a graph says: statements, events, what each place may be (None is none that is known), and which act."""

    statements: Sequence[Statement]
    events: Iterable[Told]
    places: Iterable[tuple[NamedNode, Spot | None]] = ()
    acting: Iterable[NamedNode] = ()


class Known:
    """All that is known to conclude from, in the file ``path`` or, where that is None, in memory.

    ``new`` and ``gone`` are what was learnt and forgotten since ``settle`` was last called. ``concluded`` is what
    follows from it all.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._data = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
        self._data.execute("PRAGMA journal_mode = OFF")  # a build that breaks off leaves no file of it
        self._data.execute("PRAGMA synchronous = OFF")
        new = not self._data.execute("SELECT 1 FROM sqlite_master").fetchone()
        if new:
            self._data.executescript(_TABLES)
        self.concluded = Concluded(self._data, new=new)
        self._data.execute("BEGIN")
        self.new_statements: dict[NamedNode, Statement] = {}
        self.new_events: dict[NamedNode, Told] = {}
        self.gone_statements: dict[NamedNode, tuple[Statement, tuple[str, ...]]] = {}
        self.gone_events: dict[NamedNode, Told] = {}
        self.changed_places: set[int] = set()

    def close(self) -> None:
        """Writes all to the file."""
        with closing(self._data):
            self._data.execute("COMMIT")

    def graphs(self) -> dict[str, str]:
        """The digest of each graph that this knows."""
        return dict(self._data.execute("SELECT iri, digest FROM graph"))

    def learn(self, graph: str, digest: str, said: Said) -> None:
        """Takes in what ``graph``, with this ``digest``, says, in place of what it said."""
        self.forget(graph)
        at, many = number(graph), self._data.executemany
        self._data.execute("INSERT INTO graph VALUES (?, ?, ?)", (at, graph, digest))
        for one in said.statements:
            node, source = number(one.node.value), number(one.source.value)
            many("INSERT OR IGNORE INTO source VALUES (?, ?)", [(source, one.source.value)])
            many("INSERT INTO statement VALUES (?, ?, ?, ?, ?)", [(node, at, source, one.start, packed(one.body()))])
            many("INSERT INTO voice VALUES (?, ?)", [(node, number(each.value)) for each in one.speakers])
            many("INSERT INTO tie VALUES (?, ?)", [(tie, node) for tie in _ties(one)])
            self.new_statements[one.node] = one
        for one, quotations in own_words(said.statements):
            for words, written in quotations:
                whole = " ".join(words)
                row = number(one.node.value), whole, written, number(whole), number(*words[:3])
                asked = "INSERT INTO quotation(statement, words, written, whole, first) VALUES (?, ?, ?, ?, ?)"
                added = self._data.execute(asked, row).lastrowid
                many("INSERT INTO trigram VALUES (?, ?)", [(three, added) for three in threes(words)])
        for told in said.events:
            node = number(told.node.value)
            many("INSERT INTO event VALUES (?, ?, ?)", [(node, at, packed(told.body()))])
            many("INSERT INTO likeness VALUES (?, ?)", [(number(key), node) for key in keys_of(told)])
            self.new_events[told.node] = told
        for place, spot in said.places:
            meant = _spot(spot) if spot else ""
            many("INSERT OR IGNORE INTO place VALUES (?, ?, ?)", [(number(place.value), at, meant)])
            many("INSERT OR IGNORE INTO thing VALUES (?, ?)", [(number(place.value), place.value)])
        many("INSERT OR IGNORE INTO acting VALUES (?, ?)", [(number(place.value), at) for place in said.acting])
        self._touch(at)

    def _touch(self, graph: int) -> None:
        for table in ("place", "acting"):
            self.changed_places.update(
                place for (place,) in self._data.execute(f"SELECT id FROM {table} WHERE graph = ?", (graph,))
            )

    def forget(self, graph: str) -> None:
        """Lets go of what ``graph`` says."""
        run, many, at = self._data.execute, self._data.executemany, number(graph)
        if not run("DELETE FROM graph WHERE id = ?", (at,)).rowcount:
            return
        self._touch(at)
        for table in ("place", "acting"):
            run(f"DELETE FROM {table} WHERE graph = ?", (at,))
        for one in self._statements("graph = ?", at):
            node = number(one.node.value)
            quotations = run("SELECT id, words FROM quotation WHERE statement = ?", (node,)).fetchall()
            if self.new_statements.pop(one.node, None) is None:
                self.gone_statements[one.node] = one, tuple(words for _, words in quotations)
            for place, words in quotations:
                three = [(each, place) for each in threes(tuple(words.split(" ")))]
                many("DELETE FROM trigram WHERE words = ? AND quotation = ?", three)
            many("DELETE FROM tie WHERE tie = ? AND statement = ?", [(tie, node) for tie in _ties(one)])
            for table in ("quotation", "voice"):
                run(f"DELETE FROM {table} WHERE statement = ?", (node,))
            run("DELETE FROM statement WHERE id = ?", (node,))
        for told in self._events("graph = ?", at):
            node = number(told.node.value)
            if self.new_events.pop(told.node, None) is None:
                self.gone_events[told.node] = told
            many("DELETE FROM likeness WHERE likeness = ? AND event = ?", [(number(k), node) for k in keys_of(told)])
            run("DELETE FROM event WHERE id = ?", (node,))

    def settle(self) -> None:
        """From now on what was learnt and forgotten is neither new nor gone."""
        for each in (self.new_statements, self.new_events, self.gone_statements, self.gone_events):
            each.clear()
        self.changed_places.clear()

    # Statements and events, by their numbers

    def _statements(self, where: str, value: int) -> list[Statement]:
        rows = self._data.execute(f"SELECT body FROM statement WHERE {where}", (value,))
        return [Statement.read(unpacked(body)) for (body,) in rows]

    def _events(self, where: str, value: int) -> list[Told]:
        rows = self._data.execute(f"SELECT body FROM event WHERE {where}", (value,))
        return [Told.read(unpacked(body)) for (body,) in rows]

    def statement(self, node: int) -> Statement:
        """The statement ``node``."""
        return self._statements("id = ?", node)[0]

    def tied(self, ties: Iterable[NamedNode], role: str) -> set[int]:
        """The statements that have one of ``ties`` in this ``role``."""
        return {node for tie in ties for node in self._all("tie WHERE tie = ?", number(role, tie.value))}

    def _all(self, where: str, *values: int | str) -> set[int]:
        return {found for (found,) in self._data.execute(f"SELECT statement FROM {where}", values)}

    def alike(self, key: str) -> list[Told]:
        """The events with this key."""
        return self._events("id IN (SELECT event FROM likeness WHERE likeness = ?)", number(key))

    def place(self, number_of: int) -> tuple[NamedNode | None, Spot | None]:
        """A place, and the city or country that all who name it may mean, unless it acts; None where there is none."""
        run = self._data.execute
        iris = run("SELECT iri FROM thing WHERE id = ?", (number_of,)).fetchall()
        meant = run("SELECT DISTINCT meant FROM place WHERE id = ? LIMIT 2", (number_of,)).fetchall()
        if not iris or len(meant) != 1 or run("SELECT 1 FROM acting WHERE id = ? LIMIT 1", (number_of,)).fetchone():
            return (NamedNode(iris[0][0]) if iris else None), None
        if not meant[0][0]:
            return NamedNode(iris[0][0]), None
        return NamedNode(iris[0][0]), _spot_of(meant[0][0])

    # Quotations

    def quoted_by(self, node: int) -> list[str]:
        """The words that a statement quotes."""
        return [words for (words,) in self._data.execute("SELECT words FROM quotation WHERE statement = ?", (node,))]

    def beginning(self, speaker: str, three: int) -> set[str]:
        """What ``speaker`` says, of that which begins with ``three`` words."""
        asked = "SELECT q.words FROM quotation q JOIN voice v USING(statement) WHERE q.first = ? AND v.speaker = ?"
        return {words for (words,) in self._data.execute(asked, (three, number(speaker)))}

    def saying(self, speaker: str, words: str) -> frozenset[int]:
        """The statements of ``speaker`` that quote ``words``, at least three, alone or among others."""
        where = (
            "trigram t JOIN quotation q ON q.id = t.quotation JOIN voice v USING(statement) "
            "WHERE t.words = ? AND v.speaker = ? AND instr(' ' || q.words || ' ', ?)"
        )
        return frozenset(self._all(where, number(*words.split(" ")[:3]), number(speaker), f" {words} "))

    def written(self, words: str) -> str:
        """How the first of all who quote just ``words`` writes them."""
        asked = (
            "SELECT source.iri, s.start, q.id, q.written, s.id FROM quotation q JOIN statement s ON s.id = q.statement "
            "JOIN source ON source.id = s.source WHERE q.whole = ? AND q.words = ? ORDER BY source.iri, s.start"
        )
        rows = self._data.execute(asked, (number(words), words)).fetchall()
        first = [row for row in rows if row[:2] == rows[0][:2]]
        if len(first) > 1:
            first.sort(key=lambda row: (self.statement(row[4]).node.value, row[2]))
        return str(first[0][3])

    def sources(self, nodes: Collection[int]) -> int:
        """How many sources the statements ``nodes`` are of."""
        asked = "SELECT source FROM statement WHERE id = ?"
        return len({source for node in nodes for (source,) in self._data.execute(asked, (node,))})


def _ties(one: Statement) -> set[int]:
    return {number(role, tie.value) for role, nodes in ties_of(one) for tie in nodes}


def threes(words: Words) -> set[int]:
    """Each three words that follow each other, as numbers."""
    return {number(*words[at : at + 3]) for at in range(len(words) - 2)}


def _spot(spot: Spot) -> str:
    values = {each.name: getattr(spot, each.name) for each in fields(spot)}
    return json.dumps(values | {"others": sorted(spot.others)} if isinstance(spot, City) else values)


def _spot_of(words: str) -> Spot:
    values = json.loads(words)
    return City(**values | {"others": frozenset(values["others"])}) if "others" in values else Country(**values)
