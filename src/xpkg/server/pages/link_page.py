"""The page on which a person judges: a name in its sentences, its candidates, and what may be said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Store

from xpkg.iris import Iris
from xpkg.linking.contexts import Context, contexts
from xpkg.linking.reviewing import Review
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.rendering import Page, render

PATH = "link"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is asked: a proposal with the candidates that are left. ``left`` counts the things that wait."""

    proposal: Mapping[str, Any]
    candidates: Sequence[Mapping[str, Any]]
    left: int


def entry(reader: GraphReader) -> Page:
    """The page that asks who judges, and for the token."""
    return render("link_entry.html", reader, title=gettext("Judge links"), here=PATH, listed=False)


def page(
    reader: GraphReader, database: Store, review: Review, proposals: Sequence[Mapping[str, Any]],
    fields: Mapping[str, str],
) -> Page:  # fmt: skip
    """The page of the next thing that nothing is decided about; ``after`` is the one that was shown before.

    ``done`` is the thing of the last judgement, which can be undone. ``author`` and ``secret`` are of the session.
    """
    waiting = _next([*review.waiting(proposals)], fields.get("after", ""), [str(each["thing"]) for each in proposals])
    done = next((each for each in proposals if each["thing"] == fields.get("done")), None)
    told: tuple[Context, ...] = ()
    iri = ""
    if waiting:
        try:
            node = Iris(reader.site.base).under(str(waiting.proposal["thing"]))
            iri, told = node.value, contexts(database, node)
        except ValueError:  # a file of proposals may say anything
            iri = ""
    return render(
        "link.html", reader, title=gettext("Judge links"), here=PATH, listed=False, waiting=waiting, contexts=told,
        iri=iri,
        done=done, author=fields["author"], secret=fields["secret"], file=review.path.name,
    )  # fmt: skip


def _next(
    waiting: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]], after: str, order: Sequence[str]
) -> Waiting | None:
    """The first of ``waiting`` behind ``after`` in the order of the proposals, else the first of all."""
    if not waiting:
        return None
    start = order.index(after) if after in order else -1
    behind = [each for each in waiting if order.index(str(each[0]["thing"])) > start]
    return Waiting(*(behind or waiting)[0], len(waiting))
