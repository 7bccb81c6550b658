"""Holds an event that is being assembled from one mention or several."""

from __future__ import annotations

from dataclasses import dataclass, field

from xpkg.analysis.events.event_mention import EventMention
from xpkg.model import Span, TimeExpression


@dataclass(slots=True)
class EventCluster:
    """An event that is being assembled: its parts as (role, key, span, name)."""

    draft: EventMention
    parts: list[tuple[str, str, Span, str]]
    date: TimeExpression | None
    place: Span | None
    place_name: str
    confidence: float
    triggers: list[Span] = field(default_factory=list)
    evidence: list[Span] = field(default_factory=list)
    doer_told: list[Span] = field(default_factory=list)
    """The triggers of those mentions that say who did it."""

    def keys(self, *roles: str) -> set[str]:
        return {key for role, key, _, _ in self.parts if role in roles}
