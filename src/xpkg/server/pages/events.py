"""The page of events, in order of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from pyoxigraph import Literal, NamedNode

from xpkg.errors import StoreError
from xpkg.facets.counting import Counted, Narrowing, counted
from xpkg.server.pages import cards, sorting
from xpkg.server.pages.days import whole_day
from xpkg.server.pages.facet_links import Kind, by_month, facets
from xpkg.server.pages.graph_reader import GraphReader, told_by
from xpkg.server.pages.languages import concept, gettext, message
from xpkg.server.pages.loosening import looser
from xpkg.server.pages.paging import PER_PAGE, Paging, page_number
from xpkg.server.pages.query_results import filled
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG, XSD

_WHERE = """?s a xpkg:Event . $type OPTIONAL { ?s xpkg:earliest ?from } OPTIONAL { ?s xpkg:latest ?to } \
OPTIONAL { ?s xpkg:boundedBy ?by } $dates"""
_COUNT = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {_WHERE} }}"
_LISTED = f"""SELECT ?s (MIN(?from) AS ?first) (MIN(?to) AS ?last) (COUNT(?by) AS ?undated)
WHERE {{ {_WHERE} }} GROUP BY ?s ORDER BY (?undated > 0)
(!BOUND(?first) && !BOUND(?last)) $order ?s LIMIT $limit OFFSET $offset"""
_SUREST = f"""SELECT ?s (MAX(?confidence) AS ?sure) WHERE {{ {_WHERE} OPTIONAL {{ ?s xpkg:confidence ?confidence }} }}
GROUP BY ?s ORDER BY (!BOUND(?sure)) $order ?s LIMIT $limit OFFSET $offset"""
SORTS = {"": message("earliest first"), "new": message("latest first"), "sure": message("surest first"),
         "unsure": message("least sure first")}  # fmt: skip
_ORDERS = {"": "COALESCE(?first, ?last) ?last", "new": "DESC(COALESCE(?first, ?last))"}
_BY_CONFIDENCE = {"sure": "DESC(?sure)", "unsure": "?sure"}
_DOWNLOAD_ORDERS = {
    "": 'COALESCE(STR(MIN(?began)), "9999")', "new": 'DESC(COALESCE(STR(MIN(?began)), ""))',
    "sure": "DESC(?confidence)", "unsure": "?confidence",
}  # fmt: skip
_TYPES = """SELECT ?type ?label (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Event ; xpkg:eventType ?type .
?type skos:prefLabel ?label } GROUP BY ?type ?label ORDER BY ?label"""
_SOURCES = "SELECT DISTINCT ?s ?label WHERE { ?s a xpkg:Source ; rdfs:label ?label } ORDER BY ?label LIMIT 200"
_ALL = """SELECT ?event (SAMPLE(?label) AS ?name) (SAMPLE(?type_name) AS ?type) (SAMPLE(?when) AS ?date)
  (GROUP_CONCAT(DISTINCT ?place_name; SEPARATOR="; ") AS ?places)
  (GROUP_CONCAT(DISTINCT ?part_name; SEPARATOR="; ") AS ?participants) (SAMPLE(?title) AS ?text)
  (SAMPLE(?sure) AS ?confidence) (MIN(STR(?at)) AS ?passage) (MIN(?words) AS ?sentence) ($link AS ?link)
WHERE {
  ?event a xpkg:Event ; rdfs:label ?label . $where
  OPTIONAL { ?event xpkg:eventType/skos:prefLabel ?type_name }
  OPTIONAL { ?event xpkg:date ?when }
  OPTIONAL { ?event xpkg:place/rdfs:label ?place_name }
  OPTIONAL { ?event xpkg:participant/rdfs:label ?part_name }
  OPTIONAL { ?event xpkg:statedIn/rdfs:label ?title }
  OPTIONAL { ?event xpkg:earliest ?began }
  OPTIONAL { ?event xpkg:confidence ?sure }
  OPTIONAL { ?event xpkg:evidence ?at . ?at nif:anchorOf ?words }
}
GROUP BY ?event ORDER BY $order ?event"""
_BY_PUBLISHER = """SELECT ?publisher ?month (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event a xpkg:Event ; xpkg:statedIn ?text . $where
  OPTIONAL { ?text dcterms:publisher/rdfs:label ?publisher }
  OPTIONAL { ?event xpkg:earliest ?began BIND(SUBSTR(STR(?began), 1, 7) AS ?month) }
}
GROUP BY ?publisher ?month ORDER BY ?publisher ?month"""
"""How many events of a list which publisher tells of, by the month in which they may have begun."""
FIELDS = ("type", "source", "publisher", "from", "to", "with", "place")
"""The form fields that narrow."""
_OFFERED = 50
"""Texts that the form offers: those with most events."""
_KINDS = (
    Kind("type", message("Kind"), XPKG.eventType.value), Kind("place", message("Place"), XPKG.place.value),
    Kind("with", message("Taking part"), XPKG.participant.value), Kind("publisher", message("Publisher"), "publisher"),
    Kind("source", message("Text"), "source"),
)  # fmt: skip
"""The numbers by which the list is narrowed."""


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The page of the events that match the form fields, in order of time."""
    kept = {name: fields.get(name, "").strip() for name in FIELDS}
    kept["sort"] = sorting.chosen(fields, SORTS)
    narrow, narrowing, dropped = narrowed(kept)
    narrowing = replace(narrowing, sort=kept["sort"])
    number = page_number(fields)
    told = _counted(reader, narrowing, number)
    found = _asked(reader, kept, narrow, number) if told is None else _listed(reader, kept, told, number)
    shown = cards.events(reader, found.pop("iris"))
    by_time = kept["sort"] not in _BY_CONFIDENCE
    years = [(year, list(some)) for year, some in groupby(shown, key=lambda event: event.earliest[:4] * by_time)]
    whole = f"{narrow['type']} {narrow['bounds']} {narrow['dates']}".strip()
    return render(
        "events.html", reader, title=gettext("Events"), years=years, fields=kept, dropped=dropped, here="events",
        shown=reader.name(kept["with"]) if kept["with"].startswith(reader.site.base) else kept["with"],
        query=filled(_ALL, link=reader.site.opened("MIN(STR(?at))"), where=re.sub(r"\?s\b", "?event", whole),
                     order=_DOWNLOAD_ORDERS[kept["sort"]]),
        sorts=sorting.links(reader.site, "events", kept, SORTS), by_time=by_time,
        looser=[] if found["paging"].total else looser(reader, "events", kept, partial(_number, reader)),
        counts=filled(_BY_PUBLISHER, where=re.sub(r"\?s\b", "?event", whole)),
        map_fields={name: kept[name] for name in FIELDS if kept[name] and name not in dropped}, **found,
    )  # fmt: skip


def _counted(reader: GraphReader, narrowing: Narrowing, number: int) -> Counted | None:
    """What the tables beside the index have; None where there are none, as of another endpoint."""
    if reader.facets is None:
        return None
    terms = (XPKG.eventType, XPKG.place, XPKG.participant)
    try:
        found = counted(reader.facets, narrowing, terms, PER_PAGE, (number - 1) * PER_PAGE, _OFFERED)
        last = Paging(number, found.total, "events", {}).number
        if last < number:  # past the end: the last page is shown
            found = counted(reader.facets, narrowing, terms, PER_PAGE, (last - 1) * PER_PAGE, _OFFERED)
        return found
    except StoreError:
        return None


def _number(reader: GraphReader, fields: Mapping[str, str]) -> int:
    narrow, narrowing, _ = narrowed(fields)
    found = told_by(reader, lambda index: counted(index, narrowing, (), 1, 0, 0))
    return found.total if found else reader.rows(_COUNT, type=narrow["type"], dates=narrow["dates"])[0].number("n")


def _listed(reader: GraphReader, kept: Mapping[str, str], found: Counted, number: int) -> dict[str, Any]:
    """What the template shows, from the tables beside the index."""
    types = dict(found.numbers[XPKG.eventType.value])
    sources = [iri for iri, _ in found.numbers["source"]]
    types |= {kept["type"]: 0} if kept["type"] and kept["type"] not in types else {}
    sources += [kept["source"]] * (kept["source"] not in sources and kept["source"] != "")
    reader.learn_names([*types, *sources])
    return {
        "iris": found.iris, "paging": Paging(number, found.total, "events", kept),
        "facets": facets(reader, "events", kept, found, _KINDS), "chart": by_month(reader, "events", kept, found),
        "types": sorted(((iri, reader.name(iri), n) for iri, n in types.items()), key=lambda row: row[1]),
        "sources": sorted(((iri, reader.name(iri)) for iri in sources), key=lambda pair: pair[1]),
    }  # fmt: skip


def _asked(reader: GraphReader, kept: Mapping[str, str], narrow: Mapping[str, str], number: int) -> dict[str, Any]:
    """The same without numbers, by queries: of a graph that has no tables beside it."""
    asked = {name: narrow[name] for name in ("type", "dates")}
    paging = Paging(number, reader.rows(_COUNT, **asked)[0].number("n"), "events", kept)
    order = _BY_CONFIDENCE.get(kept["sort"]) or _ORDERS[kept["sort"]]
    query = _SUREST if kept["sort"] in _BY_CONFIDENCE else _LISTED
    rows = reader.rows(query, limit=paging.size, offset=paging.offset, order=order, **asked)
    return {
        "iris": [row.text("s") for row in rows if row.text("s")], "paging": paging, "facets": [], "chart": None,
        "types": [(iri := row.text("type"), concept(iri, row.text("label")), row.number("n"))
                  for row in reader.rows(_TYPES)],
        "sources": [(row.text("s"), row.text("label")) for row in reader.rows(_SOURCES)],
    }  # fmt: skip


def narrowed(kept: Mapping[str, str]) -> tuple[dict[str, str], Narrowing, list[str]]:
    """The conditions of the form fields as SPARQL and as a narrowing, and the fields that were not understood."""
    values = {"type": "", "bounds": "", "dates": ""}
    dropped, has, days = [], [], {"from": "", "to": ""}
    nodes: dict[str, NamedNode] = {}
    for name in ("type", "source", "place", "publisher", "with"):
        if kept[name]:
            try:
                nodes[name] = NamedNode(kept[name])
            except ValueError:
                dropped.append(name)
    for name, path, term in (("type", "xpkg:eventType", XPKG.eventType), ("source", "xpkg:statedIn", None),
                             ("place", "xpkg:place", XPKG.place),
                             ("publisher", "xpkg:statedIn/dcterms:publisher", None)):  # fmt: skip
        if name in nodes:
            values["type"] += f"?s {path} {nodes[name]} . "
            if term is not None:
                has.append((term, (nodes[name].value,)))
    if who := nodes.get("with"):
        values["type"] += f"{{ ?s xpkg:participant {who} }} UNION {{ ?s xpkg:place {who} }} "
    for name, bound, comparison in (("from", "?to", ">="), ("to", "?from", "<=")):
        if kept[name]:
            if (day := whole_day(kept[name], last=name == "to")) is None:
                dropped.append(name)
            else:
                days[name] = day
                known = "xpkg:latest" if bound == "?to" else "xpkg:earliest"
                values["bounds"] += f"OPTIONAL {{ ?s {known} {bound} }} "
                literal = Literal(day, datatype=XSD.date)
                values["dates"] += f" FILTER(BOUND({bound}) && {bound} {comparison} {literal})"
    source, publisher = (nodes[name].value if name in nodes else "" for name in ("source", "publisher"))
    either = ((XPKG.participant, XPKG.place), nodes["with"].value) if "with" in nodes else None
    narrowing = Narrowing("event", tuple(has), either, None, source, publisher, None, days["from"], days["to"])
    return values, narrowing, dropped
