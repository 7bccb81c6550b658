"""The HTML pages: a function from a path, form fields and an engine that runs queries to a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from xpkg.catalogue import Query, catalogue, read_query
from xpkg.errors import QueryError
from xpkg.iris import DEFAULT_BASE
from xpkg.search import Index
from xpkg.server.pages import (
    agents,
    concluded_page,
    events,
    happenings_page,
    home,
    lists,
    machine_files,
    map_page,
    missing,
    names,
    new_page,
    ontology_page,
    pictures,
    query_form,
    search_page,
    statements,
    thing_page,
    wikidata_page,
)
from xpkg.server.pages.addresses import Site
from xpkg.server.pages.graph_reader import Example, GraphReader
from xpkg.server.pages.languages import ENGLISH, Language, find_language, gettext, speaking, spoken
from xpkg.server.pages.query_examples import without_header
from xpkg.server.pages.query_results import QueryFailedError, QueryResult, read_results
from xpkg.server.pages.rendering import ASSETS, CONTENT_SECURITY_POLICY, NAVIGATION, Page, asset, render, version, warm
from xpkg.sparql import guard, messages
from xpkg.sparql.errors import RefusedError
from xpkg.store import builds

__all__ = [
    "ASSETS", "CONTENT_SECURITY_POLICY", "ENGLISH", "Language", "Page", "PageRequest", "Site", "asset", "error_page",
    "find_language", "gettext", "is_page", "reader_of", "respond", "speaking", "version", "warm",
]  # fmt: skip

_MAX_QUERY = 200_000  # characters
_MAX_NESTING = 64  # brackets in brackets

Fields = Mapping[str, str]
_PAGES: dict[str, Callable[[GraphReader, Fields], Page]] = {
    "": home.page,
    "people": agents.people,
    "organizations": agents.organizations,
    "groups": agents.groups,
    "places": agents.places,
    "documents": lists.documents,
    "positions": lists.positions,
    "events": events.page,
    "happenings": happenings_page.page,
    "statements": statements.page,
    "utterances": partial(concluded_page.page, path="utterances"),
    "disagreements": partial(concluded_page.page, path="disagreements"),
    "map": map_page.page,
    "timeline": pictures.timeline,
    "network": pictures.network,
    "names": names.page,
    "new": new_page.page,
    "search": search_page.page,
    "query": query_form.page,
    "ontology": ontology_page.page,
    "wikidata": wikidata_page.page,
}


def is_page(path: str) -> bool:
    """Whether ``path`` (without the leading ``/``) may have a page: it is that of a list, a form or a thing."""
    return path in _PAGES or path.startswith(("id/", "graph/"))


class QueryEngine(Protocol):
    """What the pages need of an opened snapshot: its full-text index, and queries over all its graphs."""

    @property
    def index(self) -> Path | Index:
        """The full-text index: its file, or what can be searched in its place."""

    def execute(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``; known prefixes need no declaration. Raises SyntaxError, ValueError or OSError."""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A request for a page: its ``path`` without the leading ``/``, and the form fields of its address.

    ``root`` is the address of the server and ends in ``/``; ``base`` is the base IRI of the graph.
    """

    path: str
    fields: tuple[tuple[str, str], ...] = ()
    root: str = "/"
    base: str = DEFAULT_BASE


def respond(
    request: PageRequest, engine: QueryEngine, site: Site | None = None, language: Language | None = None
) -> Page:
    """The page for ``request``: of status 404 for an unknown path or thing, of its status for a failed query.

    ``site`` says where its links lead, if not to a server at the request's ``root``.
    ``language`` is that of its words, if not the one that is spoken.
    """
    with speaking(language or spoken()):
        return _respond(request, engine, site)


def _respond(request: PageRequest, engine: QueryEngine, site: Site | None) -> Page:
    fields: dict[str, str] = {}
    for name, value in request.fields:
        fields.setdefault(name, value)
    reader = reader_of(request, engine, site)
    site = reader.site
    try:
        if request.path in _PAGES:
            return _PAGES[request.path](reader, fields)
        if request.path in machine_files.TYPES:
            return machine_files.page(reader, request.path, tuple(path for path, _ in NAVIGATION), fields)
        iri = site.iri(request.path)
        found = thing_page.page(reader, iri, fields) if iri else None
        return found or (missing.page(reader, request.path) if iri else error_page(404, site))
    except QueryFailedError as error:
        return error_page(error.status, site, error.message)


def reader_of(request: PageRequest, engine: QueryEngine, site: Site | None = None) -> GraphReader:
    """What reads the graph for the page of ``request``; ``site`` as for ``respond``."""

    def run_query(query: str) -> QueryResult:
        return read_results(engine.execute(query))

    def run_user_query(query: str, most: int) -> QueryResult:
        try:
            facts = guard.check(query, length=_MAX_QUERY, nesting=_MAX_NESTING, allow_service=())
            if facts.form == "UPDATE":
                raise QueryFailedError(400, gettext("This page asks; it changes nothing."))
            return read_results(engine.execute(query), most)
        except RefusedError as refusal:
            raise QueryFailedError(refusal.status, refusal.wording.told(gettext)) from refusal
        except (SyntaxError, ValueError) as error:
            told = gettext("This is not SPARQL:")
            why = messages.syntax_message(str(error), query, gettext)
            raise QueryFailedError(400, f"{told} {why}", messages.line_of(str(error), query)) from error

    # What clients wrote since the build is in the graph, but not in the tables beside the index.
    facets = engine.index if isinstance(engine.index, Path) and getattr(engine, "as_built", True) else None
    here = site or Site(request.base, request.root)
    own = _own(getattr(getattr(engine, "settings", None), "queries", ""))
    offered = (*(_example(query) for query in own), *examples())
    store = getattr(engine, "store_dir", None)
    history = builds(store) if isinstance(store, Path) and isinstance(engine.index, Path) else ()
    return GraphReader(run_query, here, engine.index, run_user_query, offered, facets, own, history)


def _own(folder: str) -> tuple[Query, ...]:
    """The queries that a user keeps in ``folder``: as they are now; one that cannot be read is left out."""
    found = []
    for path in sorted(Path(folder).glob("*.rq")) if folder else ():
        with suppress(QueryError):
            found.append(read_query(path, own=True))
    return tuple(found)


def _example(query: Query) -> Example:
    text = without_header(query.text)
    return Example(query.title, query.description, text, query.name, bool(query.parameters), query.group)


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The queries of the catalogue, without those that call another endpoint."""
    return tuple(_example(query) for query in catalogue() if query.kind == "question")


def error_page(status: int, site: Site, message: str = "") -> Page:
    """A plain page for ``status`` (400, 404, 503 …)."""

    def refuse_query(query: str) -> QueryResult:
        raise QueryFailedError(500, "an error page runs no query")

    titles = {400: gettext("This request cannot be understood"), 404: gettext("There is no such page"),
              406: gettext("Not to be had in this form"), 503: gettext("Too busy just now"),
              504: gettext("That took too long")}  # fmt: skip
    title = titles.get(status, gettext("This did not work"))
    reader = GraphReader(refuse_query, site)
    return render("error.html", reader, status=status, listed=False, title=title, message=message, here=None, near=())
