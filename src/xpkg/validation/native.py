"""The checks that SHACL says in SPARQL or cannot say at all, in Python: evidence re-cut, dates, loose ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, product

from pyoxigraph import BlankNode, Literal, NamedNode

from xpkg.validation.constraints import comparable
from xpkg.validation.core import Check
from xpkg.validation.edtf import agree
from xpkg.validation.graph import Graph, Node, Term
from xpkg.validation.report import Violation
from xpkg.vocab import DCTERMS, NIF, RDF, XPKG, XSD

SHAPES = "https://w3id.org/xpkg/shapes#"
_BEYOND = "ConstraintComponent"  # no component of SHACL
_WHY_NOT_BLANK = "blank nodes make two builds differ and cannot be pointed to."
_THING = re.compile(r"/id/[a-z]+/[^/#]+-[0-9a-f]{10}(#char=\d+,\d+)?$", re.ASCII)
_NUMBER = re.compile(r"-?\d+", re.ASCII)
_QUOTED = ("quotation marks", "set off")  # how the mappers call what makes a passage somebody's very words
_PASSAGES = (XPKG.evidence, XPKG.sourcePassage, XPKG.cuePassage, XPKG.contentPassage)
_DATES = frozenset({XPKG.date, XPKG.start, XPKG.end, DCTERMS.issued, XPKG.retrieved, XPKG.archived})


def offsets(graph: Graph, passage: Term) -> tuple[int, int] | None:
    """Begin and end of ``passage`` (code points); None unless each is given once and they are in order."""
    begin = graph.only(passage, NIF.beginIndex)
    end = graph.only(passage, NIF.endIndex)
    if not isinstance(begin, Literal) or not isinstance(end, Literal):
        return None
    if not begin.value.isdecimal() or not end.value.isdecimal() or int(begin.value) >= int(end.value):
        return None
    return int(begin.value), int(end.value)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a passage says of itself: its sources with their texts, and the numbers where it begins and ends."""

    sources: tuple[Term, ...]
    texts: tuple[str, ...]
    begins: tuple[Literal, ...]
    ends: tuple[Literal, ...]


class _Passages:
    """The bounds of each passage that is asked for, read once for all checks.

    The text of a source is taken out of the graph once: each look at a literal's value is a copy of all of it.
    """

    def __init__(self, _: Graph) -> None:
        self._texts: dict[Term, tuple[str, ...]] = {}
        self._bounds: dict[Term, _Bounds] = {}

    def of(self, graph: Graph, passage: Term) -> _Bounds:
        found = self._bounds.get(passage)
        if found is None:
            about = graph.about(passage)
            sources = about.get(NIF.referenceContext, ())
            found = self._bounds[passage] = _Bounds(
                sources,
                tuple(text for source in sources for text in self._texts_of(graph, source)),
                _numbers(about.get(NIF.beginIndex, ())),
                _numbers(about.get(NIF.endIndex, ())),
            )
        return found

    def _texts_of(self, graph: Graph, source: Term) -> tuple[str, ...]:
        found = self._texts.get(source)
        if found is None:
            texts = graph.objects(source, XPKG.text)
            found = self._texts[source] = tuple(text.value for text in texts if isinstance(text, Literal))
        return found


def _bounds_of(graph: Graph, passage: Term) -> _Bounds:
    return graph.once(_Passages).of(graph, passage)


def _numbers(terms: tuple[Term, ...]) -> tuple[Literal, ...]:
    return tuple([term for term in terms if isinstance(term, Literal) and _NUMBER.fullmatch(term.value)])


def _inside(graph: Graph, focus: Node) -> Iterator[Term | None]:
    bounds = _bounds_of(graph, focus)
    for end in bounds.ends:
        for text in bounds.texts:
            if int(end.value) > len(text):
                yield end


def _cut(graph: Graph, focus: Node) -> Iterator[Term | None]:
    bounds = _bounds_of(graph, focus)
    for text, begin, end in product(bounds.texts, bounds.begins, bounds.ends):
        start, stop = int(begin.value), int(end.value)
        if 0 <= start < stop <= len(text):
            for words in graph.objects(focus, NIF.anchorOf):
                if not isinstance(words, Literal) or words.value != text[start:stop]:
                    yield words


def _iri(graph: Graph, focus: Node) -> Iterator[Term | None]:
    bounds = _bounds_of(graph, focus)
    for source, begin, end in product(bounds.sources, bounds.begins, bounds.ends):
        expected = f"{getattr(source, 'value', '')}#char={begin.value},{end.value}"
        if not isinstance(focus, NamedNode) or focus.value != expected:
            yield None


class _Quotations:
    """The passages of each source that stand in quotation marks, worked out once for a graph."""

    def __init__(self, _: Graph) -> None:
        self._spans: dict[Term, tuple[list[int], list[int]]] = {}

    def overlap(self, graph: Graph, source: Term, begin: int, end: int) -> bool:
        """Whether a quotation of ``source`` has one of the characters from ``begin`` to ``end``."""
        if source not in self._spans:
            spans = sorted(_quotations(graph, source))
            # The furthest end of all that begin so far: one that begins earlier may end later.
            self._spans[source] = [first for first, _ in spans], list(accumulate((last for _, last in spans), max))
        firsts, ends = self._spans[source]
        before = bisect_left(firsts, end)
        return before > 0 and ends[before - 1] > begin


def _quotations(graph: Graph, source: Term) -> Iterator[tuple[int, int]]:
    for passage in graph.pointing(source, NIF.referenceContext):
        methods = graph.objects(passage, XPKG.method)
        if any(isinstance(method, Literal) and method.value.startswith(_QUOTED) for method in methods):
            span = offsets(graph, passage)
            if span is not None:
                yield span


def _quoted(graph: Graph, focus: Node) -> Iterator[Term | None]:
    passages = graph.objects(focus, XPKG.contentPassage)
    if XPKG.Direct not in graph.objects(focus, XPKG.mode) or not passages:
        return
    for passage in passages:
        span = offsets(graph, passage)
        for source in graph.objects(passage, NIF.referenceContext):
            if span is not None and graph.once(_Quotations).overlap(graph, source, *span):
                return
    yield None


def _bounds(graph: Graph, focus: Node) -> Iterator[Term | None]:
    firsts, lasts = ((graph.objects(focus, bound) or (None,)) for bound in (XPKG.earliest, XPKG.latest))
    for value, earliest, latest in product(graph.objects(focus, XPKG.date), firsts, lasts):
        if not isinstance(value, Literal):
            continue
        first = earliest.value if isinstance(earliest, Literal) else None
        last = latest.value if isinstance(latest, Literal) else None
        try:
            fine = agree(value.value, first, last)
        except ValueError:
            continue  # said by the check of all EDTF literals
        if not fine:
            yield value


def _same_source(graph: Graph, focus: Node) -> Iterator[Term | None]:
    named = graph.objects(focus, XPKG.statedIn)
    for passage in dict.fromkeys(each for predicate in _PASSAGES for each in graph.objects(focus, predicate)):
        sources = graph.objects(passage, NIF.referenceContext)
        if any(source not in named for source in sources):
            yield passage


class _Blocks:
    """The blocks of each source in order of text, worked out once for a graph."""

    def __init__(self, graph: Graph) -> None:
        self.spans: dict[Term, list[tuple[int, int, Node]]] = {}
        self.ends: dict[Term, list[int]] = {}
        self.orders: dict[tuple[Term, Term], list[Node]] = {}
        for block in graph.by_object(RDF.type).get(XPKG.Block, ()):
            for source in graph.objects(block, NIF.referenceContext):
                span = offsets(graph, block)
                if span is not None:
                    self.spans.setdefault(source, []).append((*span, block))
                for order in graph.objects(block, XPKG.order):
                    self.orders.setdefault((source, order), []).append(block)
        for spans in self.spans.values():
            spans.sort(key=lambda each: (each[0], each[1], str(each[2])))
        # The furthest end of all that begin so far.
        self.ends = {
            source: list(accumulate((end for _, end, _ in spans), max)) for source, spans in self.spans.items()
        }

    def overlapping(self, source: Term, begin: int, end: int) -> Iterator[Node]:
        """The blocks of ``source`` with one of the characters from ``begin`` to ``end``, the last first."""
        spans, ends = self.spans.get(source, []), self.ends.get(source, [])
        at = bisect_left(spans, end, key=lambda each: each[0]) - 1
        while at >= 0 and ends[at] > begin:
            if spans[at][1] > begin:
                yield spans[at][2]
            at -= 1


def _distinct_order(graph: Graph, focus: Node) -> Iterator[Term | None]:
    for source in graph.objects(focus, NIF.referenceContext):
        for order in graph.objects(focus, XPKG.order):
            if len(graph.once(_Blocks).orders.get((source, order), ())) > 1:
                yield order


def _overlap(graph: Graph, focus: Node) -> Iterator[Term | None]:
    span = offsets(graph, focus)
    if span is None:
        return
    for source in graph.objects(focus, NIF.referenceContext):
        yield from (other for other in graph.once(_Blocks).overlapping(source, *span) if other != focus)


CHECKS: dict[NamedNode, Check] = {
    NamedNode(SHAPES + name): each
    for name, each in (
        ("Passage-inside", _inside),
        ("Passage-cut", _cut),
        ("Passage-iri", _iri),
        ("Statement-quoted", _quoted),
        ("Dated-bounds", _bounds),
        ("Record-same-source", _same_source),
        ("Block-distinct-order", _distinct_order),
        ("Block-overlap", _overlap),
    )
}
"""The native counterpart of every SPARQL constraint in the shapes."""


def beyond(graph: Graph) -> Iterator[Violation]:
    """What no target of SHACL reaches: blank nodes and loose ends anywhere, dates that no calendar has."""
    seen: set[Term] = set()
    for subject, about in graph.all_about():
        for predicate, terms in about.items():
            if isinstance(subject, BlankNode) and not graph.objects(subject, RDF.type):
                message = f"Something has no IRI: {_WHY_NOT_BLANK}"
                yield Violation(subject, predicate, message, NamedNode(SHAPES + "NoBlankNode"), component=_BEYOND)
            dated = predicate in _DATES
            for term in terms:
                if isinstance(term, Literal):
                    if message := _wrong_date(term, dated):
                        shape = NamedNode(SHAPES + "RealDate")
                        yield Violation(subject, predicate, message, shape, term, component=_BEYOND)
                elif isinstance(term, BlankNode):
                    message = f"A thing points to a blank node: {_WHY_NOT_BLANK}"
                    shape = NamedNode(SHAPES + "NoBlankNode")
                    yield Violation(subject, predicate, message, shape, term, component=_BEYOND)
                elif isinstance(term, NamedNode) and term not in seen:
                    seen.add(term)
                    if _THING.search(term.value) and not graph.objects(term, RDF.type):
                        message = "A thing is pointed to, but no graph says what it is."
                        shape = NamedNode(SHAPES + "NoLooseEnd")
                        yield Violation(subject, predicate, message, shape, term, component=_BEYOND)


def _wrong_date(term: Literal, dated: bool) -> str:
    """What is wrong with ``term`` as a date; ``dated``: its predicate asks for one."""
    if dated:
        try:
            agree(term.value, None, None)
        except ValueError:
            return "The date is not one that the Extended Date/Time Format and the calendar know."
    elif term.datatype == XSD.date and comparable(term) is None:
        return "The day is not in the calendar."
    return ""
