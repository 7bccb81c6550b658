"""Reads wikitext, and the pages of MediaWiki's XML exports, with every marker and reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xpkg.errors import InputError
from xpkg.model import BlockType
from xpkg.readers.facts import day_of
from xpkg.readers.packages import local, xml_of
from xpkg.readers.plain import decoded
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader, has_suffix, library
from xpkg.readers.wikitext.rendering import pieces_of

_TAG = re.compile(r"<ref(?:erences)?\s[^<>]{0,300}>", re.I)
_EXPORT = b"<mediawiki"
_MOST = 3_000_000
"""Characters of a page."""


def _read(data: bytes, given: Given) -> Iterator[Document]:
    text = decoded(data, given)[0].removeprefix("\ufeff")
    title = given.file_name.rpartition("/")[2].rpartition(".")[0].replace("_", " ")
    document = _document(text, title, given)
    if document is not None:
        yield document


def _document(text: str, title: str, given: Given) -> Document | None:
    if text.lstrip()[:9].lower() == "#redirect":
        return None
    if len(text) > _MOST:
        raise InputError(f"{given.file_name}: a page of {len(text):,} characters; {_MOST:,} at most are read")
    parser = library("mwparserfromhell", given.file_name)
    # The library takes a tag whose attributes stand on a line of their own for text; MediaWiki does not.
    joined = _TAG.sub(lambda match: match.group().replace("\n", " "), text)
    pieces = tuple(pieces_of(parser.parse(joined)))
    if not any(piece.words for piece in pieces):
        return None
    return Document((Piece(title, BlockType.TITLE), *pieces), (Fact("title", title, "page"),))


def _read_export(data: bytes, given: Given) -> Iterator[Document]:
    """Each article of an export; talk, templates and other kinds of pages are none."""
    tree = xml_of(data, given.file_name)
    language = tree.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    for page in (each for each in tree if local(each) == "page"):
        told = {local(each): each for each in page.iter()}
        if (told["ns"].text if "ns" in told else "0") != "0" or "text" not in told:
            continue
        title = (told["title"].text or "").strip() if "title" in told else ""
        document = _document(told["text"].text or "", title or "page", given)
        if document is None:
            continue
        facts = [*document.facts]
        if language:
            facts.append(Fact("language", language, "export"))
        if "timestamp" in told and told["timestamp"].text:
            facts.append(Fact("issued", day_of(told["timestamp"].text), "revision"))
        yield replace(document, facts=tuple(facts), name=title)


WIKITEXT = Reader("wikitext", 1, "text/x-wiki", (".wiki", ".wikitext", ".mediawiki"),
                  lambda data, name: has_suffix(name, ".wiki", ".wikitext", ".mediawiki") and b"\0" not in data[:1000],
                  _read, "mwparserfromhell")  # fmt: skip
WIKI_EXPORT = Reader("mediawiki-export", 1, "application/xml", (), lambda data, name: _EXPORT in data[:500],
                     _read_export, "mwparserfromhell")  # fmt: skip
