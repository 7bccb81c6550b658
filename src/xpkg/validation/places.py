"""Finds the document and the characters that a violation is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from xpkg.validation.graph import Graph, Term
from xpkg.validation.report import Violation
from xpkg.vocab import DCTERMS, NIF, RDF, XPKG

_PASSAGE = re.compile(r"(?P<source>.+)#char=(?P<start>\d+),(?P<end>\d+)", re.ASCII)
_EVIDENCE = (XPKG.evidence, XPKG.contentPassage, XPKG.sourcePassage, XPKG.cuePassage)

Place = tuple[NamedNode | None, int | None, int | None]


def placed(graph: Graph, violations: Iterable[Violation]) -> Iterator[Violation]:
    """``violations`` with document and characters: those of the node, of its evidence, of its first mention,
    or of what points to it; where there is none, the one source of the graph."""
    sources = sorted(graph.by_object(RDF.type).get(XPKG.Source, ()), key=str)
    only = sources[0] if len(sources) == 1 and isinstance(sources[0], NamedNode) else None
    known: dict[Term, Place | None] = {}
    pointing: dict[Term, list[Term]] = {}
    for violation in violations:
        focus = violation.focus
        if focus not in known:
            known[focus] = _direct(graph, focus)
            if known[focus] is None:
                if not pointing:
                    for subject, _, term in graph.triples():
                        if not isinstance(term, Literal):
                            pointing.setdefault(term, []).append(subject)
                near = (_direct(graph, each) for each in pointing.get(focus, ()))
                known[focus] = min((place for place in near if place is not None), key=_key, default=None)
        document, start, end = known[focus] or (only, None, None)
        yield replace(violation, document=document or only, start=start, end=end)


def titles(graph: Graph, violations: Iterable[Violation]) -> tuple[tuple[NamedNode, str], ...]:
    """The documents of ``violations`` with their titles, as far as these are known."""
    found: list[tuple[NamedNode, str]] = []
    documents = {violation.document for violation in violations if violation.document is not None}
    for document in sorted(documents, key=lambda each: each.value):
        named = sorted(term.value for term in graph.objects(document, DCTERMS.title) if isinstance(term, Literal))
        if named:
            found.append((document, named[0]))
    return tuple(found)


def _key(place: Place) -> tuple[str, int, int]:
    return (str(place[0]), -1 if place[1] is None else place[1], -1 if place[2] is None else place[2])


def _direct(graph: Graph, node: Term) -> Place | None:
    if (place := _passage(graph, node)) is not None:
        return place
    for predicate in _EVIDENCE:
        near = (_passage(graph, passage) for passage in graph.objects(node, predicate))
        if found := sorted((place for place in near if place is not None), key=_key):
            return found[0]
    for source in sorted(graph.objects(node, XPKG.statedIn), key=str):
        if isinstance(source, NamedNode):
            return (source, None, None)
    return (node, None, None) if isinstance(node, NamedNode) and graph.objects(node, XPKG.text) else None


def _passage(graph: Graph, node: Term) -> Place | None:
    if not isinstance(node, NamedNode):
        return None
    if match := _PASSAGE.fullmatch(node.value):
        return (NamedNode(match["source"]), int(match["start"]), int(match["end"]))
    source, begin, end = (graph.only(node, each) for each in (NIF.referenceContext, NIF.beginIndex, NIF.endIndex))
    if not isinstance(source, NamedNode) or not isinstance(begin, Literal) or not isinstance(end, Literal):
        return None
    return (source, int(begin.value), int(end.value)) if begin.value.isdecimal() and end.value.isdecimal() else None
