"""Decides whom "he" and "she" stand for: by gender, sentence, part of the sentence, and who is speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from xpkg.coreference.entities import Registry
from xpkg.coreference.genders import Genders
from xpkg.coreference.grammatical_roles import Clauses
from xpkg.coreference.kinship import Relation
from xpkg.coreference.neuter_pronouns import NEAREST, Things
from xpkg.coreference.scopes import Stories
from xpkg.coreference.speech_context import Voices
from xpkg.coreference.unnamed_people import Rivals, find_strangers, find_unnamed
from xpkg.model import Attribution, Gender, Kind, Mention, MentionForm, Span, Text

_REACH = 4
"""Sentences back in which a pronoun looks for its bearer."""

_NAMED_WITHIN = 12
"""Sentences back in which the bearer must have been called by a name or noun: a row of pronouns proves nothing."""

_MARGIN = 2.0
"""By how much the best bearer must outdo the next one."""

_KNOWN = 300
"""People whom the document names most, among whom another is looked for who may be meant."""
_OFTEN = 4
"""Names of somebody in the document from which on he may be meant though no sentence near is about him."""

_LEAST = -5.0
"""Score below which nobody is better than anybody."""


class Pronouns:
    """The pronouns of one document, taken in order, so that each can lead to the next.

    ``left`` are the personal ones that have no bearer, each with the reason in words.
    """

    def __init__(
        self,
        text: Text,
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        of: dict[int, int],
        registry: Registry,
        stories: Stories,
        relations: Mapping[int, Relation],
    ) -> None:
        self._source = text.source.text
        self._mentions = mentions
        self._of = of
        self._registry = registry
        self._stories = stories
        self._starts = [mention.span.start for mention in mentions]
        self._count = Counter(of.values())
        self._people = [each for each in self._count.most_common() if registry.entities[each[0]].kind is Kind.PERSON]
        self._genders = Genders(registry)
        self._clauses = Clauses(self._source, mentions, stories)
        self._things = Things(self._source, mentions, of, registry, stories, self._clauses.subjects)
        self._voices = Voices(mentions, attributions, of, stories)
        begins = frozenset(sentence.span.start for sentence in text.sentences)
        strangers = find_strangers(self._source, [mention.span for mention in mentions])
        self._rivals = Rivals(sorted((*find_unnamed(self._source, begins), *strangers), key=lambda each: each.span))
        self._by_start = {mention.span.start: number for number, mention in enumerate(mentions)}
        self._relations = relations
        # where "his" begins -> who is introduced as what to him
        self._related = {each.owner: number for number, each in relations.items() if each.owner is not None}
        # gender -> where such a pronoun last stayed without bearer, and who cannot have been meant there
        self._doubted: dict[Gender | None, tuple[int, frozenset[int]]] = {}
        self._named_at: dict[int, int] = {}
        self.left: dict[Span, str] = {}

    def resolve(self) -> None:
        """Adds to ``of`` the pronouns that have a bearer."""
        for number, mention in enumerate(self._mentions):
            if mention.form is not MentionForm.PRONOUN:
                if number in self._of:
                    self._named_at[self._of[number]] = mention.span.start
                continue
            place = self._someone(number) if mention.kind is Kind.PERSON else self._things.find(number)
            if place is not None:
                self._of[number] = place

    def _someone(self, number: int) -> int | None:
        pronoun = self._mentions[number]
        at = pronoun.span.start
        glossed = self._glossed(number)
        if glossed is not None:
            return glossed
        shut = self._voices.around(pronoun.span) | self._voices.spoken_of(pronoun.span) | self._relation(at)
        other = self._other_part(number)
        shut |= other if pronoun.name not in ("he", "she") else frozenset()
        best, last, leading = self._candidates(number, shut)
        if not best:
            place = self._ahead(number, shut)
            if place is None:
                self.left[pronoun.span] = "nobody who can be meant is named near before it"
            else:
                self._genders.note(place, pronoun.gender, sole=True)
            return place
        place = max(best, key=lambda each: (best[each], -each))
        aside = place not in leading and self._count[place] < _OFTEN
        reason = self._rivalled(number, place, best, last) or self._doubt(pronoun, place, last[place])
        if (nearer := self._nearer(number, place, best, last)) is not None:
            reason = f"{self._label(nearer)} was named since, and {self._label(place)} was not"
        if place in other:
            reason = f"{self._label(place)} is the other part of its clause"
        if best[place] < _LEAST or aside:
            reason = f"of {self._label(place)} the sentences before it speak only in passing"
        if reason:
            self._doubted[pronoun.gender] = (at, shut)
            self.left[pronoun.span] = reason
            return None
        self._genders.note(place, pronoun.gender, sole=len(best) == 1 and not self._outdone(place, pronoun))
        return place

    def _label(self, place: int) -> str:
        return self._registry.entities[place].label

    def _glossed(self, number: int) -> int | None:
        """Whom the text itself puts in brackets behind the pronoun: "She [Ann Carter] was ill"."""
        if number + 1 >= len(self._mentions):
            return None
        pronoun, mention = self._mentions[number].span, self._mentions[number + 1]
        named = mention.form in (MentionForm.NAME, MentionForm.SHORT) and mention.kind is Kind.PERSON
        around = self._source[pronoun.end : mention.span.start], self._source[mention.span.end : mention.span.end + 1]
        place = self._of.get(number + 1)
        if not named or around not in ((" [", "]"), (" (", ")")) or place is None:
            return None
        return place if self._genders.of(place) in (None, self._mentions[number].gender) else None

    def _outdone(self, place: int, pronoun: Mention) -> bool:
        """Whether the document names somebody else more often who may be meant from farther away."""
        return any(
            count > self._count[place] and self._genders.of(other) in (None, pronoun.gender)
            for other, count in self._people[:_KNOWN]
            if other != place
        )

    def _relation(self, at: int) -> frozenset[int]:
        """Who cannot be meant by "his" at ``at``: whoever is introduced as his ("his brother, Paul Holm")."""
        number = self._related.get(at)
        return frozenset((self._of[number],)) if number is not None and number in self._of else frozenset()

    def _other_part(self, number: int) -> frozenset[int]:
        """Who cannot be meant, being the other part of the pronoun's clause: "Reed sued | him", "he sued | Reed"."""
        pronoun = self._mentions[number]
        if pronoun.name in ("he", "she") and number + 1 < len(self._mentions):
            other = number + 1
        elif self._clauses.objective(pronoun) and number and self._clauses.leads(number - 1):
            other = number - 1
        else:
            return frozenset()
        if self._mentions[other].name.lower() in ("his", "her", "its", "their"):
            return frozenset()
        mention, place = self._mentions[other], self._of.get(other)
        first, second = (mention, pronoun) if other < number else (pronoun, mention)
        same = self._stories.sentence(first.span.start) == self._stories.sentence(second.span.start)
        if place is None or not same or not self._clauses.objects(first.span.end, second.span.start):
            return frozenset()
        return frozenset((place,))

    def _candidates(self, number: int, shut: frozenset[int]) -> tuple[dict[int, float], dict[int, int], set[int]]:
        """The people before a pronoun whom it may mean: the score of each, the number of each one's last mention, and
        those of whom a sentence or clause near is about."""
        pronoun = self._mentions[number]
        at = pronoun.span.start
        sentence, story = self._stories.sentence(at), self._stories.story(at)
        told = self._voices.tellers(pronoun.span)
        objective = self._clauses.objective(pronoun)
        best: dict[int, float] = {}
        last: dict[int, int] = {}
        leading: set[int] = set()
        for other in range(number - 1, max(-1, number - 1 - NEAREST), -1):
            mention = self._mentions[other]
            back = sentence - self._stories.sentence(mention.span.start)
            if back > _REACH or self._stories.story(mention.span.start) != story:
                break
            place = self._of.get(other)
            if place is None or mention.kind is not Kind.PERSON or place in shut:
                continue
            end = mention.span.end + (other in self._relations and self._source.startswith(",", mention.span.end))
            if back == 0 and objective and self._clauses.joined(end, at):
                continue  # "his father, Paul Holm, asked him": not Holm
            gender = self._genders.of(place)
            if gender is not None and pronoun.gender is not None and gender is not pronoun.gender:
                continue
            score = self._score(other, pronoun, back) + (0.0 if gender is not None else -1.0)
            score += 2.5 if place in told else 0.0
            score += min(self._count[place], 6) * 0.2
            score -= (number - other) * 0.02
            best[place] = max(best.get(place, _LEAST - 1), score)
            last.setdefault(place, other)
            if back == 0 or mention.form is MentionForm.PRONOUN or self._leads(other):
                leading.add(place)
        return best, last, leading

    def _score(self, number: int, pronoun: Mention, back: int) -> float:
        """How well a mention ``back`` sentences before the pronoun suits it by its part in its sentence."""
        mention = self._mentions[number]
        score = -2.5 * back
        score += 2.0 if number in self._clauses.subjects else 0.0
        score += 1.5 if number in self._voices.sources else 0.0
        score -= 1.0 if self._clauses.possesses(mention) and mention.form is not MentionForm.PRONOUN else 0.0
        score += 0.5 if mention.form is MentionForm.PRONOUN else 0.0
        if self._clauses.acts(mention):
            score += 1.0
            if back == 0 and self._source[pronoun.span.start - 2 : pronoun.span.start] == ", ":
                score += 1.5  # "While X was away, he …"
        if self._clauses.bracketed(mention, pronoun):
            score -= 2.5
        inside = self._stories.quoted(mention.span.start)
        if inside is not None and inside != self._stories.quoted(pronoun.span.start):
            score -= 2.5
        return score

    def _leads(self, number: int) -> bool:
        return number in self._voices.sources or self._clauses.leads(number)

    def _rivalled(self, number: int, place: int, best: Mapping[int, float], last: Mapping[int, int]) -> str:
        """Who else named may be meant, in words; empty when nobody."""
        other = self._contested(number, place, last)
        if other is None:
            other = self._even(best, place, self._own_subject(number, place))
        return "" if other is None else f"{self._label(place)} and {self._label(other)} may be meant alike"

    def _contested(self, number: int, place: int, last: Mapping[int, int]) -> int | None:
        """Somebody else who fits and was named since in the pronoun's own sentence.

        "Ann told Mary that she was ill", "Ann helped Mary with her case": either may be meant. Only who hangs on a
        preposition or possesses a thing is outdone by the subject ("Ann went to Mary's house, where she slept").
        """
        pronoun = self._mentions[number]
        sentence = self._stories.sentence(pronoun.span.start)
        leads = self._leads(last[place])
        for other, at in last.items():
            mention = self._mentions[at]
            if other == place or at < last[place] or self._stories.sentence(mention.span.start) != sentence:
                continue
            hung = self._clauses.hangs(mention) and pronoun.name in ("he", "she")
            if not (leads and (hung or self._clauses.possesses(mention))):
                return other
        return None

    def _nearer(self, number: int, place: int, best: Mapping[int, float], last: Mapping[int, int]) -> int | None:
        """The one other person of the pronoun's gender who is named in the sentence right before, where ``place`` is in
        neither: "Ann spoke. Paul met Mary. She …" is hardly Ann."""
        pronoun = self._mentions[number]
        if pronoun.name not in ("he", "she"):
            return None
        sentence = self._stories.sentence(pronoun.span.start)

        def where(other: int) -> int:
            return self._stories.sentence(self._mentions[last[other]].span.start)

        if where(place) >= sentence - 1:
            return None
        found = [
            other
            for other in best
            if where(other) == sentence - 1
            and self._genders.of(other) is pronoun.gender
            and self._mentions[last[other]].form in (MentionForm.NAME, MentionForm.SHORT)
            and not self._clauses.possesses(self._mentions[last[other]])
        ]
        return found[0] if len(found) == 1 else None

    def _own_subject(self, number: int, place: int) -> bool:
        """Whether the pronoun's own sentence is about ``place``: its first person, by name, and the verb follows."""
        sentence = self._stories.sentence(self._mentions[number].span.start)
        for other in range(number - 1, max(-1, number - 1 - NEAREST), -1):
            mention = self._mentions[other]
            if self._stories.sentence(mention.span.start) != sentence:
                return False
            if self._of.get(other) == place and other in self._clauses.subjects and self._clauses.acts(mention):
                return True
        return False

    def _even(self, best: Mapping[int, float], place: int, subject: bool) -> int | None:
        """Another named person who fits nearly as well; hardly one beside the sentence's own ``subject``."""
        margin = _MARGIN / 4 if subject else _MARGIN
        return next((other for other, score in best.items() if other != place and score > best[place] - margin), None)

    def _doubt(self, pronoun: Mention, place: int, last: int) -> str:
        """Why the pronoun may as well mean somebody without a name, or that the bearer was named too long ago.

        ``last`` is the number of the bearer's last mention. A wrong bearer can harm a person: in doubt, none.
        """
        at, mention = pronoun.span.start, self._mentions[last]
        sentence, where = self._stories.sentence(at), self._stories.sentence(mention.span.start)
        named = self._named_at.get(place)
        if named is None or sentence - self._stories.sentence(named) > _NAMED_WITHIN:
            return f"{self._label(place)} was named too long before it"
        quote = self._stories.quoted(at)
        doubted, others = self._doubted.get(pronoun.gender, (-1, frozenset()))
        if doubted > mention.span.start and not (place in others and place in self._genders.told):
            return "such a pronoun before it was left open too, and nobody was named since"
        since = mention.span.end
        if where == sentence and mention.form is MentionForm.PRONOUN and self._clauses.objective(mention):
            since = self._stories.start(sentence)  # "The driver asked him for his coat": whose coat is not told
        for rival in self._rivals.between(since, at, pronoun.gender):
            number = self._by_start.get(rival.span.start)
            owner = self._of.get(number) if number is not None else None
            inside = self._stories.quoted(rival.span.start)
            if owner == place or self._resolved(rival.span) or (inside is not None and inside != quote):
                continue
            if self._clauses.objective(pronoun) and self._clauses.joined(rival.span.end, at):
                continue  # "his father asked him": not the father
            if rival.subject or (where < sentence == self._stories.sentence(rival.span.start)):
                words = " ".join(rival.span.cut(self._source).split())
                return f"“{words}” may be meant, or {self._label(place)}"
        return ""

    def _resolved(self, span: Span) -> bool:
        """Whether the words ``span`` stand for somebody named: "the senator" after a senator's name."""
        first = bisect_left(self._starts, span.start)
        for number in range(first, len(self._mentions)):
            if self._mentions[number].span.start >= span.end:
                return False
            if self._mentions[number].form is MentionForm.NOMINAL and number in self._of:
                return True
        return False

    def _ahead(self, number: int, shut: frozenset[int]) -> int | None:
        """The subject to come: "Known for his temper, Xi …"."""
        pronoun = self._mentions[number]
        sentence = self._stories.sentence(pronoun.span.start)
        for other in range(number + 1, min(number + 4, len(self._mentions))):
            mention = self._mentions[other]
            if self._stories.sentence(mention.span.start) != sentence:
                return None
            place = self._of.get(other)
            between = self._source[pronoun.span.end : mention.span.start]
            if place is None or mention.kind is not Kind.PERSON or place in shut:
                continue
            if self._genders.of(place) not in (None, pronoun.gender) or pronoun.name not in ("his", "her", "he", "she"):
                return None
            return place if re.search(r", (?:[A-Z]\w+\.? ){0,2}$", between) and "“" not in between else None
        return None
