"""A graph as an index by subject and predicate, for many lookups in one pass over its quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from xpkg.vocab import RDF, RDFS

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


class Graph:
    """The triples of ``quads``, whichever graphs they are in, over those of ``context``.

    ``objects`` and ``has_type`` look in the context too; what is iterated is this graph's own.
    """

    __slots__ = ("__weakref__", "_by_predicate", "_context", "_having", "_shared", "_superclasses", "_triples")

    def __init__(self, quads: Iterable[Quad], context: Graph | None = None) -> None:
        triples: dict[Node, dict[NamedNode, tuple[Term, ...]]] = {}
        several: dict[tuple[Node, NamedNode], dict[Term, None]] = {}
        for quad in quads:
            subject, predicate = quad.subject, quad.predicate
            if isinstance(subject, Triple):
                raise ValueError("a triple term cannot be a subject")
            known = triples.get(subject)
            if known is None:
                triples[subject] = {predicate: (quad.object,)}
            elif predicate not in known:
                known[predicate] = (quad.object,)
            else:
                several.setdefault((subject, predicate), dict.fromkeys(known[predicate]))[quad.object] = None
        for (node, predicate), objects in several.items():
            triples[node][predicate] = tuple(objects)
        self._triples = triples
        self._context = context
        # Few subjects stand in both graphs; for all others one of the two need not be asked.
        self._shared = {subject for subject in context.subjects() if subject in triples} if context else frozenset()
        self._having: dict[NamedNode, list[Node]] | None = None
        self._by_predicate: dict[NamedNode, dict[Term, list[Node]]] = {}
        self._superclasses: dict[Term, frozenset[Term]] = {}

    def subjects(self) -> Iterator[Node]:
        """Every subject, once."""
        return iter(self._triples)

    def triples(self) -> Iterator[tuple[Node, NamedNode, Term]]:
        """Every triple, once."""
        for subject, predicates in self._triples.items():
            for predicate, objects in predicates.items():
                for term in objects:
                    yield subject, predicate, term

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """What ``subject`` has for ``predicate``, here and in the context; empty when nothing."""
        predicates = self._triples.get(subject)  # type: ignore[arg-type]  # a literal has nothing
        if predicates is None:
            return () if self._context is None else self._context.objects(subject, predicate)
        own: tuple[Term, ...] = predicates.get(predicate, ())
        if self._context is None or subject not in self._shared:
            return own
        return (*own, *(term for term in self._context.objects(subject, predicate) if term not in own))

    def pointing(self, term: Term, predicate: NamedNode) -> tuple[Node, ...]:
        """The subjects, here and in the context, that have ``term`` for ``predicate``."""
        own = tuple(self.by_object(predicate).get(term, ()))
        return own if self._context is None else own + self._context.pointing(term, predicate)

    def by_object(self, predicate: NamedNode) -> dict[Term, list[Node]]:
        """The subjects by their object for ``predicate``; this graph's own only."""
        known = self._by_predicate.get(predicate)
        if known is None:
            known = {}
            for subject in self._subjects_having(predicate):
                for term in self._triples[subject][predicate]:
                    known.setdefault(term, []).append(subject)
            self._by_predicate[predicate] = known
        return known

    def _subjects_having(self, predicate: NamedNode) -> list[Node]:
        if self._having is None:
            self._having = {}
            for subject, predicates in self._triples.items():
                for each in predicates:
                    self._having.setdefault(each, []).append(subject)
        return self._having.get(predicate, [])

    def superclasses(self, cls: Term) -> frozenset[Term]:
        """``cls`` and all above it by rdfs:subClassOf."""
        known = self._superclasses.get(cls)
        if known is None:
            found = {cls}
            queue = [cls]
            while queue:
                for above in self.objects(queue.pop(), RDFS.subClassOf):
                    if above not in found:
                        found.add(above)
                        queue.append(above)
            known = self._superclasses[cls] = frozenset(found)
        return known

    def has_type(self, subject: Term, cls: Term) -> bool:
        """Whether ``subject`` is an instance of ``cls`` or of a class below it (SHACL instance)."""
        types = self.objects(subject, RDF.type)
        return cls in types or any(cls in self.superclasses(own) for own in types)

    def only(self, subject: Term, predicate: NamedNode) -> Term | None:
        """The object when there is exactly one, else None."""
        found = self.objects(subject, predicate)
        return found[0] if len(found) == 1 else None
