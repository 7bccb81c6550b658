"""The verbs and nouns of saying: the speech act of each, and of the verbs what may follow them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.inflection import forms, pasts, plural, third_person
from xpkg.lexicon.loading import load
from xpkg.model import SpeechAct


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


class VerbTrait(StrEnum):
    """What else can be true of a verb of saying."""

    ADDRESSEE_OBJECT = "addressee_object"
    """Its object (or that of its particle) may be who is told: "warned them"."""
    ALSO_NOUN = "also_noun"
    """Its form in -s is as often the plural of a noun: "claims"."""
    ATTRIBUTIVE_PARTICIPLE = "attributive_participle"
    """Its participle often stands before a noun as an adjective: "the alleged plot"."""
    AS_PARENTHETICAL = "as_parenthetical"
    """With "as" before its subject it names the speaker of the main clause: "as Low told the paper"."""
    OBJECT_CONTROL = "object_control"
    """Before an infinitive it names who is to do it; without him it is a passive participle: "told to leave"."""
    OBJECT_OFTEN_THING = "object_often_thing"
    """Its object is as often a thing as a person: "asked a question"."""
    OBJECT_TOPIC = "object_topic"
    """Its object is what is spoken of, not what is said: "mentioned the dam"; but "claimed victory"."""
    OBLIGATORY_HEARER = "obligatory_hearer"
    """Its active voice always names who is told."""
    OF_FINDINGS = "of_findings"
    """Of a study or the like it means what was found out: "the figures suggest"."""
    RAISING_PASSIVE = "raising_passive"
    """Its passive takes an infinitive that says something of the subject: "is said to have left"."""
    SELDOM_REPORTS = "seldom_reports"
    """Means more often what somebody did, saw or felt than what was said."""
    TELLS_ABOUT = "tells_about"
    """Takes who is told and then "about" or "of" and what he is told of."""
    TURNS_DOWN = "turns_down"
    """Of what was asked for or proposed, it means that this was refused: "rejected the appeal"."""


class NounTrait(StrEnum):
    """What can be true of a noun of saying."""

    EQUATED = "equated"
    """What is said may follow "be": "her answer was “no”"."""
    TAKES_THAT = "takes_that"
    """Takes a that-clause or a quotation, with the speaker as possessor or after "by" or "of": "his claim that"."""


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of saying. ``particles`` are the prepositions that may lead from it to what is said ("called **for**");
    without a frame, the verb is one of saying only before one of them."""

    lemma: str
    act: SpeechAct
    frames: frozenset[Frame]
    particles: frozenset[str]
    traits: frozenset[VerbTrait]

    @property
    def bare(self) -> bool:
        """Whether the verb is one of saying without one of its particles."""
        return bool(self.frames)


@dataclass(frozen=True, slots=True)
class ReportingNoun:
    """A noun of saying, in the singular where it has one."""

    noun: str
    act: SpeechAct
    traits: frozenset[NounTrait]


@dataclass(frozen=True, slots=True)
class ReportingExpression:
    """A verb that with a particle behind it, or with "as" behind its object, means another act than by itself."""

    lemma: str
    particle: str
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
    """Finite forms of verbs before which a name is a person's rather than a study's or a paper's.

    These are the verbs with a clause or a quotation, and those that address, praise or blame somebody.

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


@cache
def denying_forms() -> frozenset[str]:
    """All forms of the verbs that deny.

    >>> [form in denying_forms() for form in ("denies", "denying", "said")]
    [True, True, False]
    """
    return frozenset(form for row in reporting_verbs() if row.act is SpeechAct.DENIES for form in forms(row.lemma))


@cache
def expression_acts() -> Mapping[tuple[str, str], SpeechAct]:
    """The acts of ``reporting_expressions.tsv`` by verb and particle; LexiconError for a faulty table.

    >>> str(expression_acts()["call", "for"]), str(expression_acts()["dismiss", "as"])
    ('demands', 'denies')
    """
    rows = load("reporting_expressions", ReportingExpression, key=("lemma", "particle"))
    return MappingProxyType({(row.lemma, row.particle): row.act for row in rows})


@cache
def verbs_having(*traits: VerbTrait) -> frozenset[str]:
    """The verbs of saying, by their base, that have one of ``traits`` or several.

    >>> "tell" in verbs_having(VerbTrait.OBJECT_CONTROL), "say" in verbs_having(VerbTrait.OBJECT_CONTROL)
    (True, False)
    """
    return frozenset(row.lemma for row in reporting_verbs() if row.traits & set(traits))


@cache
def nouns_having(*traits: NounTrait) -> frozenset[str]:
    """The nouns of saying, singular and plural, that have one of ``traits`` or several.

    >>> "answers" in nouns_having(NounTrait.EQUATED), "claim" in nouns_having(NounTrait.TAKES_THAT)
    (True, True)
    """
    nouns = [row.noun for row in reporting_nouns() if row.traits & set(traits)]
    return frozenset(nouns) | {plural(noun) for noun in nouns if not noun.endswith("s")}
