"""The annotator that has learned from articles marked by people: the shipped network, joined with the rules."""

from __future__ import annotations

from xpkg.analysis.attributions import rules
from xpkg.analysis.attributions.combination import combine
from xpkg.analysis.attributions.decoding import find_claims
from xpkg.analysis.attributions.network import load_network
from xpkg.model import Claim, Mention, Text


def annotate(text: Text, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """The claims of ``text`` in order. The network is told what the rules find, and weighs it with all else."""
    hints = rules.annotate(text, mentions)
    return combine(text, find_claims(load_network(), text, hints, mentions), hints)
