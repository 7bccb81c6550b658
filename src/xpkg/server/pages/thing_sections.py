"""The sections of the page of a thing: what it said, what was said of it, events, positions, documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from xpkg.facets import overview
from xpkg.server.pages import cards
from xpkg.server.pages.graph_reader import GraphReader, Thing, told_by
from xpkg.server.pages.languages import gettext, message
from xpkg.server.pages.statements import count, listed
from xpkg.vocab import XPKG

_SHOWN, _MOST = 20, 200
"""Items of a section: at first, and at most where no list has them all."""

_EVENTS = """SELECT DISTINCT ?s ?from WHERE { { ?s xpkg:participant $thing } UNION { ?s xpkg:place $thing }
OPTIONAL { ?s xpkg:earliest ?from } }"""
_HELD = "SELECT DISTINCT ?s WHERE { ?s xpkg:holder $thing }"
_POSITIONS = """SELECT DISTINCT ?s WHERE { { ?s xpkg:organization $thing } UNION { ?s xpkg:place $thing }
FILTER EXISTS { ?s a xpkg:Position } }"""
_MADE = "SELECT DISTINCT ?s WHERE { ?s dcterms:creator $thing . ?s a xpkg:Document } ORDER BY ?s LIMIT 100"
_PUBLISHED = "SELECT DISTINCT ?s WHERE { ?s dcterms:publisher $thing . ?s a xpkg:Document } ORDER BY ?s LIMIT 100"
_PARTS = "SELECT DISTINCT ?s WHERE { ?s dcterms:isPartOf $thing } ORDER BY ?s LIMIT 200"
_CITED_BY = "SELECT DISTINCT ?s WHERE { ?s cito:cites $thing } ORDER BY ?s LIMIT 100"
_REFERENCES = """SELECT DISTINCT ?p ?source ?number ?words WHERE { ?p xpkg:describesWork $thing ;
nif:referenceContext ?source ; nif:anchorOf ?words OPTIONAL { ?p xpkg:number ?number } }
ORDER BY ?source ?number LIMIT 50"""
_DATE = re.compile(r"(-?\d+)-(\d\d)-(\d\d)")
_TOLD = """SELECT ?s ?in ?at WHERE { $where ?s a xpkg:Statement ; xpkg:statedIn ?in
OPTIONAL { ?s xpkg:contentPassage/nif:beginIndex ?at } }"""

SHORT = {
    "held": message("Positions"), "said": message("Says"), "about": message("Is spoken of"),
    "addressed": message("Said to"), "reported": message("Reports"),
    "supports": message("Statements"), "occurs": message("Statements"), "between": message("Statements"),
    "told": message("As told"),
    "elsewhere": message("Elsewhere"), "events": message("Events"), "positions": message("Positions"),
    "made": message("Documents"),
    "published": message("Published"), "parts": message("Parts"), "cited": message("Cited by"),
    "references": message("References"),
}  # fmt: skip
"""Short names of the sections, for the links that jump to them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list on the page of a thing. ``kind`` says how its items are shown; ``more`` links to the whole list."""

    id: str
    title: str
    kind: str
    items: list[Any]
    total: int
    more: str = ""


_SAID = (
    ("said", message("What it is reported to have said"), "speaker"),
    ("about", message("What is reported to have been said about it"), "about"),
    ("addressed", message("Said to it"), "addressee"),
    ("reported", message("What others said, as it reports"), "reportedBy"),
    ("supports", message("Statements that rest on it"), "supportedBy"),
    ("occurs", message("The statements in which these words stand"), "^occursAs"),
    ("between", message("The statements that disagree"), "^between"),
)
"""The sections of statements: their ids, titles, and what ties a statement to the thing."""
_OF_A_PERSON = {
    "What it is reported to have said": message("What this person is reported to have said"),
    "What is reported to have been said about it": message("What is reported to have been said about this person"),
    "Said to it": message("Said to this person"),
    "What others said, as it reports": message("What others said, as this person reports"),
}


def _title(kind: str, title: str) -> str:
    return gettext(_OF_A_PERSON.get(title, title) if kind == "person" else title)


def sections_of(reader: GraphReader, thing: Thing, node: NamedNode, whole: str) -> list[Section]:
    """The sections of the page of ``thing``; that called ``whole`` is shown in full."""
    kind, site = thing.kind, reader.site
    sections = []
    for name, title, term in _SAID:
        where = f"{node} xpkg:{term[1:]} ?s . " if term[0] == "^" else f"?s xpkg:{term} {node} . "
        if term in ("speaker", "about"):
            total, some = _listed(reader, thing, term, where)
            more = site.page("statements", {term: thing.iri}) if total > _SHOWN else ""
        else:
            every = _told(reader, where)
            # No list is narrowed to these; where nobody serves the pages, one page has to have them all.
            shown = _MOST if name == whole or not site.live else _SHOWN
            total, some = len(every), every[:shown]
            path = f"{thing.iri.removeprefix(site.base)}"
            more = f"{site.page(path, {'whole': name})}#{name}" if shown < min(total, _MOST) else ""
        if total:
            items = cards.statements(reader, some)
            sections.append(Section(name, _title(kind, title), "statements", items, total, more))
    if kind in ("person", "organization", "group"):
        sections.append(_some_positions(reader, "held", gettext("Positions held"), _HELD, node))
    for name, title, link in (
        ("told", gettext("As which the texts tell it"), XPKG.toldAs),
        ("elsewhere", gettext("The same in other texts"), XPKG.sameEvent),
    ):
        tellings = thing.all(link)
        sections.append(Section(name, title, "events", cards.events(reader, tellings), len(tellings)))
    begun = {row.text("s"): row.text("from") for row in reader.rows(_EVENTS, thing=node)}
    events = sorted(begun, key=lambda iri: (not begun[iri], _day(begun[iri]), iri))
    more = site.page("events", {"with": thing.iri}) if len(events) > _SHOWN else ""
    first = cards.events(reader, events[:_SHOWN])
    sections.append(Section("events", gettext("Events"), "events", first, len(events), more))
    if kind in ("organization", "place"):
        title = gettext("Positions in it") if kind == "organization" else gettext("Positions there")
        sections.append(_some_positions(reader, "positions", title, _POSITIONS, node))
    for name, title, query in (
        ("made", gettext("Documents made"), _MADE), ("published", gettext("Documents published"), _PUBLISHED),
        ("parts", gettext("Parts and articles of it"), _PARTS), ("cited", gettext("Texts that cite it"), _CITED_BY),
    ):  # fmt: skip
        documents = [row.text("s") for row in reader.rows(query, thing=node)]
        sections.append(Section(name, title, "documents", cards.documents(reader, documents), len(documents)))
    if kind == "document":
        references = [(row.text("p"), row.text("source"), row.text("number"), row.text("words"))
                      for row in reader.rows(_REFERENCES, thing=node)]  # fmt: skip
        reader.learn_names(each[1] for each in references)
        sections.append(Section("references", gettext("How the texts cite it"), "references", references,
                                len(references)))  # fmt: skip
    return sections


def _day(words: str) -> tuple[int, ...]:
    """Year, month and day, so that years before 1 stand in their order."""
    found = _DATE.match(words)
    return tuple(map(int, found.groups())) if found else ()


def _listed(reader: GraphReader, thing: Thing, term: str, where: str) -> tuple[int, Sequence[str]]:
    """How many statements have ``thing`` for ``term``, as ``where`` asks for; and the first of them."""
    told = told_by(reader, lambda index: overview.first(index, "statement", XPKG[term], thing.iri, _SHOWN))
    return told or (count(reader, where), listed(reader, where, _SHOWN, 0))


def _told(reader: GraphReader, where: str) -> list[str]:
    """The statements that meet ``where``, in the order of the texts; sorted here, as the engine takes longer for it."""
    places: dict[str, tuple[str, int]] = {}
    for row in reader.rows(_TOLD, where=where):
        place = row.text("in"), row.number("at")
        places[row.text("s")] = min(place, places.get(row.text("s"), place))
    return sorted(places, key=lambda iri: (places[iri], iri))


def _some_positions(reader: GraphReader, name: str, title: str, query: str, node: NamedNode) -> Section:
    iris = sorted(row.text("s") for row in reader.rows(query, thing=node))
    shown = cards.positions(reader, iris[:_SHOWN])
    more = reader.site.page("positions", {"with": str(node.value)}) if len(iris) > _SHOWN else ""
    return Section(name, title, "held" if name == "held" else "positions", shown, len(iris), more)
