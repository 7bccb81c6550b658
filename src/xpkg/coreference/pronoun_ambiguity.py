"""Explains why "he" or "she" is left unresolved: somebody else may be meant as well, with a name or without one."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from xpkg.coreference.pronoun_candidates import Candidates
from xpkg.coreference.pronoun_context import PronounContext
from xpkg.coreference.scopes import NEAREST
from xpkg.coreference.unnamed_people import UnnamedPeople, UnnamedPerson, find_strangers, find_unnamed
from xpkg.model import MentionForm, Mode, Span, SpeechAct

_NAMED_WITHIN = 12
"""Sentences back in which the referent must have been named or described: a row of pronouns proves nothing."""

_MARGIN = 2.0
"""By how much the best candidate must outdo the next one."""


class Ambiguity:
    """Who else may be meant by a pronoun of the document. A wrong referent can harm a person: in doubt, none is
    chosen."""

    def __init__(self, context: PronounContext) -> None:
        self._context = context
        self._mentions = context.mentions
        self._starts = [mention.span.start for mention in context.mentions]
        self._by_start = {mention.span.start: number for number, mention in enumerate(context.mentions)}
        begins = frozenset(sentence.span.start for sentence in context.view.text.sentences)
        strangers = find_strangers(context.source, [mention.span for mention in context.mentions])
        found = sorted((*find_unnamed(context.source, begins), *strangers), key=lambda each: each.span)
        self._unnamed = UnnamedPeople(found)
        # sentence -> who speaks in it, and to whom
        self._addressed: dict[int, list[tuple[Span, Span]]] = defaultdict(list)
        for each in context.view.attributions:
            asks = each.mode is Mode.INDIRECT or each.act is SpeechAct.ASKS
            if each.source is not None and each.addressee is not None and asks:
                self._addressed[context.scopes.sentence(each.source.start)].append((each.source, each.addressee))

    def reason(self, number: int, entity: int, candidates: Candidates) -> str:
        """Why the pronoun ``number`` may not mean ``entity``, the best of ``candidates``; empty where it does."""
        nearer = self._nearer(number, entity, candidates)
        if nearer is not None:
            return f"{self._context.label(nearer)} was named since, and {self._context.label(entity)} was not"
        return self._rivalled(number, entity, candidates) or self._doubt(number, entity, candidates.last[entity])

    def _rivalled(self, number: int, entity: int, candidates: Candidates) -> str:
        """Who else named may be meant, in words; empty when nobody."""
        other = self._contested(number, entity, candidates)
        if other is None:
            other = self._told(number, entity, candidates)
        if other is None:
            other = self._even(candidates, entity, self._own_subject(number, entity))
        label = self._context.label
        return "" if other is None else f"{label(entity)} and {label(other)} may be meant alike"

    def _contested(self, number: int, entity: int, candidates: Candidates) -> int | None:
        """Somebody else who fits and was named since in the pronoun's own sentence.

        "Ann told Mary that she was ill", "Ann helped Mary with her case": either may be meant. Only the object of a
        preposition, or a possessor, is outdone by the subject ("Ann went to Mary's house, where she slept").
        """
        context, pronoun = self._context, self._mentions[number]
        sentence, last = context.sentence(pronoun), candidates.last
        leads = context.leads(last[entity])
        for other, at in last.items():
            mention = self._mentions[at]
            if other == entity or at < last[entity] or context.sentence(mention) != sentence:
                continue
            hung = context.roles.hangs(mention) and pronoun.name in ("he", "she")
            if not (leads and (hung or context.roles.possesses(mention))):
                return other
        return None

    def _told(self, number: int, entity: int, candidates: Candidates) -> int | None:
        """The one to whom ``entity`` speaks in the sentence before, and who may answer in the pronoun's.

        "Ann told Mary that it was open. She said ...": either of them. Whoever speaks in marks mostly goes on, unless
        that was a question.
        """
        pronoun, where = self._mentions[number], self._context.sentence(self._mentions[number])
        if pronoun.name not in ("he", "she"):
            return None
        for speaks, told in self._addressed.get(where - 1, ()):
            if self._denotes(speaks, entity):
                for other in candidates.last:
                    if other != entity and self._denotes(told, other):
                        return other
        return None

    def _denotes(self, phrase: Span, entity: int) -> bool:
        """Whether one of the mentions in ``phrase`` denotes ``entity``."""
        first = bisect_left(self._starts, phrase.start)
        for number in range(first, len(self._mentions)):
            if self._mentions[number].span.start >= phrase.end:
                return False
            if self._context.entity_of.get(number) == entity:
                return True
        return False

    def _nearer(self, number: int, entity: int, candidates: Candidates) -> int | None:
        """The one other person of the pronoun's gender who is named in the sentence right before, where ``entity`` is
        in neither: "Ann spoke. Paul met Mary. She …" is hardly Ann."""
        context, pronoun = self._context, self._mentions[number]
        if pronoun.name not in ("he", "she"):
            return None
        before = context.sentence(pronoun) - 1
        last = {other: self._mentions[at] for other, at in candidates.last.items()}
        if context.sentence(last[entity]) >= before:
            return None
        found = [
            other
            for other in candidates.scores
            if context.sentence(last[other]) == before
            and context.genders.gender(other) is pronoun.gender
            and last[other].form in (MentionForm.NAME, MentionForm.SHORT)
            and not context.roles.possesses(last[other])
        ]
        return found[0] if len(found) == 1 else None

    def _own_subject(self, number: int, entity: int) -> bool:
        """Whether the pronoun's own sentence is about ``entity``: its first person, by name, and the verb follows."""
        context = self._context
        sentence = context.sentence(self._mentions[number])
        for other in range(number - 1, max(-1, number - 1 - NEAREST), -1):
            mention = self._mentions[other]
            if context.sentence(mention) != sentence:
                return False
            subject = other in context.roles.subjects and context.roles.acts(mention)
            if context.entity_of.get(other) == entity and subject:
                return True
        return False

    def _even(self, candidates: Candidates, entity: int, subject: bool) -> int | None:
        """Another named person who fits nearly as well; hardly one beside the sentence's own ``subject``."""
        scores, margin = candidates.scores, _MARGIN / 4 if subject else _MARGIN
        least = scores[entity] - margin
        return next((other for other, score in scores.items() if other != entity and score > least), None)

    def _doubt(self, number: int, entity: int, last: int) -> str:
        """Why the pronoun may as well mean somebody without a name, or that the referent was named too long ago.

        ``last`` is the number of the referent's last mention.
        """
        context, pronoun, mention = self._context, self._mentions[number], self._mentions[last]
        at, sentence, where = pronoun.span.start, context.sentence(pronoun), context.sentence(mention)
        named = context.named_at.get(entity)
        if named is None or sentence - context.scopes.sentence(named) > _NAMED_WITHIN:
            return f"{context.label(entity)} was named too long before it"
        doubted, others = context.last_unresolved.get(pronoun.gender, (-1, frozenset()))
        # "His claims that he forgot Epp's words contradict his letter": whoever is meant first is meant again
        beside = doubted >= 0 and context.scopes.sentence(doubted) == sentence and not context.leads(last)
        barred = entity in others and entity in context.genders.told
        if beside or (doubted > mention.span.start and not barred):
            return "such a pronoun before it was left open too, and nobody was named since"
        since = mention.span.end
        if where == sentence and mention.form is MentionForm.PRONOUN and context.roles.objective(mention):
            since = context.scopes.start(sentence)  # "The driver asked him for his coat": whose coat is not clear
        unsure = context.genders.gender(entity) is None or not context.leads(last)
        if where == sentence - 1 and unsure and pronoun.name in ("he", "she"):
            since = context.scopes.start(where)  # "A spokesman met Ren Talbot. He said"
        for person in self._unnamed.between(since, at, pronoun.gender):
            if self._may_be_meant(person, number, entity, here=where < sentence):
                words = " ".join(person.span.cut(context.source).split())
                return f"“{words}” may be meant, or {context.label(entity)}"
        return ""

    def _may_be_meant(self, person: UnnamedPerson, number: int, entity: int, here: bool) -> bool:
        """Whether the pronoun may mean an unnamed person rather than ``entity``; ``here``: also one who is not the
        subject, in the pronoun's own sentence."""
        context, pronoun = self._context, self._mentions[number]
        at, start = pronoun.span.start, person.span.start
        first = self._by_start.get(start)
        owner = context.entity_of.get(first) if first is not None else None
        inside = context.scopes.quoted(start)
        if (
            (owner == entity and context.sentence(pronoun) == context.scopes.sentence(start))
            or self._resolved(person.span)
            or context.speech.speaks_as(entity, person.span)
            or (inside is not None and inside != context.scopes.quoted(at))
        ):
            return False
        if context.roles.objective(pronoun) and context.roles.joined(person.span.end, at):
            return False  # "his father asked him": not the father
        return person.subject or (here and context.sentence(pronoun) == context.scopes.sentence(start))

    def _resolved(self, span: Span) -> bool:
        """Whether the words ``span`` stand for somebody named: "the senator" after a senator's name."""
        first = bisect_left(self._starts, span.start)
        for number in range(first, len(self._mentions)):
            if self._mentions[number].span.start >= span.end:
                return False
            if self._mentions[number].form is MentionForm.NOMINAL and number in self._context.entity_of:
                return True
        return False
