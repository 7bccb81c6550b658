"""The page of the full-text search."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.errors import QueryError, StoreError
from xpkg.search import KINDS, Hit, counts, search
from xpkg.search.spelling import NAMED, WORKS
from xpkg.server.pages.graph_reader import GraphReader, near
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render

_SIZE = 20
_PROPOSED = 3
NAMES = {
    "person": message("People"), "organization": message("Organisations"), "group": message("Groups"),
    "place": message("Places"), "document": message("Documents"),
    "event": message("Events"), "position": message("Positions"), "statement": message("Statements"),
    "text": message("Passages of texts"),
}  # fmt: skip

ONE = {
    "person": message("person"), "organization": message("organisation"), "group": message("group"),
    "place": message("place"), "document": message("document"), "event": message("event"),
    "position": message("position"), "statement": message("statement"), "text": message("passage"),
}  # fmt: skip
"""What one of each kind is called."""


def _near(reader: GraphReader, words: str, *, found: bool) -> list[tuple[str, str]]:
    """Up to three names that are spelt nearly as ``words``; where the words were ``found``, one letter may be wrong.

    Each has a link that searches for it.
    """
    like = near(reader, words, _SIZE)
    names = list(dict.fromkeys(each.label for each in like if not found or each.wrong == 1))[:_PROPOSED]
    return [(name, reader.site.page("search", {"q": name})) for name in names]


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
            problem = gettext("There is no search index beside this store; building it again makes one.")
    # Words that stand in a text but in no name may be a name that its text has spelt wrong, or its asker.
    named = any(numbers.get(each) for each in NAMED + WORKS)
    like = [] if not words or problem or named else _near(reader, words, found=bool(numbers))
    paging = Paging(number, total, "search", {"q": words, "kind": kind}, _SIZE)
    return render(
        "search.html", reader, title=gettext("Search: %(words)s") % {"words": words} if words else gettext("Search"),
        words=words, kind=kind, hits=found,
        paging=paging, problem=problem, near=like, kinds=[(each, NAMES[each], numbers[each]) for each in numbers],
        one={kind: gettext(words) for kind, words in ONE.items()}, all=sum(numbers.values()), here="search",
        listed=False,
    )  # fmt: skip
