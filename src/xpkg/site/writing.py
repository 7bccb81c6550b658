"""Writes a static site: renders the pages that are reached from the first one, each once, beside its index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol
from urllib.parse import quote
from xml.sax.saxutils import escape

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from xpkg.export import serialize_quads, write_dataset
from xpkg.export.files import write_folder
from xpkg.lookup import around
from xpkg.server.pages import (
    ASSETS,
    ENGLISH,
    Language,
    Page,
    PageRequest,
    asset,
    examples,
    gettext,
    reader_of,
    respond,
    speaking,
)
from xpkg.server.pages.graph_reader import KINDS
from xpkg.server.pages.rendering import NAVIGATION, render
from xpkg.site import search_files
from xpkg.site.addresses import DATA, Address, Plan, StaticSite
from xpkg.site.rewriting import without_server
from xpkg.tables import write_table

_PAGED = "SELECT DISTINCT ?s WHERE { VALUES ?class { $classes } ?s a ?class }"
_SOURCES = "SELECT DISTINCT ?s WHERE { ?s a xpkg:Source }"
_PICTURED = """SELECT ?s WHERE { { ?of xpkg:speaker ?s } UNION { ?of xpkg:about ?s } UNION { ?of xpkg:participant ?s }
UNION { ?of xpkg:place ?s } } GROUP BY ?s HAVING (COUNT(DISTINCT ?of) > 4)"""
_WHOLE = (("graph.trig", "TriG"), ("graph.ttl", "Turtle"))
_MOST_IN_SITEMAP = 50_000
"""Addresses in one file, as the protocol of sitemaps has it."""

Progress = Callable[[int, int], None]
"""Is told how many pages are written, and how many are known so far."""


class Engine(Protocol):
    """What the pages need of an opened snapshot (see ``pages.QueryEngine``), and its database."""

    @property
    def index(self) -> Path:
        """The full-text index."""

    @property
    def store(self) -> Store:
        """The database."""

    def execute(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The results of ``query``."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What becomes a site: an opened snapshot, the base IRI of its graph, its digest, and the version of xpkg.

    ``address`` is where the site will stand on the web, ending in ``/``; empty where that is not known. ``language``
    is that of the words of the pages.
    """

    engine: Engine
    base: str
    digest: str
    made_by: str
    address: str = ""
    language: Language = ENGLISH


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the number of ``pages``, and the paths of things that they name without a page."""

    pages: int
    missing: tuple[str, ...]


def write_site(pages: Pages, folder: Path, progress: Progress = lambda done, known: None) -> Written:
    """Makes ``folder`` the site of ``pages`` in one step.

    Raises OutputError where the folder has files of others, or cannot be written.
    """
    written = Written(0, ())

    def write(aside: Path) -> None:
        nonlocal written
        with speaking(pages.language):
            written = _Writer(pages, aside, progress).write()

    write_folder(folder, write, "site")
    return written


class _Writer:
    def __init__(self, pages: Pages, folder: Path, progress: Progress) -> None:
        self._pages, self._folder, self._progress = pages, folder, progress
        reader = reader_of(PageRequest("", base=pages.base), pages.engine)
        classes = " ".join(f"<{cls}>" for cls in KINDS)
        cut = len(pages.base)
        named = {graph.value[cut:] for graph in pages.engine.store.named_graphs()
                 if isinstance(graph, NamedNode) and graph.value.startswith(pages.base)}  # fmt: skip
        things, sources, pictured = (
            frozenset(iri[cut:] for row in reader.rows(query, **asked) if (iri := row.text("s")).startswith(pages.base))
            for query, asked in ((_PAGED, {"classes": classes}), (_SOURCES, {}), (_PICTURED, {}))
        )
        queries = {each.text: each.name for each in examples()}
        self._plan = Plan(things | named, sources, pictured, queries)
        self._index: search_files.Written | None = None
        self._listed: list[str] = []

    def write(self) -> Written:
        self._put("static/search.js", search_files.script())
        for path in ASSETS:
            self._put(path, asset(path))
        for name, _ in _WHOLE:
            form = "trig" if name.endswith("trig") else "turtle"
            with (self._folder / name).open("wb") as output:
                write_dataset(self._pages.engine.store, form, output)
        self._index = search_files.write(self._pages.engine.index, self._folder / "static" / "search", self._led)
        self._plan.wanted.update(dict.fromkeys(self._first()))
        written = 0
        for address in self._waiting():
            self._put(address.file, self._made(address))
            written += address.file.endswith(".html")
            self._progress(written, len(self._plan.wanted))
        self._sitemap()
        return Written(written, tuple(sorted(self._plan.missing)))

    def _first(self) -> Iterator[Address]:
        yield Address("")
        yield from (Address(path) for path, _ in NAVIGATION)
        yield from (Address(path) for path in ("search", "names", "about"))
        yield from (Address(path) for path in sorted(self._plan.things) if path.startswith("id/"))

    def _waiting(self) -> Iterator[Address]:
        done = 0
        while done < len(self._plan.wanted):
            for address in list(self._plan.wanted)[done:]:
                done += 1
                yield address

    def _led(self, iri: str) -> str:
        """The address of ``iri`` from the root of the site; empty where it has no page."""
        found = self._site(Address("")).local(iri)
        return found or ""

    def _site(self, here: Address) -> StaticSite:
        return StaticSite(self._pages.base, self._pages.address, self._plan, here)

    def _made(self, address: Address) -> bytes:
        if address.path == "sparql":
            return self._downloaded(dict(address.fields))
        if address.path.endswith(DATA):
            return self._turtle(address.path.removesuffix(DATA))
        page = self._page(address)
        if page.listed and not address.names:
            self._listed.append(address.file)
        return without_server(page.html).encode()

    def _page(self, address: Address) -> Page:
        request = PageRequest(address.path, address.fields, base=self._pages.base)
        site = self._site(address)
        reader = reader_of(request, self._pages.engine, site)
        if address.path == "search":
            assert self._index is not None
            index = self._index
            return render(
                "site_search.html", reader, title=gettext("Search"), here="search", listed=False, things=index.things,
                size=search_files.SIZE, beginnings=" ".join(index.beginnings), kinds=index.kinds,
            )  # fmt: skip
        if address.path == "about":
            return render(
                "site_about.html", reader, title=gettext("About this site"), here="about",
                sources=len(self._plan.sources),
                digest=self._pages.digest, made_by=self._pages.made_by, data=_WHOLE,
            )  # fmt: skip
        return respond(request, self._pages.engine, site)

    def _downloaded(self, fields: dict[str, str]) -> bytes:
        output = BytesIO()
        results = self._pages.engine.execute(fields["query"])
        assert not isinstance(results, QueryTriples)
        write_table(results, fields["format"], output, spreadsheet="spreadsheet" in fields)
        return output.getvalue()

    def _turtle(self, path: str) -> bytes:
        node = NamedNode(self._pages.base + path)
        store = self._pages.engine.store
        if path == "ontology":
            path, node = "graph/ontology", NamedNode(f"{self._pages.base}graph/ontology")
        if path.startswith("graph/"):
            return serialize_quads(store.quads_for_pattern(None, None, None, node), "turtle")
        return serialize_quads(around(store, node), "turtle")

    def _sitemap(self) -> None:
        """For search engines and feed readers: what may be listed and what is new, where the site knows its address."""
        if not self._pages.address:
            return
        addresses = [self._pages.address + quote(file) for file in sorted(self._listed)]
        parts = [addresses[at : at + _MOST_IN_SITEMAP] for at in range(0, len(addresses), _MOST_IN_SITEMAP)]
        for number, some in enumerate(parts, 1):
            self._put(f"sitemap-{number}.xml", _xml("urlset", "url", some))
        names = [f"{self._pages.address}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        feed = PageRequest("feed.atom", base=self._pages.base)
        self._put("feed.atom", respond(feed, self._pages.engine, self._site(Address(""))).html.encode())
        self._put("sitemap.xml", _xml("sitemapindex", "sitemap", names))
        self._put("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self._pages.address}sitemap.xml\n".encode())

    def _put(self, file: str, data: bytes) -> None:
        path = self._folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _xml(root: str, element: str, addresses: list[str]) -> bytes:
    lines = [f"<{element}><loc>{escape(address)}</loc></{element}>" for address in addresses]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, f"</{root}>\n"]).encode()
