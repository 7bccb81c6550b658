"""Mends the reading of a name that brackets part from its verb: "Jane Doe (Czech: …; 1938 – 2014) was a jurist"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpkg.lexicon.closed_classes import Trait, having
from xpkg.network.parser import Reading
from xpkg.syntax.tree import ROOT

_BE = having(Trait.BE)
_LONGEST = 60
"""Tokens that brackets may hold."""


def with_bracketed_name(reading: Reading, words: Sequence[str]) -> Reading:
    """``reading`` with the name that opens the sentence as the subject of "was" behind the brackets, where the main
    predicate has none."""
    opens = next((at for at, tag in enumerate(reading.upos) if tag != "PROPN"), 0)
    if not opens or words[opens] != "(":
        return reading
    behind = next((at + 1 for at in range(opens, min(opens + _LONGEST, len(words) - 1)) if words[at] == ")"), 0)
    if not behind or words[behind].lower() not in _BE or reading.relations[behind] != "cop":
        return reading
    predicate = reading.heads[behind]
    below = (at for at, head in enumerate(reading.heads) if head == predicate)
    if reading.heads[predicate] != ROOT or any("subj" in reading.relations[at] for at in below):
        return reading
    heads, relations = list(reading.heads), list(reading.relations)
    for at in range(opens):
        heads[at], relations[at] = (0, "flat") if at else (predicate, "nsubj")
    return replace(reading, heads=tuple(heads), relations=tuple(relations))
