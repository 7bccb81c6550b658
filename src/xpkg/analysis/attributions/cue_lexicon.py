"""The verbs and nouns of saying: their speech acts, the grammar that follows them, and their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.inflection import PAST_FORMS, Inflection, gerund, participles, pasts, third_person
from xpkg.lexicon.reporting import (
    OBJECT_FRAMES,
    WITHOUT_HEARER,
    Frame,
    NounTrait,
    ReportingVerb,
    VerbTrait,
    reporting_nouns,
    reporting_verbs,
)
from xpkg.model import SpeechAct


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb of saying, with all that it may be: "said" is a past and a participle."""

    verb: ReportingVerb
    kinds: frozenset[Inflection]


@cache
def verb_forms() -> dict[str, Form]:
    """The forms of every verb of saying, by the word in lower case; a shared form is the first verb's."""
    forms: dict[str, Form] = {}
    for row in reporting_verbs():
        for word, kinds in _inflect(row.lemma).items():
            forms.setdefault(word, Form(row, frozenset(kinds)))
    return forms


_NEEDS_OBJECT = OBJECT_FRAMES | {Frame.OBJECT_OF, Frame.HEARER_CLAUSE}
_STANDS_ALONE = WITHOUT_HEARER | {Frame.INFINITIVE, Frame.SET_OFF_QUOTATION, Frame.HEARER_INFINITIVE}
"""Frames with which a verb may do without an object, or is judged with those of urging."""
_BEHIND_PASSIVE = having(Trait.PARTICIPLE_COMPLEMENT)


def lacks_object(form: Form, following: str, *, being: bool = False) -> bool:
    """Whether a past form before the preposition ``following`` is a participle of the passive, for want of an object.

    ``being``: "be" or "have" stands behind the preposition.

    >>> lacks_object(verb_forms()["accused"], "of"), lacks_object(verb_forms()["told"], "to")
    (True, True)
    >>> lacks_object(verb_forms()["asked"], "to"), lacks_object(verb_forms()["warned"], "of")
    (False, False)
    """
    verb = form.verb
    if not form.kinds & PAST_FORMS or following in verb.particles:
        return False
    if following == "to":
        return VerbTrait.OBJECT_CONTROL in verb.traits or (being and VerbTrait.RAISING_PASSIVE in verb.traits)
    if following not in _BEHIND_PASSIVE:
        return False
    if verb.lemma == "suspect":
        return following == "of"
    needs = bool(verb.frames & _NEEDS_OBJECT)
    return needs and not verb.frames & ({Frame.CLAUSE, Frame.QUOTATION} if following == "by" else _STANDS_ALONE)


@cache
def noun_acts() -> dict[str, SpeechAct]:
    """The speech act of every noun of saying that takes a that-clause, singular and plural."""
    acts: dict[str, SpeechAct] = {}
    for row in reporting_nouns():
        if NounTrait.TAKES_THAT not in row.traits:
            continue
        acts[row.noun] = row.act
        acts.setdefault(row.noun if row.noun.endswith("s") else row.noun + "s", row.act)
    return acts


def _inflect(lemma: str) -> dict[str, set[Inflection]]:
    """The forms of ``lemma`` with their kinds."""
    inflected = (
        (lemma, Inflection.BASE),
        (third_person(lemma), Inflection.PRESENT),
        (pasts(lemma)[0], Inflection.PAST),
        (participles(lemma)[0], Inflection.PARTICIPLE),
        (gerund(lemma), Inflection.GERUND),
    )
    forms: dict[str, set[Inflection]] = {}
    for word, kind in inflected:
        forms.setdefault(word, set()).add(kind)
    return forms
