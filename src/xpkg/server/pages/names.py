"""The page of all names from A to Z: whoever and whatever the texts name, for those who do not search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xpkg.search import named
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render

_NAMES = """SELECT DISTINCT ?s ?name ?own WHERE {
VALUES ?class { xpkg:Person xpkg:Organization xpkg:Group xpkg:Place xpkg:Document } ?s a ?class ; rdfs:label ?own .
{ ?s rdfs:label ?name } UNION { ?s skos:altLabel ?name } UNION { ?s dcterms:title ?name } }"""
_KINDS = ("person", "organization", "group", "place", "document")
_SIZE = 500
_OTHERS = "other"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, and the thing that bears it; ``own`` is the thing's first name, where this is another."""

    name: str
    iri: str
    own: str = ""


def initial(name: str) -> str:
    """The letter under which ``name`` stands: a letter from a to z, else ``other``.

    >>> [initial(each) for each in ("Örebro", "“Aid” Society", "1984", "習近平")]
    ['o', 'a', 'other', 'other']
    """
    if name[:1].isascii() and name[:1].isalpha():  # as nearly all do
        return name[0].lower()
    plain = unicodedata.normalize("NFKD", name).lower()
    first = next((sign for sign in plain if sign.isalnum()), "")
    return first if "a" <= first <= "z" and first.isascii() else _OTHERS


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The names that begin with the form field ``letter``; without it the letters, and all names where they are few."""
    found = {(name, iri, own) for iri, own, names in _named(reader) for name in names}
    by_letter: dict[str, list[Entry]] = {}
    for name, iri, own in found:
        by_letter.setdefault(initial(name), []).append(Entry(name, iri, own if own != name else ""))
    letters = {each: len(entries) for each, entries in by_letter.items()}
    asked = fields.get("letter", "")
    letter = asked if asked in letters else ""
    some = sorted((each for name in ([letter] if letter else letters) for each in by_letter[name]), key=_order)
    paging = Paging(page_number(fields), len(some), "names", {"letter": letter} if letter else {}, _SIZE)
    shown = some[paging.offset : paging.offset + paging.size]
    return render(
        "names.html", reader, title=gettext("All names"), here="names", letter=letter, paging=paging, names=shown,
        letters=sorted(letters.items(), key=lambda pair: (pair[0] == _OTHERS, pair[0])), total=len(found),
    )  # fmt: skip


def _named(reader: GraphReader) -> Iterable[tuple[str, str, Iterable[str]]]:
    """IRI, first name and all names of each thing: from the index, else from the graph."""
    told = told_by(reader, lambda index: named(index, _KINDS))
    if told is not None:
        return told
    return [(row.text("s"), row.text("own"), (row.text("name"),)) for row in reader.rows(_NAMES)]


def _order(entry: Entry) -> tuple[bool, str, str, str]:
    plain = entry.name
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    key = plain.casefold()
    if not key[:1].isalnum():
        key = re.sub(r"\A\W+", "", key)
    return (initial(entry.name) == _OTHERS, key, entry.name, entry.iri)
