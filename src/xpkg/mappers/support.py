"""Ties each in-text citation marker to the statements and events for which it cites its reference."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.statements import parts
from xpkg.mappers.terms import Triple
from xpkg.model import Marker, Span
from xpkg.text.overlaps import stretches
from xpkg.vocab import XPKG

Told = tuple[NamedNode, tuple[Span, ...]]


def map_support(naming: Naming) -> Iterator[Triple]:
    """What each marker supports: that of which a word stands in its anchor; where nothing does, that of which one
    stands in its sentence."""
    analysis = naming.analysis
    told: list[Told] = [
        *((node, parts(each)) for node, each in zip(naming.statements, analysis.attributions, strict=True)),
        *((node, (each.trigger,)) for node, each in zip(naming.events, analysis.events, strict=True)),
    ]
    cited: dict[int, list[NamedNode]] = {}
    for node, reference in zip(naming.references, analysis.references, strict=True):
        cited.setdefault(reference.number, []).append(node)
    spans = sorted((span, place) for place, (_, spans) in enumerate(told) for span in spans)
    near = stretches(span for span, _ in spans)

    def over(stretch: Span) -> tuple[NamedNode, ...]:
        return tuple(told[place][0] for place in sorted({spans[at][1] for at in near.over(stretch)}))

    for marker in analysis.text.markers:
        for node in _supported(marker, over, naming):
            yield naming.passage(marker.span), XPKG.supports, node
            for work in cited.get(marker.number, ()):
                yield node, XPKG.supportedBy, work


def _supported(marker: Marker, over: Callable[[Span], tuple[NamedNode, ...]], naming: Naming) -> tuple[NamedNode, ...]:
    stretches = [marker.anchor]
    if marker.sentence is not None:
        stretches.append(naming.analysis.text.sentences[marker.sentence].span)
    for stretch in stretches:
        if found := over(stretch):
            return found
    return ()
