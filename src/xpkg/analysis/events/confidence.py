"""Estimates the confidence of an event: the share of events found the same way that were right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.analysis.events.event_mention import EventMention
from xpkg.model import EventMethod, MentionForm

_BY_PRONOUN = 0.9
"""What is left where a pronoun stands for a participant: whom it means is right about nine times in ten."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A way of finding events: what it is, how many of them were read, and how many of these were right."""

    meaning: str
    right: int
    read: int

    @property
    def share(self) -> float:
        """The share of right ones, as the rule of succession estimates it, which few cases cannot make 0 or 1.

        >>> Counted("", 2, 2).share
        0.75
        """
        return (self.right + 1) / (self.read + 2)


METHODS: Mapping[EventMethod, Counted] = {
    EventMethod.ACTIVE: Counted("a verb that tells such a happening, with who did it as its subject", 48, 54),
    EventMethod.PASSIVE: Counted("a verb that tells such a happening, with who underwent it as its subject", 16, 18),
    EventMethod.PARTICIPLE: Counted("a participle beside the main verb of its sentence", 3, 5),
    EventMethod.NOUN: Counted("a noun that names such a happening, with when, where or who", 36, 43),
    EventMethod.NAME: Counted("the name that the happening bears", 14, 14),
    EventMethod.DATES: Counted("the dates of a life after a name", 10, 10),
}
"""Counted in 58 news articles that no rule had been made for, before their errors were corrected. The dates and
names were also counted in 12 others and in biographies. An event is right if the text says that it happened, and
type, date and participants are right."""


def confidence_of(draft: EventMention) -> float:
    """How sure it is that ``draft`` is right, from 0 to 1."""
    mentions = (draft.view.mentions[phrase.mention] for _, phrase in draft.parts if phrase.mention is not None)
    by_pronoun = any(mention.form is MentionForm.PRONOUN for mention in mentions)
    return round(METHODS[draft.method].share * (_BY_PRONOUN if by_pronoun else 1.0), 2)


def explain_event(method: EventMethod) -> str:
    """How events of this ``method`` are found, and what was counted.

    >>> explain_event(EventMethod.NOUN)
    'a noun that names such a happening, with when, where or who; of 43 that were read 36 were right'
    """
    way = METHODS[method]
    return f"{way.meaning}; of {way.read} that were read {way.right} were right"
