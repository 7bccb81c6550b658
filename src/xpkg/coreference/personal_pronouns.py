"""Decides whom "he" and "she" stand for: by gender, sentence, part of the sentence, and who is speaking."""

from __future__ import annotations

import re

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.pronoun_ambiguity import Ambiguity
from xpkg.coreference.pronoun_candidates import LEAST, find_candidates
from xpkg.coreference.pronoun_context import PronounContext
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon import closed_classes
from xpkg.model import Kind, Mention, MentionForm

_CLOSED = closed_classes.Trait
_REFLEXIVE = closed_classes.having(_CLOSED.REFLEXIVE_PRONOUN)
_OF_PEOPLE = closed_classes.having(_CLOSED.FEMININE, _CLOSED.MASCULINE)
_FIRST_PERSON = closed_classes.having(_CLOSED.FIRST_PERSON)
_FRONTED = _OF_PEOPLE & closed_classes.having(_CLOSED.POSSESSIVE_DETERMINER, _CLOSED.SUBJECT_PRONOUN)
"""Pronouns that may stand before the subject that they mean."""

_KNOWN = 300
"""People whom the document names most, among whom another is looked for who may be meant."""
_OFTEN = 4
"""Names of somebody in the document from which on he may be meant though no sentence near is about him."""


def resolve_personal_pronouns(view: DocumentView, resolution: Resolution) -> Decisions:
    """The personal pronouns, resolved in order, each with those before it; and why others stay unresolved."""
    pronouns = _PersonalPronouns(PronounContext(view, resolution))
    return pronouns.resolve()


class _PersonalPronouns:
    """The personal pronouns of one document."""

    def __init__(self, context: PronounContext) -> None:
        self._context = context
        self._mentions = context.mentions
        self._ambiguity = Ambiguity(context)
        # where "his" begins -> who is introduced as what to him
        relations = context.view.relations
        self._related = {each.owner: number for number, each in relations.items() if each.owner is not None}

    def resolve(self) -> Decisions:
        """The decisions on all of them."""
        context = self._context
        found, unresolved = {}, {}
        for number, mention in enumerate(self._mentions):
            if mention.form is not MentionForm.PRONOUN:
                if number in context.entity_of:
                    context.named_at[context.entity_of[number]] = mention.span.start
            elif mention.kind is Kind.PERSON and mention.name not in _FIRST_PERSON:
                entity, reason = self._antecedent(number)
                if entity is None:
                    unresolved[number] = reason
                else:
                    found[number] = context.entity_of[number] = entity
        return Decisions(found, unresolved=unresolved)

    def _antecedent(self, number: int) -> tuple[int | None, str]:
        """Whom a pronoun means; or nobody, and why."""
        context, pronoun = self._context, self._mentions[number]
        at = pronoun.span.start
        glossed = self._glossed(number)
        if glossed is not None:
            return glossed, ""
        other = self._coargument(number)
        excluded = context.speech.excluded(pronoun.span) | self._relation(at)
        excluded |= other if pronoun.name not in ("he", "she") else frozenset()
        excluded |= self._named_behind(number) - other
        asker, addressed = context.asker(at)
        excluded |= frozenset((asker,)) if asker is not None and addressed else frozenset()
        candidates = find_candidates(context, number, excluded)
        if not candidates.scores:
            ahead = self._ahead(number, excluded)
            if ahead is not None:
                context.genders.note(ahead, pronoun.gender, sole=True)
            return ahead, "nobody who can be meant is named near before it"
        entity = candidates.best()
        reason = self._ambiguity.reason(number, entity, candidates)
        if entity in other:
            reason = f"{context.label(entity)} is the other part of its clause"
        if entity == asker:
            reason = f"{context.label(entity)} asked, and is answered"
        aside = entity not in candidates.leading and context.count[entity] < _OFTEN
        if candidates.scores[entity] < LEAST or aside:
            reason = f"of {context.label(entity)} the sentences before it speak only in passing"
        if reason:
            if context.scopes.quoted(at) is None or context.scopes.turn(at) is not None:
                context.last_unresolved[pronoun.gender] = (at, excluded)  # whom quoted words mean is told by others
            return None, reason
        sole = len(candidates.scores) == 1 and not self._outdone(entity, pronoun)
        context.genders.note(entity, pronoun.gender, sole=sole)
        return entity, ""

    def _glossed(self, number: int) -> int | None:
        """Whom the text itself puts in brackets behind the pronoun: "She [Ann Carter] was ill"."""
        if number + 1 >= len(self._mentions):
            return None
        source = self._context.source
        pronoun, mention = self._mentions[number].span, self._mentions[number + 1]
        named = mention.form in (MentionForm.NAME, MentionForm.SHORT) and mention.kind is Kind.PERSON
        around = source[pronoun.end : mention.span.start], source[mention.span.end : mention.span.end + 1]
        entity = self._context.entity_of.get(number + 1)
        if not named or around not in ((" [", "]"), (" (", ")")) or entity is None:
            return None
        return entity if self._context.genders.gender(entity) in (None, self._mentions[number].gender) else None

    def _outdone(self, entity: int, pronoun: Mention) -> bool:
        """Whether the document names somebody else more often who may be meant from farther away."""
        context = self._context
        return any(
            count > context.count[entity] and context.genders.gender(other) in (None, pronoun.gender)
            for other, count in context.people[:_KNOWN]
            if other != entity
        )

    def _relation(self, at: int) -> frozenset[int]:
        """Who cannot be meant by "his" at ``at``: whoever is introduced as his ("his brother, Paul Holm")."""
        number = self._related.get(at)
        entity = self._context.entity_of.get(number) if number is not None else None
        return frozenset() if entity is None else frozenset((entity,))

    def _coargument(self, number: int) -> frozenset[int]:
        """Who cannot be meant, being another argument of the pronoun's verb: "Reed sued | him", "he sued | Reed"."""
        context = self._context
        if self._mentions[number].name in _REFLEXIVE:
            return frozenset()
        others = (context.entity_of.get(other) for other in context.view.arguments.others(number))
        return frozenset(entity for entity in others if entity is not None)

    def _named_behind(self, number: int) -> frozenset[int]:
        """Who cannot be meant, being named behind "he" or "she" in the clause that is about them."""
        found = (self._context.entity_of.get(other) for other in self._context.view.arguments.named_behind(number))
        return frozenset(entity for entity in found if entity is not None)

    def _ahead(self, number: int, excluded: frozenset[int]) -> int | None:
        """The subject to come: "Known for his temper, Xi …"."""
        context, pronoun = self._context, self._mentions[number]
        for other in range(number + 1, min(number + 4, len(self._mentions))):
            mention = self._mentions[other]
            if context.sentence(mention) != context.sentence(pronoun):
                return None
            entity = context.entity_of.get(other)
            between = context.source[pronoun.span.end : mention.span.start]
            if entity is None or mention.kind is not Kind.PERSON or entity in excluded:
                continue
            fits = context.genders.gender(entity) in (None, pronoun.gender)
            if not fits or pronoun.name not in _FRONTED:
                return None
            return entity if re.search(r", (?:[A-Z]\w+\.? ){0,2}$", between) and "“" not in between else None
        return None
