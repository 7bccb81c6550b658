"""Makes an index in one pass over a dump; an interrupted pass goes on where it was."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from xpkg.errors import InputError, StoreError
from xpkg.lexicon.wikidata_classes import skipped
from xpkg.linking.index.database import add, fast_writing, finish, meta, opened, set_meta
from xpkg.linking.index.dump import blocks
from xpkg.linking.index.entities import Item, Redirect, merged_into, read_entity

_SAVED = 1 << 26  # bytes of the unpacked dump after which the place is saved
_BRACKETS = (b"", b"[", b"]")  # what stands alone in a line of the dump
_HEAD = 1 << 16  # bytes by which a dump is known again


@dataclass(frozen=True, slots=True)
class IndexResult:
    """What was read: ``lines`` of the dump (all, also of earlier passes), ``items`` and ``redirects`` of the index."""

    lines: int
    items: int
    redirects: int


def build_index(
    dump: Path,
    index: Path,
    *,
    languages: Sequence[str] = ("en",),
    classes: Sequence[int] = (),
    tell: Callable[[int], None] = lambda read: None,
) -> IndexResult:
    """Reads ``dump`` into ``index``, which may be the beginning of the same one; ``tell`` hears the bytes read so far.

    ``languages`` are those of labels, aliases and descriptions. ``classes`` are the numbers of the classes whose items
    are kept, with those of classes below them; none keeps all but what no news names. Raises InputError for a dump
    that cannot be read, StoreError for an index of another dump.
    """
    asked = _asked(dump, languages, classes)
    with opened(index, new=True) as connection:
        fast_writing(connection)
        before = meta(connection, "asked")
        if before and before != asked:
            raise StoreError(f"{index}: an index of another dump, languages or classes; name another file")
        if not meta(connection, "done"):
            set_meta(connection, "asked", asked)
            set_meta(connection, "dump", dump.name)
            _read(connection, dump, languages, tell)
            finish(connection, classes)
            set_meta(connection, "done", "yes")
            connection.commit()
        count = (connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("item", "redirect"))
        return IndexResult(int(meta(connection, "lines") or 0), *count)


def _asked(dump: Path, languages: Sequence[str], classes: Sequence[int]) -> str:
    try:
        with dump.open("rb") as file:
            begins = hashlib.sha256(file.read(_HEAD)).hexdigest()
        size = dump.stat().st_size
    except OSError as error:
        raise InputError(f"{dump}: cannot be read ({error.strerror})") from error
    return json.dumps([size, begins, [*languages], sorted(classes)])


def _read(connection: sqlite3.Connection, dump: Path, languages: Sequence[str], tell: Callable[[int], None]) -> None:
    start, lines = int(meta(connection, "at") or 0), int(meta(connection, "lines") or 0)
    at, saved, modified = start, start, meta(connection, "modified")
    left_out = skipped()
    for at, block in blocks(dump, start):
        found = []
        for line in block:
            lines += 1
            for each in _entities(dump, lines, line, languages, left_out):
                found.append(each)
                if isinstance(each, Item) and each.modified > modified:
                    modified = each.modified
        add(connection, found)
        if at - saved >= _SAVED:
            _save(connection, at, lines, modified)
            saved = at
        tell(at)
    _save(connection, at, lines, modified)


def _save(connection: sqlite3.Connection, at: int, lines: int, modified: str) -> None:
    for name, value in (("at", str(at)), ("lines", str(lines)), ("modified", modified)):
        set_meta(connection, name, value)
    connection.commit()


def _entities(
    dump: Path, number: int, line: bytes, languages: Sequence[str], left_out: frozenset[int]
) -> Iterator[Item | Redirect]:
    text = line.strip().removesuffix(b",")
    if text in _BRACKETS:
        return
    try:
        told = orjson.loads(text)
        if way := merged_into(told):
            yield way
        if found := read_entity(told, languages, left_out):
            yield found
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        why = " ".join(str(error).split())[:80]
        raise InputError(f"{dump}, line {number}: no entity of Wikidata ({why})") from error
