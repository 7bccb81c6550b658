"""Reads the text layer of PDF: lines joined to paragraphs, words mended, each block with its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xpkg.errors import InputError
from xpkg.readers.facts import names_in
from xpkg.readers.pdf import ocr
from xpkg.readers.pdf.characters import Characters, characters_of
from xpkg.readers.pdf.lines import Line, without_running_lines
from xpkg.readers.pdf.links import with_links
from xpkg.readers.pdf.paragraphs import paragraphs_of
from xpkg.readers.pdf.tables import with_tables
from xpkg.readers.reader import Document, Fact, Given, Reader, library

_MOST_PAGES = 5_000
_HEAD = 1_024
"""Bytes among which the mark of the format stands: other programs wrote something before it."""
_MOST_SCANS = 60
"""Pages that are read from pictures; each takes some seconds."""
_HELP = "install tesseract and they are read, or put a text layer in it (ocrmypdf does)"
_LINES = re.compile(r"[\n\ufffe]")
"""What a line ends with; at a hyphen that ends a line PDFium has no other end."""
_NO_TITLE = re.compile(r"untitled|microsoft word|.*\.(?:docx?|html?|indd|qxd|pdf|pages|tex|rtf|odt)\b|\W*$", re.I)


def _read(data: bytes, given: Given) -> Iterator[Document]:
    pdfium = library("pypdfium2", given.file_name)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        why = "locked with a password" if locked else f"the PDF is damaged ({error})"
        raise InputError(f"{given.file_name}: {why}") from error
    try:
        count = len(pdf)
        if count > _MOST_PAGES:
            raise InputError(f"{given.file_name}: {count:,} pages; the longest PDF that is read has {_MOST_PAGES:,}")
        raw = library("pypdfium2.raw", given.file_name)
        pages = [tuple(_lines(pdf[number], raw)) for number in range(count)]
        facts = tuple(_facts(pdf.get_metadata_dict(), given.file_name))
        blank = [number for number, page in enumerate(pages) if not page]
        reader, warnings = "", tuple[str, ...]()
        if blank and (version := ocr.installed()):
            reader, warnings = _recognised(pdf, pages, blank, version)
        elif blank:
            warnings = (f"{len(blank)} of {count} pages have no text: perhaps they are scans ({_HELP})",)
    finally:
        pdf.close()
    if not any(pages):
        told = f"{count} page{'s' if count != 1 else ''} without text: a scan, as it seems"
        raise InputError(f"{given.file_name}: {told}; " + (f"{reader} found no words" if reader else _HELP))
    read = without_running_lines([with_tables(page) for page in pages])
    yield Document(tuple(paragraphs_of(read)), facts, reader=reader, warnings=warnings)


def _recognised(pdf: Any, pages: list[tuple[Line, ...]], blank: list[int], version: str) -> tuple[str, tuple[str, ...]]:
    """Fills the ``blank`` ones of ``pages`` with what tesseract reads; what is told of the reader, and a warning."""
    sure: list[float] = []
    for number in blank[:_MOST_SCANS]:
        page = pdf[number]
        seen = ocr.read_page(page)
        page.close()
        pages[number] = seen.lines
        sure.extend(seen.confidences)
    filled = sum(bool(pages[number]) for number in blank)
    if not filled:
        return f"tesseract {version}", ()
    told = f"{filled} page{'s' if filled != 1 else ''}, mean word confidence {ocr.mean(sure)}"
    left = len(blank) - filled
    rest = f"; {left} more have no text" if left else ""
    warning = f"{told}: read from pictures by tesseract {version}, whose words may be wrong{rest}"
    return f"tesseract {version}: {told}", (warning,)


def _lines(page: Any, raw: Any) -> Iterator[Line]:
    """The lines of a page in the order in which the file has them, which is that of reading."""
    text_page = page.get_textpage()
    seen = characters_of(page, text_page, raw)
    text = seen.text
    lines = []
    for start, end in _ranges(seen):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start and (line := _line(seen, start, end)):
            lines.append(line)
    yield from with_links(lines, page, seen, raw)
    text_page.close()
    page.close()


def _ranges(seen: Characters) -> Iterator[tuple[int, int]]:
    """Where each line begins and ends."""
    start, count = 0, seen.text_page.count_chars()
    for match in _LINES.finditer(seen.text):
        at = match.start()
        if match.group() == "\n" or at + 1 >= count or seen.box(at + 1)[0] < seen.box(at)[0]:
            yield start, match.end()
            start = match.end()
    yield start, len(seen.text)


def _line(seen: Characters, start: int, end: int) -> Line | None:
    if end > seen.text_page.count_chars():  # characters beyond the first plane shift the count: the last has no place
        return None
    places = tuple(seen.places(start, end))
    low, size = seen.letters(start, end)
    words = seen.marked(start, end, low, size)
    return Line(words, places[0][0], places[-1][1], low, low + size, seen.tall, places=places)


def _facts(record: dict[str, str], name: str) -> Iterator[Fact]:
    """Title and author; the day on which the file was made is not the one on which the text came out.

    Programs that make pictures a PDF take the name of the file for a title.
    """
    title = " ".join(record.get("Title", "").split())
    if title and not _NO_TITLE.match(title) and title.lower() != name.lower().rpartition(".")[0]:
        yield Fact("title", title, "properties")
    yield from (Fact("creators", name, "properties") for name in names_in(record.get("Author", "")) if " " in name)


PDF = Reader("pdf", 5, "application/pdf", (".pdf",), lambda data, name: b"%PDF-" in data[:_HEAD], _read, "pypdfium2",
             besides=ocr.installed)  # fmt: skip
