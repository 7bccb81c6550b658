"""The page of what is new: which texts each build of the store brought, changed and let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.iris import Iris
from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, ngettext
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.rendering import Page, render

_SIZE = 10
"""Builds on a page."""
_SHOWN = 30
"""Texts of a build that are shown."""
_HERE = "SELECT DISTINCT ?s WHERE { VALUES ?s { $texts } ?s a xpkg:Source }"


@dataclass(frozen=True, slots=True)
class Brought:
    """What one build changed: texts that came and changed, some of them, and the names of those that went.

    ``more`` are those that are not shown, or that have gone since; ``again`` were read otherwise than before.
    """

    at: str
    came: list[cards.DocumentCard]
    changed: list[cards.DocumentCard]
    more: int
    went: tuple[str, ...]
    again: int


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The builds of the store, the last one first."""
    paging = Paging(page_number(fields), len(reader.history), "new", {}, _SIZE)
    some = reader.history[paging.offset : paging.offset + paging.size]
    iris = Iris(reader.site.base)
    wanted = {name: iris.source(name).value for each in some for name in (*each.came[:_SHOWN], *each.changed[:_SHOWN])}
    here = {row.text("s") for row in reader.rows(_HERE, texts=iri_list(wanted.values()))} if wanted else set()

    def shown(names: tuple[str, ...]) -> list[cards.DocumentCard]:
        found = [wanted[name] for name in names[:_SHOWN] if wanted[name] in here]
        return cards.documents(reader, found)

    brought = []
    for each in some:
        came, changed = shown(each.came), shown(each.changed)
        more = len(each.new) - len(came) - len(changed)
        brought.append(Brought(each.at, came, changed, more, each.went, each.again))
    return render(
        "new.html", reader, title=gettext("What is new"), here="new", paging=paging, builds=brought,
        words=ngettext("build that changed something", "builds that changed something", paging.total),
    )  # fmt: skip
