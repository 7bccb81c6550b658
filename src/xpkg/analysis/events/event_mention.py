"""What one trigger in one sentence says of an event, before the mentions of one event are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from xpkg.analysis.events.noun_phrases import NUMBERS, NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Trigger
from xpkg.model import EventMethod, Span, TimeExpression


@dataclass(slots=True)
class EventMention:
    """A mention of an event in one sentence; roles hold phrases of ``view``."""

    view: SentenceTree
    row: Trigger
    trigger: tuple[int, int]  # tokens
    parts: list[tuple[str, NounPhrase]] = field(default_factory=list)
    place: Span | None = None
    date: TimeExpression | None = None
    method: EventMethod = EventMethod.ACTIVE
    label: str = ""
    evidence: Span | None = None
    event_type: str = ""
    words: str = ""  # the words of the text for it, for a label without participants
    occurred: bool = False  # whether a verb says of the noun that it happened: "the stampede happened"
    factuality: str = "certain"  # a notation of xpkg:Factuality
    absorbed: frozenset[int] = frozenset()  # tokens of a complement without which the verb names nothing
    held: bool = False  # whether a verb says of the noun that it took place, or brought it about

    def span(self) -> Span:
        """The stretch of text of the trigger."""
        return self.view.cut(*self.trigger)

    def with_role(self, role: str) -> list[NounPhrase]:
        """The phrases in one part, in order of the text."""
        return [phrase for part, phrase in self.parts if part == role]

    def named(self) -> bool:
        """Whether a participant has a name or is meant by a pronoun, or people are counted."""
        return self.counted() or any(phrase.mention is not None or self.is_name(phrase) for _, phrase in self.parts)

    def is_name(self, phrase: NounPhrase) -> bool:
        """Whether a phrase ends in a proper noun and is no date: a name that may be nobody's mention."""
        last = phrase.end - 1
        return last in self.view.proper and self.view.time_on[last] is None

    def counted(self) -> bool:
        """Whether people take part whose number is given."""
        return any(self.counts(phrase) for _, phrase in self.parts)

    def counts(self, phrase: NounPhrase) -> bool:
        """Whether a phrase gives the number of people."""
        view = self.view
        counted = any(
            view.low(at)[:1].isdigit() or (view.low(at) in NUMBERS and view.mention_on[at] is None)
            for at in range(phrase.start, phrase.end)
        )
        return bool({"person", "unknown"} & set(phrase.kinds)) and counted
