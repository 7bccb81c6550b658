"""Finds the entity or document that a phrase refers to, and its name for a label."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from xpkg.analysis.events.noun_phrases import NUMBERS, NounPhrase
from xpkg.analysis.events.sentence_tree import SentenceTree
from xpkg.analysis.events.word_classes import DETERMINERS, QUANTIFIERS
from xpkg.lexicon.alternation import alternation
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.nouns import NounKind, of_kind
from xpkg.model import Identities, Kind, Mention, MentionForm, Span, Work
from xpkg.text.markers import PAGED

_OPENING = having(Trait.ARTICLE, Trait.POSSESSIVE_DETERMINER, Trait.DEMONSTRATIVE) | set(
    "of some several also whose".split()
)
_OPENERS = re.compile(rf"(?:{alternation(_OPENING)}\s+)+", re.I)
_NO_NAMES = having(Trait.THIRD_PERSON, Trait.RELATIVE_PRONOUN) | {"one", "others"}
_COMMON = DETERMINERS | QUANTIFIERS | NUMBERS | of_kind(*NounKind)
_LONGEST = 9
"""Words of an unnamed participant that a label still takes in."""
_NAMES = (MentionForm.NAME, MentionForm.SHORT)
_WITHIN = 800
"""Characters between a pronoun and the name that it stands for, where nobody else is named between the two."""
_MARKS = "'\"“”‘’"
_MARKERS = re.compile(PAGED)


class ParticipantNames:
    """Keys and names of participants. A key is "entity N", "work N" or, for what has no name, its head noun."""

    def __init__(self, text: str, identities: Identities, works: Sequence[Work], mentions: Sequence[Mention]) -> None:
        self._text = text
        self._entities = identities.entities
        self._of = dict(identities.denotes)
        self._named: dict[int, list[int]] = {}
        for mention in mentions:
            if mention.form in (MentionForm.NAME, MentionForm.SHORT) and mention.span in self._of:
                self._named.setdefault(self._of[mention.span], []).append(mention.span.start)
        people = [each for each in mentions if each.kind is Kind.PERSON and each.form in _NAMES]
        genders = {self._of[each.span]: each.gender for each in people if each.gender and each.span in self._of}
        told = {each.span.start: each.gender or genders.get(self._of.get(each.span, -1)) for each in people}
        self._people = sorted(told)
        self._genders = told
        self._works = works
        self._work_spans = sorted((span, index) for index, work in enumerate(works) for span in work.mentions)

    def key(self, view: SentenceTree, phrase: NounPhrase) -> str:
        """What distinguishes this participant from others in the document."""
        if (work := self._work(view, phrase)) is not None:
            return f"work {work[1]}"
        if phrase.mention is not None:
            mention = view.mentions[phrase.mention]
            entity = self._of.get(mention.span)
            if entity is None and mention.form is MentionForm.PRONOUN:
                return f"pronoun {mention.span.start}"  # its referent is unknown, so it is no other participant
            return f"entity {entity}" if entity is not None else f"name {mention.name.lower()}"
        numbers = [word for word in view.words_of(phrase) if word[:1].isdigit()]
        return f"counted {numbers[0]} {phrase.head}" if numbers else f"noun {phrase.head}"

    def known(self, view: SentenceTree, phrase: NounPhrase) -> bool:
        """Whether the phrase means something with a name, or a document discussed."""
        if phrase.mention is not None:
            mention = view.mentions[phrase.mention]
            return mention.span in self._of or mention.form in (MentionForm.NAME, MentionForm.SHORT)
        return self._work(view, phrase) is not None

    def named_since(self, view: SentenceTree, phrase: NounPhrase, since: int) -> bool:
        """Whether the referent of a pronoun is named between the character ``since`` and the pronoun."""
        if phrase.mention is None:
            return False
        pronoun = view.mentions[phrase.mention]
        entity = self._of.get(pronoun.span)
        starts = self._named.get(entity, []) if entity is not None else []
        at = bisect_left(starts, pronoun.span.start) - 1
        return at >= 0 and (starts[at] >= since or self._last_person(starts[at], pronoun))

    def _last_person(self, start: int, pronoun: Mention) -> bool:
        """Whether the name at ``start`` is the last that ``pronoun`` can mean by its gender, and near enough."""
        until, gender = pronoun.span.start, pronoun.gender
        first, last = bisect_left(self._people, until - _WITHIN), bisect_left(self._people, until)
        for each in reversed(self._people[first:last]):
            if gender is None or self._genders[each] in (None, gender):
                return each == start
        return False

    def span(self, view: SentenceTree, phrase: NounPhrase) -> Span:
        """The characters that denote the participant."""
        if phrase.mention is not None:
            return view.mentions[phrase.mention].span
        if (work := self._work(view, phrase)) is not None:
            return work[0]
        whole = view.cut(phrase.start, phrase.end)
        opener = _OPENERS.match(whole.cut(self._text))
        return (
            Span(whole.start + opener.end(), whole.end) if opener and opener.end() < whole.end - whole.start else whole
        )

    def name(self, view: SentenceTree, phrase: NounPhrase) -> str:
        """The name of the participant in a label; empty for a pronoun that stands for nobody known."""
        if phrase.mention is not None:
            mention = view.mentions[phrase.mention]
            entity = self._of.get(mention.span)
            if entity is not None:
                return self._entities[entity].label
        if (work := self._work(view, phrase)) is not None:
            meant = self._works[work[1]]
            if meant.title:
                return f"“{meant.title.strip(_MARKS)}”"
            if meant.authority is not None:
                return meant.label
        if phrase.mention is not None:
            mention = view.mentions[phrase.mention]
            if mention.form is MentionForm.PRONOUN:
                return ""
            if mention.form in (MentionForm.NAME, MentionForm.SHORT):
                return mention.name
        words = _MARKERS.sub("", self.span(view, phrase).cut(self._text)).split()
        words = words if len(words) <= _LONGEST or phrase.head == "“”" else words[-_LONGEST:]
        if words and phrase.start == 0 and words[0].lower() in _COMMON:
            words[0] = words[0][:1].lower() + words[0][1:]  # the capital is the sentence's
        name = " ".join(words).strip(' ,;:"“”‘’')
        return "" if name.lower() in _NO_NAMES else name

    def _work(self, view: SentenceTree, phrase: NounPhrase) -> tuple[Span, int] | None:
        whole = view.cut(phrase.start, phrase.end)
        at = bisect_left(self._work_spans, whole.start, key=lambda item: item[0].start)
        while at < len(self._work_spans) and self._work_spans[at][0].start < whole.end:
            span, index = self._work_spans[at]
            if span.end >= whole.end - 1:  # the head of the phrase, not something inside it
                return span, index
            at += 1
        return None
