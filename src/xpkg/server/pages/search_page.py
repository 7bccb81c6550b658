"""The page of the full-text search."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.errors import QueryError, StoreError
from xpkg.search import KINDS, Hit, counts, search
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render

_SIZE = 20
NAMES = {
    "person": "People", "organization": "Organisations", "group": "Groups", "place": "Places", "document": "Documents",
    "event": "Events", "position": "Positions", "statement": "Statements", "text": "Passages of texts",
}  # fmt: skip


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The hits for the words of the form field ``q``, of one ``kind`` or of all."""
    words, kind = fields.get("q", "").strip(), fields.get("kind", "")
    kind = kind if kind in KINDS else ""
    found: tuple[Hit, ...] = ()
    total, problem = 0, ""
    numbers: dict[str, int] = {}
    number = page_number(fields)
    if words:
        try:
            if reader.index is None:
                raise StoreError("this store has no search index; build it again")
            numbers = counts(reader.index, words)
            there = numbers.get(kind, 0) if kind else sum(numbers.values())
            offset = Paging(number, there, "search", {}, _SIZE).offset
            answer = search(reader.index, words, kind or None, limit=_SIZE, offset=offset)
            found, total = answer.hits, answer.total
        except QueryError as error:
            problem = str(error)
        except StoreError:
            problem = "There is no search index beside this store; building it again makes one."
    paging = Paging(number, total, "search", {"q": words, "kind": kind}, _SIZE)
    return render(
        "search.html", reader, title=f"Search: {words}" if words else "Search", words=words, kind=kind, hits=found,
        paging=paging, problem=problem, kinds=[(each, NAMES[each], numbers[each]) for each in numbers],
        names=NAMES, all=sum(numbers.values()), here="search", listed=False,
    )  # fmt: skip
