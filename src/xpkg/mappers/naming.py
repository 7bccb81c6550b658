"""Gives every thing of one analysis its IRI, and each span the things that it denotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pyoxigraph import NamedNode

from xpkg.authority import as_entity
from xpkg.iris import Iris
from xpkg.mappers.terms import Triple, passage
from xpkg.model import Analysis, Attribution, Authority, Entity, Event, Kind, Reference, Span, Work


@dataclass(frozen=True, slots=True)
class Naming:
    """The IRIs of the things of one source. ``works``, ``statements`` and ``events`` go by index of the analysis."""

    analysis: Analysis
    iris: Iris
    name: str
    source: NamedNode
    entities: tuple[NamedNode, ...]
    works: tuple[NamedNode, ...]
    references: tuple[NamedNode, ...]
    statements: tuple[NamedNode, ...]
    events: tuple[NamedNode, ...]
    eventualities: tuple[NamedNode, ...]
    kinds: dict[NamedNode, Kind]
    labels: dict[NamedNode, str]
    known: dict[NamedNode, Entity]  # those whose other names graph/authority has
    documents: dict[Span, NamedNode]  # works that the authority files know and that are no more than named
    spans: dict[Span, tuple[NamedNode, ...]]
    starts: tuple[Span, ...]  # the keys of ``spans`` in order of text
    heads: Mapping[Span, tuple[Span, ...]]  # of phrases that are no key of ``spans``

    @property
    def text(self) -> str:
        """The whole text of the source."""
        return self.analysis.text.source.text

    def cut(self, spans: Iterable[Span]) -> str:
        """The words of ``spans``, blanks folded and citation markers left out, with an ellipsis where they break."""
        return " … ".join(words for span in spans if (words := self._words(span)))

    def _words(self, span: Span) -> str:
        text = self.text
        markers = ((marker.span, "") for marker in _around(self.analysis.text.markers, span))
        mends = ((mend.span, mend.words) for mend in _around(self.analysis.text.mends, span))
        parts: list[str] = []
        start = span.start
        for other, words in sorted((*markers, *mends)):
            if span.contains(other) and other.start >= start:
                if other.start > start:
                    parts.append(Span(start, other.start).cut(text))
                parts.append(words)
                start = other.end
        if span.end > start:
            parts.append(Span(start, span.end).cut(text))
        return " ".join("".join(parts).split())

    def denoted(self, span: Span | None, among: Iterable[Kind] = ()) -> tuple[NamedNode, ...]:
        """The things that ``span`` denotes as a whole, or else those that its heads do; see ``Identities.heads``.

        ``among`` keeps only things of these kinds.
        """
        if span is None:
            return ()
        heads = (span,) if span in self.spans else self.heads.get(span, ())
        found = dict.fromkeys(node for head in heads for node in self.spans[head])
        kinds = frozenset(among)
        return tuple(node for node in found if not kinds or self.kinds[node] in kinds)

    def _inside(self, span: Span) -> tuple[Span, ...]:
        first = bisect_left(self.starts, span.start, key=lambda each: each.start)
        after = bisect_right(self.starts, span.end, key=lambda each: each.start)
        return tuple(each for each in self.starts[first:after] if span.contains(each))

    def mentioned(self, spans: Iterable[Span]) -> tuple[NamedNode, ...]:
        """Everything that is named inside ``spans``, in order of text."""
        found = (node for span in spans for inner in self._inside(span) for node in self.spans[inner])
        return tuple(dict.fromkeys(found))

    def sentences(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The sentences in which ``spans`` stand; a span outside all sentences stands for itself."""
        found: dict[Span, None] = {}
        for span in spans:
            around = [sentence.span for sentence in _around(self.analysis.text.sentences, span)]
            found.update(dict.fromkeys(around or (span,)))
        return tuple(sorted(found))

    def other_name(self, node: NamedNode, name: str) -> bool:
        """Whether ``name`` is one more name of ``node``, besides its label and those that graph/authority has."""
        known = self.known.get(node)
        return bool(name) and name != self.labels[node] and (known is None or name not in known.aliases)

    def in_story(self, span: Span) -> bool:
        """Whether ``span`` belongs to the source's own story."""
        return all(block.in_story for block in _around(self.analysis.text.blocks, span))

    def passage(self, span: Span) -> NamedNode:
        """The IRI of the passage ``span``."""
        return self.iris.passage(self.source, span)

    def passages(self, subject: NamedNode, term: NamedNode, spans: Iterable[Span]) -> Iterator[Triple]:
        """``subject`` tied by ``term`` to the passage of each span, the passages with it."""
        for span in spans:
            yield subject, term, self.passage(span)
            yield from passage(self.text, self.source, span, self.iris)


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


_P = TypeVar("_P", bound=_Placed)


def _around(parts: Sequence[_P], span: Span) -> Iterator[_P]:
    """Those of ``parts``, which stand in order of text beside each other, that share a character with ``span``."""
    for at in range(bisect_right(parts, span.start, key=lambda part: part.span.end), len(parts)):
        if parts[at].span.start >= span.end:
            return
        yield parts[at]


def name_things(analysis: Analysis, iris: Iris, authority: Authority) -> Naming:
    """The IRIs of all that ``analysis`` found. Each is a function of the source's name and
    its own words: an edit elsewhere in the text leaves it as it was. The second of two alike has its number added."""
    source = analysis.text.source
    entities = tuple(iris.entity(entity) for entity in analysis.identities.entities)
    kinds = dict(zip(entities, (entity.kind for entity in analysis.identities.entities), strict=True))
    works = tuple(_works(analysis.works, source.name, iris, authority))
    kinds.update(dict.fromkeys(works, Kind.DOCUMENT))
    references = tuple(reference_iri(reference, iris) for reference in analysis.references)
    labels: dict[NamedNode, str] = {}
    for node, label in (
        *zip(entities, (entity.label for entity in analysis.identities.entities), strict=True),
        *zip(references, (reference.title for reference in analysis.references), strict=True),
    ):
        labels.setdefault(node, label)
    spans: dict[Span, dict[NamedNode, None]] = {}
    for span, index in analysis.identities.denotes:
        spans.setdefault(span, {})[entities[index]] = None
    for work, node in zip(analysis.works, works, strict=True):
        labels.setdefault(node, work.full_label or work.label)
    for work, node in zip(analysis.works, works, strict=True):
        for span in work.mentions:
            spans.setdefault(span, {})[node] = None
    known = {node: each for node, each in zip(entities, analysis.identities.entities, strict=True) if each.known}
    for work, node in zip(analysis.works, works, strict=True):
        if work.authority is not None:
            known[node] = as_entity(authority.entries[work.authority])
    documents: dict[Span, NamedNode] = {}
    for span, index in analysis.identities.documents:
        entity = as_entity(authority.entries[index])
        documents[span] = node = iris.entity(entity)
        spans[span] = {node: None}
        kinds[node] = Kind.DOCUMENT
        labels.setdefault(node, entity.label)
        known[node] = entity
    words = source.text
    return Naming(
        analysis,
        iris,
        source.name,
        iris.source(source.name),
        entities,
        works,
        references,
        tuple(_numbered("statement", (_statement(each, words) for each in analysis.attributions), source.name, iris)),
        tuple(_numbered(Kind.EVENT, (_event(each, words) for each in analysis.events), source.name, iris)),
        tuple(_numbered(Kind.EVENT, (_event(each, words) for each in analysis.eventualities), source.name, iris)),
        kinds,
        labels,
        known,
        documents,
        {span: tuple(spans[span]) for span in sorted(spans)},
        tuple(sorted(spans)),
        dict(analysis.identities.heads),
    )


def reference_iri(reference: Reference, iris: Iris) -> NamedNode:
    """The work that a reference describes: the same wherever its full title is cited."""
    return iris.work(reference.title, reference.container or reference.url, reference.issued)


def _works(works: tuple[Work, ...], source: str, iris: Iris, authority: Authority) -> Iterator[NamedNode]:
    seen: Counter[tuple[str, ...]] = Counter()
    for work in works:
        if work.authority is not None:
            yield iris.entity(as_entity(authority.entries[work.authority]))
        elif iris.telling(work.title):
            yield iris.work(work.title)
        else:
            own = (work.label, work.work_type, work.title, work.date.edtf if work.date else "")
            seen[own] += 1
            yield iris.thing(Kind.DOCUMENT.value, work.label, source, *own[1:], _ordinal(seen[own]))


def _statement(attribution: Attribution, text: str) -> tuple[str, ...]:
    parts = (attribution.source,) if attribution.source else ()
    who, cue, content = (
        " ".join(" ".join(span.cut(text) for span in spans).split())
        for spans in (parts, attribution.cue, attribution.content)
    )
    return f"{who} {content}".strip() or cue, cue


def _event(event: Event, text: str) -> tuple[str, ...]:
    evidence = " ".join(" ".join(span.cut(text) for span in event.evidence[:1]).split())
    return event.label, event.event_type, event.trigger.cut(text), evidence


def _numbered(kind: str, things: Iterable[tuple[str, ...]], source: str, iris: Iris) -> Iterator[NamedNode]:
    seen: Counter[tuple[str, ...]] = Counter()
    for own in things:
        seen[own] += 1
        yield iris.thing(str(kind), own[0], source, *own[1:], _ordinal(seen[own]))


def _ordinal(number: int) -> str:
    return "" if number == 1 else str(number)
