"""Lists of people, organisations, groups, places, documents and positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

Fields = Mapping[str, str]

_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a $cls . $more }"
_LISTED = """SELECT DISTINCT ?s ?label WHERE { ?s a $cls ; rdfs:label ?label . $more }
ORDER BY LCASE(?label) ?s LIMIT $limit OFFSET $offset"""
_FIGURES = """SELECT ?s ?p (COUNT(DISTINCT ?o) AS ?n) WHERE { VALUES ?s { $things } { $patterns } } GROUP BY ?s ?p"""
_SAID = """{ ?o xpkg:speaker ?s BIND("said" AS ?p) } UNION { ?o xpkg:about ?s BIND("about" AS ?p) }
UNION { ?o xpkg:denotes ?s BIND("mentions" AS ?p) }"""
_POSITIONS = """SELECT DISTINCT ?s WHERE {
$more ?s a xpkg:Position ; xpkg:holder ?who ; xpkg:role ?role . ?who rdfs:label ?name }
ORDER BY LCASE(?name) ?role ?s LIMIT $limit OFFSET $offset"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list, with the numbers of its statements, of statements about it, and of its mentions."""

    iri: str
    said: int
    about: int
    mentions: int


def _agents(reader: GraphReader, fields: Fields, cls: NamedNode, path: str, title: str, lead: str) -> Page:
    iris, paging = _cut(reader, fields, cls, path)
    figures: dict[tuple[str, str], int] = {}
    if iris:
        for row in reader.rows(_FIGURES, things=iri_list(iris), patterns=_SAID):
            figures[row.text("s"), row.text("p")] = row.number("n")
    reader.learn_names(iris)
    things = [Listed(iri, *(figures.get((iri, name), 0) for name in ("said", "about", "mentions"))) for iri in iris]
    return render("list.html", reader, title=title, lead=lead, things=things, paging=paging, here=path,
                  speaks=cls != XPKG.Place)  # fmt: skip


def _cut(
    reader: GraphReader, fields: Fields, cls: NamedNode, path: str, more: str = "", kept: Fields | None = None
) -> tuple[list[str], Paging]:
    total = reader.rows(_COUNT, cls=cls, more=more)[0].number("n")
    paging = Paging(page_number(fields), total, path, kept or {})
    found = reader.rows(_LISTED, cls=cls, more=more, limit=paging.size, offset=paging.offset)
    return list(dict.fromkeys(row.text("s") for row in found)), paging


def people(reader: GraphReader, fields: Fields) -> Page:
    """The page of people: those whom the texts name, and the authors of the documents that they cite."""
    return _agents(reader, fields, XPKG.Person, "people", "People",
                   "Everybody whom the texts name, and the makers of the documents that they cite.")  # fmt: skip


def organizations(reader: GraphReader, fields: Fields) -> Page:
    """The page of organisations."""
    return _agents(reader, fields, XPKG.Organization, "organizations", "Organisations",
                   "Ministries, parties, newspapers, universities and other bodies that the texts name.")  # fmt: skip


def groups(reader: GraphReader, fields: Fields) -> Page:
    """The page of groups."""
    return _agents(reader, fields, XPKG.Group, "groups", "Groups",
                   "People spoken of together who are no organisation: peoples, unnamed officials.")  # fmt: skip


def places(reader: GraphReader, fields: Fields) -> Page:
    """The page of places."""
    return _agents(reader, fields, XPKG.Place, "places", "Places",
                   "Countries, regions, towns and other places that the texts name.")  # fmt: skip


_PARTS = {
    "sources": ("texts of the corpus", "FILTER EXISTS { ?s a xpkg:Source }"),
    "discussed": ("works that the texts speak of",
                  "FILTER EXISTS { ?passage xpkg:denotes ?s } FILTER NOT EXISTS { ?s a xpkg:Source }"),
    "cited": ("works that the texts cite", "FILTER EXISTS { ?source cito:cites ?s }"),
}  # fmt: skip


def documents(reader: GraphReader, fields: Fields) -> Page:
    """The page of documents: texts of the corpus, works that they discuss, works that they cite."""
    part = fields.get("part", "")
    more = _PARTS[part][1] if part in _PARTS else ""
    kept = {"part": part} if part in _PARTS else {}
    iris, paging = _cut(reader, fields, XPKG.Document, "documents", more, kept)
    return render(
        "documents.html", reader, title="Documents", documents=cards.documents(reader, iris), paging=paging,
        parts=[(name, words) for name, (words, _) in _PARTS.items()], part=part, here="documents",
    )  # fmt: skip


def positions(reader: GraphReader, fields: Fields) -> Page:
    """The page of positions: the offices and roles that the texts give to somebody."""
    about = fields.get("with", "").strip()
    more = ""
    if about.startswith(reader.site.base):
        try:
            more = f"?s xpkg:holder|xpkg:organization|xpkg:place {NamedNode(about)} . "
        except ValueError:
            about = ""
    total = reader.rows(_COUNT, cls="xpkg:Position", more=more)[0].number("n")
    paging = Paging(page_number(fields), total, "positions", {"with": about} if more else {})
    found = reader.rows(_POSITIONS, limit=paging.size, offset=paging.offset, more=more)
    iris = dict.fromkeys(row.text("s") for row in found)
    return render("positions.html", reader, title="Positions", positions=cards.positions(reader, iris), paging=paging,
                  about=about if more else "", here="positions")  # fmt: skip


