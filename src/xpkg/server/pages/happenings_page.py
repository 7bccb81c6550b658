"""The page of happenings that several texts tell: those first in which the texts differ, each as all tell it."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.languages import gettext, ngettext
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.query_results import filled
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

_SIZE = 20
_HOW_MANY = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Happening }"
_SOME = """SELECT ?s (COUNT(?what) AS ?n) (MIN(?words) AS ?name) WHERE { ?s a xpkg:Happening ; rdfs:label ?words
OPTIONAL { ?s xpkg:differsIn ?what } } GROUP BY ?s ORDER BY DESC(?n) ?name ?s LIMIT $limit OFFSET $offset"""

_ALL = """SELECT ?happening ?label (GROUP_CONCAT(DISTINCT ?what; SEPARATOR="; ") AS ?differs_in) ?event
  (MIN(?told) AS ?as_told) (MIN(?when) AS ?date) (MIN(?title) AS ?text) (MIN(STR(?place)) AS ?passage) ($link AS ?link)
WHERE {
  ?happening a xpkg:Happening ; rdfs:label ?label ; xpkg:toldAs ?event .
  ?event rdfs:label ?told ; xpkg:statedIn/rdfs:label ?title .
  OPTIONAL { ?happening xpkg:differsIn ?what }
  OPTIONAL { ?event xpkg:date ?when }
  OPTIONAL { ?event xpkg:evidence ?place }
}
GROUP BY ?happening ?label ?event ORDER BY ?label ?happening ?event"""
"""The whole of the list, a row for each telling."""


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """What several texts tell, with what they differ in."""
    paging = Paging(page_number(fields), reader.rows(_HOW_MANY)[0].number("n"), "happenings", {}, _SIZE)
    rows = reader.rows(_SOME, limit=paging.size, offset=paging.offset)
    things = reader.things(row.text("s") for row in rows if row.text("s"))
    told = [(thing.iri, thing.all(XPKG.differsIn), cards.events(reader, thing.all(XPKG.toldAs))) for thing in things]
    reader.learn_names(thing.iri for thing in things)
    return render(
        "happenings.html", reader, query=filled(_ALL, link=reader.site.opened("MIN(STR(?place))")),
        title=gettext("Told in several texts"), here="events", paging=paging, told=told,
        counted=ngettext("happening", "happenings", paging.total),
    )  # fmt: skip
