"""The map of the places that have coordinates: of all, or those that have to do with one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from xpkg.facets import overview
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.languages import gettext
from xpkg.server.pages.query_results import filled, iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.server.pages.world_map import Point, WorldMap, around, world_map
from xpkg.vocab import XPKG

Fields = Mapping[str, str]
_PLACES = """SELECT DISTINCT ?s ?lat ?long WHERE { $more ?s geo:lat ?lat ; geo:long ?long ; a xpkg:Place }"""
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
_OF_TYPE = """SELECT (COUNT(DISTINCT ?s) AS ?n) (COUNT(DISTINCT ?at) AS ?there) WHERE {
?s a xpkg:Event ; xpkg:eventType $type OPTIONAL { ?s xpkg:place/geo:lat ?lat BIND(?s AS ?at) } }"""
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


def page(reader: GraphReader, fields: Fields) -> Page:
    """The page of the map, of all or of the thing in the form field ``with``."""
    thing = reader.thing_asked_for(fields)
    kind = "" if thing else _type_asked_for(fields)
    found = [each for each in located(reader, thing, kind) if each.events or not kind]
    kept = {"with": thing, "type": kind} if thing or kind else {}
    drawn = drawing(reader, found, fields, kept)
    who = NamedNode(thing) if thing else None
    is_place = any(each.iri == thing for each in found)
    event = f"?event xpkg:participant {who} ." if who and not is_place else ""
    event = f"?event xpkg:eventType {NamedNode(kind)} ." if kind else event
    statement = f"?statement xpkg:speaker {who} ." if who and not is_place else ""
    query = filled(_ALL, event=event, statement=statement)
    reader.learn_names([each for each in (thing, kind) if each])
    title = gettext("Map")
    if thing or kind:
        title = gettext("Map: %(name)s") % {"name": reader.name(thing or kind)}
    return render(
        "map.html", reader, title=title, kind=kind,
        of_kind=reader.rows(_OF_TYPE, type=NamedNode(kind))[0] if kind else None,
        drawn=drawn, places=found,
        told=[each for each in found if each.events or each.statements],
        named=[each for each in found if not each.events and not each.statements],
        thing=thing, is_place=is_place, without=0 if thing or kind else reader.rows(_WITHOUT)[0].number("n"),
        here="map",
        query=query,
    )  # fmt: skip


def _type_asked_for(fields: Fields) -> str:
    """The type of events in the field ``type``; empty where that is none."""
    try:
        return NamedNode(fields["type"].strip()).value if fields.get("type", "").startswith(XPKG.iri) else ""
    except ValueError:
        return ""


def located(reader: GraphReader, thing: str = "", kind: str = "") -> list[Located]:
    """The places with coordinates, those with most events and statements first.

    Of a ``thing``: those of events in which it takes part and those of which it speaks; a place is shown itself. With a
    ``kind`` only events of that type are counted.
    """
    places = tied = ""
    if thing:
        who = NamedNode(thing)
        if reader.site.kind(thing) == "place":
            places = f"VALUES ?s {{ {who} }} "
        else:
            tied = thing
            places = (
                f"{{ ?e xpkg:participant {who} ; xpkg:place ?s }} UNION {{ ?e xpkg:speaker {who} ; xpkg:about ?s }} "
            )
    points = {}
    for row in reader.rows(_PLACES, more=places):
        if (at := degrees(row.text("lat"), row.text("long"))) is not None:
            points[row.text("s")] = at
    events = _counted(reader, "event", points, kind or tied, XPKG.eventType if kind else None)
    statements = {} if kind else _counted(reader, "statement", points, tied)
    found = {iri: Located(iri, *at, events.get(iri, 0), statements.get(iri, 0)) for iri, at in points.items()}
    reader.learn_names(found)
    return sorted(found.values(), key=lambda each: (-each.events - each.statements, reader.name(each.iri), each.iri))


def _counted(
    reader: GraphReader, kind: str, places: Mapping[str, object], thing: str, by: NamedNode | None = None
) -> dict[str, int]:
    """How many events or statements there are with each of ``places``.

    With a ``thing``: of those that it has to do with, or that have it for the property ``by``.
    """
    cls, term, tie = _TOLD[kind]
    tie = by or tie
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
