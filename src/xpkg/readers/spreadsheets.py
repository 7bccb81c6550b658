"""Reads spreadsheets (Excel, OpenDocument) whose rows are texts: the first sheet that has a column of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import islice
from typing import Any

from xpkg.errors import InputError, NoTextError
from xpkg.readers.packages import Package, holds, local
from xpkg.readers.reader import Document, Given, Reader, library
from xpkg.readers.records import Row, documents_of

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_MIME = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_MAIN = b"xl/workbook.xml"
_MOST_COLUMNS, _MOST_ROWS = 500, 200_000
Sheet = Iterator[tuple[object, ...]]


def _read_xlsx(data: bytes, given: Given) -> Iterator[Document]:
    openpyxl = library("openpyxl", given.file_name)
    Package(data, given.file_name)  # tells a damaged file
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
        yield from _documents([(name, book[name].iter_rows(values_only=True)) for name in book.sheetnames], given)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InputError(f"{given.file_name}: the workbook is damaged: {error}") from error


def _read_ods(data: bytes, given: Given) -> Iterator[Document]:
    tree = Package(data, given.file_name).xml("content.xml")
    sheets = list(tree.iter(f"{_TABLE}table")) if tree is not None else []
    yield from _documents([(each.get(f"{_TABLE}name", ""), _ods_rows(each)) for each in sheets], given)


def _documents(sheets: list[tuple[str, Sheet]], given: Given) -> Iterator[Document]:
    """Those of the first sheet with a column of texts. Raises NoTextError, as the first one does, where none has."""
    failed: list[NoTextError] = []
    for name, rows in sheets:
        told = _rows(rows)
        if not told:
            continue
        try:
            yield from documents_of(told, given, f"sheet {name}, row" if len(sheets) > 1 else "row", first=2)
            return
        except NoTextError as error:
            failed.append(error)
    if failed:
        raise failed[0]


def _rows(rows: Sheet) -> list[Row]:
    """The rows of a sheet, by the names of its first row."""
    head = next(rows, ())[:_MOST_COLUMNS]
    names = ["" if cell is None else " ".join(str(cell).split()) for cell in head]
    return [
        {name: _plain(cell) for name, cell in zip(names, row, strict=False) if name and cell is not None}
        for row in islice(rows, _MOST_ROWS)
        if any(cell is not None for cell in row)
    ]


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else cell


def _ods_rows(table: Any) -> Sheet:
    for row in table.iter(f"{_TABLE}table-row"):
        cells: list[object] = []
        for cell in row:
            if local(cell) not in ("table-cell", "covered-table-cell"):
                continue
            words = "\n".join("".join(each.itertext()) for each in cell if local(each) == "p")
            value = (cell.get(f"{_OFFICE}date-value") or words)[: len(words) + 10]
            repeated = min(int(cell.get(f"{_TABLE}number-columns-repeated", "1") or 1), _MOST_COLUMNS)
            cells += [value or None] * repeated
            if len(cells) > _MOST_COLUMNS:
                break
        if any(cells):
            yield tuple(cells)


XLSX = Reader("xlsx", 1, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",),
              lambda data, name: holds(data, _MAIN), _read_xlsx, "openpyxl")  # fmt: skip
ODS = Reader("ods", 1, "application/vnd.oasis.opendocument.spreadsheet", (".ods",),
             lambda data, name: holds(data[:200], _MIME), _read_ods, "lxml")  # fmt: skip
