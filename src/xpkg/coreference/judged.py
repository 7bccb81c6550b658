"""Decides what users judged: which things are one, what a passage denotes, and what it does not."""

from __future__ import annotations

from collections.abc import Mapping

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTableBuilder
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.judgements import path_of, path_of_source
from xpkg.model import Entity, Judgement, Mention, MentionForm, Span

_NAMED = (MentionForm.NAME, MentionForm.SHORT)


def resolve_judged_names(view: DocumentView, resolution: Resolution) -> Decisions:
    """The names of which users judged. A name that does not denote what the rules found is somebody of its own."""
    judged = _Judgements(view)
    if not judged.any:
        return Decisions()
    table = EntityTableBuilder(resolution.entities)
    found, origins = {}, {}
    for number, mention in enumerate(view.mentions):
        if mention.form not in _NAMED:
            continue
        before = resolution.entity_of.get(number)
        entity = None if before is None else resolution.entities.entities[before]
        judgement = judged.of(mention, entity)
        if judgement is None:
            continue
        if judgement.same:
            found[number] = table.add(judgement.entity)
        else:
            label = entity.label if judgement.whole and entity is not None else mention.name
            found[number] = table.new(mention.kind, label, view.text.source.name, mention.subtype)
        origins[number] = judgement.origin
    return Decisions(found, judged=origins, entities=table.built())


def resolve_judged_phrases(view: DocumentView, resolution: Resolution) -> Decisions:
    """The pronouns and nominals of which users judged."""
    judged = _Judgements(view)
    if not judged.any:
        return Decisions()
    table = EntityTableBuilder(resolution.entities)
    found, withdrawn, origins = {}, {}, {}
    for number, mention in enumerate(view.mentions):
        if mention.form in _NAMED:
            continue
        before = resolution.entity_of.get(number)
        entity = None if before is None else resolution.entities.entities[before]
        judgement = judged.of(mention, entity)
        if judgement is not None and judgement.same:
            found[number], origins[number] = table.add(judgement.entity), judgement.origin
        elif judgement is not None:
            withdrawn[number] = f"judged in {judgement.origin}"
    return Decisions(found, withdrawn=withdrawn, judged=origins, entities=table.built())


class _Judgements:
    """The judgements that touch one document."""

    def __init__(self, view: DocumentView) -> None:
        source = view.text.source.name
        judgements = view.authority.judgements
        self._paths: dict[Entity, str] = {}
        here = path_of_source(source) if judgements else ""
        self._passages: dict[Span, list[Judgement]] = {}
        self._absent: dict[str, Judgement] = {}
        self._same: Mapping[str, Judgement] = {
            each.subject: each for each in judgements if each.same and each.span is None
        }
        for each in judgements:
            if each.subject == here and each.span is not None:
                self._passages.setdefault(each.span, []).append(each)
            elif each.subject == here and each.whole:
                self._absent[each.object] = each
        self.any = bool(self._same or self._passages or self._absent)

    def of(self, mention: Mention, entity: Entity | None) -> Judgement | None:
        """The judgement that changes what ``mention`` denotes, which is ``entity`` by the rules."""
        passage = self._passages.get(mention.span, ())
        told = next((each for each in passage if each.same), None)
        if told is not None or entity is None:
            return told
        path = self._path(entity)
        denied = next((each for each in passage if each.object == path), None) or self._absent.get(path)
        return denied or self._same.get(path)

    def _path(self, entity: Entity) -> str:
        if entity not in self._paths:
            self._paths[entity] = path_of(entity)
        return self._paths[entity]
