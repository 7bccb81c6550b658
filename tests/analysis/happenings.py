"""Finds the happenings of made-up sentences, with a few names that the authority files are taken to hold."""

from __future__ import annotations

from functools import cache

from xpkg.analysis.attributions import ANNOTATORS
from xpkg.model import Authority, AuthorityEntry, Event, Kind, Metadata, Source
from xpkg.pipeline.graphs import analyse

KNOWN = Authority(
    (
        AuthorityEntry(Kind.PERSON, "Jane Doe", short=("Doe",)),
        AuthorityEntry(Kind.PERSON, "Richard Roe", short=("Roe",)),
        AuthorityEntry(Kind.ORGANIZATION, "Acme Bank", subtype="company"),
        AuthorityEntry(Kind.ORGANIZATION, "Daily Planet", subtype="newspaper"),
        AuthorityEntry(Kind.PLACE, "Ruritania", subtype="country"),
        AuthorityEntry(Kind.PLACE, "Strelsau", subtype="city"),
    )
)


@cache
def events(words: str, issued: str | None = "2015-11-11") -> tuple[Event, ...]:
    """The events of ``words``. The rules alone find who says what: of sayings only denials matter here."""
    text = "A headline about it\n\n" + words
    found = analyse(Source("t", text, "0", Metadata("", issued=issued)), KNOWN, ANNOTATORS["rules"]).events
    for event in found:
        assert event.label
        assert event.evidence
        assert all(span.end <= len(text) for span in event.evidence)
    return found


def parts(event: Event, words: str) -> dict[str, str]:
    text = "A headline about it\n\n" + words
    return {part.role: part.span.cut(text) for part in event.participants}
