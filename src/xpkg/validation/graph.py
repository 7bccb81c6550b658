"""A graph as an index by subject and predicate, for many lookups in one pass over its quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias, TypeVar, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from xpkg.vocab import RDF, RDFS

Node: TypeAlias = NamedNode | BlankNode
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
_T = TypeVar("_T")
_NOTHING: Mapping[NamedNode, tuple[Term, ...]] = {}


class Graph:
    """The triples of ``quads``, whichever graphs they are in, over those of ``context``.

    ``objects`` and ``has_type`` look in the context too; what is iterated is this graph's own.
    """

    __slots__ = ("_by_predicate", "_context", "_having", "_made", "_shared", "_superclasses", "_triples")

    def __init__(self, quads: Iterable[Quad], context: Graph | None = None) -> None:
        triples: dict[Node, dict[NamedNode, tuple[Term, ...]]] = {}
        several: dict[tuple[Node, NamedNode], dict[Term, None]] = {}
        # The quads of one subject mostly stand together, and two terms are compared sooner than one is hashed.
        last: Node | None = None
        known: dict[NamedNode, tuple[Term, ...]] = {}
        for subject, predicate, term, _ in quads:
            if last is None or subject != last:
                if isinstance(subject, Triple):
                    raise ValueError("a triple term cannot be a subject")
                last = subject
                known = triples.setdefault(subject, {})
            own = (term,)
            first = known.setdefault(predicate, own)
            if first is not own:
                several.setdefault((subject, predicate), dict.fromkeys(first))[term] = None
        for (node, predicate), objects in several.items():
            triples[node][predicate] = tuple(objects)
        self._triples = triples
        self._context = context
        # Few subjects stand in both graphs; for all others one of the two need not be asked.
        self._shared = {subject for subject in context.all_subjects() if subject in triples} if context else frozenset()
        self._having: dict[NamedNode, list[Node]] | None = None
        self._by_predicate: dict[NamedNode, dict[Term, list[Node]]] = {}
        self._superclasses: dict[Term, frozenset[Term]] = {}
        self._made: dict[Callable[[Graph], object], object] = {}

    def once(self, make: Callable[[Graph], _T]) -> _T:
        """What ``make`` makes of this graph, made when it is first asked for."""
        found = self._made.get(make)
        if found is None:
            found = self._made[make] = make(self)
        return cast(_T, found)

    def subjects(self) -> Iterator[Node]:
        """Every subject, once."""
        return iter(self._triples)

    def all_subjects(self) -> Iterator[Node]:
        """Every subject, here and in the context; one in both more than once."""
        yield from self._triples
        if self._context is not None:
            yield from self._context.all_subjects()

    def triples(self) -> Iterator[tuple[Node, NamedNode, Term]]:
        """Every triple, once."""
        for subject, predicates in self._triples.items():
            for predicate, objects in predicates.items():
                for term in objects:
                    yield subject, predicate, term

    def all_about(self) -> Iterable[tuple[Node, Mapping[NamedNode, tuple[Term, ...]]]]:
        """Every subject, once, with all that this graph has of it, by predicate."""
        return self._triples.items()

    def about(self, subject: Term) -> Mapping[NamedNode, tuple[Term, ...]]:
        """All that ``subject`` has, by predicate, here and in the context."""
        own = self._triples.get(subject)  # type: ignore[arg-type]  # a literal has nothing
        if self._context is None:
            return _NOTHING if own is None else own
        if own is None:
            return self._context.about(subject)
        if not self._shared or subject not in self._shared:
            return own
        both = dict(own)
        for predicate, objects in self._context.about(subject).items():
            mine = own.get(predicate, ())
            both[predicate] = (*mine, *(term for term in objects if term not in mine))
        return both

    def objects(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """What ``subject`` has for ``predicate``, here and in the context; empty when nothing."""
        return self.about(subject).get(predicate, ())

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
