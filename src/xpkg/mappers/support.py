"""Ties each in-text citation marker to the statements and events for which it cites its reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from xpkg.mappers.naming import Naming
from xpkg.mappers.statements import parts
from xpkg.mappers.terms import Triple
from xpkg.model import Marker, Span
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
    cited = {
        reference.number: node for node, reference in zip(naming.references, analysis.references, strict=True)
    }
    for marker in analysis.text.markers:
        for node in _supported(marker, told, naming):
            yield naming.passage(marker.span), XPKG.supports, node
            if work := cited.get(marker.number):
                yield node, XPKG.supportedBy, work


def _supported(marker: Marker, told: Iterable[Told], naming: Naming) -> tuple[NamedNode, ...]:
    stretches = [marker.anchor]
    if marker.sentence is not None:
        stretches.append(naming.analysis.text.sentences[marker.sentence].span)
    for stretch in stretches:
        found = tuple(node for node, spans in told if any(span.overlaps(stretch) for span in spans))
        if found:
            return found
    return ()
