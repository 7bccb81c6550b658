"""Pictures of the graph as SVG with the same data as a table: what happened and was said when, who speaks of whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

from pyoxigraph import NamedNode

from xpkg.export import networks
from xpkg.facets import overview
from xpkg.server.pages import network_drawing as drawing
from xpkg.server.pages.charts import Chart, Span, over_time
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.languages import gettext, message, ngettext
from xpkg.server.pages.network_drawing import MOST, Pair
from xpkg.server.pages.query_results import filled
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

Fields = Mapping[str, str]

_DAYS = """SELECT ?day (COUNT(DISTINCT ?s) AS ?n) WHERE {
?s a $cls . $dated $more }
GROUP BY ?day ORDER BY ?day"""
_ITEMS = "SELECT ?s (MIN(STR(?each)) AS ?item) WHERE { ?s skos:exactMatch ?each } GROUP BY ?s"
_MOST_IN_FILE = 1_000_000
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}")
_DATED = "?s xpkg:date ?date ; xpkg:earliest ?day . "
_PAIRS = """SELECT ?who ?whom (COUNT(DISTINCT ?s) AS ?n) WHERE {
?s xpkg:speaker ?who ; xpkg:about ?whom FILTER(?who != ?whom) FILTER NOT EXISTS { ?s xpkg:negated true } $more }
GROUP BY ?who ?whom ORDER BY DESC(?n) ?who ?whom LIMIT $limit"""
_SERIES = {
    message("events"): ("xpkg:Event", (XPKG.participant, XPKG.place), _DATED),
    message("statements"): (
        "xpkg:Statement", (XPKG.speaker, XPKG.about),
        f"{{ {_DATED}}} UNION {{ ?s xpkg:boundedBy ?text ; xpkg:latest ?day }} ",
    ),
}  # fmt: skip
"""What the timeline counts by the path of its list: the class, what ties it to a thing, and how it has its day."""


def timeline(reader: GraphReader, fields: Fields) -> Page:
    """What happened, and what was said, over time: of all, or of the thing ``with``."""
    thing = reader.thing_asked_for(fields)
    charts = [over_time_of(reader, name, thing) for name in _SERIES]
    queries = [
        (name, filled(_DAYS, cls=cls, dated=dated, more=_more(ties, thing)))
        for name, (cls, ties, dated) in _SERIES.items()
    ]
    return render(
        "timeline.html", reader, title=_titled(reader, gettext("Timeline"), thing), charts=charts, queries=queries,
        thing=thing,
        here="timeline",
    )  # fmt: skip


def over_time_of(reader: GraphReader, name: str, thing: str = "") -> Chart:
    """The chart of the ``events`` or ``statements`` over time: of all, or of ``thing``."""
    cls, ties, dated = _SERIES[name]
    days = told_by(reader, lambda index: overview.days(index, name.removesuffix("s"), thing, ties))
    if days is None:
        rows = reader.rows(_DAYS, cls=cls, dated=dated, more=_more(ties, thing))
        days = {row.text("day"): row.number("n") for row in rows}
    return over_time(
        name, days, lambda span: _address(reader, name, thing, span),
        beside=lambda begin, end: reader.site.page(name, {"with": thing, "from": begin, "to": end}),
    )  # fmt: skip


def _more(ties: Sequence[NamedNode], thing: str) -> str:
    if not thing:
        return ""
    names = (tie.value.removeprefix(XPKG.iri) for tie in ties)
    return " UNION ".join(f"{{ ?s xpkg:{name} {NamedNode(thing)} }}" for name in names)


def _titled(reader: GraphReader, title: str, thing: str) -> str:
    reader.learn_names([thing] if thing else [])
    return f"{title}: {reader.name(thing)}" if thing else title


def _address(reader: GraphReader, name: str, thing: str, span: Span) -> str:
    """The list of what a bar counts; empty where the list's form cannot ask for the years."""
    if span.bounds is None:
        return ""
    begin, end = span.bounds
    return reader.site.page(name, {"with": thing, "from": begin, "to": end})


def _told(number: int, who: str, whom: str) -> str:
    words = ngettext(
        "%(number)s statement by %(who)s about %(whom)s",
        "%(number)s statements by %(who)s about %(whom)s",
        number,
    )
    return words % {"number": number, "who": who, "whom": whom}


def network(reader: GraphReader, fields: Fields) -> Page:
    """Who speaks about whom, most often first: of all, or around the thing ``with``."""
    thing = reader.thing_asked_for(fields)
    more, found = _pairs(reader, thing, MOST)
    iris = list(dict.fromkeys(iri for who, whom, _ in found for iri in (who, whom)))
    reader.learn_names(iris)
    pairs = [
        Pair(who, whom, number, reader.site.page("statements", {"speaker": who, "about": whom}),
             _told(number, reader.name(who), reader.name(whom)))
        for who, whom, number in found
    ]  # fmt: skip
    return render(
        "network.html", reader, title=_titled(reader, gettext("Who speaks about whom"), thing), here="network",
        thing=thing,
        drawn=drawing.network(pairs, {iri: (reader.name(iri), reader.site.href(iri) or "") for iri in iris}),
        query=filled(_PAIRS, more=more, limit=MOST), most=MOST,
    )  # fmt: skip


def _pairs(reader: GraphReader, thing: str, most: int) -> tuple[str, list[tuple[str, str, int]]]:
    """The condition that ``thing`` is one of a pair, as SPARQL; and the pairs, with how many statements each has."""
    more = f"FILTER(?who = {NamedNode(thing)} || ?whom = {NamedNode(thing)})" if thing else ""
    found = told_by(reader, lambda index: overview.pairs(index, most, thing))
    if found is None:
        rows = reader.rows(_PAIRS, more=more, limit=most)
        found = [(row.text("who"), row.text("whom"), row.number("n")) for row in rows if row.text("who")]
    return more, found


def network_file(reader: GraphReader, fields: Fields) -> str:
    """The same network with all of its pairs as GEXF, for Gephi and other programs for networks."""
    _, found = _pairs(reader, reader.thing_asked_for(fields), _MOST_IN_FILE)
    iris = sorted({iri for who, whom, _ in found for iri in (who, whom)})
    reader.learn_names(iris)
    items = {row.text("s"): row.text("item") for row in reader.rows(_ITEMS)}
    ends = (
        networks.Node(iri, reader.label(iri).translate(_NOT_XML), reader.site.kind(iri), items.get(iri, ""))
        for iri in iris
    )
    written = BytesIO()
    networks.gexf(ends, (networks.Edge(who, whom, "speaks about", number) for who, whom, number in found), written)
    return written.getvalue().decode()
