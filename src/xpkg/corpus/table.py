"""Reads a table with a row a text: what is recorded about each, in columns with common names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xpkg.corpus.manifest import read_field
from xpkg.errors import InputError
from xpkg.lexicon.metadata_fields import Field, field_of
from xpkg.model import Metadata, Source
from xpkg.readers import Given
from xpkg.readers.facts import day_of, names_in
from xpkg.readers.plain import decoded
from xpkg.readers.reader import library
from xpkg.readers.records import rows_of

_LARGEST = 50_000_000
_MOST_ROWS = 1_000_000
_FIELDS = tuple(each.name for each in fields(Metadata))
_SHOWN = 60


@dataclass(slots=True)
class MetadataTable:
    """The rows of a table by the file that each is about; ``used`` are those of which there was a file."""

    path: Path
    rows: Mapping[str, tuple[int, Mapping[str, str]]]
    used: set[str] = field(default_factory=set)

    def record(self, source: Source, within: str) -> tuple[Source, tuple[str, ...]]:
        """``source`` with what the table says of it, and a warning for each field that is ignored.

        ``within`` is its file's path in its folder. A row names that, the file alone, either without its suffix, or
        the source.
        """
        name = posixpath.basename(within)
        tried = (source.name, within, name, posixpath.splitext(within)[0], posixpath.splitext(name)[0])
        key = next((each for each in tried if each in self.rows), None)
        if key is None:
            return source, ()
        self.used.add(key)
        number, row = self.rows[key]
        values: dict[str, Any] = {}
        warnings = []
        for column, words in row.items():
            told = field_of(column)
            if told is None or told.value not in _FIELDS or not words or told.value in values:
                continue
            try:
                values[told.value] = read_field(told.value, _value(told, words))
            except ValueError as error:
                warnings.append(f"{self.path}, row {number}: {column!r} ignored: {error}")
        metadata = replace(source.metadata, **values)
        tellers = dict(source.told_by) | dict.fromkeys(values, self.path.name)
        return replace(source, metadata=metadata, told_by=tuple(sorted(tellers.items()))), tuple(warnings)

    def unused(self) -> Iterator[str]:
        """A line about the rows that are about no file."""
        idle = [key for key in self.rows if key not in self.used]
        if idle:
            shown = ", ".join(repr(key[:_SHOWN]) for key in idle[:3])
            more = f" and {len(idle) - 3} more" if len(idle) > 3 else ""
            yield f"{self.path}: no file for {shown}{more}"


def _value(told: Field, words: str) -> object:
    if told is Field.CREATORS:
        return [name for part in words.split(";") for name in names_in(part)]
    return day_of(words) if told in (Field.ISSUED, Field.RETRIEVED) else words


def read_table(path: Path) -> MetadataTable:
    """The table in the file ``path``: CSV, TSV or a sheet of Excel. Raises InputError where it is none."""
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: more than {_LARGEST:,} bytes; split it")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if data[:4] == b"PK\x03\x04":
        rows = _sheet(data, path)
    else:
        rows = rows_of(decoded(data, Given(str(path)))[0].removeprefix("\ufeff"), str(path))
    columns = list(rows[0]) if rows else []
    key = next((each for wanted in (Field.FILE, Field.NAME) for each in columns if field_of(each) is wanted), None)
    if key is None:
        known = ", ".join(columns[:20]) or "none"
        raise InputError(f"{path}: no column that names the file, such as 'file'; the columns are {known}")
    found: dict[str, tuple[int, Mapping[str, str]]] = {}
    for number, row in enumerate(rows[:_MOST_ROWS], start=2):
        name = row[key].strip().replace("\\", "/").removeprefix("./")
        about = {column: " ".join(words.split()) for column, words in row.items() if column != key}
        if name:
            found.setdefault(name, (number, about))
    return MetadataTable(path, found)


def _sheet(data: bytes, path: Path) -> list[dict[str, str]]:
    """The rows of the first sheet."""
    module = library("openpyxl", str(path))
    try:
        book = module.load_workbook(BytesIO(data), read_only=True, data_only=True)
        rows = [tuple(map(_cell, row)) for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except Exception as error:  # whatever the library stumbles over
        told = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        raise InputError(f"{path}: no sheet that can be read ({told})") from error
    header = rows[0] if rows else ()
    return [dict(zip(header, row, strict=False)) for row in rows[1:] if any(row)]


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def with_tables(source: Source, within: str, tables: Iterable[MetadataTable]) -> tuple[Source, tuple[str, ...]]:
    """``source`` with what the ``tables`` say of it; what the first says counts."""
    warnings: tuple[str, ...] = ()
    for table in reversed(list(tables)):
        source, faults = table.record(source, within)
        warnings += faults
    return source, warnings
