"""Completes an analysis, once its events are found, with what its phrases, documents and publisher denote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from xpkg.authority import as_entity
from xpkg.coreference.document_labels import label_documents
from xpkg.coreference.named_phrases import NamedThings
from xpkg.lexicon import organizations
from xpkg.model import Analysis, Authority, Entity, Kind, Span

_SIGNS = re.compile(r"[\W_]+")
_MIXED = re.compile(r"[a-z](?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bVan)[A-Z]|\d")
"""Capitals or figures in a word: "NewsWire", "9to5"; names of people have them behind few beginnings."""


def complete(analysis: Analysis, authority: Authority) -> Analysis:
    """``analysis`` with the parts of its identities that need all that was found, and with its works' full labels."""
    identities, entities = analysis.identities, analysis.identities.entities
    denoted: dict[Span, list[Entity]] = {}
    for span, index in identities.denotes:
        denoted.setdefault(span, []).append(identities.entities[index])
    kinds = {span: frozenset(entity.kind for entity in entities) for span, entities in denoted.items()}
    for work in analysis.works:
        for span in work.mentions:
            kinds[span] = kinds.get(span, frozenset()) | {Kind.DOCUMENT}
    documents = tuple(_documents(analysis, kinds))
    kinds.update({span: frozenset((Kind.DOCUMENT,)) for span, _ in documents})
    things = NamedThings(analysis.text.source.text, kinds)
    heads = {phrase: things.heads(phrase) for phrase in _phrases(analysis) if phrase not in kinds}
    return replace(
        analysis,
        works=label_documents(analysis.text.source.text, analysis.works, denoted, authority),
        identities=replace(
            identities,
            heads=tuple(sorted((phrase, spans) for phrase, spans in heads.items() if spans)),
            documents=documents,
            publisher=_publisher(analysis.text.source.metadata.publisher, authority),
            creators=tuple(find_creator(name, entities, authority) for name in analysis.text.source.metadata.creators),
        ),
    )


def find_publisher(name: str | None, authority: Authority) -> Entity | None:
    """The organization that the authority files know by ``name``; None where they know none, or several."""
    if name is None:
        return None
    known = [
        as_entity(entry)
        for entry in authority.entries
        if entry.kind is Kind.ORGANIZATION and (name == entry.label or name in entry.aliases)
    ]
    return known[0] if len(known) == 1 else None


def _publisher(name: str | None, authority: Authority) -> Entity | None:
    """The organization that the authority files know by ``name``, however that is written: "Nyt", "Huff Post"."""
    found = find_publisher(name, authority)
    if name is None or found is not None:
        return found
    letters = _letters(name)
    names = ((written, entry) for entry in authority.entries if entry.kind is Kind.ORGANIZATION
             for written in (entry.label, *entry.aliases))  # fmt: skip
    near = ((written, entry) for written, entry in names if written[0].casefold() in letters[:1] or written[:1] == "T")
    known = {entry.label: entry for written, entry in near if _letters(written) == letters}
    return as_entity(next(iter(known.values()))) if letters and len(known) == 1 else None


def _letters(name: str) -> str:
    """The letters and figures of a name without its article, in small letters."""
    return _SIGNS.sub("", name.casefold().removeprefix("the "))


def find_creator(name: str, entities: Iterable[Entity], authority: Authority) -> Entity:
    """Whom a creator's name means: a body by the authority files, the text, its letters or its words, else a person.

    ``entities`` are those of the text.
    """
    if body := find_publisher(name, authority) or find_publisher(name.removeprefix("the "), authority):
        return body
    for entity in entities:
        if entity.kind is Kind.ORGANIZATION and name.removeprefix("the ") in (entity.label, *entity.aliases):
            return entity
    words = name.split()
    bodily = len(words) == 1 and len(name) > 1 and (name.isupper() or bool(_MIXED.search(name)))
    bodily = bodily or any(word in organizations.names_having(organizations.Trait.NO_SURNAME) for word in words)
    return Entity(Kind.ORGANIZATION if bodily else Kind.PERSON, name)


def _documents(analysis: Analysis, named: Mapping[Span, frozenset[Kind]]) -> Iterator[tuple[Span, int]]:
    """The mentions of documents that an authority file knows and the text does no more than name."""
    for mention in analysis.mentions:
        if mention.kind is Kind.DOCUMENT and mention.authority is not None and mention.span not in named:
            yield mention.span, mention.authority


def _phrases(analysis: Analysis) -> Iterator[Span]:
    """The phrases whose referent the graph records."""
    for attribution in analysis.attributions:
        yield from (span for span in (attribution.source, attribution.addressee) if span is not None)
    for event in analysis.events:
        yield from (participant.span for participant in event.participants)
        if event.place is not None:
            yield event.place
    for position in analysis.positions:
        parts = position.holder, position.organization, position.place
        yield from (span for span in parts if span is not None)
    for work in analysis.works:
        yield from work.creators
    for reference in analysis.references:
        yield from (author.span for author in reference.authors)
        yield from (span for span in (reference.container_span, reference.publisher_span) if span is not None)
