"""The page of events, in order of time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader
from xpkg.server.pages.paging import Paging, page_number
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XSD

_WHERE = """?s a xpkg:Event . $type OPTIONAL { ?s xpkg:earliest ?from } OPTIONAL { ?s xpkg:latest ?to } \
OPTIONAL { ?s xpkg:boundedBy ?by } $dates"""
_COUNT = f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {_WHERE} }}"
_LISTED = f"""SELECT ?s (MIN(?from) AS ?first) (MIN(?to) AS ?last) (COUNT(?by) AS ?undated)
WHERE {{ {_WHERE} }} GROUP BY ?s ORDER BY (?undated > 0)
(!BOUND(?first) && !BOUND(?last)) COALESCE(?first, ?last) ?last ?s LIMIT $limit OFFSET $offset"""
_TYPES = """SELECT ?type ?label (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a xpkg:Event ; xpkg:eventType ?type .
?type skos:prefLabel ?label } GROUP BY ?type ?label ORDER BY ?label"""
_SOURCES = "SELECT DISTINCT ?s ?label WHERE { ?s a xpkg:Source ; rdfs:label ?label } ORDER BY ?label LIMIT 200"
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def page(reader: GraphReader, fields: Mapping[str, str]) -> Page:
    """The page of the events that match the form fields ``type``, ``source``, ``from``, ``to``, ``with``, ``place``."""
    kept = {name: fields.get(name, "").strip() for name in ("type", "source", "from", "to", "with", "place")}
    narrow, dropped = _narrowed(kept)
    total = reader.rows(_COUNT, **narrow)[0].number("n")
    paging = Paging(page_number(fields), total, "events", kept)
    rows = reader.rows(_LISTED, limit=paging.size, offset=paging.offset, **narrow)
    found = cards.events(reader, [row.text("s") for row in rows if row.text("s")])
    years = [(year, list(some)) for year, some in groupby(found, key=lambda event: event.earliest[:4])]
    return render(
        "events.html", reader, title="Events", years=years, paging=paging, fields=kept, dropped=dropped, here="events",
        shown=reader.name(kept["with"]) if kept["with"].startswith(reader.site.base) else kept["with"],
        types=[(row.text("type"), row.text("label"), row.number("n")) for row in reader.rows(_TYPES)],
        sources=[(row.text("s"), row.text("label")) for row in reader.rows(_SOURCES)],
    )  # fmt: skip


def _narrowed(kept: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The conditions of the form fields as SPARQL, and the names of the fields that were not understood."""
    values: dict[str, str] = {"type": "", "dates": ""}
    dropped = []
    for name, term in (("type", "xpkg:eventType"), ("source", "xpkg:statedIn"), ("place", "xpkg:place")):
        if kept[name]:
            try:
                values["type"] += f"?s {term} {NamedNode(kept[name])} . "
            except ValueError:
                dropped.append(name)
    if kept["with"]:
        try:
            who = NamedNode(kept["with"])
            values["type"] += f"{{ ?s xpkg:participant {who} }} UNION {{ ?s xpkg:place {who} }} "
        except ValueError:
            dropped.append("with")
    for name, bound, comparison in (("from", "?to", ">="), ("to", "?from", "<=")):
        if kept[name]:
            if (day := whole_day(kept[name], last=name == "to")) is None:
                dropped.append(name)
            else:
                literal = Literal(day, datatype=XSD.date)
                values["dates"] += f" FILTER(BOUND({bound}) && {bound} {comparison} {literal})"
    return values, dropped


def whole_day(words: str, *, last: bool) -> str | None:
    """The first or last day of a year, month or day (``2019``, ``2019-11``, ``2019-11-16``); None for other words."""
    if not _DAY.fullmatch(words):
        return None
    try:
        if len(words) == 4:
            return date.fromisoformat(f"{words}-{'12-31' if last else '01-01'}").isoformat()
        if len(words) == 7:
            first = date.fromisoformat(f"{words}-01")
            day = monthrange(first.year, first.month)[1] if last else 1
            return first.replace(day=day).isoformat()
        return date.fromisoformat(words).isoformat()
    except ValueError:
        return None
