"""Finds the people whom "he" or "she" may mean, and weighs them by gender, distance and part of the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xpkg.coreference.pronoun_context import PronounContext
from xpkg.coreference.scopes import NEAREST
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, Mention, MentionForm

REACH = 4
"""Sentences back in which a pronoun looks for its antecedent."""

_UNKNOWN = 5.0
"""What is taken off for somebody of unknown gender beside one who is known to be a woman, or a man: "Ren Talbot met
Nuria Sala. She said"."""
_SUBJECTS = having(Trait.FEMININE, Trait.MASCULINE) & having(Trait.SUBJECT_PRONOUN)
LEAST = -5.0
"""Score below which nobody is better than anybody."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The people before a pronoun whom it may mean: the score and the last mention of each. Also those whom a
    sentence or clause nearby is about."""

    scores: Mapping[int, float]
    last: Mapping[int, int]
    leading: frozenset[int]

    def best(self) -> int:
        """The one with the highest score; of two the one who came first."""
        return max(self.scores, key=lambda each: (self.scores[each], -each))


def find_candidates(context: PronounContext, number: int, excluded: frozenset[int]) -> Candidates:
    """The candidates for the pronoun ``number``, without those who are ``excluded``."""
    pronoun = context.mentions[number]
    at = pronoun.span.start
    sentence, story = context.sentences[number], context.stories[number]
    speakers = context.speech.speakers(pronoun.span)
    objective = context.roles.objective(pronoun)
    scores: dict[int, float] = {}
    last: dict[int, int] = {}
    leading: set[int] = set()
    agreed: set[int] = set()  # whom a pronoun of this gender has meant just before
    for other in range(number - 1, max(-1, number - 1 - NEAREST), -1):
        mention = context.mentions[other]
        back = sentence - context.sentences[other]
        if back > REACH or context.stories[other] != story:
            break
        entity = context.entity_of.get(other)
        if entity is None or mention.kind is not Kind.PERSON or entity in excluded:
            continue
        related = other in context.view.relations and context.source.startswith(",", mention.span.end)
        if back == 0 and objective and context.roles.joined(mention.span.end + related, at):
            continue  # "his father, Paul Holm, asked him": not Holm
        if not context.may_be(entity, pronoun.gender):
            continue
        score = _score(context, other, pronoun, back)
        score += 2.5 if entity in speakers else 0.0
        score += min(context.count[entity], 6) * 0.2
        score -= (number - other) * 0.02
        scores[entity] = max(scores.get(entity, LEAST - 1), score)
        last.setdefault(entity, other)
        if mention.form is MentionForm.PRONOUN and mention.gender is pronoun.gender:
            agreed.add(entity)
        if back == 0 or mention.form is MentionForm.PRONOUN or context.leads(other):
            leading.add(entity)
    for entity in scores:
        if context.genders.gender(entity) is None and entity not in agreed:
            scores[entity] -= 1.0
    known = [entity for entity in scores if context.genders.gender(entity) is not None]
    if len(known) == 1 and pronoun.name in _SUBJECTS:
        where = context.sentences[last[known[0]]]
        behind = [other for other in scores if other != known[0] and context.sentences[last[other]] <= where]
        if behind and sentence - where <= 1 and not context.roles.possesses(context.mentions[last[known[0]]]):
            leading.add(known[0])
            scores.update((other, scores[other] - _UNKNOWN) for other in behind)
    return Candidates(scores, last, frozenset(leading))


def _score(context: PronounContext, number: int, pronoun: Mention, back: int) -> float:
    """How well a mention ``back`` sentences before the pronoun suits it by its part in its sentence."""
    mention, roles = context.mentions[number], context.roles
    score = -2.5 * back
    apposed = number in context.speech.apposed
    score += 2.0 if apposed or number in roles.subjects else 0.0
    score += 1.5 if number in context.speech.sources else 0.0
    score -= 1.0 if roles.possesses(mention) and mention.form is not MentionForm.PRONOUN else 0.0
    score += 0.5 if mention.form is MentionForm.PRONOUN else 0.0
    if apposed or roles.acts(mention):
        score += 1.0
        if back == 0 and context.source[pronoun.span.start - 2 : pronoun.span.start] == ", ":
            score += 1.5  # "While X was away, he …"
    if back == 0 and roles.owns_subject(mention):
        score += 2.0  # "Quine’s mother said he was ill"
    if roles.bracketed(mention, pronoun):
        score -= 2.5
    inside = context.scopes.quoted(mention.span.start)
    if inside is not None and inside != context.scopes.quoted(pronoun.span.start):
        score -= 2.5
    return score
