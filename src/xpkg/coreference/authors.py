"""Decides who "I" is outside of all quoted words: whoever wrote the text, where it names one author."""

from __future__ import annotations

import re

from xpkg.coreference.completion import find_creator
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import BlockType, Kind, MentionForm, Mode, Span
from xpkg.text.overlaps import stretches

_FIRST_PERSON = having(Trait.FIRST_PERSON)
_HANDLE = re.compile(r"\(@\w|\bpic\.twitter\.com/|\bRT @\w")
"""What shows that posts of others, with an "I" of their own, are copied into a text without quotation marks."""
_LEAST, _SHARE = 3, 8
"""The paragraphs, and one in how many of them, in which somebody who writes of himself says "I" or "my"."""


def resolve_authors(view: DocumentView, resolution: Resolution) -> Decisions:
    """The author where "I" or "my" is a source in the story itself: "I think that the wall will hold".

    Words in quotation marks, in a turn of a transcript or set off have their own "I". So have posts that a news story
    shows. Where two people wrote the text, nobody is named, or "I" is rare, it stays open.
    """
    spans = [] if view.text.turns or _HANDLE.search(view.source) else _first_persons(view, resolution)
    if not spans or not _is_own_story(view):
        return Decisions()
    entities = EntityTableBuilder(resolution.entities)
    author = _author(view, resolution, entities)
    if author is None:
        return Decisions()
    return Decisions(phrases=dict.fromkeys(spans, (author,)), entities=entities.built())


def _first_persons(view: DocumentView, resolution: Resolution) -> list[Span]:
    """The sources "I" and "my" that the author's own words have."""
    quoting = [each for each in view.attributions if each.mode is not Mode.INDIRECT]
    quoted = stretches(sorted(part for each in quoting for part in each.content))
    found = []
    for each in view.attributions:
        span = each.source
        if span is None or span in resolution.phrases or span.cut(view.source).lower() not in _FIRST_PERSON:
            continue
        sentence = view.text.sentence_at(span.start)
        if sentence is None or view.text.blocks[sentence.block].type is not BlockType.PARAGRAPH:
            continue
        if not any(True for _ in quoted.over(span)) and not view.text.touches_quotation(span):
            found.append(span)
    return found


def _is_own_story(view: DocumentView) -> bool:
    """Whether the author speaks of himself all along: a column, a memoir, a blog, a post or letter of a few lines."""
    blocks = view.text.blocks
    own = {
        sentence.block
        for sentence in view.text.sentences
        for token in sentence.tokens
        if token.text.lower() in _FIRST_PERSON and not view.text.touches_quotation(Span(token.start, token.end))
    }
    paragraphs = {at for at, block in enumerate(blocks) if block.type is BlockType.PARAGRAPH and block.in_story}
    original = view.text.source.original
    least = min(_LEAST, max(1, len(paragraphs))) if original is not None and original.posted else _LEAST
    return len(own & paragraphs) >= max(least, len(paragraphs) / _SHARE)


def _author(view: DocumentView, resolution: Resolution, entities: EntityTableBuilder) -> int | None:
    """The one person who wrote the text, by its metadata or else its by-line."""
    creators = view.text.source.metadata.creators
    if creators:
        author = find_creator(creators[0], entities.entities, view.authority)
        alone = len(creators) == 1 and " " in creators[0] and author.kind is Kind.PERSON
        return entities.add(author) if alone else None
    named = {
        resolution.entity_of.get(number)
        for number, mention in enumerate(view.mentions)
        if mention.kind is Kind.PERSON and mention.form is MentionForm.NAME and _in_byline(view, mention.span)
    }
    return named.pop() if len(named) == 1 else None


def _in_byline(view: DocumentView, span: Span) -> bool:
    sentence = view.text.sentence_at(span.start)
    return sentence is not None and view.text.blocks[sentence.block].kind is BlockType.BYLINE
