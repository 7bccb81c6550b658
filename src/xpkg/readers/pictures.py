"""Reads the words of a picture (a scanned page, a photograph of one) with tesseract, where that is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.errors import InputError
from xpkg.readers.pdf import ocr
from xpkg.readers.pdf.paragraphs import paragraphs_of
from xpkg.readers.pdf.tables import with_tables
from xpkg.readers.reader import Document, Given, Reader

_FORM = re.compile(rb"\x89PNG\r\n|\xff\xd8\xff|II\*\x00|MM\x00\*")
_HELP = "install tesseract and it is read, or put its words in a PDF (ocrmypdf does)"


def _read(data: bytes, given: Given) -> Iterator[Document]:
    version = ocr.installed()
    if not version:
        raise InputError(f"{given.file_name}: a picture; {_HELP}")
    seen = ocr.read_picture(data)
    if not seen.lines:
        raise InputError(f"{given.file_name}: a picture in which tesseract {version} found no words")
    told = f"mean word confidence {ocr.mean([*seen.confidences])}"
    warning = f"{told}: read from a picture by tesseract {version}, whose words may be wrong"
    pieces = tuple(paragraphs_of([with_tables(seen.lines)]))
    yield Document(pieces, reader=f"tesseract {version}: {told}", warnings=(warning,))


# In a folder most pictures are photographs: only those that are named are read.
PICTURE = Reader("picture", 1, "image/*", (),
                 lambda data, name: bool(_FORM.match(data)), _read, besides=ocr.installed)  # fmt: skip
