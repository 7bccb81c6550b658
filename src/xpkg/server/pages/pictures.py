"""Pictures of the graph as SVG with the same data as a table: what happened and was said when, who speaks of whom."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

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
_SERIES = (
    ("events", "xpkg:Event", "{{ ?s xpkg:participant {0} }} UNION {{ ?s xpkg:place {0} }}"),
    ("statements", "xpkg:Statement", "{{ ?s xpkg:speaker {0} }} UNION {{ ?s xpkg:about {0} }}"),
)
"""What the timeline counts: path of its list and name, class, and what ties it to a thing."""
_MONTHS = 4  # years that are shown month by month
_STEPS = ((1, 120), (10, 2400), (100, 24_000), (1000, math.inf))
"""Years that a bar stands for, and the years up to which it does, so that no picture has more than 240 bars."""
_PAIRS_SHOWN = 60
_WIDTH, _HEIGHT, _TOP = 800, 110, 18
_SIZE, _RADIUS = 800, 270
_THICK = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of time with what was counted in it, and where its bar stands in the picture."""

    label: str
    number: int
    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A row of bars, and the labels below it with their places."""

    name: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    most: int
    total: int


def timeline(reader: GraphReader, fields: Fields) -> Page:
    """What happened, and what was said, over time: of all, or of the thing ``with``."""
    thing = _thing(reader, fields)
    charts, queries = [], []
    for name, cls, tie in _SERIES:
        more = tie.format(NamedNode(thing)) if thing else ""
        rows = reader.rows(_DAYS, cls=cls, more=more)
        days = {row.text("day"): row.number("n") for row in rows if _year(row.text("day")) is not None}
        charts.append(_chart(reader, name, days, thing))
        queries.append((name, filled(_DAYS, cls=cls, more=more)))
    return render(
        "timeline.html", reader, title=_titled(reader, "Timeline", thing), charts=charts, queries=queries, thing=thing,
        here="timeline", width=_WIDTH, height=_HEIGHT, top=_TOP,
    )  # fmt: skip


def _thing(reader: GraphReader, fields: Fields) -> str:
    iri = fields.get("with", "").strip()
    try:
        return NamedNode(iri).value if iri.startswith(f"{reader.site.base}id/") else ""
    except ValueError:
        return ""


def _titled(reader: GraphReader, title: str, thing: str) -> str:
    reader.learn_names([thing] if thing else [])
    return f"{title}: {reader.name(thing)}" if thing else title


def _year(day: str) -> int | None:
    """The year of an ``xsd:date``; years before 1 are zero and less."""
    try:
        return int(day[:-6])
    except ValueError:
        return None


def _chart(reader: GraphReader, name: str, days: Mapping[str, int], thing: str) -> Chart:
    years = [year for day in days if (year := _year(day)) is not None]
    first, last = (min(years), max(years)) if years else (0, 0)
    by_month = last - first < _MONTHS
    step = next(step for step, years in _STEPS if last - first < years)
    counted: Counter[tuple[int, int]] = Counter()
    for day, number in days.items():
        year = _year(day) or 0
        counted[(year, int(day[-5:-3])) if by_month else (year - year % step, 0)] += number
    spans = [(year, month) for year in range(first, last + 1) for month in range(1, 13)] if by_month else [
        (year, 0) for year in range(first - first % step, last + 1, step)
    ]  # fmt: skip
    spans = [span for span in spans if span >= min(counted, default=(0, 0))]
    most = max(counted.values(), default=0)
    width = _WIDTH / max(1, len(spans))
    bars = []
    for place, (year, month) in enumerate(spans):
        if number := counted[year, month]:
            height = max(2.0, number / most * (_HEIGHT - _TOP))
            address = _address(reader, name, thing, year, month, step)
            shape = (place * width, _HEIGHT - height, max(1.5, width - 1), height)
            bars.append(Bar(_label(year, month, step), number, address, *(round(each, 1) for each in shape)))
    every = max(1, len(spans) // 8)
    ticks = [(round((place + 0.5) * width, 1), _label(*spans[place], step)) for place in range(0, len(spans), every)]
    return Chart(name, tuple(bars), tuple(ticks), most, sum(days.values()))


def _label(year: int, month: int, step: int) -> str:
    if step > 1 and year <= 0:
        return f"{1 - year}-{2 - year - step} BC"
    told = str(year) if year > 0 else f"{1 - year} BC"
    return f"{told}-{month:02}" if month else f"{told}s" if step > 1 else told


def _address(reader: GraphReader, name: str, thing: str, year: int, month: int, step: int) -> str:
    """The list of what a bar counts; empty where the list's form cannot ask for the years."""
    if not 1000 <= year <= 9999 - step:
        return ""
    begin = f"{year:04}-{month:02}" if month else f"{year:04}"
    end = begin if month or step == 1 else f"{year + step - 1:04}"
    own = {"with": thing} if name == "events" else {}  # of statements, the list asks for speaker or subject apart
    return reader.site.page(name, {**own, "from": begin, "to": end}) if not thing or own else ""


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
