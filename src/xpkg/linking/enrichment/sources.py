"""What a local dump or index of Wikidata says of items: read from the file, nothing is asked over the network."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import orjson

from xpkg.errors import InputError
from xpkg.lexicon.wikidata_properties import ValueKind, wikidata_properties
from xpkg.linking.enrichment.records import Claim, Record, Text, read_record
from xpkg.linking.index.database import meta, opened
from xpkg.linking.index.dump import blocks
from xpkg.linking.index.entities import Redirect, merged_into, read_entity
from xpkg.linking.index.lookup import now

_HEAD = re.compile(rb'\s*\{"type":"(?:item","id":"(Q\d+)"|property")')
_MODIFIED = re.compile(rb'"modified":"(\d{4}-\d\d-\d\d)')
_TAIL = 400  # bytes of a line in which a dump has the day of the item's last change
_HOPS = 5  # redirects that lead to another


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What was found of the items that were asked for.

    ``records`` are by the item that they are of. ``merged`` are the items that are now another, with that. ``missing``
    are those that are not there.
    """

    records: Mapping[str, Record]
    merged: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


class RecordSource(Protocol):
    """Where records come from."""

    def retrieve(self, items: Collection[str], languages: Sequence[str], *, names_only: bool = False) -> Retrieved:
        """What is said of ``items``; with ``names_only`` at least labels and aliases. Raises XpkgError on failure."""


@dataclass(frozen=True, slots=True)
class DumpRecords:
    """The dump at ``path``: one pass over it, and another one for the items that others were merged into.

    The day of retrieval is that of the last change in the dump.
    """

    path: Path

    def retrieve(self, items: Collection[str], languages: Sequence[str], *, names_only: bool = False) -> Retrieved:
        """The records of ``items``. Raises InputError for a dump that cannot be read, or a line that is no entity."""
        told, ways, day = self._pass({*items})
        merged = {each: left for each in items if (left := _end(each, ways)) != each}
        if more := {*merged.values()} - told.keys():
            told |= self._pass(more)[0]
        wanted = {merged.get(each, each) for each in items}
        found = {each: read_record(told[each], languages, day) for each in sorted(wanted & told.keys())}
        return Retrieved(found, merged, frozenset(each for each in items if merged.get(each, each) not in found))

    def _pass(self, wanted: set[str]) -> tuple[dict[str, Any], dict[str, str], str]:
        """The entities ``wanted`` of the dump, all its redirects, and the day of its last change."""
        told: dict[str, Any] = {}
        ways: dict[str, str] = {}
        day, number = "", 0
        for _, block in blocks(self.path):
            for line in block:
                number += 1
                if found := _MODIFIED.search(line, max(0, len(line) - _TAIL)):
                    day = max(day, found[1].decode())
                head = _HEAD.match(line)
                if head and (head[1] is None or head[1].decode() not in wanted) and b'"redirects"' not in line:
                    continue
                for entity in self._entity(number, line):
                    if isinstance(entity, Redirect):
                        ways[f"Q{entity.number}"] = f"Q{entity.target}"
                    elif entity.get("id") in wanted:
                        told[str(entity["id"])] = entity
        return told, ways, day

    def _entity(self, number: int, line: bytes) -> Iterator[Redirect | Mapping[str, Any]]:
        text = line.strip().removesuffix(b",")
        if text in (b"", b"[", b"]"):
            return
        try:
            told = orjson.loads(text)
            if way := merged_into(told):
                yield way
            if "redirect" in told:
                other = read_entity(told, ())
                assert isinstance(other, Redirect)
                yield other
            else:
                yield told
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = " ".join(str(error).split())[:80]
            raise InputError(f"{self.path}, line {number}: no entity of Wikidata ({why})") from error


def _end(item: str, ways: Mapping[str, str]) -> str:
    """The item that ``item`` was merged into in the end, or itself."""
    for _ in range(_HOPS):
        if item not in ways:
            break
        item = ways[item]
    return item


@dataclass(frozen=True, slots=True)
class IndexRecords:
    """The index in the file ``path``: names, descriptions, dates and offices, without ranks.

    It has no memberships, places, images and identifiers. The day of retrieval is that of the last change in its dump.
    """

    path: Path

    def retrieve(self, items: Collection[str], languages: Sequence[str], *, names_only: bool = False) -> Retrieved:
        """The records of ``items``. Raises StoreError for a file that is no index."""
        with opened(self.path) as connection:
            day = meta(connection, "modified")[:10]
            merged = {each: f"Q{left}" for each in items if (left := now(connection, int(each[1:]))) != int(each[1:])}
            wanted = sorted({merged.get(each, each) for each in items})
            told = {each: _record(connection, each, (*languages, "mul"), day) for each in wanted}
        found = {each: record for each, record in told.items() if record}
        return Retrieved(found, merged, frozenset(each for each in items if merged.get(each, each) not in found))


def _record(connection: sqlite3.Connection, item: str, languages: Sequence[str], day: str) -> Record | None:
    number = int(item[1:])

    def rows(query: str) -> list[tuple[Any, ...]]:
        return connection.execute(query, (number,)).fetchall()

    known = rows("SELECT revision, modified FROM item WHERE number = ?")
    if not known:
        return None
    revision, modified = known[0]
    names = rows("SELECT language, text, label FROM name WHERE item = ? ORDER BY rowid")
    descriptions = rows("SELECT language, text FROM description WHERE item = ? ORDER BY rowid")
    properties = wikidata_properties()
    claims = [Claim("", name, ValueKind.TIME, date, "normal")
              for name, date in rows("SELECT property, edtf FROM date WHERE item = ? ORDER BY rowid")
              if name in properties]  # fmt: skip
    for office, start, end in rows("SELECT office, start, end FROM office WHERE item = ? ORDER BY rowid"):
        when = tuple((name, date) for name, date in (("P580", start), ("P582", end)) if date)
        claims.append(Claim("", "P39", ValueKind.ITEM, f"Q{office}", "normal", when))
    return Record(
        item,
        tuple(Text(language, text) for language, text, label in names if label and language in languages),
        tuple(Text(language, text) for language, text, label in names if not label and language in languages),
        tuple(Text(language, text) for language, text in descriptions if language in languages),
        tuple(dict.fromkeys(claims)),
        revision,
        modified,
        day,
    )
