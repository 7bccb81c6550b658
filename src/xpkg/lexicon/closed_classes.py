"""The words of the closed classes (pronouns, determiners, auxiliaries, prepositions, conjunctions) by their traits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a word of a closed class; a word that has two readings has the traits of both."""

    ARTICLE = "article"
    BE = "be"
    """A form of "be", contracted ones too."""
    COORDINATOR = "coordinator"
    DEMONSTRATIVE = "demonstrative"
    DETERMINER = "determiner"
    """May open a noun phrase: articles, possessives, demonstratives, quantifiers and small numbers."""
    DO = "do"
    """A form of the auxiliary "do"."""
    HAVE = "have"
    """A form of the auxiliary "have", contracted ones too."""
    INDEFINITE_PRONOUN = "indefinite_pronoun"
    MODAL = "modal"
    NEGATOR = "negator"
    """An adverb or conjunction that denies its clause."""
    NUMERAL = "numeral"
    OBJECT_PRONOUN = "object_pronoun"
    ORDINAL = "ordinal"
    POSSESSIVE_DETERMINER = "possessive_determiner"
    POSSESSIVE_PRONOUN = "possessive_pronoun"
    PREPOSITION = "preposition"
    QUANTIFIER = "quantifier"
    REFLEXIVE_PRONOUN = "reflexive_pronoun"
    RELATIVE_PRONOUN = "relative_pronoun"
    SUBJECT_PRONOUN = "subject_pronoun"
    SUBORDINATOR = "subordinator"
    WH_WORD = "wh_word"
    """A word that opens a question, direct or indirect."""


@dataclass(frozen=True, slots=True)
class ClosedClassWord:
    """A row of the table: a word in lower case and what is true of it."""

    word: str
    traits: frozenset[Trait]


@cache
def closed_class_words() -> tuple[ClosedClassWord, ...]:
    """The rows of ``closed_classes.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("closed_classes", ClosedClassWord)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The words, in lower case, that have one of ``traits`` or several; one with an apostrophe in both writings.

    >>> sorted(having(Trait.ARTICLE))
    ['a', 'an', 'the']
    >>> "don't" in having(Trait.DO, Trait.MODAL), "don’t" in having(Trait.DO), "can" in having(Trait.DO)
    (True, True, False)
    """
    words = [row.word for row in closed_class_words() if row.traits & set(traits)]
    return frozenset(words) | {word.replace("’", "'") for word in words}
