"""Reads tables and exports whose rows are texts: CSV, TSV, JSON and JSON Lines with a column or key for the text."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from xpkg.errors import InputError, NoTextError
from xpkg.lexicon.metadata_fields import Field, field_of
from xpkg.model import BlockType
from xpkg.readers.facts import facts_of
from xpkg.readers.plain import decoded
from xpkg.readers.reader import Document, Given, Piece, Reader, has_suffix

_LONGEST_CELL = 10_000_000
_DEEPEST = 60
_PARAGRAPHS = re.compile(r"\n\s*\n")
Row = Mapping[str, object]


def _read_table(data: bytes, given: Given) -> Iterator[Document]:
    text = decoded(data, given)[0].removeprefix("\ufeff")
    yield from documents_of(rows_of(text, given.file_name), given, "row", first=2)


def rows_of(text: str, name: str) -> list[dict[str, str]]:
    """The rows of a table with a header, parted by commas, semicolons or tabs. Raises InputError where it is none."""
    head = text.partition("\n")[0]
    mark = max("\t;,", key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=mark, restval=""))
    except csv.Error as error:
        raise InputError(f"{name}: no table: {error}") from error
    return [{key.strip(): value for key, value in row.items() if isinstance(key, str)} for row in rows]


def _read_json(data: bytes, given: Given) -> Iterator[Document]:
    text = decoded(data, given)[0].removeprefix("\ufeff").strip()
    name = given.file_name
    try:
        read = _nested(text, name)
        rows = read if isinstance(read, list) else _list_in(read) if isinstance(read, dict) else []
    except ValueError as error:
        try:
            rows = [_nested(line, name) for line in text.split("\n") if line.strip()]
        except ValueError:
            raise InputError(f"{name}: no JSON: {error}") from error
    records = [each for each in rows if isinstance(each, dict)]
    yield from documents_of(records, given, "record", first=1)


def _nested(text: str, name: str) -> object:
    """The value that ``text`` writes. Raises ValueError where it is no JSON, InputError where it is nested too deep."""
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError(f"{name}: nested too deep") from None


def _list_in(record: dict[str, object]) -> list[object]:
    """The longest list of records in ``record``, or itself as the only one."""
    lists = [each for each in record.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    return max(lists, key=len, default=[record])


def documents_of(rows: Sequence[Row], given: Given, kind: str, *, first: int) -> Iterator[Document]:
    """A document for each row with a text. Raises InputError where no column has any."""
    column = _text_column(rows, given)
    named = next((key for key in (rows[0] if rows else {}) if field_of(key) is Field.NAME), "")
    for number, row in enumerate(rows, start=first):
        text = _text(row.get(column))
        if not text.strip():
            continue
        about = {key: value for key, value in row.items() if key != column}
        facts = tuple(facts_of(about, kind))
        title = next((fact.value for fact in facts if fact.field == "title"), "")
        path = f"{kind} {number}, {column}"
        parts = [each for each in _PARAGRAPHS.split(text.replace("\r\n", "\n")) if each.strip()]
        if len(parts) == 1:
            parts = [line for line in text.splitlines() if line.strip()]
        pieces = [Piece(part, path=path) for part in parts]
        if title and " ".join(parts[0].split()) != title:
            pieces.insert(0, Piece(title, BlockType.TITLE, path=f"{kind} {number}"))
        name = " ".join(str(row.get(named, "")).split()) if named else ""
        yield Document(tuple(pieces), facts, name or f"{kind} {number}")


def _text(value: object) -> str:
    """The text of a cell; of a list of stretches, as Telegram has them, all of it."""
    if isinstance(value, list):
        return "".join(_text(each.get("text") if isinstance(each, dict) else each) for each in value)
    return value if isinstance(value, str) else ""


def _text_column(rows: Sequence[Row], given: Given) -> str:
    """The column of the text: the one that was named, or the first with a usual name."""
    columns = list(dict.fromkeys(key for row in rows[:100] for key in row))
    if given.text_column:
        if given.text_column in columns:
            return given.text_column
        raise NoTextError(f"{given.file_name}: no column {given.text_column!r}; there are {', '.join(columns[:20])}")
    for column in columns:
        if field_of(column) is Field.TEXT:
            return column
    known = ", ".join(columns[:20]) or "no columns"
    raise NoTextError(f"{given.file_name}: which column has the text? (--text-column; there are {known})")


def _is_json(data: bytes, name: str) -> bool:
    return has_suffix(name, ".json", ".jsonl", ".ndjson") and data.lstrip()[:1] in (b"{", b"[", b"\xef")


CSV = Reader("csv", 2, "text/csv", (".csv", ".tsv"), lambda data, name: has_suffix(name, ".csv", ".tsv"), _read_table)
JSON = Reader("json", 2, "application/json", (".json", ".jsonl", ".ndjson"), _is_json, _read_json)
