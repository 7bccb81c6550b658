"""Drops the candidates that take a word of a name for their cue: "UNITED STATES DISTRICT COURT" states nothing."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.repairs.repair import parted
from xpkg.model import AttributionCandidate, Kind, Mention, MentionForm
from xpkg.text.overlaps import stretches

CUE_IN_NAME = "drop-cue-in-name"
"""In the trail of a candidate whose cue is part of a longer name."""


def outside_names(
    mentions: Sequence[Mention], candidates: Sequence[AttributionCandidate]
) -> tuple[list[AttributionCandidate], list[AttributionCandidate]]:
    """``candidates`` whose cues are no part of a name, and the others; titles of documents hold what they will."""
    named = stretches(
        each.span for each in mentions if each.form is MentionForm.NAME and each.kind is not Kind.DOCUMENT
    )

    def in_name(one: AttributionCandidate) -> bool:
        around = ((named.spans[at], cue) for cue in one.cue for at in named.over(cue))
        return any(name != cue and name.contains(cue) for name, cue in around)

    return parted(candidates, CUE_IN_NAME, in_name)
