"""Word classes of the grammar around a verb of saying, and tests of items."""

from __future__ import annotations

from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.lexicon import calendar, lookalikes, modifiers, nouns, occupations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import third_person
from xpkg.lexicon.reporting import VerbTrait, verbs_having

BE = having(Trait.BE)
AUXILIARIES = having(Trait.BE, Trait.HAVE, Trait.DO, Trait.MODAL)
CERTAIN_AUXILIARIES = AUXILIARIES - having(Trait.ALSO_NOUN)
NEGATIONS = having(Trait.NEGATOR)
ADVERBS = having(Trait.VERB_GROUP_ADVERB) - having(Trait.PARTICLE)
_NOT_ADVERBS = lookalikes.having(lookalikes.Trait.NOT_ADVERB)
DETERMINERS = having(Trait.DETERMINER)
POSSESSIVES = having(Trait.POSSESSIVE_DETERMINER)
COORDINATORS = having(Trait.COORDINATOR)
PRONOUNS = having(Trait.SUBJECT_PRONOUN) | {"who"}
OBJECT_PRONOUNS = having(Trait.OBJECT_PRONOUN, Trait.REFLEXIVE_PRONOUN)
RELATIVES = having(Trait.RELATIVE_PRONOUN)
WH_RELATIVES = RELATIVES - {"that"}
LONE_SOURCES = PRONOUNS | having(Trait.STANDS_ALONE)
SUBORDINATORS = having(Trait.SUBORDINATOR) | having(Trait.WH_WORD) - RELATIVES | {"but"}
"""What opens a clause other than a relative one; "but" joins clauses more often than phrases."""
ADJUNCT_OPENERS = having(Trait.PREPOSITION, Trait.ADJUNCT_PARTICIPLE, Trait.TEMPORAL_SUBORDINATOR) | (
    having(Trait.SUBORDINATOR) - {"that", "whether"}
) - having(Trait.PARTICLE)
"""What opens a phrase or clause that is neither subject nor object."""
OPENERS = having(Trait.SENTENCE_ADVERB) | COORDINATORS
_DATES = [row for row in calendar.calendar() if row.kind in (calendar.Unit.MONTH, calendar.Unit.WEEKDAY)]
TIME_NOUNS = (
    {row.name.lower() for row in _DATES}
    | {row.name.lower() + "." for row in _DATES if row.abbreviated}
    | nouns.having(nouns.Trait.CALENDAR_UNIT, nouns.Trait.PART_OF_DAY)
    | having(Trait.DEICTIC_TIME)
)
STOPS = frozenset({".", "?", "!", "…", "..."})
SETTINGS = nouns.with_plurals(nouns.Trait.SPEECH_SETTING)
"""Where somebody says something: "in a statement", "during an interview"."""
LOOSE = having(Trait.DATING_ADVERB) | {"this", "again", "to"}
"""Words that open an adverbial of time, or stand loose between verb and clause."""

APPOSITIVE_HEADS = (
    having(Trait.ARTICLE, Trait.REFLEXIVE_PRONOUN)
    | (WH_RELATIVES)
    | occupations.having(*occupations.Trait)
    | modifiers.having(modifiers.Trait.FORMER, modifiers.Trait.CURRENT)
    | {"and", "known", "including", "one", "then", "now"}
)
"""What an apposition begins with."""

PLURALS = frozenset(third_person(verb) for verb in verbs_having(VerbTrait.ALSO_NOUN))
"""Forms of verbs of saying that are plurals of nouns as often."""
TEMPORAL = having(Trait.TEMPORAL)
QUESTION_WORDS = having(Trait.WH_WORD) | {"if"}


def is_word(item: Item) -> bool:
    return item.kind is ItemKind.WORD


def is_adverb(item: Item) -> bool:
    """Whether ``item`` can stand between auxiliary and verb."""
    word = item.low
    if item.kind is not ItemKind.WORD:
        return False
    return (
        word in ADVERBS
        or word in NEGATIONS
        or (len(word) > 4 and word.endswith("ly") and word not in _NOT_ADVERBS and not item.capital)
    )


def is_mark(item: Item, marks: str) -> bool:
    """Whether ``item`` is one of the punctuation ``marks``, written one beside the other."""
    return item.kind is ItemKind.MARK and item.low in marks


def is_dash(item: Item) -> bool:
    return item.kind is ItemKind.MARK and item.low in {"-", "--", "—", "–", "---"}


def ends_inside(quotation: Item) -> bool:
    """Whether the quoted words end with a stop or a comma of their own, so that another clause begins after them."""
    return quotation.low.rstrip("\"”’'»` ")[-1:] in {",", ".", "?", "!", "…", "-", "—"}
