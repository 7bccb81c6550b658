"""Keeps the subject of a clause apart from its object: one entity is never both, without a reflexive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xpkg.analysis.grammar.complements import NounPhrase, ShallowParse
from xpkg.analysis.grammar.words import adverb, auxiliary, past_like
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.grammatical_roles import NOTHING_OWNED
from xpkg.coreference.resolution import Decisions, Resolution
from xpkg.coreference.source_phrases import SourcePhrases
from xpkg.lexicon import closed_classes
from xpkg.lexicon.reporting import WITHOUT_HEARER, finite_forms
from xpkg.model import Mention, MentionForm, Sentence, Text

_CLOSED = closed_classes.Trait
_REFLEXIVE = closed_classes.having(_CLOSED.REFLEXIVE_PRONOUN)
_OWN = closed_classes.having(_CLOSED.POSSESSIVE_DETERMINER) - {"her"}
_TO = frozenset(("to", "against"))
"""What leads to an object that hardly is the subject, beside none at all."""

_OF_CLAUSES = finite_forms(*WITHOUT_HEARER)
"""Verbs behind which a clause begins, and no object of theirs: "Reed said Reed was ill"."""

_SURE = {MentionForm.NAME: 3, MentionForm.SHORT: 2, MentionForm.NOMINAL: 1, MentionForm.PRONOUN: 0}


def withdraw_coarguments(view: DocumentView, resolution: Resolution) -> Decisions:
    """Takes back the weaker of two mentions where subject and object of one clause would denote one entity."""
    mentions, entity_of = view.mentions, dict(resolution.entity_of)
    usable = [number for number, mention in enumerate(mentions) if not _possessive(view.source, mention)]
    used = [mentions[number] for number in usable]
    withdrawn = {}
    for sentence in _twice(view.text, mentions, entity_of):
        line = ShallowParse(view.source, sentence, used, ())
        for subject, other in _pairs(line):
            first, second = usable[subject], usable[other]
            if first != second and entity_of.get(first) is not None and entity_of.get(first) == entity_of.get(second):
                weaker = _weaker(mentions, first, second)
                del entity_of[weaker]
                withdrawn[weaker] = "subject and object of a clause are two"
    return Decisions(withdrawn=withdrawn)


def withdraw_addressees(view: DocumentView, resolution: Resolution) -> Decisions:
    """Takes back the weaker of two mentions where somebody would be the addressee of their own words."""
    mentions, entity_of = view.mentions, dict(resolution.entity_of)
    phrases = SourcePhrases(view.source, mentions, entity_of)
    withdrawn = {}
    for each in view.attributions:
        if each.source is None or each.addressee is None:
            continue
        heads, addressees = phrases.heads(each.source), phrases.heads(each.addressee)
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


def _pairs(line: ShallowParse) -> Iterator[tuple[int, int]]:
    """The mentions that are subject and object of one verb, or of one in the passive and its agent."""
    for at, token in enumerate(line.tokens):
        verb = token.mention is None and (line.finite(at) or past_like(token.low)) and not auxiliary(token.low)
        if not verb or line.adjectival(at) or token.low in _OF_CLAUSES:
            continue
        group, limit = line.group(at), line.right(at)
        subjects = line.phrase_before(group.start)
        if group.passive:
            by = next((here for here in range(at + 1, limit) if line.low(here) == "by"), None)
            objects: tuple[NounPhrase, ...] = line.phrase_after(by + 1, limit) if by is not None else ()
        else:
            objects = line.phrase_after(at + 1 + (line.low(at + 1) in _TO), limit)
        for subject in subjects:
            for other in objects:
                if subject.mention is None or other.mention is None or _reflexive(line, other.mention):
                    continue
                if other.start > at >= subject.end and _alone(line, other) and not _acts(line, other.end):
                    yield subject.mention, other.mention


def _alone(line: ShallowParse, phrase: NounPhrase) -> bool:
    """Whether the phrase is its mention with a title at most: not "let the odds stop him"."""
    return all(
        line.tokens[at].mention == phrase.mention or line.tokens[at].word[:1].isupper() or line.low(at) == "the"
        for at in range(phrase.start, phrase.end)
    )


def _acts(line: ShallowParse, at: int) -> bool:
    """Whether a verb follows a supposed object, which is the subject of a clause of its own then: "hoped Reed won"."""
    here = at
    while here < len(line.tokens) and adverb(line.low(here)):
        here += 1
    return here < len(line.tokens) and (line.finite(here) or auxiliary(line.low(here)))


def _reflexive(line: ShallowParse, number: int) -> bool:
    return line.mentions[number].name.lower() in _REFLEXIVE


def _possessive(source: str, mention: Mention) -> bool:
    """Whether the mention only says whose something is: "his", "Ann Carter's"."""
    low = mention.name.lower()
    if mention.form is MentionForm.PRONOUN:
        return low in _OWN or (low == "her" and NOTHING_OWNED.match(source, mention.span.end) is None)
    return False


def _weaker(mentions: Sequence[Mention], first: int, second: int) -> int:
    """The less reliable of two: a pronoun before a noun before a short name; of two alike the later."""
    rank = _SURE.get(mentions[first].form, 0), _SURE.get(mentions[second].form, 0)
    return first if rank[0] < rank[1] else second
