"""Ties the makers and publishers of a reference list to entities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.analysis.mentions.gazetteer import Lexicon
from xpkg.analysis.mentions.words import words_of
from xpkg.coreference.entities import Registry
from xpkg.coreference.name_resolution import Bearers
from xpkg.model import Author, Kind, Reference, Span


def resolve_records(
    source: str, references: Sequence[Reference], bearers: Bearers, lexicon: Lexicon, registry: Registry
) -> Iterator[tuple[Span, int]]:
    """The entity of each author, container and publisher. A journal that no authority knows is left to the mapper."""
    for reference in references:
        for author in reference.authors:
            if not author.generic:
                yield author.span, _author(author, bearers, lexicon, registry)
        if reference.container and reference.container_span is not None:
            journal = _journal(reference.container, lexicon, registry)
            if journal is not None:
                yield reference.container_span, registry.known(journal)
            elif not (reference.volume or (reference.publisher and reference.issn)):
                yield reference.container_span, _body(reference.container, lexicon, registry)
        if reference.publisher and reference.publisher_span is not None:
            yield reference.publisher_span, _body(reference.publisher, lexicon, registry)
        yield from _site(reference, source, lexicon, registry)


def _journal(name: str, lexicon: Lexicon, registry: Registry) -> int | None:
    """The authority's journal of that name: a journal is a document, of which its articles are parts."""
    for bearer in lexicon.bearers(name):
        entry = registry.authority.entries[bearer.entry]
        if entry.kind is Kind.DOCUMENT and entry.subtype == "journal":
            return bearer.entry
    return None


def _site(reference: Reference, source: str, lexicon: Lexicon, registry: Registry) -> Iterator[tuple[Span, int]]:
    """The body that a web page's title names after a bar or dash: "Remarks to the Press | Ministry of Roads"."""
    span = reference.title_span
    if span is None or reference.publisher or reference.container:
        return
    cut = list(re.finditer(r" [|–—] ", span.cut(source)))
    if not cut:
        return
    start = span.start + cut[-1].end()
    words = words_of(source, start, span.end)
    match = lexicon.longest(words, 0) if words else None
    entries = registry.authority.entries
    if match is None or any(bearer.short for bearer in match.bearers) or len(match.bearers) > 1:
        return
    index = match.bearers[0].entry
    if entries[index].kind is Kind.ORGANIZATION:
        yield Span(words[0].start, words[match.last - 1].end), registry.known(index)


def _author(author: Author, bearers: Bearers, lexicon: Lexicon, registry: Registry) -> int:
    if author.kind is not Kind.PERSON:
        return _body(author.name, lexicon, registry)
    entries = registry.authority.entries
    known = [b for b in lexicon.bearers(author.name) if entries[b.entry].kind is Kind.PERSON and not b.short]
    if len(known) == 1:
        return registry.known(known[0].entry)
    place = bearers.person(author.name) if " " in author.name else None
    if place is None:
        place = registry.new(Kind.PERSON, author.name)
        if author.native_tag:
            registry.introduce(place, ((author.native_tag, author.name),), "")
    return place


def _body(name: str, lexicon: Lexicon, registry: Registry) -> int:
    entries = registry.authority.entries
    bearers = [b for b in lexicon.bearers(name) if entries[b.entry].kind is Kind.ORGANIZATION]
    full = [bearer for bearer in bearers if not bearer.short]
    chosen = full if full else bearers
    if len(chosen) > 1:
        chosen = [bearer for bearer in chosen if entries[bearer.entry].label == name] or chosen
    return registry.known(chosen[0].entry) if len(chosen) == 1 else registry.new(Kind.ORGANIZATION, name)
