"""Drops the candidates that take a word of a name for their cue: "UNITED STATES DISTRICT COURT" states nothing."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.repairs.repair import stepped
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
    kept, dropped = [], []
    for one in candidates:
        if any(named.spans[at] != cue and named.spans[at].contains(cue) for cue in one.cue for at in named.over(cue)):
            dropped.append(stepped(one, CUE_IN_NAME, None))
        else:
            kept.append(one)
    return kept, dropped
