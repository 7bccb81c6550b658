"""Reads the things that one page shows from the graph, and the names of the things that they refer to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from xpkg.catalogue import Query
from xpkg.errors import StoreError
from xpkg.iris import Iris
from xpkg.search import Index, named
from xpkg.search.spelling import NAMED, WORKS, Near, Spellings, spellings
from xpkg.server.pages.addresses import Site, place_in
from xpkg.server.pages.languages import concept, gettext
from xpkg.server.pages.query_results import QueryResult, Row, RunQuery, Term, iri_list, rows
from xpkg.store import BuildRecord, new_since
from xpkg.vocab import RDF, XPKG

_T = TypeVar("_T")
_AT_ONCE = 200
"""IRIs in one query, so that no query gets longer than a server accepts."""

_THINGS = "SELECT DISTINCT ?s ?p ?o WHERE { VALUES ?s { $things } ?s ?p ?o }"
_NAMES = "SELECT ?s ?name WHERE { VALUES ?s { $things } ?s $term ?name } ORDER BY ?s ?name"
_LABELS = """SELECT DISTINCT ?s ?label WHERE { VALUES ?class { $classes } ?s a ?class ; rdfs:label ?label }
LIMIT 20000"""
_SOURCES = "SELECT DISTINCT ?s WHERE { ?s a xpkg:Source }"
_NAMING = ("rdfs:label", "skos:prefLabel", "dcterms:title")
KINDS = {
    XPKG.Source.value: "source",
    XPKG.Person.value: "person",
    XPKG.Organization.value: "organization",
    XPKG.Group.value: "group",
    XPKG.Place.value: "place",
    XPKG.Event.value: "event",
    XPKG.Eventuality.value: "eventuality",
    XPKG.Happening.value: "happening",
    XPKG.Position.value: "position",
    XPKG.Statement.value: "statement",
    XPKG.Utterance.value: "utterance",
    XPKG.Disagreement.value: "disagreement",
    XPKG.Document.value: "document",
}
"""The classes whose instances have pages, subclasses first."""


@dataclass(slots=True)
class Thing:
    """A subject of the graph, with the values of its properties by IRI."""

    iri: str
    values: dict[str, list[Term]] = field(default_factory=dict)

    def all(self, term: NamedNode) -> list[str]:
        """The values of ``term`` as IRIs or lexical forms, sorted."""
        found = (each.value for each in self.values.get(term.value, ()) if isinstance(each, (NamedNode, Literal)))
        return sorted(set(found))

    def one(self, term: NamedNode) -> str:
        """The first of ``all``; empty where there is none."""
        return next(iter(self.all(term)), "")

    def literals(self, term: NamedNode) -> list[Literal]:
        """The literals of ``term``, sorted by lexical form and language tag."""
        found = {each for each in self.values.get(term.value, ()) if isinstance(each, Literal)}
        return sorted(found, key=lambda each: (each.value, each.language or ""))

    def true(self, term: NamedNode) -> bool:
        """Whether ``term`` is the boolean true."""
        return self.one(term) in ("true", "1")

    def number(self, term: NamedNode) -> int:
        """The integer of ``term``; 0 where there is none."""
        words = self.one(term)
        return int(words) if words.isdigit() and len(words) < 16 else 0

    @property
    def kind(self) -> str:
        """The kind of its page (see KINDS); empty for a thing without one."""
        types = set(self.all(RDF.type))
        return next((kind for cls, kind in KINDS.items() if cls in types), "")

    def passages(self, term: NamedNode) -> list[str]:
        """The passages of ``term``, in the order of the text."""
        return sorted(self.all(term), key=lambda iri: place_in(iri) or (iri, 0, 0))


@dataclass(frozen=True, slots=True)
class Example:
    """A query of the catalogue with the question that it answers; it ``asks`` for values where it has parameters."""

    title: str
    question: str
    text: str
    name: str = ""
    asks: bool = False
    group: str = ""


@dataclass(slots=True)
class GraphReader:
    """Reads the graph for one page.

    ``run_query`` runs the queries of the page, ``run_user_query`` one that a user wrote, up to a number of rows.
    ``index`` is the full-text index, if there is one; ``facets`` the same where its tables have all that the graph
    has. ``examples`` are the queries to offer, ``own`` those among them that a user keeps in a folder. ``history`` is
    what the builds changed, the last one first, where that is known.
    """

    run_query: RunQuery
    site: Site
    index: Path | Index | None = None
    run_user_query: Callable[[str, int], QueryResult] | None = None
    examples: tuple[Example, ...] = ()
    facets: Path | None = None
    own: tuple[Query, ...] = ()
    history: tuple[BuildRecord, ...] = ()
    _names: dict[str, Literal] = field(default_factory=dict)
    _things: dict[str, Thing] = field(default_factory=dict)

    def rows(self, query: str, **values: Term | str | int) -> list[Row]:
        """The solutions of ``query`` (see ``query_results.rows``)."""
        return rows(self.run_query, query, **values)

    def things(self, iris: Iterable[str]) -> list[Thing]:
        """The things ``iris``, in their order."""
        wanted = list(dict.fromkeys(iris))
        for some in _batches([iri for iri in wanted if iri not in self._things]):
            for iri in some:
                self._things[iri] = Thing(iri)
            for row in self.rows(_THINGS, things=iri_list(some)):
                self._things[row.text("s")].values.setdefault(row.text("p"), []).append(row["o"])
        return [self._things[iri] for iri in wanted]

    def thing(self, iri: str) -> Thing:
        """The thing ``iri``; without values where the graph does not have it."""
        return self.things([iri])[0]

    def thing_asked_for(self, fields: Mapping[str, str]) -> str:
        """The IRI in the field ``with`` of a form; empty where it has none of this graph."""
        iri = fields.get("with", "").strip()
        try:
            return NamedNode(iri).value if iri.startswith(f"{self.site.base}id/") else ""
        except ValueError:
            return ""

    def learn_names(self, iris: Iterable[str]) -> None:
        """Read the names of ``iris`` with few queries, so that ``name`` needs none."""
        unknown = [iri for iri in dict.fromkeys(iris) if iri not in self._names and _absolute(iri)]
        for some in _batches(unknown):
            # One property after the other: nearly all things have the first.
            left = list(some)
            for term in _NAMING:
                if not left:
                    break
                for row in self.rows(_NAMES, things=iri_list(left), term=term):
                    if isinstance(name := row["name"], Literal):
                        self._names.setdefault(row.text("s"), name)
                left = [iri for iri in left if iri not in self._names]
            self._names.update((iri, Literal(_tail(iri))) for iri in left)

    def name(self, iri: str) -> str:
        """The name of ``iri``; the last part of the IRI where the graph has none.

        That of a concept of the ontology is in the language of the page.
        """
        return concept(iri, self.label(iri))

    def label(self, iri: str) -> str:
        """The name of ``iri`` as the graph has it."""
        if iri not in self._names:
            self.learn_names([iri])
        found = self._names.get(iri)
        return found.value if found else iri

    def learn_names_of(self, things: Sequence[Thing], *terms: NamedNode) -> None:
        """Read the names of all values of ``terms`` of ``things``."""
        self.learn_names(iri for thing in things for term in terms for iri in thing.all(term) if _absolute(iri))


def new_texts(reader: GraphReader, day: str) -> tuple[str, ...] | None:
    """The sources that came or changed on ``day`` or later, as the builds of the store tell; None where all are."""
    iris = Iris(reader.site.base)
    new = {iris.source(name).value for name in new_since(reader.history, day)}
    every = {row.text("s") for row in reader.rows(_SOURCES)}
    return None if every <= new else tuple(sorted(every & new))


def told_by(reader: GraphReader, ask: Callable[[Path], _T]) -> _T | None:
    """What ``ask`` finds in the tables beside the index; None where there are none, and the graph has to be asked."""
    if reader.facets is None:
        return None
    with suppress(StoreError):  # the index of an older build
        return ask(reader.facets)
    return None


def labelled(reader: GraphReader, kinds: Collection[str]) -> list[tuple[str, str]]:
    """IRI and label of the things of ``kinds``: from the index, else the first of the graph."""
    told = told_by(reader, lambda index: named(index, kinds))
    if told is not None:
        return [(iri, label) for iri, label, _ in told]
    classes = iri_list(cls for cls, kind in KINDS.items() if kind in kinds)
    return [(row.text("s"), row.text("label")) for row in reader.rows(_LABELS, classes=classes)]


def near(reader: GraphReader, words: str, limit: int) -> list[Near]:
    """The people, bodies, places and documents with a name that is spelt nearly as ``words``, the nearest first."""
    names = told_by(reader, spellings)
    if names is None:
        named, works = (((iri, label, [label]) for iri, label in labelled(reader, kinds)) for kinds in (NAMED, WORKS))
        names = Spellings(named, works)
    return names.near(words, limit)


def _batches(iris: Sequence[str]) -> Iterator[Sequence[str]]:
    return (iris[start : start + _AT_ONCE] for start in range(0, len(iris), _AT_ONCE))


def _absolute(iri: str) -> bool:
    if not iri.startswith(("http://", "https://", "urn:")):
        return False
    try:
        return bool(NamedNode(iri))
    except ValueError:  # a form field may say anything
        return False


def _tail(iri: str) -> str:
    place = place_in(iri)
    if place:
        return gettext("characters %(first)s to %(last)s") % {"first": place[1], "last": place[2]}
    return unquote(iri.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]) or iri


def in_order(things: Iterable[Thing]) -> Iterator[Thing]:
    """``things`` in the order of their first passage of evidence."""
    return iter(sorted(things, key=lambda thing: (_first_place(thing), thing.iri)))


def _first_place(thing: Thing) -> tuple[str, int, int]:
    for term in (XPKG.contentPassage, XPKG.evidence):
        places = [place for iri in thing.all(term) if (place := place_in(iri))]
        if places:
            return min(places)
    return (thing.one(XPKG.statedIn), 0, 0)
