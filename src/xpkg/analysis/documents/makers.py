"""Decides from the sentence who made a document, and what its name is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpkg.analysis.documents.document_phrases import DocumentPhrase
from xpkg.lexicon import document_nouns, organizations, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.model import Kind, MentionForm
from xpkg.syntax.annotated import AnnotatedParse
from xpkg.syntax.arguments import is_passive, subject
from xpkg.syntax.clauses import is_asserted
from xpkg.syntax.nominals import conjuncts, prepositions
from xpkg.syntax.tree import ROOT, ancestors
from xpkg.text.markers import PAGED

_PUBLISHERS = organizations.having(organizations.Trait.PUBLISHES)
_MAKES_DOCUMENT = verb_classes.having(verb_classes.Trait.MAKES_DOCUMENT)
_SPOKEN = document_nouns.having(document_nouns.Trait.SPOKEN)
_FINDINGS = document_nouns.having(document_nouns.Trait.FINDINGS)
_WITHIN_EVENT = having(Trait.WITHIN_EVENT)
_GOVERNED = frozenset(("obj", "obl", "nmod", "conj"))
"""How a document hangs on the verb of making, or on what is made."""
_NOT_LAST = having(Trait.PREPOSITION, Trait.DETERMINER) | {"and", "or", "order", "use"}
"""With these no name ends."""
_MARKERS = re.compile(PAGED)
_LONGEST_LABEL = 12
_NEAR = 6
"""Words of a subject with what stands before it."""


def made_by_subject(phrase: DocumentPhrase) -> list[int]:
    """The makers by the sentence: "Jane Doe published … in an article", "the bank issued a statement"."""
    sentence = phrase.sentence
    if phrase.creators:
        return []
    said = _sayers(phrase)
    if said and (phrase.noun in _SPOKEN or all(sentence.mentions[i].kind is Kind.ORGANIZATION for i in said)):
        return said
    parse = sentence.parse
    verb = next((each for each in ancestors(parse, phrase.head) if parse.upos[each] == "VERB"), None)
    if verb is None or verb > phrase.start or parse.word(verb) not in _MAKES_DOCUMENT:
        return []
    if is_passive(parse, verb) or not is_asserted(parse, verb) or parse.relation(phrase.head) not in _GOVERNED:
        return []
    return list(_subject(sentence, subject(parse, verb)))


def _sayers(phrase: DocumentPhrase) -> list[int]:
    """Those who speak in the document: "In a speech, the mayor said …", "the mayor said in a speech"."""
    parse = phrase.sentence.parse
    within = set(prepositions(parse, phrase.head)) & _WITHIN_EVENT - {"at"}
    verb = parse.heads[phrase.head]
    if phrase.noun not in _SPOKEN | _FINDINGS or not within or verb == ROOT or parse.relation(phrase.head) != "obl":
        return []
    if parse.upos[verb] != "VERB" or not is_asserted(parse, verb):
        return []
    speaker = subject(parse, verb)
    named = [] if speaker is None else _named(phrase.sentence, speaker)
    return named or _fronted(phrase)


def _fronted(phrase: DocumentPhrase) -> list[int]:
    """The subject behind the comma that closes the first phrase of a sentence, whatever verb the tree hangs this on:
    "In a speech made after the fire, the mayor said"."""
    parse = phrase.sentence.parse
    comma = next((at for at in range(phrase.end, len(parse)) if parse.word(at) == ","), len(parse))
    first = parse.first(phrase.head, "case") == 0
    behind = range(comma + 1, min(len(parse), comma + _NEAR))
    speaker = next((at for at in behind if parse.relation(at) == "nsubj"), None) if first else None
    return [] if speaker is None else _named(phrase.sentence, speaker)


def _named(sentence: AnnotatedParse, noun: int) -> list[int]:
    """The mentions that the noun at ``noun`` and those joined to it are, or that are their names."""
    heads = conjuncts(sentence.parse, noun)
    return [index for each in heads if (index := sentence.named(each)) is not None]


def authors(sentence: AnnotatedParse, made: Sequence[int]) -> Iterator[int]:
    """Those of ``made`` who are the makers themselves: of "Doe of the Gazette", the paper only brings it out."""
    people = any(sentence.mentions[index].kind is Kind.PERSON for index in made)
    yield from (index for index in made if not (people and sentence.mentions[index].subtype in _PUBLISHERS))


def _subject(sentence: AnnotatedParse, subject_at: int | None) -> Iterator[int]:
    """The names that are the subject at ``subject_at``, and the organization that one of them is of."""
    if subject_at is None:
        return
    parse = sentence.parse
    for each in conjuncts(parse, subject_at):
        mention = sentence.mention(each)
        if mention is not None and mention.form is not MentionForm.PRONOUN:
            yield from _index(sentence, each)
        for below in parse.having(each, "nmod"):
            behind = sentence.mention(below)
            if behind is not None and behind.kind is Kind.ORGANIZATION and {"of", "at"} & {*prepositions(parse, below)}:
                yield from _index(sentence, below)


def _index(sentence: AnnotatedParse, place: int) -> Iterator[int]:
    index = sentence.mention_on[place]
    if index is not None:
        yield index


def label_of(phrase: DocumentPhrase) -> str:
    if phrase.title:
        return phrase.title
    words = _MARKERS.sub("", phrase.whole.cut(phrase.sentence.text)).split()[:_LONGEST_LABEL]
    while len(words) > 1 and words[-1].lower().strip(",;") in _NOT_LAST:
        words.pop()
    label = " ".join(words).strip(' ,;:"“”')
    return label[:1].upper() + label[1:]
