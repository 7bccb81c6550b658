"""All that was found in one source."""

from __future__ import annotations

from dataclasses import dataclass, field

from xpkg.model.attributions import Attribution, AttributionCandidate
from xpkg.model.entities import Identities, Mention
from xpkg.model.findings import Event, Position, Reference, TimeExpression, Work
from xpkg.model.text import Text


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one source; spans and labels, no RDF."""

    text: Text
    times: tuple[TimeExpression, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Reference, ...] = ()
    works: tuple[Work, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    eventualities: tuple[Event, ...] = ()  # what was planned, tried, denied or only possible
    identities: Identities = field(default_factory=Identities)
    own_date: str = ""  # EDTF; the day that the text gives as its own, where its metadata give none
    last_day: str = ""  # the last day on which the text may have come out (ISO); empty where that is not known
    dropped: tuple[AttributionCandidate, ...] = ()  # what was found and then dropped; the trail tells by what
