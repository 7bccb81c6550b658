"""Finds the statements according to which an event happened, where the text does not assert it itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpkg.model import Attribution, Event, Span

_FACT = re.compile(r"\bthe\s+fact\s+that\s+[^.;:]*\Z", re.I)


def find_sources(event: Event, attributions: Sequence[Attribution], text: str) -> tuple[int, ...]:
    """The innermost of ``attributions`` in whose content ``event`` is mentioned, by their numbers, in order.

    None when the text also asserts it itself. Who orders something does not say that it happened, nor what came of
    it. Who speaks of "the fact that" it did has it from others, where these are named.
    """

    def tellers(trigger: Span) -> set[int]:
        return {
            index
            for index, attribution in enumerate(attributions)
            if attribution.act != "orders" and any(span.contains(trigger) for span in attribution.content)
        }

    around = tellers(event.trigger)
    if around:
        around = around.union(*(tellers(trigger) for trigger in event.also))
    told = {index for index in around if not _presupposes(attributions[index], event, text)}
    around = told or around
    outer = {attributions[index].parent for index in around}
    return tuple(index for index in sorted(around) if index not in outer)


def _presupposes(attribution: Attribution, event: Event, text: str) -> bool:
    """Whether a statement speaks of an event as of a fact: "**the fact that** the papers were leaked shows ..."."""
    told = [
        (span, trigger)
        for span in attribution.content
        for trigger in (event.trigger, *event.also)
        if span.contains(trigger)
    ]
    return bool(told) and all(_FACT.search(text, span.start, trigger.start) for span, trigger in told)
