"""Sentences whose names are marked by hand, so that tests of grammar ask no finder of names: "<person:Ana> left"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xpkg.analysis.events import find_events
from xpkg.analysis.times import find_times
from xpkg.model import Kind, Mention, MentionForm, Metadata, Sentence, Source, Span, Text
from xpkg.text import parse
from xpkg.text.tokens import tokenize

_MARK = re.compile(r"<(?P<kind>[a-z]+)(?:/(?P<subtype>[a-z ]+))?:(?P<name>[^>]+)>")
ISSUED = "2015-11-11"
"""A Wednesday, the day on which the texts of these tests came out."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the mentions that were marked in it."""

    text: str
    mentions: tuple[Mention, ...]


def marked(words: str) -> Marked:
    """``words`` without their marks: ``<kind:name>``, ``<kind/subtype:name>``, ``<pronoun:she>`` (a person),
    ``<nominal:the mayor>`` (a person)."""
    text, mentions, at = "", [], 0
    for match in _MARK.finditer(words):
        text += words[at : match.start()]
        span = Span(len(text), len(text) + len(match["name"]))
        text, at = text + match["name"], match.end()
        form = {"pronoun": MentionForm.PRONOUN, "nominal": MentionForm.NOMINAL}.get(match["kind"], MentionForm.NAME)
        kind = Kind.PERSON if form is not MentionForm.NAME else Kind(match["kind"])
        mentions.append(Mention(span, kind, form, match["name"], subtype=match["subtype"] or ""))
    return Marked(text + words[at:], tuple(mentions))


def whole(text: str) -> Sentence:
    """The one sentence that ``text`` is."""
    return Sentence(Span(0, len(text)), 0, tokenize(text))


def happened(words: str, issued: str = ISSUED) -> list[tuple[str, str, dict[str, str]]]:
    """Type, date (EDTF) and participants (role to words) of each event of the text ``words``, in order."""
    given = marked(words)
    text = parse(Source("t", given.text, "0", Metadata("", issued=issued)))
    found = find_events(text, given.mentions, find_times(text))
    return [
        (event.event_type, event.date.edtf if event.date else "",
         {part.role: part.span.cut(given.text) for part in event.participants})
        for event in found
    ]  # fmt: skip


def parsed(words: str, issued: str = ISSUED) -> tuple[Marked, Text]:
    """``words`` without their marks, and the text that they are."""
    given = marked(words)
    return given, parse(Source("t", given.text, "0", Metadata("", issued=issued)))


def cut(given: Marked, span: Span | None) -> str:
    """The words of ``span``; none for none."""
    return span.cut(given.text) if span else ""


def labels(words: str) -> list[str]:
    """The labels of the events of the text ``words``, in order."""
    given, text = parsed(words)
    return [event.label for event in find_events(text, given.mentions, find_times(text))]
