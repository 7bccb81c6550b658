"""What machines ask a site for: its newest texts as a feed, the addresses of its pages, and what they may visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from xpkg.iris import Iris
from xpkg.server.pages import cards
from xpkg.server.pages.days import whole_day
from xpkg.server.pages.graph_reader import GraphReader, Thing, labelled
from xpkg.server.pages.languages import gettext, ngettext, spoken
from xpkg.server.pages.pictures import network_file
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.rendering import Page
from xpkg.vocab import DCTERMS, SCHEMA

TYPES = {
    "feed.atom": "application/atom+xml",
    "sitemap.xml": "application/xml",
    "robots.txt": "text/plain",
    "network.gexf": "application/xml",
}
"""The paths of the files, and their media types."""
_NEWEST = 50
_MOST = 50_000
"""Addresses in a sitemap, as its protocol has it."""
_SOURCES = """SELECT ?s ?issued ?taken WHERE { ?s a xpkg:Source
OPTIONAL { ?s dcterms:issued ?issued } OPTIONAL { ?s xpkg:retrieved ?taken } }"""
_SAID = """SELECT ?s (COUNT(DISTINCT ?said) AS ?n) WHERE { VALUES ?s { $things }
?said xpkg:statedIn ?s ; a xpkg:Statement } GROUP BY ?s"""
_LINKED = "SELECT DISTINCT ?s WHERE { ?s skos:exactMatch ?item ; a xpkg:Person }"
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def page(reader: GraphReader, path: str, paths: tuple[str, ...], fields: Mapping[str, str]) -> Page:
    """The file ``path`` of TYPES; ``paths`` are those of the lists, ``fields`` those of the form."""
    if path == "network.gexf":
        return Page(200, network_file(reader, fields))
    write = {"feed.atom": _feed, "sitemap.xml": _sitemap, "robots.txt": _robots}[path]
    return Page(200, "\n".join(write(reader, paths)) + "\n")


def _root(reader: GraphReader) -> str:
    root = reader.site.public_url
    return root if root.startswith(("http://", "https://")) else reader.site.base


def _feed(reader: GraphReader, paths: tuple[str, ...]) -> Iterator[str]:
    """The newest texts in the Atom format (RFC 4287): those that builds brought last, else by their own days.

    Texts of which no day is known are left out.
    """
    dated: set[tuple[str, str]] = set()
    days: dict[str, str] = {}
    came = _came(reader)
    for row in reader.rows(_SOURCES):
        day = _day(row.text("issued")) or _day(row.text("taken"))
        if at := came.get(row.text("s")) or (f"{day}T00:00:00Z" if day else ""):
            dated.add((at, row.text("s")))
            days[row.text("s")] = day
    newest = sorted(dated, reverse=True)[:_NEWEST]
    things = reader.things(iri for _, iri in newest)
    said = {row.text("s"): row.number("n") for row in reader.rows(_SAID, things=iri_list(iri for _, iri in newest))}
    reader.learn_names_of(things, DCTERMS.creator, DCTERMS.publisher)
    root = _root(reader)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="' + spoken().tag + '">'
    yield f"<title>{escape(gettext('New texts'))}</title><id>{escape(reader.site.base)}feed</id>"
    yield f"<updated>{newest[0][0] if newest else '1970-01-01T00:00:00Z'}</updated>"
    yield f"<author><name>xpkg</name></author><link href={quoteattr(root)}/>"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(root + "feed.atom")}/>'
    for (at, iri), thing in zip(newest, things, strict=True):
        yield from _entry(reader, thing, at, days[iri], said.get(iri, 0))
    yield "</feed>"


def _came(reader: GraphReader) -> dict[str, str]:
    """When a build last brought or changed each text."""
    iris = Iris(reader.site.base)
    return {iris.source(name).value: each.at for each in reversed(reader.history) for name in each.new}


def _entry(reader: GraphReader, thing: Thing, at: str, day: str, said: int) -> Iterator[str]:
    iri = thing.iri
    makers = [reader.name(who) if is_iri else who for who, is_iri in cards.makers_of(thing)]
    makers = makers or [reader.name(who) for who in thing.all(DCTERMS.publisher)]
    yield f"<entry><title>{_plain(reader.name(iri))}</title><id>{escape(iri)}</id><updated>{at}</updated>"
    published = f"{day}T00:00:00Z" if day else at
    yield f"<published>{published}</published><link href={quoteattr(reader.site.absolute(iri))}/>"
    if (url := thing.one(SCHEMA.url)).startswith(("http://", "https://")):
        yield f'<link rel="via" href={quoteattr(url)}/>'
    yield from (f"<author><name>{_plain(name)}</name></author>" for name in makers)
    told = ngettext("%(number)s statement, each with its place in the text.",
                    "%(number)s statements, each with its place in the text.", said)  # fmt: skip
    yield f"<summary>{escape(told % {'number': said})}</summary></entry>"


def _plain(words: str) -> str:
    """``words`` for an element of XML, which has no control characters."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", words))


def _day(date: str) -> str:
    """The first day of an EDTF ``date``; empty where it names none."""
    found = _DAY.match(date)
    return (whole_day(found[0], last=False) or "") if found else ""


def _sitemap(reader: GraphReader, paths: tuple[str, ...]) -> Iterator[str]:
    """The pages that may be listed, in the protocol of sitemaps."""
    root = _root(reader)
    # People without a link to Wikidata are private: their pages are not listed.
    found = {iri for iri, _ in labelled(reader, ("document", "organization", "group", "place"))}
    found |= {row.text("s") for row in reader.rows(_LINKED)}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    things = sorted(iri for iri in found if iri.startswith(reader.site.base))[: _MOST - len(paths) - 1]
    for address in (root, *(root + path for path in paths if path != "query"), *map(reader.site.absolute, things)):
        yield f"<url><loc>{escape(address)}</loc></url>"
    yield "</urlset>"


def _robots(reader: GraphReader, paths: tuple[str, ...]) -> Iterator[str]:
    """What costs a server much and tells a search engine nothing is left alone (RFC 9309)."""
    site = reader.site
    yield "User-agent: *"
    yield from (f"Disallow: {site.page(path)}" for path in ("sparql", "search", "query", "link"))
    yield f"Sitemap: {_root(reader)}sitemap.xml"
