"""Reads web archives: a document for each page that was fetched, with its address and the day of fetching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from xpkg.errors import InputError
from xpkg.readers.facts import day_of
from xpkg.readers.packages import Package, holds
from xpkg.readers.reader import MOST_BYTES, Document, Fact, Given, Reader, library

_PAGES = ("text/html", "application/xhtml+xml")
_MARKS = (b"WARC/1.0", b"WARC/1.1")
_LARGEST_PAGE = 20_000_000


def _read(data: bytes, given: Given) -> Iterator[Document]:
    module = library("warcio.archiveiterator", given.file_name)
    left = MOST_BYTES
    number = 0
    for record in module.ArchiveIterator(BytesIO(data)):
        number += 1
        kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
        status = record.http_headers.get_statuscode() if record.http_headers else ""
        if record.rec_type not in ("response", "resource") or not kind.startswith(_PAGES) or status[:1] not in "2":
            continue
        page = record.content_stream().read(min(_LARGEST_PAGE, left) + 1)
        left -= len(page)
        if left < 0:
            raise InputError(f"{given.file_name}: more than {MOST_BYTES:,} bytes of pages")
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        try:
            documents = given.within(page, "page.html")
        except InputError:
            continue  # a page of scripts, a frame: an archive has many that say nothing
        for document in documents:
            known = any(fact.field == "url" for fact in document.facts)
            own: tuple[Fact, ...] = () if known or not url else (Fact("url", url, "archive"),)
            day = day_of(record.rec_headers.get_header("WARC-Date") or "")
            own += (Fact("retrieved", day, "archive"),) if day else ()
            yield replace(document, facts=(*document.facts, *own), name=f"record {number}")


def _read_package(data: bytes, given: Given) -> Iterator[Document]:
    """The archives in a WACZ file."""
    package = Package(data, given.file_name)
    for name in package.names():
        if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
            yield from given.within(package.read(name), name.rpartition("/")[2])


WACZ = Reader("wacz", 1, "application/wacz", (".wacz",),
              lambda data, name: holds(data, b"archive/data.warc", b".warc.gz"), _read_package, opens=True)  # fmt: skip
WARC = Reader("warc", 2, "application/warc", (".warc",), lambda data, name: data[:8] in _MARKS, _read, "warcio",
              opens=True)  # fmt: skip
