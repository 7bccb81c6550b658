"""Writes the tables of a graph: as a folder of CSV or Parquet files, an Excel workbook, or an SQLite file."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from xpkg.errors import OutputError
from xpkg.export.libraries import needed
from xpkg.export.records import Records
from xpkg.export.sheets import SHEETS, Cell, Column, Form, Sheet

_AT_ONCE = 10_000
"""Rows that are in memory together."""
_LARGEST_CELL = 32_767
"""Characters of an Excel cell, as its specification has it."""
_MOST_ROWS = 1_048_576
"""Rows of an Excel sheet, the head included."""
_CUT = " […]"
_EPOCH = datetime(1980, 1, 1)
"""The first day of the ZIP format, in which a workbook is packed."""
_SQL = {Form.TEXT: "TEXT", Form.INTEGER: "INTEGER", Form.NUMBER: "REAL", Form.TRUTH: "INTEGER"}


def write_csv(records: Records, folder: Path) -> None:
    """A file ``TABLE.csv`` for each table, in UTF-8, after RFC 4180; a truth is ``true`` or ``false``."""
    for sheet in SHEETS:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as output:
            writer = csv.writer(output)
            writer.writerow([column.name for column in sheet.columns])
            writer.writerows(map(_plain, sheet.rows(records)))


def _plain(row: Sequence[Cell]) -> list[Cell]:
    return [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]


def write_parquet(records: Records, folder: Path) -> None:
    """A file ``TABLE.parquet`` for each table. Empty text is null. Raises OutputError without pyarrow."""
    arrow, parquet = needed("pyarrow", "tables"), needed("pyarrow.parquet", "tables")
    types = {
        Form.TEXT: arrow.string(), Form.INTEGER: arrow.int64(), Form.NUMBER: arrow.float64(), Form.TRUTH: arrow.bool_()
    }  # fmt: skip
    for sheet in SHEETS:
        schema = arrow.schema([(column.name, types[column.form]) for column in sheet.columns])
        with parquet.ParquetWriter(folder / f"{sheet.name}.parquet", schema, compression="zstd") as writer:
            for rows in _batches(sheet.rows(records)):
                columns = zip(*([_or_none(cell) for cell in row] for row in rows), strict=True)
                writer.write_table(arrow.table([list(column) for column in columns], schema=schema))


def _batches(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


def _or_none(cell: Cell) -> Cell:
    return None if cell == "" else cell


def write_xlsx(records: Records, output: IO[bytes]) -> None:
    """A workbook with a sheet for each table; nothing in it is a formula. Raises OutputError without xlsxwriter.

    The words of the sources are left out, since a cell holds 32,767 characters; a longer cell ends in ``[…]``. A sheet
    holds 1,048,576 rows: OutputError where a table has more.
    """
    library = needed("xlsxwriter", "tables")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = library.Workbook(output, options)
    book.set_properties({"created": _EPOCH})  # else it is the moment of writing
    bold = book.add_format({"bold": True})
    for sheet in SHEETS:
        kept = [at for at, column in enumerate(sheet.columns) if (sheet.name, column.name) != ("sources", "text")]
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        for place, at in enumerate(kept):
            page.set_column(place, place, _width(sheet.columns[at]))
            page.write_string(0, place, sheet.columns[at].name, bold)
        count = 0
        for count, row in enumerate(sheet.rows(records), start=1):
            if count >= _MOST_ROWS:
                raise OutputError(f"the table {sheet.name!r} has more rows than an Excel sheet; choose csv or sqlite")
            for place, at in enumerate(kept):
                _write_cell(page, count, place, row[at])
        page.autofilter(0, 0, count, len(kept) - 1)
    book.close()


def _width(column: Column) -> int:
    return {"content": 60, "words": 40, "name": 30, "title": 40}.get(column.name, 14)


def _write_cell(page: Any, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, (int, float)):
        page.write_number(row, column, cell)
    elif cell:
        fits = cell if len(cell) <= _LARGEST_CELL else cell[: _LARGEST_CELL - len(_CUT)] + _CUT
        page.write_string(row, column, fits)


def write_sqlite(records: Records, path: Path) -> None:
    """An SQLite file with all tables, what they refer to as foreign keys, indexes, and full-text search (FTS5).

    ``TABLE_fts`` is the search index of ``TABLE``, in the form in which Datasette finds it by itself. Booleans are 0
    and 1. The table ``about_tables`` says what each table holds.
    """
    with sqlite3.connect(path, isolation_level=None) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")  # a file that is not whole is thrown away
        database.execute("BEGIN")
        database.execute("CREATE TABLE about_tables (name TEXT PRIMARY KEY, says TEXT)")
        for sheet in SHEETS:
            database.execute(_create(sheet))
            marks = ", ".join("?" * len(sheet.columns))
            database.executemany(f"INSERT INTO {sheet.name} VALUES ({marks})", map(_cells, sheet.rows(records)))
            _index(database, sheet)
            database.execute("INSERT INTO about_tables VALUES (?, ?)", (sheet.name, sheet.says))
        database.execute("COMMIT")
        database.execute("VACUUM")
    database.close()


def _cells(row: Iterable[Cell]) -> list[Cell]:
    return [int(cell) if isinstance(cell, bool) else _or_none(cell) for cell in row]


def _create(sheet: Sheet) -> str:
    return f"CREATE TABLE {sheet.name} ({', '.join(_declared(sheet))})"


def _declared(sheet: Sheet) -> Iterator[str]:
    for column in sheet.columns:
        key = " PRIMARY KEY" if column.name == "iri" else ""
        table, _, other = column.refers.partition(".")
        yield f'"{column.name}" {_SQL[column.form]}{key}' + (f" REFERENCES {table}({other})" if table else "")


def _index(database: sqlite3.Connection, sheet: Sheet) -> None:
    indexed = {column.name for column in sheet.columns if column.refers or column.name.endswith("_iri")}
    for name in sorted(indexed | set(sheet.faceted)):
        database.execute(f'CREATE INDEX "{sheet.name}_{name}" ON {sheet.name} ("{name}")')
    if sheet.searched:
        columns = ", ".join(f'"{name}"' for name in sheet.searched)
        fts = f'{sheet.name}_fts USING fts5({columns}, content="{sheet.name}", tokenize="porter unicode61")'
        database.execute(f"CREATE VIRTUAL TABLE {fts}")
        database.execute(f"INSERT INTO {sheet.name}_fts (rowid, {columns}) SELECT rowid, {columns} FROM {sheet.name}")
