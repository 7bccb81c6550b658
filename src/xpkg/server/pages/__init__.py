"""The pages that people read: a function from a path, the form fields and a way to query the graph to HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from xpkg import gate
from xpkg.catalogue import catalogue
from xpkg.iris import DEFAULT_BASE
from xpkg.server.pages import asking, events, finding, home, lists, statements, terms, things
from xpkg.server.pages.addresses import Site
from xpkg.server.pages.answers import Answer, AskError, of_results
from xpkg.server.pages.reader import Example, Reader
from xpkg.server.pages.rendering import ASSETS, CONTENT_SECURITY_POLICY, Page, asset, render, version, warm

__all__ = [
    "ASSETS", "CONTENT_SECURITY_POLICY", "Page", "PageRequest", "Site", "asset", "error_page", "is_page", "respond",
    "version", "warm",
]  # fmt: skip

_LONGEST_QUERY = 200_000  # characters
_DEEPEST_QUERY = 64  # brackets in brackets
_HEADER = re.compile(r"\A(?:#[^\n]*\n)+")

Fields = Mapping[str, str]
_PAGES: dict[str, Callable[[Reader, Fields], Page]] = {
    "": home.page,
    "people": lists.people,
    "organizations": lists.organizations,
    "groups": lists.groups,
    "places": lists.places,
    "documents": lists.documents,
    "positions": lists.positions,
    "events": events.page,
    "statements": statements.page,
    "utterances": partial(statements.concluded, path="utterances"),
    "disagreements": partial(statements.concluded, path="disagreements"),
    "search": finding.page,
    "query": asking.page,
    "ontology": terms.page,
}


def is_page(path: str) -> bool:
    """Whether ``path`` (without the leading ``/``) is one that ``respond`` knows: of a list, a form or a thing."""
    return path in _PAGES or path.startswith(("id/", "graph/"))


class Engine(Protocol):
    """What the pages need of an opened snapshot: its full-text index, and queries over the union of its graphs."""

    index: Path

    def execute(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``, known prefixes being declared. Raises SyntaxError, ValueError or OSError."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page that is asked for: ``path`` without the leading ``/``, ``fields`` of the address, ``root`` the address of
    the server, ending in ``/``, ``base`` the base IRI of the graph."""

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    root: str = "/"
    base: str = DEFAULT_BASE


def respond(request: PageRequest, engine: Engine) -> Page:
    """The page that ``request`` asks for. Never raises for what a client sends: an unknown path or thing is a page of
    status 404, a question that was not answered one of the status it says."""
    site = Site(request.base, request.root)
    fields: dict[str, str] = {}
    for name, value in request.fields:
        fields.setdefault(name, value)

    def ask(query: str) -> Answer:
        return of_results(engine.execute(query))

    def ask_freely(query: str, most: int) -> Answer:
        try:
            facts = gate.check(query, length=_LONGEST_QUERY, nesting=_DEEPEST_QUERY, allow_service=())
            if facts.form == "UPDATE":
                raise AskError(400, "This page asks; it changes nothing.")
            return of_results(engine.execute(query), most)
        except gate.Refused as refusal:
            raise AskError(refusal.status, str(refusal)) from refusal
        except (SyntaxError, ValueError) as error:
            raise AskError(400, f"This is not SPARQL: {gate.complaint(str(error), query)}") from error

    reader = Reader(ask, site, engine.index, ask_freely, examples())
    try:
        if request.path in _PAGES:
            return _PAGES[request.path](reader, fields)
        iri = site.iri(request.path)
        found = things.page(reader, iri, fields) if iri else None
        return found or error_page(404, site)
    except AskError as error:
        return error_page(error.status, site, error.message)


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The tested queries of the catalogue, those that ask another endpoint left out."""
    return tuple(
        Example(query.title, query.description, _HEADER.sub("", query.text).strip() + "\n")
        for query in catalogue()
        if query.kind == "question"
    )


def error_page(status: int, site: Site, message: str = "") -> Page:
    """A plain page for ``status`` (400, 404, 503 …)."""

    def ask_nothing(query: str) -> Answer:
        raise AskError(500, "an error page asks nothing")

    titles = {400: "This request cannot be understood", 404: "There is no such page", 406: "Not to be had in this form",
              503: "Too busy just now", 504: "That took too long"}  # fmt: skip
    title = titles.get(status, "This did not work")
    return render("error.html", Reader(ask_nothing, site), status=status, listed=False, title=title, message=message,
                  here=None)  # fmt: skip
