"""Classes of words that several readers of events ask for; all are of the lexicon."""

from __future__ import annotations

from xpkg.lexicon.closed_classes import Trait, having

QUOTES = frozenset("“ ” \" ‘ ’ ' « » `` ''".split())
HARD = frozenset("; : — – ― ‒ -- --- ? ! .".split())
"""Marks that end a clause."""
DETERMINERS = having(Trait.DETERMINER)
QUANTIFIERS = having(Trait.APPROXIMATOR)
PREPOSITIONS = having(Trait.PREPOSITION)
PRONOUNS = having(Trait.SUBJECT_PRONOUN, Trait.OBJECT_PRONOUN) | {"who"}
SUBORDINATORS = having(Trait.CLAUSE_OPENER)
LOCATIVE = having(Trait.LOCATIVE)
INSIDE = having(Trait.WITHIN_EVENT) & LOCATIVE
"""What leads to a place around another one, so that what is in this one is in that one, too."""
TIME_BOUNDS = having(Trait.TEMPORAL_SUBORDINATOR)
"""A date behind these bounds what happened; it is not its date."""
WITHIN = having(Trait.WITHIN_EVENT, Trait.WITH_EVENT)
"""A happening behind these was when another was."""
