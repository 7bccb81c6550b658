"""Finds events that have proper names: wars, battles, revolutions, games, named attacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.analysis.events.event_mention import EventMention
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.triggers import Form, Trigger
from xpkg.lexicon import closed_classes, modifiers
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.calendar import Unit, numbers
from xpkg.lexicon.event_names import Trait, event_names, having
from xpkg.lexicon.event_types import OTHER
from xpkg.model import EventMethod, Span
from xpkg.syntax.tree import tokens_in

NAMED = Trigger(OTHER, Form.NOUN, (), "")
"""What stands for the row of the lexicon where an event has a name of its own."""
_NAME = r"(?:[A-Z][\w’'.-]+|\d{1,2}(?:st|nd|rd|th))"
_MONTH = alternation(numbers(Unit.MONTH))
_PATTERNS = (
    re.compile(
        rf"\b(?:(?:1[5-9]|20)\d\d )?(?:{_NAME} )+(?P<word>{alternation(having(Trait.NAME_FINAL))})\b"
        r"(?! (?:Act|Department|Office|[A-Z]\w+))"
    ),
    re.compile(rf"\b(?P<word>{alternation(having(Trait.NUMBERED))}) (?:I{{1,3}}|One|Two)\b"),
    re.compile(rf"\b(?P<word>{alternation(having(Trait.BEFORE_OF))}) of (?:the )?{_NAME}(?: {_NAME})?"),
    re.compile(
        rf"\b(?:{_MONTH} \d{{1,2}},?|9/11) (?:terror(?:ist)? )?(?P<word>{alternation(having(Trait.AFTER_DAY))})\b"
    ),
)
_NO_NAME = re.compile(
    alternation(
        word.capitalize()
        for word in modifiers.having(modifiers.Trait.NO_EVENT_NAME)
        | closed_classes.having(
            closed_classes.Trait.ARTICLE,
            closed_classes.Trait.POSSESSIVE_DETERMINER,
            closed_classes.Trait.PREPOSITION,
            closed_classes.Trait.TEMPORAL_SUBORDINATOR,
        )
    )
    + r"\b"
)


def find_named_events(view: SentenceTree) -> Iterator[EventMention]:
    """The events of a sentence that have names of their own, with the date in the name or right behind it."""
    for start, end, event_type in _find_names(view.text, view.span.start, view.span.end):
        places = tokens_in(view.tree, Span(start, end))
        if not places:
            continue
        first, last = places[0], places[-1] + 1
        draft = EventMention(view, NAMED, (first, last), method=EventMethod.NAME, event_type=event_type)
        draft.label = " ".join(view.text[start:end].split())
        within = [time for _, time in view.dates_in(first, last)]
        after = [time for _, time in view.dates_in(last, min(last + 3, len(view.tree)))]
        draft.date = next((time for time in (*within, *after[:1]) if time.resolved), None)
        draft.evidence = view.span
        yield draft


def _find_names(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Start, end and event type of each event named in a stretch of text."""
    reached = start
    for match in sorted(
        (m for p in _PATTERNS for m in p.finditer(text, start, end)), key=lambda m: (m.start(), -m.end())
    ):
        if match.start() < reached:
            continue
        begin = match.start()
        while opener := _NO_NAME.match(text, begin):
            begin = opener.end() + 1
        if begin < match.end() and text[begin : match.end()] not in event_names():
            reached = match.end()
            event_type = event_names()[" ".join(match["word"].split())].type
            yield begin, begin + len(text[begin:reached].rstrip(".’'-")), event_type
