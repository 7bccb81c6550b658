"""Reads feeds, RSS and Atom: a document for each entry, with what the feed says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from xpkg.lexicon.metadata_fields import Field, field_of
from xpkg.model import BlockType
from xpkg.readers.facts import day_of, names_in
from xpkg.readers.html.dom import HEADINGS, blocks_of, parse_page
from xpkg.readers.packages import local, xml_of
from xpkg.readers.reader import Document, Fact, Given, Piece, Reader

_ROOT = re.compile(rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?xml-stylesheet[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?"
                   rb"<(?P<root>rss|feed|rdf:RDF)\b", re.S)  # fmt: skip
_TEXTS = ("encoded", "content", "description", "summary")
"""The elements that have the text of an entry, the fullest first."""
_KNOWN = (Field.TITLE, Field.ISSUED, Field.CREATORS, Field.RIGHTS, Field.LANGUAGE)
_CHANGED = "updated"
"""Atom's own word for the day of an entry that gives no other."""
_MARKUP = re.compile(r"<[a-z/][^>]{0,300}>|&[#\w]{2,8};", re.I)


def _read(data: bytes, given: Given) -> Iterator[Document]:
    tree = xml_of(data.lstrip(), given.file_name)
    head = next((each for each in tree.iter() if local(each) in ("channel", "feed")), tree)
    site = _child(head, "title")
    language = _child(head, "language") or tree.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    number = 0
    for entry in tree.iter():
        if local(entry) not in ("item", "entry"):
            continue
        number += 1
        facts = [*_facts(entry)]
        facts += [Fact("publisher", site, "feed")] if site else []
        facts += [Fact("language", language, "feed")] if language else []
        if pieces := tuple(_pieces(entry, number, given.file_name)):
            yield Document(pieces, tuple(facts), f"entry {number}")


def _child(element: Any, name: str) -> str:
    """The text of the first child of this name that has one."""
    for child in element:
        if local(child) == name and (words := " ".join("".join(child.itertext()).split())):
            return words
    return ""


def _facts(entry: Any) -> Iterator[Fact]:
    for child in sorted(entry, key=lambda child: local(child) == _CHANGED):
        name = local(child)
        field = Field.ISSUED if name == _CHANGED else field_of(name)
        words = " ".join("".join(child.itertext()).split())
        if name == "link" and (address := child.get("href") or words):
            yield Fact("url", address.strip(), "feed")
        elif field is Field.CREATORS:
            person = next((each.text or "" for each in child if local(each) == "name"), words)
            # RSS has an address with the name behind it: "desk@courier.example (Joan Alder)".
            person = person.partition("(")[2].rstrip(") ") if "@" in person else person
            yield from (Fact("creators", each, "feed") for each in names_in(person))
        elif field in _KNOWN and words:
            yield Fact(field.value, day_of(words) if field is Field.ISSUED else _plain(words), "feed")


def _plain(words: str) -> str:
    if not _MARKUP.search(words):
        return words
    return " ".join(parse_page(f"<p>{words}</p>".encode(), "").text_content().split())


def _pieces(entry: Any, number: int, name: str) -> Iterator[Piece]:
    path = f"entry {number}"
    if title := _child(entry, "title"):
        yield Piece(_plain(title), BlockType.TITLE, path=f"{path}, title")
    for wanted in _TEXTS:
        for child in entry:
            text = "".join(child.itertext()).strip() if local(child) == wanted else ""
            if not text:
                continue
            if not _MARKUP.search(text):
                for line in filter(str.strip, text.split("\n\n")):
                    yield Piece(line, path=f"{path}, {wanted}")
                return
            for block in blocks_of(parse_page(f"<html><body>{text}</body></html>".encode(), name)):
                kind = BlockType.HEADING if block.tag in HEADINGS else None
                yield Piece(block.words, kind, path=f"{path}, {wanted}{block.path}")
            return


def _root(data: bytes) -> bytes:
    """The name of the first element of a feed; nothing where the file is none."""
    match = _ROOT.match(data[:4096])
    return match["root"] if match else b""


RSS = Reader("feed", 1, "application/rss+xml", (".rss", ".xml"),
             lambda data, name: _root(data) in (b"rss", b"rdf:RDF"), _read, "lxml")  # fmt: skip
ATOM = Reader("atom", 1, "application/atom+xml", (".atom",), lambda data, name: _root(data) == b"feed", _read, "lxml")
