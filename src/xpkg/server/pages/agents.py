"""Lists of people, organisations, groups and places: sorted, narrowed, with the query that makes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from pyoxigraph import Literal, NamedNode

from xpkg.facets.agents import Agents, Asked, Texts, agents
from xpkg.facets.counting import Counted
from xpkg.search import CLASSES
from xpkg.server.pages.dates import readable
from xpkg.server.pages.facet_links import SHOWN, Facet, FacetLink, Kind, facets
from xpkg.server.pages.graph_reader import GraphReader, near, told_by
from xpkg.server.pages.languages import gettext, message, ngettext
from xpkg.server.pages.loosening import looser
from xpkg.server.pages.paging import PER_PAGE, Paging, page_number
from xpkg.server.pages.query_results import filled, iri_list
from xpkg.server.pages.rendering import Page, render
from xpkg.vocab import XPKG

Fields = Mapping[str, str]

_SORTS = {
    "said": (message("Says"), "OPTIONAL { ?by xpkg:speaker ?s }", "?by"),
    "about": (message("Is spoken of"), "OPTIONAL { ?of xpkg:about ?s }", "?of"),
    "named": (message("Is named"), "OPTIONAL { ?at xpkg:denotes ?s }", "?at"),
}
"""What a list can be sorted by beside the name: the head of its column, and what is counted."""
_MOST_KINDS = 60
_LOOKED_AT, _PROPOSED = 20, 3  # names that are spelt nearly as the one that is asked for
_TEXT_FIELDS = ("source", "publisher", "year")
_FIELDS = ("name", "kind", "linked", "sort", "down", *_TEXT_FIELDS)
_BY_TEXT = (
    Kind("year", message("Named in texts of"), "year", readable),
    Kind("publisher", message("Named in texts by"), "publisher"), Kind("source", message("Named in"), "source"),
)  # fmt: skip
_COUNT = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a $cls . $more }"
_BY_NAME = """SELECT DISTINCT ?s ?label WHERE { ?s a $cls ; rdfs:label ?label . $more }
ORDER BY $down(LCASE(?label)) ?s LIMIT $limit OFFSET $offset"""
_BY_NUMBER = """SELECT ?s (SAMPLE(?name) AS ?label) (COUNT(DISTINCT $counted) AS ?n) WHERE {
?s a $cls ; rdfs:label ?name . $more $pattern }
GROUP BY ?s ORDER BY $down(?n) LCASE(SAMPLE(?name)) ?s LIMIT $limit OFFSET $offset"""
_FIGURES = """SELECT ?s ?p (COUNT(DISTINCT ?o) AS ?n) WHERE { VALUES ?s { $things }
{ ?o xpkg:speaker ?s BIND("said" AS ?p) } UNION { ?o xpkg:about ?s BIND("about" AS ?p) }
UNION { ?o xpkg:denotes ?s BIND("named" AS ?p) } } GROUP BY ?s ?p"""
_KINDS = """SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a $cls ; xpkg:subtype ?kind . $more }
GROUP BY ?kind ORDER BY DESC(?n) ?kind LIMIT 60"""
_LINKED = "FILTER EXISTS { ?s skos:exactMatch ?item }"
_UNLINKED = "FILTER NOT EXISTS { ?s skos:exactMatch ?item }"
_LINKS = {"yes": (message("linked with Wikidata"), _LINKED), "no": (message("without a link"), _UNLINKED)}
_ALL = """SELECT ?name ?kind ?said ?about ?named ?wikidata ?thing WHERE {
  { SELECT ?thing (SAMPLE(?label) AS ?name) (SAMPLE(?sort) AS ?kind) (SAMPLE(?item) AS ?wikidata) WHERE {
    ?thing a $cls ; rdfs:label ?label . $more
    OPTIONAL { ?thing xpkg:subtype ?sort } OPTIONAL { ?thing skos:exactMatch ?item } } GROUP BY ?thing }
  OPTIONAL { SELECT ?thing (COUNT(DISTINCT ?by) AS ?said) { ?by xpkg:speaker ?thing } GROUP BY ?thing }
  OPTIONAL { SELECT ?thing (COUNT(DISTINCT ?of) AS ?about) { ?of xpkg:about ?thing } GROUP BY ?thing }
  OPTIONAL { SELECT ?thing (COUNT(DISTINCT ?at) AS ?named) { ?at xpkg:denotes ?thing } GROUP BY ?thing }
}
ORDER BY $order ?thing
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list, with the numbers of its statements, of statements about it, and of its mentions."""

    iri: str
    said: int
    about: int
    named: int


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the form fields ask for: the fields that were understood, and the conditions on ``?s`` as SPARQL."""

    kept: dict[str, str]
    without_kind: str
    kind: str
    down: bool

    @property
    def more(self) -> str:
        """All conditions."""
        return self.without_kind + self.kind


def _agents(reader: GraphReader, fields: Fields, cls: NamedNode, path: str, title: str, lead: str,
            counted: Callable[[int], str]) -> Page:  # fmt: skip
    narrowed = _narrowed(fields)
    number = page_number(fields)
    found = _told(reader, cls, narrowed, number)
    if found is None:
        found = _asked(reader, fields, cls, narrowed, number)
    reader.learn_names(found.iris)
    fields = dict.fromkeys(_FIELDS, "") | narrowed.kept
    by_text = Counted(found.total, found.iris, _by_time(found.told)) if found.told else None
    things = [Listed(iri, *(found.figures.get((iri, name), 0) for name in _SORTS)) for iri in found.iris]
    links = [(name, words, found.links.get(name, 0)) for name, (words, _) in _LINKS.items()]
    query = filled(_ALL, cls=cls, more=narrowed.more.replace("?s ", "?thing "), order=_order(narrowed))
    like = [] if found.total or not narrowed.kept.get("name") else near(reader, narrowed.kept["name"], _LOOKED_AT)
    spelt = {each.label: reader.site.page(path, {**narrowed.kept, "name": each.label}) for each in like
             if reader.site.kind(each.iri) == CLASSES[cls]}  # fmt: skip
    return render(
        "list.html", reader, title=title, lead=lead, counted=counted(found.total), things=things, here=path,
        paging=Paging(number, found.total, path, narrowed.kept), kinds=found.kinds[:_MOST_KINDS], links=links,
        speaks=cls != XPKG.Place, fields=fields, query=query,
        facets=_months(reader, path, fields, found.told) + facets(reader, path, fields, by_text, _BY_TEXT)
        if by_text else [],
        looser=[] if found.total else looser(reader, path, narrowed.kept, partial(_number, reader, cls)),
        near=list(spelt.items())[:_PROPOSED], heads=_heads(narrowed, path, reader, cls != XPKG.Place),
    )  # fmt: skip


def _number(reader: GraphReader, cls: NamedNode, fields: Fields) -> int:
    narrowed = _narrowed(fields)
    found = _told(reader, cls, narrowed, 1)
    return found.total if found else reader.rows(_COUNT, cls=cls, more=narrowed.more)[0].number("n")


def _told(reader: GraphReader, cls: NamedNode, narrowed: Narrowed, number: int) -> Agents | None:
    """What the tables beside the index have; None where there are none, as of another endpoint."""
    kept = {name: narrowed.kept.get(name, "") for name in _FIELDS}
    asked = Asked(CLASSES[cls], kept["name"], kept["kind"], kept["linked"], kept["sort"], narrowed.down,
                  Texts(*(kept[name] for name in _TEXT_FIELDS)))  # fmt: skip

    def page(at: int) -> Agents | None:
        return told_by(reader, lambda index: agents(index, asked, PER_PAGE, (at - 1) * PER_PAGE))

    found = page(number)
    last = Paging(number, found.total, "", {}).number if found else number
    return page(last) if last < number else found  # past the end: the last page is shown


def _asked(reader: GraphReader, fields: Fields, cls: NamedNode, narrowed: Narrowed, number: int) -> Agents:
    """The same by queries."""
    total = reader.rows(_COUNT, cls=cls, more=narrowed.more)[0].number("n")
    iris = _page(reader, cls, narrowed, Paging(number, total, "", {}))
    rows = reader.rows(_FIGURES, things=iri_list(iris)) if iris else []
    kinds = [(row.text("kind"), row.number("n")) for row in reader.rows(_KINDS, cls=cls, more=narrowed.without_kind)]
    links = {
        name: reader.rows(_COUNT, cls=cls, more=_narrowed({**fields, "linked": name}).more)[0].number("n")
        for name in _LINKS
    }
    figures = {(row.text("s"), row.text("p")): row.number("n") for row in rows}
    return Agents(total, tuple(iris), figures, tuple(each for each in kinds if each[0]), links)


def _narrowed(fields: Fields) -> Narrowed:
    kept = {name: fields.get(name, "").strip() for name in _FIELDS}
    kept["sort"] = kept["sort"] if kept["sort"] in _SORTS else ""
    kept["down"] = kept["down"] if kept["down"] in ("yes", "no") else ""
    conditions = ""
    if kept["name"]:
        wanted = Literal(kept["name"].lower())
        conditions += (
            f"FILTER EXISTS {{ ?s rdfs:label|skos:altLabel ?called FILTER(CONTAINS(LCASE(STR(?called)), {wanted})) }} "
        )
    if kept["linked"] in _LINKS:
        conditions += _LINKS[kept["linked"]][1] + " "
    else:
        kept["linked"] = ""
    conditions += _of_texts(kept)
    kind = f"?s xpkg:subtype {Literal(kept['kind'])} . " if kept["kind"] else ""
    # Names go up, numbers down, unless the other is asked for.
    down = kept["down"] == "yes" if kept["down"] else bool(kept["sort"])
    return Narrowed({name: value for name, value in kept.items() if value}, conditions, kind, down)


def _of_texts(kept: dict[str, str]) -> str:
    """That one text names ``?s`` which is all that is asked for; what is no IRI or no year is emptied."""
    parts = ""
    for name, pattern in (("source", "VALUES ?text {{ {} }} "), ("publisher", "?text dcterms:publisher {} . ")):
        if kept[name]:
            try:
                parts += pattern.format(NamedNode(kept[name]))
            except ValueError:
                kept[name] = ""
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2})?", kept["year"]):
        parts += f'?text dcterms:issued ?day FILTER(STRSTARTS(STR(?day), "{kept["year"]}")) '
    else:
        kept["year"] = ""
    if not parts:
        return ""
    return f"{{ SELECT DISTINCT ?s WHERE {{ {parts}?p xpkg:denotes ?s ; nif:referenceContext ?text }} }} "


def _by_time(numbers: Mapping[str, tuple[tuple[str, int], ...]]) -> dict[str, tuple[tuple[str, int], ...]]:
    """The most frequent years in the order of time."""
    years = [pair for pair in numbers["year"] if len(pair[0]) == len("2019")]
    return {**numbers, "year": tuple(sorted(years[:SHOWN], reverse=True))}


def _months(
    reader: GraphReader, path: str, kept: Fields, told: Mapping[str, tuple[tuple[str, int], ...]]
) -> list[Facet]:
    """The months of the year that is asked for, with how many the texts of each name."""
    if not kept["year"] or not told:
        return []
    year = kept["year"][:4]

    def link(span: str, words: str, number: int) -> FacetLink:
        return FacetLink(words, number, reader.site.page(path, {**kept, "year": span}), span == kept["year"])

    links = [link(year, gettext("all of %(year)s") % {"year": year}, 0)] if kept["year"] != year else []
    links += [link(span, readable(span), n) for span, n in sorted(told["year"]) if span.startswith(f"{year}-")]
    return [Facet("by-month", gettext("Month"), tuple(links))] if len(links) > 1 else []


def _order(narrowed: Narrowed) -> str:
    """The order of a download, which is that of the list."""
    sort = narrowed.kept.get("sort", "")
    way = "DESC" if narrowed.down else "ASC"
    return f"{way}(COALESCE(?{sort}, 0)) LCASE(?name)" if sort else f"{way}(LCASE(?name))"


def _page(reader: GraphReader, cls: NamedNode, narrowed: Narrowed, paging: Paging) -> list[str]:
    sort = narrowed.kept.get("sort", "")
    values: dict[str, NamedNode | str] = {"cls": cls, "more": narrowed.more, "down": "DESC" if narrowed.down else "ASC"}
    if sort:
        _, pattern, counted = _SORTS[sort]
        values |= {"pattern": pattern, "counted": counted}
    query = _BY_NUMBER if sort else _BY_NAME
    found = reader.rows(query, limit=paging.size, offset=paging.offset, **values)
    return list(dict.fromkeys(row.text("s") for row in found if row.text("s")))


def _heads(narrowed: Narrowed, path: str, reader: GraphReader, speaks: bool) -> list[tuple[str, str, str]]:
    """Head, address and ``aria-sort`` of each column; the address of the sorted one turns the order round."""
    others = {name: value for name, value in narrowed.kept.items() if name not in ("sort", "down")}
    heads = []
    for name, words in (("", message("Name")), *((name, words) for name, (words, _, _) in _SORTS.items())):
        if name == "said" and not speaks:
            continue
        sorted_by = narrowed.kept.get("sort", "") == name
        turned = {"down": "no" if narrowed.down else "yes"} if sorted_by else {}
        address = reader.site.page(path, {**others, "sort": name or None, **turned})
        order = ("descending" if narrowed.down else "ascending") if sorted_by else ""
        heads.append((words, address, order))
    return heads


def people(reader: GraphReader, fields: Fields) -> Page:
    """The page of people: those whom the texts name, and the authors of the documents that they cite."""
    return _agents(reader, fields, XPKG.Person, "people", gettext("People"),
                   gettext("Everybody whom the texts name, and the makers of the documents that they cite."),
                   lambda number: ngettext("person", "people", number))  # fmt: skip


def organizations(reader: GraphReader, fields: Fields) -> Page:
    """The page of organisations."""
    return _agents(reader, fields, XPKG.Organization, "organizations", gettext("Organisations"),
                   gettext("Ministries, parties, newspapers, universities and other bodies that the texts name."),
                   lambda number: ngettext("organisation", "organisations", number))  # fmt: skip


def groups(reader: GraphReader, fields: Fields) -> Page:
    """The page of groups."""
    return _agents(reader, fields, XPKG.Group, "groups", gettext("Groups"),
                   gettext("People spoken of together who are no organisation: peoples, unnamed officials."),
                   lambda number: ngettext("group", "groups", number))  # fmt: skip


def places(reader: GraphReader, fields: Fields) -> Page:
    """The page of places."""
    return _agents(reader, fields, XPKG.Place, "places", gettext("Places"),
                   gettext("Countries, regions, towns and other places that the texts name."),
                   lambda number: ngettext("place", "places", number))  # fmt: skip
