"""The map of the places that have coordinates: of all, or those that have to do with one thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.facets import overview
from xpkg.facets.counting import Narrowing, places_of
from xpkg.server.pages import events
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.query_results import filled, iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.server.pages.world_map import Point, WorldMap, around, world_map
from xpkg.vocab import XPKG

Fields = Mapping[str, str]
_PLACES = """SELECT DISTINCT ?s ?lat ?long WHERE { $more ?s geo:lat ?lat ; geo:long ?long ; a xpkg:Place }"""
_OF_EVENTS = """SELECT ?place (COUNT(DISTINCT ?s) AS ?n) WHERE {
?s a xpkg:Event ; xpkg:place ?place . ?place geo:lat ?lat . $where } GROUP BY ?place"""
_COUNTED = """SELECT ?s (COUNT(DISTINCT ?o) AS ?n) WHERE { $one ?o $term ?s ; a $cls . $more ?s geo:lat ?lat }
GROUP BY ?s"""
_TOLD = {"event": (XPKG.Event, XPKG.place, XPKG.participant), "statement": (XPKG.Statement, XPKG.about, XPKG.speaker)}
"""What is counted: its class, what ties it to a place, and what to somebody."""
_WITHOUT = """SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Place FILTER NOT EXISTS { ?s geo:lat ?lat } }"""
_ALL = """SELECT ?place ?name ?lat ?long (COUNT(DISTINCT ?event) AS ?events) (COUNT(DISTINCT ?statement) AS ?statements)
WHERE { ?place geo:lat ?lat ; geo:long ?long ; rdfs:label ?name
OPTIONAL { ?event xpkg:place ?place ; a xpkg:Event . $event }
OPTIONAL { ?statement xpkg:about ?place . $statement } }
GROUP BY ?place ?name ?lat ?long ORDER BY ?name ?place"""
_ALL_EVENTS = """SELECT ?place ?name ?lat ?long (COUNT(DISTINCT ?event) AS ?events) WHERE {
?event a xpkg:Event ; xpkg:place ?place . ?place geo:lat ?lat ; geo:long ?long ; rdfs:label ?name . $where }
GROUP BY ?place ?name ?lat ?long ORDER BY DESC(?events) ?name ?place"""
_HOW_MANY = """SELECT (COUNT(DISTINCT ?s) AS ?n) (COUNT(DISTINCT ?at) AS ?there) WHERE {
?s a xpkg:Event . $where OPTIONAL { ?s xpkg:place/geo:lat ?at_lat BIND(?s AS ?at) } }"""
_LARGE = 6.0
"""How much larger than the world the surroundings of a single place are shown."""


@dataclass(frozen=True, slots=True)
class Located:
    """A place with coordinates, how many events are told of it, and how many statements are about it."""

    iri: str
    latitude: float
    longitude: float
    events: int
    statements: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The events that a map is narrowed to by form ``fields``: how many there are, and how many ``there`` are on it."""

    fields: Fields
    title: str
    total: int
    there: int


def page(reader: GraphReader, fields: Fields) -> Page:
    """The page of the map: of all, of the thing in the form field ``with``, or of events as their list narrows them."""
    thing = reader.thing_asked_for(fields)
    kept = {name: fields.get(name, "").strip() for name in events.FIELDS} | {"with": thing}
    where, narrowing, dropped = events.narrowed(kept)
    kept = {name: value for name, value in kept.items() if value and name not in dropped}
    narrowed = None
    if set(kept) <= {"with"}:
        found = located(reader, thing)
    else:
        thing = ""
        bounds = f"{where['type']} {where['bounds']} {where['dates']}".strip()
        found, narrowed = _of_events(reader, kept, narrowing, bounds)
    drawn = drawing(reader, found, fields, kept)
    who = NamedNode(thing) if thing else None
    is_place = any(each.iri == thing for each in found)
    event = f"?event xpkg:participant {who} ." if who and not is_place else ""
    statement = f"?statement xpkg:speaker {who} ." if who and not is_place else ""
    query = filled(_ALL, event=event, statement=statement)
    if narrowed:
        query = filled(_ALL_EVENTS, where=re.sub(r"\?s\b", "?event", bounds))
    reader.learn_names([thing] if thing else [])
    name = narrowed.title if narrowed else reader.name(thing) if thing else ""
    return render(
        "map.html", reader, title=gettext("Map: %(name)s") % {"name": name} if name else gettext("Map"),
        narrowed=narrowed, drawn=drawn, places=found,
        told=[each for each in found if each.events or each.statements],
        named=[each for each in found if not each.events and not each.statements],
        thing=thing, is_place=is_place, without=0 if thing or narrowed else reader.rows(_WITHOUT)[0].number("n"),
        here="map",
        query=query,
    )  # fmt: skip


def _of_events(
    reader: GraphReader, kept: Fields, narrowing: Narrowing, where: str
) -> tuple[list[Located], Narrowed]:
    """The places of the events of a list, and how many these are."""
    points = _points(reader)
    told = told_by(reader, lambda index: places_of(index, narrowing, points))
    if told is None:
        numbers = {row.text("place"): row.number("n") for row in reader.rows(_OF_EVENTS, where=where)}
        [how_many] = reader.rows(_HOW_MANY, where=where)
        told = how_many.number("n"), how_many.number("there"), numbers
    total, there, numbers = told
    found = [Located(iri, *points[iri], number, 0) for iri, number in numbers.items() if iri in points]
    reader.learn_names([*numbers, *(value for value in kept.values() if value.startswith(reader.site.base))])
    title = reader.name(kept["type"]) if "type" in kept else gettext("events")
    return _most_first(reader, found), Narrowed(kept, title, total, there)


def located(reader: GraphReader, thing: str = "") -> list[Located]:
    """The places with coordinates, those with most events and statements first.

    Of a ``thing``: those of events in which it takes part and those of which it speaks; a place is shown itself.
    """
    is_place = thing and reader.site.kind(thing) == "place"
    points = _points(reader, thing if is_place else "")
    tied = "" if is_place else thing
    told = _counted(reader, "event", points, tied)
    said = _counted(reader, "statement", points, tied)
    found = [Located(iri, *at, told.get(iri, 0), said.get(iri, 0)) for iri, at in points.items()]
    some = [each for each in found if each.events or each.statements] if tied else found
    reader.learn_names(each.iri for each in some)
    return _most_first(reader, some)


def _points(reader: GraphReader, place: str = "") -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each place that has them, or of one ``place``."""
    points = {}
    for row in reader.rows(_PLACES, more=f"VALUES ?s {{ {NamedNode(place)} }} " if place else ""):
        if (at := degrees(row.text("lat"), row.text("long"))) is not None:
            points[row.text("s")] = at
    return points


def _most_first(reader: GraphReader, found: list[Located]) -> list[Located]:
    return sorted(found, key=lambda each: (-each.events - each.statements, reader.name(each.iri), each.iri))


def _counted(reader: GraphReader, kind: str, places: Mapping[str, object], thing: str) -> dict[str, int]:
    """How many events or statements there are with each of ``places``; with a ``thing``, of those it has to do with."""
    cls, term, tie = _TOLD[kind]
    told = told_by(reader, lambda index: overview.among(index, kind, term, places, thing, tie))
    if told is not None or not places:
        return told or {}
    more = f"?o {tie} {NamedNode(thing)} . " if thing else ""
    one = f"VALUES ?s {{ {iri_list(places)} }} " if len(places) == 1 else ""
    rows = reader.rows(_COUNTED, cls=cls, more=more, term=term, one=one)
    return {row.text("s"): row.number("n") for row in rows}


def degrees(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Latitude and longitude as numbers; None where they are no place on the earth.

    >>> degrees("52.5", "13.4"), degrees("91", "0"), degrees("nan", "0"), degrees("north", "0")
    ((52.5, 13.4), None, None, None)
    """
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (north, east) if -90 <= north <= 90 and -180 <= east <= 180 else None


def drawing(reader: GraphReader, found: list[Located], fields: Fields, kept: Fields) -> WorldMap:
    """The map of ``found``; its links keep the fields ``kept``."""
    points = [
        Point(reader.name(each.iri), each.longitude, each.latitude, each.events + each.statements,
              reader.site.href(each.iri) or "")
        for each in found
    ]  # fmt: skip
    start = (points[0].longitude, points[0].latitude, _LARGE) if len(points) == 1 else around(points)
    return world_map(points, fields, lambda part: reader.site.page("map", {**kept, **part}), start)
