"""Drops the candidates that mistake a speaker's label for words, or take two speakers' turns for one."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.repairs.repair import parted
from xpkg.model import AttributionCandidate, Text
from xpkg.text.overlaps import stretches

ACROSS_TURNS = "drop-across-turns"
"""In the trail of a candidate whose parts stand in a speaker's label, or in the turns of two speakers."""


def within_turns(
    text: Text, candidates: Sequence[AttributionCandidate]
) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    """``candidates`` whose parts all stand in the words of one turn, or in none; and the others."""
    if not text.turns:
        return list(candidates), []
    labels = stretches(turn.label.span for turn in text.turns if turn.label)

    def across(one: AttributionCandidate) -> bool:
        parts = (*one.cue, *one.content, *((one.source,) if one.source else ()))
        turns = {id(text.turn_at(part.start)) for part in parts} | {id(text.turn_at(part.end - 1)) for part in parts}
        return len(turns) > 1 or any(True for part in parts for _ in labels.over(part))

    return parted(candidates, ACROSS_TURNS, across)
