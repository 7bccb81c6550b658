"""Writes the answers of SELECT and ASK in the four formats of SPARQL, as their specifications have them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
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

_AT_ONCE = 1 << 16  # characters that are written together
_MARK = "\ufeff"  # by which a spreadsheet knows that a file is UTF-8
# What a spreadsheet takes for a formula; a number is none.
_FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z")


def write_table(
    results: QuerySolutions | QueryBoolean, form: str, output: IO[bytes], *, spreadsheet: bool = False
) -> None:
    """Writes ``results`` as ``form``, a key of TABLES. Raises FormatError when the format cannot hold them.

    CSV is RFC 4180: the engine's own never quotes an IRI, and every passage has a comma. With ``spreadsheet`` it
    begins with a byte-order mark, and a cell that would be run as a formula with an apostrophe.
    """
    if form == "csv" and isinstance(results, QuerySolutions):
        for piece in _csv(results, spreadsheet):
            output.write(piece)
    elif form == "xml":
        try:
            results.serialize(XmlStream(output).file, format=TABLES[form])
        except FormatError as error:
            raise FormatError(f"{error}; use json, tsv or csv") from None
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
