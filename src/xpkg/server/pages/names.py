"""The page of all names from A to Z: whoever and whatever the texts name, for those who do not search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render

_NAMES = """SELECT DISTINCT ?s ?name ?own WHERE {
VALUES ?class { xpkg:Person xpkg:Organization xpkg:Group xpkg:Place xpkg:Document } ?s a ?class ; rdfs:label ?own .
{ ?s rdfs:label ?name } UNION { ?s skos:altLabel ?name } }"""
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
    plain = unicodedata.normalize("NFKD", name).lower()
    first = next((sign for sign in plain if sign.isalnum()), "")
    return first if "a" <= first <= "z" and first.isascii() else _OTHERS


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The names that begin with the form field ``letter``; without it the letters, and all names where they are few."""
    found = {(row.text("name"), row.text("s"), row.text("own")) for row in reader.rows(_NAMES)}
    every = sorted((Entry(name, iri, own if own != name else "") for name, iri, own in found), key=_order)
    letters: dict[str, int] = {}
    for each in every:
        letters[initial(each.name)] = letters.get(initial(each.name), 0) + 1
    asked = fields.get("letter", "")
    letter = asked if asked in letters else ""
    some = [each for each in every if not letter or initial(each.name) == letter]
    paging = Paging(page_number(fields), len(some), "names", {"letter": letter} if letter else {}, _SIZE)
    shown = some[paging.offset : paging.offset + paging.size]
    return render(
        "names.html", reader, title=gettext("All names"), here="names", letter=letter, paging=paging, names=shown,
        letters=sorted(letters.items(), key=lambda pair: (pair[0] == _OTHERS, pair[0])), total=len(every),
    )  # fmt: skip


def _order(entry: Entry) -> tuple[bool, str, str, str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", entry.name) if not unicodedata.combining(sign))
    key = re.sub(r"\A\W+", "", plain.casefold())
    return (initial(entry.name) == _OTHERS, key, entry.name, entry.iri)
