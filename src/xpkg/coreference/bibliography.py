"""Links the authors and publishers of a reference list to entities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpkg.analysis.mentions.words import words_of
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.model import Author, Kind, MentionForm, Reference, Span
from xpkg.text.tokens import tokenize

_CITED = re.compile(r"(?: (?:and|&) [A-Z][\w’'-]+| et al\.)? \((?P<year>(?:1[6-9]|20)\d\d)")
"""What stands behind the first author whom a text cites."""


def resolve_references(view: DocumentView, resolution: Resolution) -> Decisions:
    """The entity of each author, container and publisher. A journal that no authority knows is left to the mapper."""
    table = EntityTableBuilder(resolution.entities)
    phrases: dict[Span, tuple[int, ...]] = {}
    for span, entity in _Bibliography(view, resolution, table).found():
        phrases.setdefault(span, (entity,))
    return Decisions(phrases=phrases, entities=table.built())


def resolve_cited_authors(view: DocumentView, resolution: Resolution) -> Decisions:
    """The authors whom the text cites by family name and year, where one entry of the list has both: "Low (2012)"."""
    if not view.references:
        return Decisions()
    table = EntityTableBuilder(resolution.entities)
    bibliography = _Bibliography(view, resolution, table)
    found: dict[int, int] = {}
    called: dict[str, set[int]] = {}
    for number, mention in enumerate(view.mentions):
        if mention.kind is not Kind.PERSON or mention.form is not MentionForm.SHORT or number in resolution.entity_of:
            continue
        year = _CITED.match(view.source, mention.span.end)
        author = bibliography.cited(mention.name, year["year"]) if year else None
        if author is not None:
            found[number] = bibliography.author(author)
            called.setdefault(mention.name, set()).add(found[number])
    for number, mention in enumerate(view.mentions):
        own = called.get(mention.name, set()) if mention.form is MentionForm.SHORT else set()
        if len(own) == 1 and number not in found and number not in resolution.entity_of:
            found[number] = next(iter(own))
    return Decisions(found, entities=table.built())


class _Bibliography:
    """The reference list of one document; ``persons`` are the entities of those whom the text names in full."""

    def __init__(self, view: DocumentView, resolution: Resolution, table: EntityTableBuilder) -> None:
        self._view = view
        self._entries = view.authority.entries
        self._table = table
        self._persons = {
            view.people.person_of[mention.name]: resolution.entity_of[number]
            for number, mention in enumerate(view.mentions)
            if mention.kind is Kind.PERSON
            and mention.form is MentionForm.NAME
            and mention.name in view.people.person_of
            and number in resolution.entity_of
        }

    def found(self) -> Iterator[tuple[Span, int]]:
        """Each span that names somebody or something, with the entity."""
        for reference in self._view.references:
            for author in reference.authors:
                if not author.generic:
                    yield author.span, self.author(author)
            if reference.container and reference.container_span is not None:
                journal = self._journal(reference.container)
                if journal is not None:
                    yield reference.container_span, self._table.known(journal)
                elif not (reference.volume or (reference.publisher and reference.issn)):
                    yield reference.container_span, self._body(reference.container)
            if reference.publisher and reference.publisher_span is not None:
                yield reference.publisher_span, self._body(reference.publisher)
            yield from self._site(reference)

    def cited(self, family: str, year: str) -> Author | None:
        """The author of that family name in the only entry of that year that has one."""
        found = {
            author.name: author
            for reference in self._view.references
            if reference.issued.startswith(year)
            for author in reference.authors
            if author.kind is Kind.PERSON and author.name.rsplit(" ", 1)[-1] == family
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _journal(self, name: str) -> int | None:
        """The authority's journal of that name: a journal is a document, of which its articles are parts."""
        for bearer in self._view.gazetteer.bearers(name):
            entry = self._entries[bearer.entry]
            if entry.kind is Kind.DOCUMENT and entry.subtype == "journal":
                return bearer.entry
        return None

    def _site(self, reference: Reference) -> Iterator[tuple[Span, int]]:
        """The organization that a web page's title names after a bar or dash: "Remarks to the Press | Ministry of
        Roads"."""
        span = reference.title_span
        if span is None or reference.publisher or reference.container:
            return
        source = self._view.source
        cut = list(re.finditer(r" [|–—] ", span.cut(source)))
        if not cut:
            return
        words = words_of(source, tokenize(source, span.start + cut[-1].end(), span.end))
        match = self._view.gazetteer.longest(words, 0) if words else None
        if match is None or any(bearer.short for bearer in match.bearers) or len(match.bearers) > 1:
            return
        index = match.bearers[0].entry
        if self._entries[index].kind is Kind.ORGANIZATION:
            yield Span(words[0].start, words[match.last - 1].end), self._table.known(index)

    def author(self, author: Author) -> int:
        """The entity of an author, known or new."""
        if author.kind is not Kind.PERSON:
            return self._body(author.name)
        bearers = self._view.gazetteer.bearers(author.name)
        known = [b for b in bearers if self._entries[b.entry].kind is Kind.PERSON and not b.short]
        if len(known) == 1:
            return self._table.known(known[0].entry)
        person = self._view.people.find(author.name) if " " in author.name else None
        entity = self._persons.get(person) if person is not None else None
        if entity is None:
            entity = self._table.new(Kind.PERSON, author.name)
            if author.native_tag:
                self._table.add_names(entity, ((author.native_tag, author.name),), "")
        return entity

    def _body(self, name: str) -> int:
        bearers = self._view.gazetteer.bearers(name)
        bodies = [b for b in bearers if self._entries[b.entry].kind is Kind.ORGANIZATION]
        chosen = [bearer for bearer in bodies if not bearer.short] or bodies
        if len(chosen) > 1:
            chosen = [bearer for bearer in chosen if self._entries[bearer.entry].label == name] or chosen
        return self._table.known(chosen[0].entry) if len(chosen) == 1 else self._table.new(Kind.ORGANIZATION, name)
