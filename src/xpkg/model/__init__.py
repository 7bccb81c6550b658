"""The frozen values that pass from one package of xpkg to the next.

All offsets count Unicode code points of the source's stored text; ends are exclusive (RFC 5147 positions).
"""

from __future__ import annotations

from xpkg.model.analysis import Analysis
from xpkg.model.attributions import (
    Attribution,
    AttributionCandidate,
    Change,
    Mode,
    Parts,
    RepairStep,
    Trail,
)
from xpkg.model.entities import (
    Authority,
    AuthorityEntry,
    Entity,
    Gender,
    Identities,
    Judgement,
    Kind,
    Link,
    Mention,
    MentionForm,
)
from xpkg.model.findings import Author, Event, Participant, Position, Reference, TimeExpression, Work
from xpkg.model.sources import BlockType, Hyperlink, Metadata, Original, Part, Source, Span
from xpkg.model.text import (
    Block,
    Damage,
    Marker,
    Mend,
    Quotation,
    Sentence,
    SpeakerLabel,
    Text,
    Token,
    Turn,
    TurnRole,
)
from xpkg.model.ways import EventMethod, Method, SpeechAct

__all__ = [
    "Analysis",
    "Attribution",
    "AttributionCandidate",
    "Author",
    "Authority",
    "AuthorityEntry",
    "Block",
    "BlockType",
    "Change",
    "Damage",
    "Entity",
    "Event",
    "EventMethod",
    "Gender",
    "Hyperlink",
    "Identities",
    "Judgement",
    "Kind",
    "Link",
    "Marker",
    "Mend",
    "Mention",
    "MentionForm",
    "Metadata",
    "Method",
    "Mode",
    "Original",
    "Part",
    "Participant",
    "Parts",
    "Position",
    "Quotation",
    "Reference",
    "RepairStep",
    "Sentence",
    "Source",
    "Span",
    "SpeakerLabel",
    "SpeechAct",
    "Text",
    "TimeExpression",
    "Token",
    "Trail",
    "Turn",
    "TurnRole",
    "Work",
]
