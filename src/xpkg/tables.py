"""Writes the answers of SELECT and ASK in the four formats of SPARQL, as their specifications say, and for Excel."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import IO

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, Triple

from xpkg.errors import FormatError
from xpkg.wellformed import XmlStream

TABLES = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
"""The formats of the answers of SELECT and ASK."""

_EPOCH = datetime(1980, 1, 1)  # else a workbook has the moment of writing
_MOST_ROWS, _LARGEST_CELL, _CUT = 1_048_576, 32_767, " […]"  # of a sheet
_MOST_LINKS, _LONGEST_LINK = 65_000, 2_000  # of a sheet, and characters of one
_WEB = re.compile(r"https?://[^\s\"<>]+\Z")
_AT_ONCE = 1 << 16  # characters that are written together
_MARK = "\ufeff"  # by which a spreadsheet knows that a file is UTF-8
# What a spreadsheet takes for a formula; a number is none.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z")


def write_table(
    results: QuerySolutions | QueryBoolean, form: str, output: IO[bytes], *, spreadsheet: bool = False
) -> None:
    """Writes ``results`` as ``form``: ``xlsx`` or a key of TABLES. Raises FormatError when it cannot hold them.

    CSV is RFC 4180: the engine's own never quotes an IRI, and every passage has a comma. With ``spreadsheet`` it
    begins with a byte-order mark, and a cell that would be run as a formula with an apostrophe.
    """
    if form == "csv" and isinstance(results, QuerySolutions):
        for piece in _csv(results, spreadsheet):
            output.write(piece)
    elif form == "xlsx":
        _xlsx(results, output)
    elif form == "xml":
        try:
            results.serialize(XmlStream(output).file, format=TABLES[form])
        except FormatError as error:
            raise FormatError(f"{error}; use json, tsv or csv") from None
    elif isinstance(results, QueryBoolean):
        output.write(results.serialize(format=TABLES[form]) or b"")  # in less time than to a file
    else:
        results.serialize(output, format=TABLES[form])


def _csv(results: QuerySolutions, spreadsheet: bool) -> Iterator[bytes]:
    lines = io.StringIO(_MARK if spreadsheet else "", newline="")
    lines.seek(0, io.SEEK_END)
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([variable.value for variable in results.variables])
    cell = _safe if spreadsheet else _cell
    for solution in results:
        writer.writerow([cell(term) for term in solution])
        if lines.tell() > _AT_ONCE:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def has_workbooks() -> bool:
    """Whether the library is there that writes ``xlsx``."""
    return find_spec("xlsxwriter") is not None


def _xlsx(results: QuerySolutions | QueryBoolean, output: IO[bytes]) -> None:
    """A workbook with one sheet: numbers as numbers, the column ``link`` as links, all else as words; no formula."""
    if not isinstance(results, QuerySolutions):
        raise FormatError("a yes or no has no rows; use json")
    if not has_workbooks():
        raise FormatError("xlsx needs the library xlsxwriter: pip install 'xpkg[tables]'; or use csv")
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    made = io.BytesIO()
    book = import_module("xlsxwriter").Workbook(made, options)
    book.set_properties({"created": _EPOCH})
    sheet = book.add_worksheet("answer")
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    link = next((at for at, variable in enumerate(results.variables) if variable.value == "link"), -1)
    for column, variable in enumerate(results.variables):
        sheet.write_string(0, column, variable.value, bold)
        sheet.set_column(column, column, 24)
    row = 0
    for row, solution in enumerate(results, start=1):
        if row >= _MOST_ROWS:
            raise FormatError(f"a sheet has at most {_MOST_ROWS - 1} rows; use csv")
        for column, term in enumerate(solution):
            words = _cell(term)
            number = isinstance(term, Literal) and term.datatype.value in _NUMERIC and _NUMBER.match(words)
            if number and len(words) < 16:  # more digits than a cell holds stay words
                sheet.write_number(row, column, float(words))
            elif words:
                fits = words if len(words) <= _LARGEST_CELL else words[: _LARGEST_CELL - len(_CUT)] + _CUT
                leads = column == link and row <= _MOST_LINKS and len(words) <= _LONGEST_LINK and _WEB.match(words)
                if not leads or sheet.write_url(row, column, words, string=words) < 0:
                    sheet.write_string(row, column, fits)
    sheet.autofilter(0, 0, row, max(0, len(results.variables) - 1))
    book.close()
    output.write(made.getvalue())


_NUMERIC = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)


def _cell(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if isinstance(term, (NamedNode, Literal)):
        return term.value
    return "" if term is None else str(term)


def _safe(term: NamedNode | BlankNode | Literal | Triple | None) -> str:
    """The cell for a spreadsheet: words from a text must not be run.

    >>> _safe(Literal("=HYPERLINK(A1)")), _safe(Literal("-7.5")), _safe(Literal("– so"))
    ("'=HYPERLINK(A1)", '-7.5', '– so')
    """
    words = _cell(term)
    return f"'{words}" if _FORMULA.match(words) and not _NUMBER.match(words) else words
