"""Turns files of many formats into documents: a format a module, chosen by content, and by name where that is mute."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from xpkg.errors import InputError
from xpkg.readers.chats import CHAT
from xpkg.readers.docx import DOCX
from xpkg.readers.epub import EPUB
from xpkg.readers.feeds import ATOM, RSS
from xpkg.readers.gzipped import GZIP
from xpkg.readers.html import HTML
from xpkg.readers.mail import MAIL, MAILBOX, MHTML
from xpkg.readers.markdown import MARKDOWN
from xpkg.readers.odt import ODT
from xpkg.readers.pdf import PDF
from xpkg.readers.pictures import PICTURE
from xpkg.readers.plain import TEXT
from xpkg.readers.reader import DEEPEST, MOST_DOCUMENTS, Document, Fact, Given, Piece, Reader, has_suffix
from xpkg.readers.records import CSV, JSON
from xpkg.readers.rtf import RTF
from xpkg.readers.slides import ODP, PPTX
from xpkg.readers.spreadsheets import ODS, XLSX
from xpkg.readers.subtitles import SRT, VTT
from xpkg.readers.unread import kind_unread
from xpkg.readers.warc import WACZ, WARC
from xpkg.readers.wikitext import WIKI_EXPORT, WIKITEXT

__all__ = ["READERS", "SUFFIXES", "Document", "Fact", "Given", "Piece", "Reader", "read_documents", "reader_of"]

READERS: tuple[Reader, ...] = (
    GZIP, PDF, DOCX, ODT, PPTX, ODP, XLSX, ODS, EPUB, WACZ, WARC, PICTURE, RTF, MHTML, MAILBOX, MAIL, WIKI_EXPORT,
    RSS, ATOM, HTML, VTT, SRT, JSON, CSV, MARKDOWN, WIKITEXT, CHAT, TEXT,
)  # fmt: skip
"""In the order in which they are asked: what is told by its first bytes comes before what a name tells."""

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
"""Of the files that are read from a folder."""


_PACKED = (GZIP, PDF, DOCX, ODT, PPTX, ODP, XLSX, ODS, EPUB, WACZ)
"""Formats of which no file is text: one that is called so and is none is damaged."""


def reader_of(data: bytes, name: str) -> Reader:
    """The reader of a file with these bytes and this name; the last one takes whatever is text.

    Raises InputError for what no reader takes, and for what is called a PDF, a Word file or the like and is none.
    """
    found = next(reader for reader in READERS if reader.recognises(data, name))
    if found is TEXT and (kind := kind_unread(data)):
        raise InputError(f"{name}: {kind}")
    if found is TEXT and (told := next((each for each in _PACKED if has_suffix(name, *each.suffixes)), None)):
        raise InputError(f"{name}: called {told.suffixes[0]}, and no such file: damaged, or something else")
    return found


def read_documents(data: bytes, given: Given, depth: int = 0) -> tuple[Document, ...]:
    """The documents in a file with the bytes ``data``.

    Raises InputError, beginning with the file's name, where there are none or the file is damaged or not safe to read.
    """
    if depth > DEEPEST:
        raise InputError(f"{given.file_name}: files in files in files, more than {DEEPEST} deep")
    reader = reader_of(data, given.file_name)
    inner = partial(_within, given=given, depth=depth)
    documents: list[Document] = []
    for document in reader.read(data, replace(given, within=inner)):
        own = reader.described()
        documents.append(
            replace(
                document,
                media_type=reader.media_type,
                reader=f"{own}; {document.reader}" if document.reader else own,
            )
        )
        if len(documents) > MOST_DOCUMENTS:
            raise InputError(f"{given.file_name}: more than {MOST_DOCUMENTS:,} documents; split it")
    if not documents:
        raise InputError(f"{given.file_name}: no text in it")
    return tuple(documents)


def _within(data: bytes, name: str, given: Given, depth: int) -> tuple[Document, ...]:
    return read_documents(data, replace(given, file_name=name), depth + 1)
