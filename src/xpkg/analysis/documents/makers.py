"""Decides from the sentence who made a document, and what its name is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.analysis.documents.document_phrases import DocumentPhrase
from xpkg.analysis.events.light_verbs import sayers
from xpkg.analysis.grammar.complements import ShallowParse
from xpkg.analysis.grammar.words import DETERMINERS, PREPOSITIONS
from xpkg.lexicon import document_nouns, organizations, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm
from xpkg.text.markers import PAGED

_PUBLISHERS = organizations.having(organizations.Trait.PUBLISHES)
_MAKES_DOCUMENT = verb_classes.having(verb_classes.Trait.MAKES_DOCUMENT)
_SPOKEN = document_nouns.having(document_nouns.Trait.SPOKEN)
_FINDINGS = document_nouns.having(document_nouns.Trait.FINDINGS)
_WITHIN_EVENT = having(Trait.WITHIN_EVENT)
_NOT_MADE = having(Trait.RELATIVE_PRONOUN) | {"said", ",", ";"}
"""Between a verb of making and a document they show that the one has not made the other."""
_MARKERS = re.compile(PAGED)
_LONGEST_LABEL = 12


def made_by_subject(phrase: DocumentPhrase) -> list[int]:
    """The makers by the sentence: "Jane Doe published … in an article", "the bank issued a statement"."""
    parse = phrase.parse
    if phrase.creators:
        return []
    if phrase.noun in _SPOKEN | _FINDINGS and parse.low(phrase.start - 1) in DETERMINERS | {"in"}:
        begin = phrase.start - (parse.low(phrase.start - 1) in DETERMINERS)
        if parse.low(begin - 1) in _WITHIN_EVENT - {"at"}:
            said = sayers(parse, begin, phrase.end, parse.left(phrase.head))
            named = [each.mention for each in said if each.mention is not None]
            if phrase.noun in _SPOKEN or all(parse.mentions[i].kind is Kind.ORGANIZATION for i in named):
                return named
    left = max(0, phrase.start - 14)
    verb = next((at for at in range(phrase.start - 1, left - 1, -1) if parse.low(at) in _MAKES_DOCUMENT), None)
    if verb is None or not parse.group(verb).assertive or parse.group(verb).passive:
        return []
    between = {parse.low(at) for at in range(verb + 1, phrase.start)}
    if between & _NOT_MADE:
        return []
    return list(_subject(parse, parse.group(verb).start))


def authors(parse: ShallowParse, made: Sequence[int]) -> Iterator[int]:
    """Those of ``made`` who are the makers themselves: of "Doe of the Gazette", the paper only brings it out."""
    people = any(parse.mentions[index].kind is Kind.PERSON for index in made)
    yield from (index for index in made if not (people and parse.mentions[index].subtype in _PUBLISHERS))


def _subject(parse: ShallowParse, at: int) -> Iterator[int]:
    phrases = parse.phrase_before(at)
    for each in phrases:
        if each.mention is not None and parse.mentions[each.mention].form is not MentionForm.PRONOUN:
            yield each.mention
    if phrases and parse.low(phrases[-1].end) in {"of", "at"}:
        here = phrases[-1].end + 1
        here += parse.low(here) == "the" and parse.tokens[here].mention is None
        index = parse.tokens[here].mention if here < at else None
        if index is not None and parse.mentions[index].kind is Kind.ORGANIZATION:
            yield index


def label_of(phrase: DocumentPhrase) -> str:
    if phrase.title:
        return phrase.title
    words = _MARKERS.sub("", phrase.whole.cut(phrase.parse.text)).split()[:_LONGEST_LABEL]
    while len(words) > 1 and words[-1].lower().strip(",;") in PREPOSITIONS | DETERMINERS | {
        "and",
        "or",
        "order",
        "use",
    }:
        words.pop()
    label = " ".join(words).strip(' ,;:"“”')
    return label[:1].upper() + label[1:]
