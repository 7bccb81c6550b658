"""All that was found in one source."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from xpkg.model.attributions import Attribution, AttributionCandidate
from xpkg.model.entities import Identities, Mention
from xpkg.model.findings import Event, Position, Reference, TimeExpression, Work
from xpkg.model.markup import marked_text
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

    def _repr_html_(self) -> str:
        """The text with its names marked, and its statements in a table."""
        text = self.text.source.text
        names = [(each.span, each.kind.value, each.kind.value) for each in self.mentions]
        rows = []
        for said in self.attributions:
            who = said.source.cut(text) if said.source else "somebody"
            cue, content = (" … ".join(span.cut(text) for span in spans) for spans in (said.cue, said.content))
            act = f"not: {said.act}" if said.negated else said.act
            cells = (who, act, cue, content, f"{said.confidence:.2f}")
            rows.append(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
        head = "".join(f"<th>{name}</th>" for name in ("source", "act", "cue", "content", "confidence"))
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        return f'<div style="white-space: pre-line">{marked_text(text, names)}</div>{table}'
