"""The verbs and nouns of saying: the speech act of each, and of the verbs what may follow them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from xpkg.lexicon.inflection import pasts, third_person
from xpkg.lexicon.loading import load


class SpeechAct(StrEnum):
    """What is done by saying; the values are the notations of the ontology's concepts (xpkg:act-denies)."""

    SAYS = "says"
    DENIES = "denies"
    ACCUSES = "accuses"
    DEMANDS = "demands"
    PROMISES = "promises"
    DESCRIBES = "describes"
    ASKS = "asks"
    WARNS = "warns"
    PRAISES = "praises"
    CRITICIZES = "criticizes"
    THINKS = "thinks"
    REPORTS = "reports"
    ORDERS = "orders"
    AGREES = "agrees"
    ANNOUNCES = "announces"
    PROPOSES = "proposes"
    PREDICTS = "predicts"
    ADMITS = "admits"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    REFUSES = "refuses"


class Frame(StrEnum):
    """What may follow a verb of saying and is what is said: its subcategorization."""

    CLAUSE = "clause"
    """A clause with or without "that", or a quotation: "said (that) it rained"."""
    MARKED_CLAUSE = "marked_clause"
    """A clause only where "that" or a pronoun opens it: "added that it rained"."""
    QUOTATION = "quotation"
    """A quotation: "shouted: “Stop!”"."""
    SET_OFF_QUOTATION = "set_off_quotation"
    """A quotation after a comma or colon alone: "the note read: “Stop”"."""
    HEARER_CLAUSE = "hearer_clause"
    """Who is told, then a clause or quotation: "told her that it rained"."""
    HEARER_INFINITIVE = "hearer_infinitive"
    """Who is urged, then an infinitive: "urged her to stay"."""
    INFINITIVE = "infinitive"
    """An infinitive of the speaker's own: "vowed to stay"."""
    OBJECT = "object"
    """A noun phrase: "denied the charge"."""
    OBJECT_AS = "object_as"
    """A noun phrase, then "as": "described it as a mistake"."""
    OBJECT_COMPLEMENT = "object_complement"
    """A noun phrase, then its predicate: "called it vital"."""
    OBJECT_OF = "object_of"
    """A noun phrase, then "of" or "for": "accused them of fraud"."""


CLAUSE_FRAMES = frozenset({Frame.CLAUSE, Frame.MARKED_CLAUSE})
"""Frames of a clause right behind the verb."""
THAT_FRAMES = CLAUSE_FRAMES | {Frame.HEARER_CLAUSE}
"""Frames of a clause, who is told before it or not."""
WITHOUT_HEARER = CLAUSE_FRAMES | {Frame.QUOTATION}
"""Frames of a clause or quotation right behind the verb."""
SPEECH_FRAMES = WITHOUT_HEARER | {Frame.HEARER_CLAUSE}
"""Frames of a clause or quotation, who is told before it or not."""
HEARER_FRAMES = frozenset({Frame.HEARER_CLAUSE, Frame.HEARER_INFINITIVE})
"""Frames that name who is told or urged."""
OBJECT_FRAMES = frozenset({Frame.OBJECT, Frame.OBJECT_AS, Frame.OBJECT_COMPLEMENT})
"""Frames in which a noun phrase is what is spoken of."""


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of saying. ``particles`` are the prepositions that may lead from it to what is said ("called **for**");
    without a frame, the verb tells of saying only before one of them."""

    lemma: str
    act: SpeechAct
    frames: frozenset[Frame]
    particles: frozenset[str]

    @property
    def bare(self) -> bool:
        """Whether the verb tells of saying without one of its particles."""
        return bool(self.frames)


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun of saying, in the singular where it has one."""

    noun: str
    act: SpeechAct


@cache
def reporting_verbs() -> tuple[ReportingVerb, ...]:
    """The rows of ``reporting_verbs.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("reporting_verbs", ReportingVerb)


@cache
def reporting_nouns() -> tuple[ReportingNoun, ...]:
    """The rows of ``reporting_nouns.tsv``. Raises LexiconError for a table with something wrong in it."""
    return load("reporting_nouns", ReportingNoun)


@cache
def finite_forms(*frames: Frame) -> frozenset[str]:
    """The third persons of the present and the pasts of the verbs that have one of ``frames`` or several.

    >>> sorted(finite_forms(Frame.OBJECT_OF))
    ['accused', 'accuses']
    """
    lemmas = [verb.lemma for verb in reporting_verbs() if verb.frames & set(frames)]
    return frozenset(form for lemma in lemmas for form in (third_person(lemma), *pasts(lemma)))


@cache
def personal_forms() -> frozenset[str]:
    """Finite forms of the verbs of which the name before them is a person's rather than a study's or a paper's: those
    with a clause or a quotation, and those that address, praise or blame somebody.

    >>> [form in personal_forms() for form in ("said", "criticized", "shows", "supported")]
    [True, True, False, False]
    """
    addressed = {SpeechAct.ACCUSES, SpeechAct.CRITICIZES, SpeechAct.DEMANDS, SpeechAct.PRAISES}
    lemmas = [
        verb.lemma
        for verb in reporting_verbs()
        if verb.act in addressed
        or (verb.frames & SPEECH_FRAMES and verb.act not in {SpeechAct.PROPOSES, SpeechAct.REPORTS})
    ]
    return frozenset(form for lemma in lemmas for form in (third_person(lemma), *pasts(lemma)))
