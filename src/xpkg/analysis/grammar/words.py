"""Recognizes auxiliaries, negations, adverbs and past forms by their words."""

from __future__ import annotations

from xpkg.lexicon import lookalikes, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_verbs

QUOTES = frozenset("“ ” \" ‘ ’ ' « » ``".split())
HARD = frozenset("; : — – ― ‒ ? ! .".split())
"""Marks that end a clause."""


def _asserting(*traits: Trait) -> frozenset[str]:
    """The auxiliaries that have one of ``traits``; "’s" is mostly a possessive, and what ends in "n’t" is negated."""
    return frozenset(word for word in having(*traits) if not word.endswith(("n’t", "n't", "’s", "'s")))


HAVE = _asserting(Trait.HAVE)
BE = _asserting(Trait.BE) | having(Trait.GET_PASSIVE)
DO = _asserting(Trait.DO)
HAD_OR_WOULD = frozenset(("’d", "'d"))
MODALS = having(Trait.MODAL) - HAD_OR_WOULD
NEGATIONS = having(Trait.NEGATOR, Trait.NEGATIVE)
ADVERBS = having(Trait.VERB_GROUP_ADVERB)
PREPOSITIONS = having(Trait.PREPOSITION)
SUBORDINATORS = having(Trait.CLAUSE_OPENER)
CONJUNCTIONS = having(Trait.COORDINATOR)
QUANTIFIERS = having(Trait.APPROXIMATOR)
DETERMINERS = having(Trait.DETERMINER)
PRONOUNS = having(Trait.SUBJECT_PRONOUN, Trait.OBJECT_PRONOUN) | {"who"}
ARTICLES = having(Trait.ARTICLE)
_NOT_PAST = lookalikes.having(lookalikes.Trait.NOT_PAST)
_NOT_ADVERB = lookalikes.having(lookalikes.Trait.NOT_ADVERB)
PASTS = (
    frozenset(form for verb in irregular_verbs().values() for form in verb.past) - _NOT_PAST
    | verb_classes.having(verb_classes.Trait.REPORTED_PRESENT)
    | {"has", "does"}
)
"""Finite forms that do not end in -ed."""


def negated(word: str) -> bool:
    """Whether a lower-case word denies its clause."""
    return word in NEGATIONS or word.endswith(("n’t", "n't"))


def auxiliary(word: str) -> bool:
    """Whether a lower-case word can stand in a verb group before the verb."""
    return word in BE or word in HAVE or word in MODALS or word in DO or word == "to" or word.endswith(("n’t", "n't"))


def adverb(word: str) -> bool:
    """Whether a lower-case word may stand between the parts of a verb group."""
    return word in ADVERBS or (word.endswith("ly") and word not in _NOT_ADVERB)


def past_like(word: str) -> bool:
    """Whether a lower-case word looks like a finite verb of telling; participles look the same."""
    return word in PASTS or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST)
