"""Inflects the verbs and nouns of English: by rule, or by the table of irregular verbs."""

from __future__ import annotations

import re
from enum import StrEnum

from xpkg.lexicon.irregular_verbs import irregular_verbs

_CONSONANT_Y = re.compile(r"[^aeiou]y\Z")
_HISSING = ("s", "sh", "ch", "x", "z")
_SHORT = re.compile(r"(?:[^aeiou]|qu)[aeiou][bdfgklmnprtvz]\Z")
"""Ends of a verb whose last letter is doubled where it is stressed."""


class Inflection(StrEnum):
    """What a form of a verb is."""

    BASE = "base"
    PRESENT = "present"
    """The third person singular."""
    PAST = "past"
    PARTICIPLE = "participle"
    """The past participle."""
    GERUND = "gerund"


FINITE_FORMS = frozenset({Inflection.PRESENT, Inflection.PAST})
PAST_FORMS = frozenset({Inflection.PAST, Inflection.PARTICIPLE})
PRESENT_FORMS = frozenset({Inflection.PRESENT, Inflection.BASE})


def plural(noun: str) -> str:
    """The plural by rule; "-man" and "-person" bend as they do in words for people.

    >>> [plural(noun) for noun in ("claim", "story", "speech", "attorney", "spokeswoman", "chairperson")]
    ['claims', 'stories', 'speeches', 'attorneys', 'spokeswomen', 'chairpeople']
    """
    for ending, several in (("man", "men"), ("person", "people")):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + several
    if _CONSONANT_Y.search(noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_HISSING) else "s")


def third_person(verb: str) -> str:
    """The third person singular of the present.

    >>> third_person("deny"), third_person("press"), third_person("have"), third_person("go")
    ('denies', 'presses', 'has', 'goes')
    """
    if verb in {"be", "have", "go", "do"}:
        return {"be": "is", "have": "has", "go": "goes", "do": "does"}[verb]
    return plural(verb)


def pasts(verb: str) -> tuple[str, ...]:
    """The past forms, the most common first.

    >>> pasts("deny"), pasts("write"), pasts("burn"), pasts("agree"), pasts("refer")
    (('denied',), ('wrote',), ('burned', 'burnt'), ('agreed',), ('referred',))
    """
    return irregular_verbs()[verb].past if verb in irregular_verbs() else (_regular_past(verb),)


def participles(verb: str) -> tuple[str, ...]:
    """The past participles, the most common first.

    >>> participles("deny"), participles("write")
    (('denied',), ('written',))
    """
    return irregular_verbs()[verb].participle if verb in irregular_verbs() else (_regular_past(verb),)


def gerund(verb: str) -> str:
    """The form in -ing.

    >>> [gerund(verb) for verb in ("deny", "write", "agree", "begin", "refer", "die", "quit", "open")]
    ['denying', 'writing', 'agreeing', 'beginning', 'referring', 'dying', 'quitting', 'opening']
    """
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        return verb[:-1] + "ing"
    past = pasts(verb)[0]
    if past == verb + past[-3:] and past.endswith("ed"):
        return past[:-2] + "ing"  # "referred", "panicked"
    doubled = past != verb + "ed" and verb in irregular_verbs() and _SHORT.search(verb)
    return verb + (verb[-1] if doubled else "") + "ing"


def forms(verb: str) -> tuple[str, ...]:
    """The base with all its inflected forms.

    >>> forms("write")
    ('write', 'writes', 'writing', 'wrote', 'written')
    """
    return (verb, third_person(verb), gerund(verb), *pasts(verb), *participles(verb))


def _regular_past(verb: str) -> str:
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")
