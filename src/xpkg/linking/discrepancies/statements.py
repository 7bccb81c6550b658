"""What the texts state of linked things, and what Wikidata states of the same: read from a graph, as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from xpkg.lexicon.wikidata_properties import Part, properties_of

Ask = Callable[[str], Iterable[Mapping[str, str]]]
"""Runs a query with the known prefixes over all graphs; each solution has the words of its terms, by variable."""

LIVES = {"birth": "P569", "death": "P570"}
"""The types of events that the dates of a life are, with their properties."""
PUBLISHED = "P577"
OFFICES, MEMBERSHIPS = properties_of(Part.OFFICE), properties_of(Part.MEMBERSHIP)
COMPARED = (*LIVES.values(), PUBLISHED, *OFFICES, *MEMBERSHIPS)
"""The properties that are compared."""

_RANKS = {"PreferredRank": "preferred", "NormalRank": "normal", "DeprecatedRank": "deprecated"}
_WD = "http://www.wikidata.org/entity/"
_THINGS = """SELECT DISTINCT ?thing ?label ?item WHERE { ?page schema:about ?item . ?item a wikibase:Item .
{ ?thing skos:exactMatch ?item } UNION { ?link dcterms:isReplacedBy ?item . ?thing skos:exactMatch ?link }
?thing rdfs:label ?label } ORDER BY ?thing ?label"""
_ITEMS = """SELECT DISTINCT ?thing ?item WHERE { ?thing skos:exactMatch ?link
OPTIONAL { ?link dcterms:isReplacedBy ?other } BIND(COALESCE(?other, ?link) AS ?item) } ORDER BY ?thing ?item"""
_STATED = """SELECT DISTINCT ?item ?statement ?value ?rank ?start ?end WHERE {{
?item p:{name} ?statement . ?statement ps:{name} ?value ; wikibase:rank ?rank .
OPTIONAL {{ ?statement pq:P580 ?start }} OPTIONAL {{ ?statement pq:P582 ?end }}
}} ORDER BY ?item ?statement ?start ?end"""
_LABELS = """SELECT DISTINCT ?item ?name WHERE { ?item a wikibase:Item ; rdfs:label|skos:altLabel ?name
FILTER(LANGMATCHES(LANG(?name), "en") || LANG(?name) = "mul") } ORDER BY ?item ?name"""
_LABEL = """SELECT DISTINCT ?item ?name WHERE { ?item a wikibase:Item ; rdfs:label ?name
FILTER(LANGMATCHES(LANG(?name), "en") || LANG(?name) = "mul") } ORDER BY ?item ?name"""
_POSITIONS = """SELECT DISTINCT ?at ?thing ?role ?body ?bodyType ?place ?date ?start ?end ?former ?passage
?source ?confidence WHERE { ?at xpkg:holder ?thing ; xpkg:role ?role ; xpkg:evidence ?passage ; xpkg:statedIn ?source .
?thing skos:exactMatch ?link .
OPTIONAL { ?at xpkg:organization ?body OPTIONAL { ?body xpkg:subtype ?bodyType } }
OPTIONAL { ?at xpkg:place ?place } OPTIONAL { ?at xpkg:date ?date } OPTIONAL { ?at xpkg:start ?start }
OPTIONAL { ?at xpkg:end ?end } OPTIONAL { ?at xpkg:former ?former } OPTIONAL { ?at xpkg:confidence ?confidence }
} ORDER BY ?at ?passage"""
_NAMES = """SELECT DISTINCT ?place ?name ?rank WHERE { ?at a xpkg:Position ; xpkg:organization|xpkg:place ?place .
{ ?place rdfs:label ?name BIND(0 AS ?rank) } UNION { ?place skos:altLabel ?name BIND(1 AS ?rank) }
UNION { ?place skos:exactMatch ?item . ?item rdfs:label|skos:altLabel ?name BIND(2 AS ?rank)
FILTER(LANGMATCHES(LANG(?name), "en")) } } ORDER BY ?place ?rank ?name"""
_EVENTS = """SELECT DISTINCT ?at ?thing ?date ?passage ?source ?told ?confidence WHERE {{
?at xpkg:eventType xpkg:event-{kind} ; xpkg:date ?date ; xpkg:evidence ?passage ; xpkg:statedIn ?source .
{{ ?at xpkg:patient ?thing }} UNION {{ ?at xpkg:agent ?thing FILTER NOT EXISTS {{ ?at xpkg:patient ?other }} }}
?thing skos:exactMatch ?link .
OPTIONAL {{ ?at xpkg:accordingTo ?by . ?by xpkg:speakerText ?told }} OPTIONAL {{ ?at xpkg:confidence ?confidence }}
}} ORDER BY ?at ?passage ?told"""
_WORKS = """SELECT DISTINCT ?thing ?date ?passage ?source WHERE { ?thing dcterms:issued ?date ; skos:exactMatch ?link .
?passage xpkg:describesWork ?thing ; nif:referenceContext ?source } ORDER BY ?thing ?passage ?date"""
_SOURCES = """SELECT DISTINCT ?source ?title ?issued ?url ?language ?retrieved ?item WHERE { ?source a xpkg:Source .
OPTIONAL { ?source xpkg:retrieved ?retrieved }
OPTIONAL { ?source rdfs:label ?title } OPTIONAL { ?source dcterms:issued ?issued } OPTIONAL { ?source schema:url ?url }
OPTIONAL { ?source dcterms:language ?language }
OPTIONAL { ?source dcterms:publisher?/skos:exactMatch ?item } } ORDER BY ?source ?item ?title ?issued ?url"""


@dataclass(frozen=True, slots=True)
class LinkedThing:
    """A thing of the graph (an IRI) and the item that it exactly is, of which the graph has what Wikidata says."""

    iri: str
    label: str
    item: str


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text of the corpus. ``item`` is that of itself, or of its publisher; ``language`` a tag.

    ``retrieved`` is the day on which it was fetched, where that is known.
    """

    iri: str
    title: str = ""
    issued: str = ""
    url: str = ""
    language: str = ""
    item: str = ""
    retrieved: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text states. ``property`` is that of Wikidata for it; of positions the first one of offices.

    ``of`` are all names of the body and the place of an office. ``body`` is the IRI of the body, and ``party`` says
    whether that is one. ``date`` is the date itself, or when an office was held; all dates are EDTF. ``passage`` is an
    IRI. ``reported_by`` names who says so where the text only reports it.
    """

    thing: str
    property: str
    source: str
    passage: str
    role: str = ""
    of: tuple[str, ...] = ()
    body: str = ""
    party: bool = False
    date: str = ""
    start: str = ""
    end: str = ""
    former: bool = False
    reported_by: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What Wikidata states: ``value`` is "Q5" or an EDTF date, ``names`` are those of an item, the label first."""

    item: str
    property: str
    statement: str
    value: str
    rank: str
    start: str = ""
    end: str = ""
    names: tuple[str, ...] = ()


def linked_things(ask: Ask) -> tuple[LinkedThing, ...]:
    """The linked things of which the graph has what Wikidata says, each once."""
    rows = (LinkedThing(row["thing"], row["label"], _item(row["item"])) for row in ask(_THINGS))
    return tuple({each.iri: each for each in reversed([*rows])}.values())[::-1]


def items_of(ask: Ask) -> Mapping[str, str]:
    """The items that things exactly are, by the IRIs of the things, also those of which nothing else is known."""
    return {row["thing"]: _item(row["item"]) for row in ask(_ITEMS)}


def sources(ask: Ask) -> Mapping[str, TextSource]:
    """The texts of the corpus by their IRIs."""
    found: dict[str, TextSource] = {}
    for row in ask(_SOURCES):
        title, issued, url, language = (row.get(name, "") for name in ("title", "issued", "url", "language"))
        item, retrieved = _item(row.get("item", "")), row.get("retrieved", "")
        found.setdefault(row["source"], TextSource(row["source"], title, issued, url, language, item, retrieved))
    return found


def stated(ask: Ask) -> Iterator[Stated]:
    """All that Wikidata states of the properties that are compared."""
    names: dict[str, list[str]] = {}
    for query in (_LABEL, _LABELS):
        for row in ask(query):
            names.setdefault(_item(row["item"]), []).append(row["name"])
    for name in COMPARED:
        for row in _first_of_each(ask(_STATED.format(name=name)), "statement"):
            value = _item(row["value"]) if row["value"].startswith(_WD) else row["value"]
            rank = _RANKS.get(row["rank"].rsplit("#", 1)[-1], "normal")
            own = tuple(dict.fromkeys(names.get(value, ())))
            start, end = row.get("start", ""), row.get("end", "")
            yield Stated(_item(row["item"]), name, row["statement"], value, rank, start, end, own)


def told(ask: Ask) -> Iterator[Told]:
    """All that the texts state of linked things and is compared; each position, event and date of a work once."""
    yield from _positions(ask)
    for kind, name in LIVES.items():
        for row in _first_of_each(ask(_EVENTS.format(kind=kind)), "at", "thing"):
            yield Told(row["thing"], name, row["source"], row["passage"], date=row["date"],
                       reported_by=row.get("told", ""), confidence=row.get("confidence", ""))  # fmt: skip
    for row in _first_of_each(ask(_WORKS), "thing", "source", "date"):
        yield Told(row["thing"], PUBLISHED, row["source"], row["passage"], date=row["date"])


def _positions(ask: Ask) -> Iterator[Told]:
    names: dict[str, list[str]] = {}
    for row in ask(_NAMES):
        names.setdefault(row["place"], []).append(row["name"])
    for row in _first_of_each(ask(_POSITIONS), "at"):
        yield Told(
            row["thing"],
            OFFICES[0],
            row["source"],
            row["passage"],
            row["role"],
            tuple(name for place in ("body", "place") for name in names.get(row.get(place, ""), ())),
            row.get("body", ""),
            row.get("bodyType", "") == "party",
            row.get("date", ""),
            row.get("start", ""),
            row.get("end", ""),
            row.get("former", "") in ("true", "1"),
            confidence=row.get("confidence", ""),
        )


def _first_of_each(rows: Iterable[Mapping[str, str]], *names: str) -> Iterator[Mapping[str, str]]:
    """The first of ``rows`` for each combination of the values of ``names``."""
    found: dict[tuple[str, ...], Mapping[str, str]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in names), row)
    yield from found.values()


def _item(iri: str) -> str:
    return iri.removeprefix(_WD) if iri.startswith(_WD) else ""
