"""Reads the things of a graph one after another, in an order that the content alone decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Store

from xpkg.iris import Iris
from xpkg.store import Manifest
from xpkg.vocab import DCTERMS, NIF, RDF, RDFS, SKOS, XPKG

_PLACE = re.compile(r"#char=(\d+),(\d+)$")
_NAMES_KEPT = 1 << 16
_NOTATION = re.compile(r"^(?:act|event|document|block|factuality)-")

Value = NamedNode | Literal


@dataclass(frozen=True, slots=True)
class Record:
    """A thing with the values of its properties, each once and in order."""

    iri: str
    values: dict[str, tuple[Value, ...]] = field(default_factory=dict)

    def all(self, term: NamedNode) -> tuple[str, ...]:
        """The values of ``term`` as IRIs or lexical forms."""
        return tuple(each.value for each in self.values.get(term.value, ()))

    def one(self, term: NamedNode) -> str:
        """The first of ``all``; empty where there is none."""
        return next(iter(self.all(term)), "")

    def literals(self, term: NamedNode) -> tuple[Literal, ...]:
        """The literals among the values of ``term``."""
        return tuple(each for each in self.values.get(term.value, ()) if isinstance(each, Literal))

    def true(self, term: NamedNode) -> bool:
        """Whether ``term`` is the boolean true."""
        return self.one(term) in {"true", "1"}

    def isa(self, cls: NamedNode) -> bool:
        """Whether it is of the class ``cls``."""
        return cls.value in self.all(RDF.type)


@dataclass(frozen=True, slots=True)
class SourceGraph:
    """A text of the corpus with its named graph; ``name`` is what the corpus calls it."""

    name: str
    iri: str
    graph: NamedNode


class Records:
    """The things of one snapshot. One record at a time is in memory, whatever the size of the graph."""

    def __init__(self, database: Store, manifest: Manifest) -> None:
        self._database = database
        iris = Iris(manifest.base)
        self.sources = tuple(
            SourceGraph(each.name, iris.source(each.name).value, iris.document_graph(each.name))
            for each in manifest.sources
        )
        self.name = lru_cache(_NAMES_KEPT)(self._name)
        self.short = lru_cache(_NAMES_KEPT)(self._short)

    def record(self, iri: str) -> Record:
        """The thing ``iri``; without values where the graph does not have it."""
        node, values = NamedNode(iri), dict[str, set[Value]]()
        for quad in self._database.quads_for_pattern(node, None, None):
            if isinstance(quad.object, (NamedNode, Literal)):
                values.setdefault(quad.predicate.value, set()).add(quad.object)
        return Record(iri, {term: tuple(sorted(found, key=_order)) for term, found in sorted(values.items())})

    def of(self, *classes: NamedNode) -> Iterator[Record]:
        """The things of any of ``classes``, by IRI."""
        found = {
            quad.subject.value
            for cls in classes
            for quad in self._database.quads_for_pattern(None, RDF.type, cls)
            if isinstance(quad.subject, NamedNode)
        }
        return map(self.record, sorted(found))

    def told(self, cls: NamedNode) -> Iterator[tuple[SourceGraph, Record]]:
        """The things of ``cls`` that a source tells of, source by source, in the order of its words."""
        for source in self.sources:
            subjects = (
                quad.subject.value
                for quad in self._database.quads_for_pattern(None, RDF.type, cls, source.graph)
                if isinstance(quad.subject, NamedNode)
            )
            records = map(self.record, set(subjects))
            for record in sorted(records, key=lambda each: (self.place(each)[:2], each.iri)):
                yield source, record

    def mentions(self) -> Iterator[tuple[SourceGraph, Record]]:
        """The passages that denote something, source by source, in the order of the text."""
        for source in self.sources:
            passages = {
                quad.subject.value
                for quad in self._database.quads_for_pattern(None, XPKG.denotes, None, source.graph)
                if isinstance(quad.subject, NamedNode)
            }
            for iri in sorted(passages, key=_span):
                yield source, self.record(iri)

    def pointing(self, iri: str, term: NamedNode) -> tuple[str, ...]:
        """What has ``iri`` as a value of ``term``, by IRI."""
        quads = self._database.quads_for_pattern(None, term, NamedNode(iri))
        return tuple(sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}))

    def place(self, record: Record) -> tuple[int, int, str]:
        """Start, end (code points, end exclusive) and IRI of the first passage that says it; (-1, -1, "") for none."""
        passages = sorted((iri for iri in record.all(XPKG.evidence) if _PLACE.search(iri)), key=_span)
        return (*_span(passages[0])[:2], passages[0]) if passages else (-1, -1, "")

    def words(self, passage: str) -> str:
        """The words of the passage, as its text has them; empty where there is none."""
        return self._first(passage, NIF.anchorOf) if passage else ""

    def _name(self, iri: str) -> str:
        return self._first(iri, RDFS.label, SKOS.prefLabel, DCTERMS.title) or iri

    def _short(self, iri: str) -> str:
        """What a concept or an individual of the ontology is called in data: ``says``, ``arrest``, ``Direct``."""
        local = iri.rpartition("#")[2]
        return self._first(iri, SKOS.notation) or _NOTATION.sub("", local)

    def _first(self, iri: str, *terms: NamedNode) -> str:
        for term in terms:
            quads = self._database.quads_for_pattern(NamedNode(iri), term, None)
            if values := sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal)):
                return values[0]
        return ""


def names(records: Records, iris: Iterable[str]) -> tuple[str, ...]:
    """The names of the things ``iris``."""
    return tuple(records.name(iri) for iri in iris)


def place_of(passage: str) -> tuple[int, int]:
    """Start and end of the passage with this IRI (code points, end exclusive); (-1, -1) for what is none.

    >>> place_of("https://e/id/document/a#char=3,9")
    (3, 9)
    """
    return _span(passage)[:2]


def _order(value: Value) -> tuple[str, str]:
    return value.value, str(value)


def _span(iri: str) -> tuple[int, int, str]:
    found = _PLACE.search(iri)
    return (int(found[1]), int(found[2]), iri) if found else (-1, -1, iri)
