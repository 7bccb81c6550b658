"""Lists of documents and positions."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import filled
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

Fields = Mapping[str, str]

_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a $cls . $more }"
_LISTED = """SELECT DISTINCT ?s ?label WHERE { ?s a $cls ; rdfs:label ?label . $more }
ORDER BY LCASE(?label) ?s LIMIT $limit OFFSET $offset"""
_POSITIONS = """SELECT DISTINCT ?s WHERE {
$more ?s a xpkg:Position ; xpkg:holder ?who ; xpkg:role ?role . ?who rdfs:label ?name }
ORDER BY LCASE(?name) ?role ?s LIMIT $limit OFFSET $offset"""

_ALL_DOCUMENTS = """SELECT (?s AS ?document) (MIN(?label) AS ?title) (MIN(?house) AS ?publisher) (MIN(?day) AS ?date)
(MIN(STR(?url)) AS ?address) WHERE {
?s a xpkg:Document ; rdfs:label ?label . $more
OPTIONAL { ?s dcterms:publisher/rdfs:label ?house }
OPTIONAL { ?s dcterms:issued ?day }
OPTIONAL { ?s schema:url ?url } }
GROUP BY ?s ORDER BY LCASE(?title) ?s"""
_ALL_POSITIONS = """SELECT (?s AS ?position) (MIN(?name) AS ?holder) (MIN(?words) AS ?role)
(MIN(?body) AS ?organization) (MIN(?where) AS ?place) (MIN(?day) AS ?date) (MIN(STR(?said)) AS ?passage) WHERE {
?s a xpkg:Position ; xpkg:holder/rdfs:label ?name ; xpkg:role ?words . $more
OPTIONAL { ?s xpkg:organization/rdfs:label ?body }
OPTIONAL { ?s xpkg:place/rdfs:label ?where }
OPTIONAL { ?s xpkg:date ?day }
OPTIONAL { ?s xpkg:evidence ?said } }
GROUP BY ?s ORDER BY LCASE(?holder) ?role ?s"""
"""The whole of a list as a table, a row for each."""


def _cut(
    reader: GraphReader, fields: Fields, cls: NamedNode, path: str, more: str = "", kept: Fields | None = None
) -> tuple[list[str], Paging]:
    total = reader.rows(_COUNT, cls=cls, more=more)[0].number("n")
    paging = Paging(page_number(fields), total, path, kept or {})
    found = reader.rows(_LISTED, cls=cls, more=more, limit=paging.size, offset=paging.offset)
    return list(dict.fromkeys(row.text("s") for row in found)), paging


_PARTS = {
    "sources": (message("texts of the corpus"), "FILTER EXISTS { ?s a xpkg:Source }"),
    "discussed": (message("works that the texts speak of"),
                  "FILTER EXISTS { ?passage xpkg:denotes ?s } FILTER NOT EXISTS { ?s a xpkg:Source }"),
    "cited": (message("works that the texts cite"), "FILTER EXISTS { ?source cito:cites ?s }"),
}  # fmt: skip


def documents(reader: GraphReader, fields: Fields) -> Page:
    """The page of documents: texts of the corpus, works that they discuss, works that they cite."""
    part = fields.get("part", "")
    more = _PARTS[part][1] if part in _PARTS else ""
    kept = {"part": part} if part in _PARTS else {}
    iris, paging = _cut(reader, fields, XPKG.Document, "documents", more, kept)
    return render(
        "documents.html", reader, title=gettext("Documents"), documents=cards.documents(reader, iris), paging=paging,
        parts=[(name, words) for name, (words, _) in _PARTS.items()], part=part, here="documents",
        query=filled(_ALL_DOCUMENTS, more=more),
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
    return render(
        "positions.html", reader, title=gettext("Positions"), positions=cards.positions(reader, iris), paging=paging,
        about=about if more else "", here="positions", query=filled(_ALL_POSITIONS, more=more),
    )  # fmt: skip
