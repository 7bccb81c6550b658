"""Pictures of the graph as SVG with the same data as a table: what happened and was said when, who speaks of whom."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.server.pages.charts import Chart, Span, over_time
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.query_results import filled
from xpkg.server.pages.rendering import Page, render

Fields = Mapping[str, str]

_DAYS = """SELECT ?day (COUNT(DISTINCT ?s) AS ?n) WHERE {
?s a $cls ; xpkg:date ?date ; xpkg:earliest ?day . $more }
GROUP BY ?day ORDER BY ?day"""
_PAIRS = """SELECT ?who ?whom (COUNT(DISTINCT ?s) AS ?n) WHERE {
?s xpkg:speaker ?who ; xpkg:about ?whom FILTER(?who != ?whom) FILTER NOT EXISTS { ?s xpkg:negated true } $more }
GROUP BY ?who ?whom ORDER BY DESC(?n) ?who ?whom LIMIT $limit"""
_SERIES = {
    "events": ("xpkg:Event", "{{ ?s xpkg:participant {0} }} UNION {{ ?s xpkg:place {0} }}"),
    "statements": ("xpkg:Statement", "{{ ?s xpkg:speaker {0} }} UNION {{ ?s xpkg:about {0} }}"),
}
"""What the timeline counts by the path of its list: the class, and what ties it to a thing."""
_PAIRS_SHOWN = 60
_SIZE, _RADIUS = 800, 270
_THICK = 5


def timeline(reader: GraphReader, fields: Fields) -> Page:
    """What happened, and what was said, over time: of all, or of the thing ``with``."""
    thing = _thing(reader, fields)
    charts = [over_time_of(reader, name, thing) for name in _SERIES]
    queries = [(name, filled(_DAYS, cls=cls, more=_more(tie, thing))) for name, (cls, tie) in _SERIES.items()]
    return render(
        "timeline.html", reader, title=_titled(reader, "Timeline", thing), charts=charts, queries=queries, thing=thing,
        here="timeline",
    )  # fmt: skip


def over_time_of(reader: GraphReader, name: str, thing: str = "") -> Chart:
    """The chart of the ``events`` or ``statements`` over time: of all, or of ``thing``."""
    cls, tie = _SERIES[name]
    rows = reader.rows(_DAYS, cls=cls, more=_more(tie, thing))
    days = {row.text("day"): row.number("n") for row in rows}
    return over_time(name, days, lambda span: _address(reader, name, thing, span))


def _more(tie: str, thing: str) -> str:
    return tie.format(NamedNode(thing)) if thing else ""


def _thing(reader: GraphReader, fields: Fields) -> str:
    iri = fields.get("with", "").strip()
    try:
        return NamedNode(iri).value if iri.startswith(f"{reader.site.base}id/") else ""
    except ValueError:
        return ""


def _titled(reader: GraphReader, title: str, thing: str) -> str:
    reader.learn_names([thing] if thing else [])
    return f"{title}: {reader.name(thing)}" if thing else title


def _address(reader: GraphReader, name: str, thing: str, span: Span) -> str:
    """The list of what a bar counts; empty where the list's form cannot ask for the years."""
    if span.bounds is None:
        return ""
    begin, end = span.bounds
    return reader.site.page(name, {"with": thing, "from": begin, "to": end})


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """Somebody in the network, and where they stand in the picture."""

    iri: str
    name: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """``number`` statements by ``who`` about ``whom``; the line goes from (x1, y1) to (x2, y2)."""

    who: str
    whom: str
    number: int
    address: str
    thick: int
    x1: float
    y1: float
    x2: float
    y2: float


def network(reader: GraphReader, fields: Fields) -> Page:
    """Who speaks about whom, most often first: of all, or around the thing ``with``."""
    thing = _thing(reader, fields)
    more = f"FILTER(?who = {NamedNode(thing)} || ?whom = {NamedNode(thing)})" if thing else ""
    rows = reader.rows(_PAIRS, more=more, limit=_PAIRS_SHOWN)
    pairs = [(row.text("who"), row.text("whom"), row.number("n")) for row in rows if row.text("who")]
    iris = list(dict.fromkeys(iri for who, whom, _ in pairs for iri in (who, whom)))
    reader.learn_names(iris)
    placed = {node.iri: node for node in _around(reader, sorted(iris, key=lambda iri: (reader.name(iri), iri)))}
    most = max((number for *_, number in pairs), default=1)
    lines = [
        NetworkEdge(who, whom, number, reader.site.page("statements", {"speaker": who, "about": whom}),
                    max(1, round(number / most * _THICK)), placed[who].x, placed[who].y, placed[whom].x, placed[whom].y)
        for who, whom, number in pairs
    ]  # fmt: skip
    return render(
        "network.html", reader, title=_titled(reader, "Who speaks about whom", thing), nodes=list(placed.values()),
        edges=lines, size=_SIZE, query=filled(_PAIRS, more=more, limit=_PAIRS_SHOWN), here="network", thing=thing,
        most=_PAIRS_SHOWN,
    )  # fmt: skip


def _around(reader: GraphReader, iris: list[str]) -> list[NetworkNode]:
    """The nodes on a circle, in order of name, from the top and with the clock."""
    nodes = []
    for place, iri in enumerate(iris):
        angle = 2 * math.pi * place / len(iris) - math.pi / 2
        x, y = _SIZE / 2 + _RADIUS * math.cos(angle), _SIZE / 2 + _RADIUS * math.sin(angle)
        anchor = "start" if math.cos(angle) > 0.05 else "end" if math.cos(angle) < -0.05 else "middle"
        nodes.append(NetworkNode(iri, reader.name(iri), round(x, 1), round(y, 1), anchor))
    return nodes
