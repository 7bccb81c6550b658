"""Verbs by their base, with what is true of all their forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.inflection import forms
from xpkg.lexicon.loading import load


class Trait(StrEnum):
    """What can be true of a verb."""

    ASPECTUAL = "aspectual"
    """Before an infinitive it says only that this begins or goes on: "began to say"."""
    AUTHORING = "authoring"
    """Its object may be the work or words of its subject: "signed the letter"."""
    CAUSATIVE = "causative"
    """Its object or complement is what came of its subject: "sparked calls for"."""
    COURTESY = "courtesy"
    """Can mean a courtesy call: "called on him to congratulate him"."""
    DECIDING = "deciding"
    """What a court or council does by so many votes: "voted 6-2"."""
    DISCLOSING = "disclosing"
    """Means that information is given: "declined to comment" is silence."""
    EXCLUDING = "excluding"
    """Keeps somebody out: "was deported"."""
    INTENDING = "intending"
    """What its infinitive says is still to be done: "wanted to say"."""
    LETHAL = "lethal"
    NEGATIVE_IMPLICATIVE = "negative_implicative"
    """What its complement says did not happen: "failed to tell"."""
    PUNITIVE = "punitive"
    """Takes somebody's freedom, office or rights, or seeks to: "was jailed"."""
    REPLYING = "replying"
    """Means that a question or a letter is answered."""
    TAKES_INFINITIVE = "takes_infinitive"
    """Takes an infinitive: "want to leave"."""
    UNHEEDING = "unheeding"
    """Passes over what is said or asked, and says nothing: "ignored the question"."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of the table: the base of a verb and what is true of it."""

    base: str
    traits: frozenset[Trait]


@cache
def verbs() -> tuple[Verb, ...]:
    """The rows of ``verbs.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("verbs", Verb)


@cache
def having(*traits: Trait) -> frozenset[str]:
    """The bases of the verbs that have one of ``traits`` or several.

    >>> "refuse" in having(Trait.TAKES_INFINITIVE), "refused" in having(Trait.TAKES_INFINITIVE)
    (True, False)
    """
    return frozenset(row.base for row in verbs() if row.traits & set(traits))


@cache
def forms_having(*traits: Trait) -> frozenset[str]:
    """All forms of the verbs that have one of ``traits`` or several.

    >>> sorted(forms_having(Trait.ASPECTUAL) & {"began", "beginning", "begun", "say"})
    ['began', 'beginning', 'begun']
    """
    return frozenset(form for base in having(*traits) for form in forms(base))
