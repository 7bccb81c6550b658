"""Keeps the subject of a clause apart from its object: one entity is never both, without a reflexive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.phrase_heads import PhraseHeads
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.lexicon import closed_classes
from xpkg.model import Mention, MentionForm, Sentence, Text

_CLOSED = closed_classes.Trait
_REFLEXIVE = closed_classes.having(_CLOSED.REFLEXIVE_PRONOUN)
_SURE = {MentionForm.NAME: 3, MentionForm.SHORT: 2, MentionForm.NOMINAL: 1, MentionForm.PRONOUN: 0}


def withdraw_coarguments(view: DocumentView, resolution: Resolution) -> Decisions:
    """Takes back the weaker of two mentions where subject and object of one clause would denote one entity. So it does
    where somebody would be the addressee of their own words."""
    mentions, entity_of = view.mentions, dict(resolution.entity_of)
    withdrawn = {}
    for sentence in _twice(view.text, mentions, entity_of):
        for first, second in view.arguments.pairs(sentence):
            if entity_of.get(first) is not None and entity_of.get(first) == entity_of.get(second):
                weaker = _weaker(mentions, first, second)
                del entity_of[weaker]
                withdrawn[weaker] = "subject and object of a clause are two"
    rest = {number: entity for number, entity in resolution.entity_of.items() if number not in withdrawn}
    addressees = withdraw_addressees(view, replace(resolution, entity_of=rest))
    return Decisions(withdrawn={**withdrawn, **addressees.withdrawn})


def withdraw_addressees(view: DocumentView, resolution: Resolution) -> Decisions:
    """Takes back the weaker of two mentions where somebody would be the addressee of their own words."""
    mentions, entity_of = view.mentions, dict(resolution.entity_of)
    phrases = PhraseHeads(view.source, mentions)
    withdrawn = {}
    for each in view.attributions:
        if each.source is None or each.addressee is None:
            continue
        heads, addressees = phrases.of(each.source), phrases.of(each.addressee)
        for first in heads:
            for second in addressees:
                same = first != second and first in entity_of and entity_of[first] == entity_of.get(second)
                if same and mentions[second].name.lower() not in _REFLEXIVE:
                    weaker = _weaker(mentions, first, second)
                    del entity_of[weaker]
                    withdrawn[weaker] = "who speaks and who is spoken to are two"
    return Decisions(withdrawn=withdrawn)


def _twice(text: Text, mentions: Sequence[Mention], entity_of: Mapping[int, int]) -> Iterator[Sentence]:
    """The sentences in which somebody is spoken of more than once."""
    counts: Counter[tuple[Sentence, int]] = Counter()
    for number, entity in entity_of.items():
        sentence = text.sentence_at(mentions[number].span.start)
        if sentence is not None:
            counts[sentence, entity] += 1
    twice = {sentence for (sentence, _), count in counts.items() if count > 1}
    yield from sorted(twice, key=lambda sentence: sentence.span)


def _weaker(mentions: Sequence[Mention], first: int, second: int) -> int:
    """The less reliable of two: a pronoun before a noun before a short name; of two alike the later."""
    rank = _SURE.get(mentions[first].form, 0), _SURE.get(mentions[second].form, 0)
    return first if rank[0] < rank[1] else second
