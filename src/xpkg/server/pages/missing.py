"""The page of a thing that is not here: it offers those with a like name."""

from __future__ import annotations

import re
from urllib.parse import unquote

from xpkg.errors import QueryError, StoreError
from xpkg.search import search
from xpkg.server.pages.graph_reader import GraphReader, near
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.rendering import Page, render

_OFFERED = 5
_LONGEST = 100
_KINDS = ("person", "organization", "group", "place", "document")
_HASH = re.compile(r"-(?=[0-9a-f]*\d)[0-9a-f]{6,}\Z")


def words_of(path: str) -> str:
    """The words in the path of a thing, without the digest that ends it.

    >>> words_of("id/person/xi-jinping-14de1edaca")
    'xi jinping'
    """
    name = unquote(path.rsplit("/", 1)[-1])
    return re.sub(r"[\W_]+", " ", _HASH.sub("", name)).strip()[:_LONGEST]


def page(reader: GraphReader, path: str) -> Page:
    """The page of status 404 for the address ``path``."""
    words = words_of(path)
    found = [*_found(reader, words), *(each.iri for each in near(reader, words, _OFFERED))] if words else []
    like = list(dict.fromkeys(found))[:_OFFERED]
    reader.learn_names(like)
    return render(
        "error.html", reader, status=404, listed=False, title=gettext("There is no such page"), message="", here=None,
        near=like, words=words,
    )  # fmt: skip


def _found(reader: GraphReader, words: str) -> list[str]:
    if reader.index is None:
        return []
    try:
        return [hit.iri for kind in _KINDS for hit in search(reader.index, words, kind, limit=_OFFERED).hits]
    except (QueryError, StoreError):
        return []
