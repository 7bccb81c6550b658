"""Cuts sentences into words, and tells auxiliaries, negations, adverbs and pasts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xpkg.lexicon import lookalikes, verb_classes
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_verbs
from xpkg.text.markers import PAGED

_SHORTENED = (
    "Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Prof|Col|Lt|Sgt|Capt|Adm|Rev|Maj|Cmdr|Pres|Amb|St|Jr|Sr|Inc|Corp|Co|Ltd|No|"
    "vs|v|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec"
)
_TOKEN = re.compile(
    rf"{PAGED}|[$€£¥]\s?\d[\d,.]*|\b(?:{_SHORTENED})\.|\bPh\.?D\.?|\b[A-Z]\.(?=\s[A-Z])|(?:[A-Z]\.){{2,}}|"
    r"\d+(?:-[^\W\d_]+)+|\d[\d,.]*\d|\d|[^\W\d_][^\W_]*(?:[’'-][^\W_]+)*|[^\w\s]"
)


QUOTES = frozenset('“ ” " ‘ ’ \' « » ``'.split())
HARD = frozenset("; : — – ― ‒ ? ! .".split())
"""Marks that end a clause."""

HAVE = frozenset(word for word in having(Trait.HAVE) if word.isalpha())
BE = frozenset(word for word in having(Trait.BE) if word.isalpha()) | having(Trait.GET_PASSIVE)
DO = frozenset(word for word in having(Trait.DO) if word.isalpha())
"""Auxiliaries written out: "’s" is mostly a possessive, and what ends in "n’t" is negated besides."""
MODALS = having(Trait.MODAL)
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


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark with its place in the source; ``mention`` indexes the mention that covers it."""

    start: int
    end: int
    word: str
    low: str
    mention: int | None = None
    time: int | None = None


def cut(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Start, end and word of each token of a stretch of text, citation markers left out.

    >>> [word for _, _, word in cut("The U.S. didn’t pay 1,200.50 more.[12]", 0, 38)]
    ['The', 'U.S.', 'didn’t', 'pay', '1,200.50', 'more', '.']
    """
    found: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(text, start, end):
        words = match.group()
        if words[0] == "[" and len(words) > 1:
            continue
        if words.endswith(("’s", "'s")) and len(words) > 2:
            found.append((match.start(), match.end() - 2, words[:-2]))
            found.append((match.end() - 2, match.end(), "’s"))
        else:
            found.append((match.start(), match.end(), words))
    return found


def negated(word: str) -> bool:
    """Whether a lower-case word denies its clause."""
    return word in NEGATIONS or word.endswith(("n’t", "n't"))


def auxiliary(word: str) -> bool:
    """Whether a lower-case word can stand in a verb group before the verb."""
    return (
        word in BE
        or word in HAVE
        or word in MODALS
        or word in DO
        or word == "to"
        or word.endswith(("n’t", "n't"))
    )


def adverb(word: str) -> bool:
    """Whether a lower-case word may stand between the parts of a verb group."""
    return word in ADVERBS or (
        word.endswith("ly") and word not in _NOT_ADVERB
    )


def past_like(word: str) -> bool:
    """Whether a lower-case word looks like a finite verb of telling; participles look the same."""
    return word in PASTS or (word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST)
