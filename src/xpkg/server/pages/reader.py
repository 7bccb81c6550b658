"""Reads from the graph, for one page, the things that the page tells of and the names of what they point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from xpkg.server.pages.addresses import Site, place_in
from xpkg.server.pages.answers import Answer, Ask, Row, Term, many, rows
from xpkg.vocab import RDF, XPKG

_AT_ONCE = 200
"""IRIs in one question: keeps every question far below the longest that a server takes."""

_THINGS = "SELECT DISTINCT ?s ?p ?o WHERE { VALUES ?s { $things } ?s ?p ?o }"
_NAMES = "SELECT ?s ?name WHERE { VALUES ?s { $things } ?s $term ?name } ORDER BY ?s ?name"
_NAMING = ("rdfs:label", "skos:prefLabel", "dcterms:title")
KINDS = {
    XPKG.Source.value: "source",
    XPKG.Person.value: "person",
    XPKG.Organization.value: "organization",
    XPKG.Group.value: "group",
    XPKG.Place.value: "place",
    XPKG.Event.value: "event",
    XPKG.Position.value: "position",
    XPKG.Statement.value: "statement",
    XPKG.Utterance.value: "utterance",
    XPKG.Disagreement.value: "disagreement",
    XPKG.Document.value: "document",
}
"""Classes that have pages, the more special first."""


@dataclass(slots=True)
class Thing:
    """All that the graph says of one subject, by the IRI of the property."""

    iri: str
    values: dict[str, list[Term]] = field(default_factory=dict)

    def all(self, term: NamedNode) -> list[str]:
        """The IRIs or words that ``term`` gives, in a fixed order."""
        found = (each.value for each in self.values.get(term.value, ()) if isinstance(each, (NamedNode, Literal)))
        return sorted(set(found))

    def one(self, term: NamedNode) -> str:
        """The first of ``all``, or nothing."""
        return next(iter(self.all(term)), "")

    def literals(self, term: NamedNode) -> list[Literal]:
        """The literals that ``term`` gives, with their language tags, in a fixed order."""
        found = {each for each in self.values.get(term.value, ()) if isinstance(each, Literal)}
        return sorted(found, key=lambda each: (each.value, each.language or ""))

    def true(self, term: NamedNode) -> bool:
        """Whether ``term`` is the boolean true."""
        return self.one(term) in ("true", "1")

    def number(self, term: NamedNode) -> int:
        """The integer of ``term``; nought where there is none."""
        words = self.one(term)
        return int(words) if words.isdigit() and len(words) < 16 else 0

    @property
    def kind(self) -> str:
        """The kind of page that tells of this; empty for what has none."""
        types = set(self.all(RDF.type))
        return next((kind for cls, kind in KINDS.items() if cls in types), "")

    def passages(self, term: NamedNode) -> list[str]:
        """The passages that ``term`` gives, in order of text."""
        return sorted(self.all(term), key=lambda iri: place_in(iri) or (iri, 0, 0))


@dataclass(frozen=True, slots=True)
class Example:
    """A query of the catalogue with the question that it answers."""

    title: str
    question: str
    text: str


@dataclass(slots=True)
class Reader:
    """Reads for one page: ``ask`` runs queries, ``index`` is the file of the full-text index or None.

    ``ask_freely`` runs what a person wrote, up to a number of rows; ``examples`` are offered to them.
    """

    ask: Ask
    site: Site
    index: Path | None = None
    ask_freely: Callable[[str, int], Answer] | None = None
    examples: tuple[Example, ...] = ()
    _names: dict[str, Literal] = field(default_factory=dict)
    _things: dict[str, Thing] = field(default_factory=dict)

    def rows(self, query: str, **values: Term | str | int) -> list[Row]:
        """The solutions of ``query`` (see answers.rows)."""
        return rows(self.ask, query, **values)

    def things(self, iris: Iterable[str]) -> list[Thing]:
        """What the graph says of each of ``iris``, in their order."""
        wanted = list(dict.fromkeys(iris))
        for some in _batches([iri for iri in wanted if iri not in self._things]):
            for iri in some:
                self._things[iri] = Thing(iri)
            for row in self.rows(_THINGS, things=many(some)):
                self._things[row.text("s")].values.setdefault(row.text("p"), []).append(row["o"])
        return [self._things[iri] for iri in wanted]

    def thing(self, iri: str) -> Thing:
        """What the graph says of ``iri``; nothing at all where it does not know it."""
        return self.things([iri])[0]

    def learn_names(self, iris: Iterable[str]) -> None:
        """Fetches in one question the names of ``iris``, so that ``name`` need not ask for each."""
        unknown = [iri for iri in dict.fromkeys(iris) if iri not in self._names and _absolute(iri)]
        for some in _batches(unknown):
            # One property after the other: nearly all have the first.
            left = list(some)
            for term in _NAMING:
                if not left:
                    break
                for row in self.rows(_NAMES, things=many(left), term=term):
                    if isinstance(name := row["name"], Literal):
                        self._names.setdefault(row.text("s"), name)
                left = [iri for iri in left if iri not in self._names]
            self._names.update((iri, Literal(_tail(iri))) for iri in left)

    def name(self, iri: str) -> str:
        """The name of ``iri`` as people read it; the last part of the IRI where the graph has none."""
        if iri not in self._names:
            self.learn_names([iri])
        found = self._names.get(iri)
        return found.value if found else iri

    def learn_names_of(self, things: Sequence[Thing], *terms: NamedNode) -> None:
        """Fetches the names of all that ``terms`` of ``things`` point to."""
        self.learn_names(iri for thing in things for term in terms for iri in thing.all(term) if _absolute(iri))


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
        return f"characters {place[1]} to {place[2]}"
    return unquote(iri.rstrip("/#").rsplit("/", 1)[-1].rsplit("#", 1)[-1]) or iri


def in_order(things: Iterable[Thing]) -> Iterator[Thing]:
    """``things`` in the order in which their first evidence stands in its source."""
    return iter(sorted(things, key=lambda thing: (_first_place(thing), thing.iri)))


def _first_place(thing: Thing) -> tuple[str, int, int]:
    for term in (XPKG.contentPassage, XPKG.evidence):
        places = [place for iri in thing.all(term) if (place := place_in(iri))]
        if places:
            return min(places)
    return (thing.one(XPKG.statedIn), 0, 0)
