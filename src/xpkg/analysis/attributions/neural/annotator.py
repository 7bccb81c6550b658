"""The annotator that has learned from articles marked by people: the shipped network, joined with the rules."""

from __future__ import annotations

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.ensemble import combine
from xpkg.analysis.attributions.neural.decoding import find_candidates
from xpkg.analysis.attributions.neural.runtime import load_network
from xpkg.model import AttributionCandidate, Mention, Text


def annotate(text: Text, mentions: tuple[Mention, ...]) -> tuple[AttributionCandidate, ...]:
    """The candidates of ``text`` in order. What the rules find is one of the network's inputs."""
    hints = patterns.annotate(text, mentions)
    return combine(text, find_candidates(load_network(), text, hints, mentions), hints)
