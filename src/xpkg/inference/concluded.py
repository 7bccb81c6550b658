"""Keeps what is concluded, and its lines in order, so that a change reads and writes what it concerns alone.

    conclusion, member    what is concluded with its lines, and what it rests on
    line                  which conclusions have a line, by a number that stands for it
    page                  the lines of all, sorted, some hundred to a page, by the first of them
"""

from __future__ import annotations

import hashlib
import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from xpkg.inference.packing import number, packed, unpacked

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_TABLES = """
CREATE TABLE conclusion(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, words INTEGER, speaker TEXT NOT NULL,
                        lines BLOB NOT NULL);
CREATE INDEX conclusion_words ON conclusion(words);
CREATE TABLE member(member INTEGER, conclusion INTEGER, PRIMARY KEY(member, conclusion)) WITHOUT ROWID;
CREATE INDEX member_conclusion ON member(conclusion);
CREATE TABLE line(id INTEGER, conclusion INTEGER, PRIMARY KEY(id, conclusion)) WITHOUT ROWID;
CREATE TABLE page(first TEXT PRIMARY KEY, lines BLOB NOT NULL, many INTEGER NOT NULL);
"""
_TO_A_PAGE = 256
"""Lines of a new page; one that has grown to twice as many is parted."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One thing concluded, under ``node``, from its ``members``; of an utterance its ``words`` and ``speaker``."""

    node: NamedNode
    kind: str
    members: frozenset[NamedNode]
    triples: tuple[Triple, ...]
    words: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """The sorted N-Quads lines of all that is concluded: how ``many``, the ``digest`` of them, and what has changed.

    ``changed`` are the lines that came and those that went since the lines were last written; None where all are new.
    """

    many: int
    digest: str
    changed: tuple[tuple[str, ...], tuple[str, ...]] | None


class Concluded:
    """What is concluded, in tables of ``data``; with ``new`` they are made."""

    def __init__(self, data: sqlite3.Connection, *, new: bool) -> None:
        self._data = data
        self._all_new = new
        self._were: dict[str, bool] = {}
        if new:
            data.executescript(_TABLES)

    def add(self, conclusion: Conclusion, graph: NamedNode) -> None:
        """Keeps ``conclusion``, told in ``graph``, in place of one with the same node."""
        node = number(conclusion.node.value)
        self.drop([node])
        lines = [f"{' '.join(map(str, triple))} {graph} ." for triple in conclusion.triples]
        row = (node, conclusion.kind, number(conclusion.words), conclusion.speaker, packed("\n".join(lines)))
        self._data.execute("INSERT INTO conclusion VALUES (?, ?, ?, ?, ?)", row)
        rows = [(number(member.value), node) for member in conclusion.members]
        self._data.executemany("INSERT INTO member VALUES (?, ?)", rows)
        if not self._all_new:
            self._note(lines)
            self._bind(node, lines)

    def drop(self, conclusions: Iterable[int]) -> None:
        """Lets go of conclusions."""
        run = self._data.execute
        for node in conclusions:
            for (body,) in run("DELETE FROM conclusion WHERE id = ? RETURNING lines", (node,)).fetchall():
                run("DELETE FROM member WHERE conclusion = ?", (node,))
                if not self._all_new:
                    lines = _lines(body)
                    self._note(lines)
                    rows = [(number(line), node) for line in lines]
                    self._data.executemany("DELETE FROM line WHERE id = ? AND conclusion = ?", rows)

    def about(self, member: NamedNode, kind: str = "") -> set[int]:
        """The conclusions, of a kind or of all, that rest on ``member``."""
        asked = "SELECT c.id, c.kind FROM member m JOIN conclusion c ON c.id = m.conclusion WHERE m.member = ?"
        found = self._data.execute(asked, (number(member.value),))
        return {node for node, own in found if not kind or own == kind}

    def members(self, conclusion: int) -> frozenset[int]:
        """What ``conclusion`` rests on."""
        rows = self._data.execute("SELECT member FROM member WHERE conclusion = ?", (conclusion,))
        return frozenset(member for (member,) in rows)

    def speakers(self, words: str) -> set[str]:
        """Those who said ``words``, as was concluded."""
        rows = self._data.execute("SELECT speaker FROM conclusion WHERE words = ? AND speaker != ''", (number(words),))
        return {speaker for (speaker,) in rows}

    def utterances(self, speaker: str, member: int) -> set[int]:
        """The utterances by ``speaker`` that rest on ``member``."""
        asked = (
            "SELECT c.id FROM member m JOIN conclusion c ON c.id = m.conclusion WHERE m.member = ? AND c.speaker = ?"
        )
        return {node for (node,) in self._data.execute(asked, (member, speaker))}

    # Lines

    def _bind(self, conclusion: int, lines: Iterable[str]) -> None:
        rows = [(number(line), conclusion) for line in lines]
        self._data.executemany("INSERT OR IGNORE INTO line VALUES (?, ?)", rows)

    def _note(self, lines: Iterable[str]) -> None:
        """Remembers of ``lines``, which are about to change, whether they are there."""
        for line in lines:
            if line not in self._were:
                self._were[line] = self._is_there(line)

    def _is_there(self, line: str) -> bool:
        return bool(self._data.execute("SELECT 1 FROM line WHERE id = ? LIMIT 1", (number(line),)).fetchone())

    def write(self) -> Lines:
        """Puts the lines of all that is concluded in order."""
        changed = None
        if self._all_new:
            self._write_all()
        else:
            now = {line: self._is_there(line) for line in self._were}
            came = tuple(sorted(line for line, was in self._were.items() if now[line] and not was))
            went = tuple(sorted(line for line, was in self._were.items() if was and not now[line]))
            self._change(came, went)
            changed = came, went
        self._were.clear()
        self._all_new = False
        digest, many = hashlib.sha256(), 0
        for lines, number_of in self._data.execute("SELECT lines, many FROM page ORDER BY first"):
            digest.update(lines)
            many += number_of
        return Lines(many, digest.hexdigest(), changed)

    def lines(self) -> Iterator[str]:
        """The lines as they were written, each once."""
        for (lines,) in self._data.execute("SELECT lines FROM page ORDER BY first"):
            yield from lines.decode().split("\n")[:-1]

    def _write_all(self) -> None:
        run = self._data.execute
        run("CREATE TEMP TABLE sorted(line TEXT PRIMARY KEY) WITHOUT ROWID")  # which may be many: not in memory
        for node, body in run("SELECT id, lines FROM conclusion"):
            lines = _lines(body)
            self._data.executemany("INSERT OR IGNORE INTO sorted VALUES (?)", ((line,) for line in lines))
            self._bind(node, lines)
        in_order = (line for (line,) in run("SELECT line FROM sorted ORDER BY line"))
        while some := [*islice(in_order, _TO_A_PAGE)]:
            self._put_page(some)
        run("DROP TABLE sorted")

    def _change(self, came: Collection[str], went: Collection[str]) -> None:
        """Takes the lines that ``went`` out of their pages, and puts those that ``came`` where they belong."""
        run, new, gone = self._data.execute, {*came}, {*went}
        changed, at = sorted(new | gone), 0
        while at < len(changed):
            asked = "SELECT first, lines FROM page WHERE first <= ? ORDER BY first DESC LIMIT 1"
            page = run(asked, (changed[at],)).fetchone()
            page = page or run("SELECT first, lines FROM page ORDER BY first LIMIT 1").fetchone() or ("", b"")
            after = run("SELECT first FROM page WHERE first > ? ORDER BY first LIMIT 1", (page[0],)).fetchone()
            end = bisect_left(changed, after[0]) if after else len(changed)
            lines = sorted(({*page[1].decode().split("\n")[:-1]} - gone) | new.intersection(changed[at:end]))
            run("DELETE FROM page WHERE first = ?", (page[0],))
            size = _TO_A_PAGE if len(lines) > 2 * _TO_A_PAGE else 2 * _TO_A_PAGE
            for start in range(0, len(lines), size):
                self._put_page(lines[start : start + size])
            at = end

    def _put_page(self, lines: list[str]) -> None:
        body = "".join(f"{line}\n" for line in lines).encode()
        self._data.execute("INSERT INTO page VALUES (?, ?, ?)", (lines[0], body, len(lines)))


def _lines(body: bytes) -> list[str]:
    lines = unpacked(body)
    return lines.split("\n") if lines else []
