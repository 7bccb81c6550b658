"""The home page: what the graph contains, in numbers, with links."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from xpkg.facets import overview
from xpkg.server.pages import cards, map_page
from xpkg.server.pages.charts import ranking
from xpkg.server.pages.graph_reader import GraphReader, labelled, told_by
from xpkg.server.pages.languages import message
from xpkg.server.pages.pictures import over_time_of
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

_NUMBERS = """SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE {
  VALUES ?class { xpkg:Source xpkg:Statement xpkg:Event xpkg:Person xpkg:Organization xpkg:Group xpkg:Place
                  xpkg:Document xpkg:Position } ?s a ?class } GROUP BY ?class"""
_COUNTED_BEFORE = """SELECT ?class ?n WHERE {
  $void void:classPartition ?part . ?part void:class ?class ; void:entities ?n }"""
_SOURCES = "SELECT DISTINCT ?s ?label WHERE { ?s a xpkg:Source ; rdfs:label ?label } ORDER BY ?label ?s LIMIT 12"
_EVERY_SOURCE = "SELECT DISTINCT ?s WHERE { ?s a xpkg:Source }"
_MOST_SOURCES = 12
_SPEAKERS = "SELECT ?who (COUNT(?s) AS ?n) WHERE { ?s xpkg:speaker ?who } GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 8"
_MOST_SPEAKERS = 8
_COUNTED = (
    ("Source", message("source texts"), "documents"), ("Statement", message("statements"), "statements"),
    ("Event", message("events"), "events"), ("Person", message("people"), "people"),
    ("Organization", message("organisations"), "organizations"),
    ("Group", message("groups"), "groups"), ("Place", message("places"), "places"),
    ("Document", message("documents"), "documents"),
    ("Position", message("positions"), "positions"),
)  # fmt: skip


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The home page; it has no form fields."""
    found = _numbers(reader)
    numbers = [
        (found.get(cls, 0), words, reader.site.page(path, {"part": "sources" if cls == "Source" else None}))
        for cls, words, path in _COUNTED
    ]
    sources = cards.documents(reader, _sources(reader))
    spoke = told_by(reader, lambda index: overview.most(index, XPKG.speaker, _MOST_SPEAKERS))
    if spoke is None:
        spoke = [(row.text("who"), row.number("n")) for row in reader.rows(_SPEAKERS) if row.text("who")]
    reader.learn_names(who for who, _ in spoke)
    speakers = ranking(
        (reader.name(who), who, number, reader.site.page("statements", {"speaker": who})) for who, number in spoke
    )
    places = map_page.located(reader)
    charts = [chart for name in ("statements", "events") if (chart := over_time_of(reader, name)).bars]
    return render(
        "home.html", reader, title="", numbers=numbers, sources=sources, speakers=speakers, charts=charts, here="",
        history=bool(reader.history),
        drawn=map_page.drawing(reader, places, {}, {}) if places else None,
    )  # fmt: skip


def _sources(reader: GraphReader) -> list[str]:
    """The first texts by their titles; a query that sorts all of them takes long where they are many."""
    if reader.facets is None:
        return [row.text("s") for row in reader.rows(_SOURCES)]
    titles = dict(labelled(reader, ("document",)))
    every = (row.text("s") for row in reader.rows(_EVERY_SOURCE))
    return sorted(every, key=lambda iri: (titles.get(iri, ""), iri))[:_MOST_SOURCES]


def _numbers(reader: GraphReader) -> dict[str, int]:
    """How many there are of each class, by its name: as the build counted, where nobody has written since."""
    rows = []
    if reader.facets is not None:
        rows = reader.rows(_COUNTED_BEFORE, void=NamedNode(f"{reader.site.base}.well-known/void#dataset"))
    return {row.text("class").removeprefix(XPKG.iri): row.number("n") for row in rows or reader.rows(_NUMBERS)}
