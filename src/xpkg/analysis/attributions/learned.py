"""The annotator that has learned from articles marked by people: the shipped network, read into claims."""

from __future__ import annotations

from xpkg.analysis.attributions.decoding import find_claims
from xpkg.analysis.attributions.network import load_network
from xpkg.model import Claim, Mention, Text


def annotate(text: Text, mentions: tuple[Mention, ...]) -> tuple[Claim, ...]:
    """The claims of ``text`` in order. The network names no one: ``mentions`` are not asked."""
    return find_claims(load_network(), text)
