"""Decides whether a capitalised word acts as only people do: is born, marries, or has "his" or "her" with its verb."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.mentions.words import Word
from xpkg.lexicon import human_verbs, noun_kinds, occupations
from xpkg.lexicon.closed_classes import Trait, having
from xpkg.lexicon.irregular_verbs import irregular_pasts

_ROLES = noun_kinds.person_nouns()

_ADVERBS = having(Trait.NEGATOR, Trait.REFLEXIVE_PRONOUN, Trait.VERB_GROUP_ADVERB)

_HUMAN = human_verbs.having(human_verbs.Trait.DONE_BY_PEOPLE)
"""What no organization and no place does."""

_SUFFERED = human_verbs.having(human_verbs.Trait.DONE_TO_PEOPLE)
"""What is done to people alone, after "was"."""

_ARTICLES = having(Trait.ARTICLE)
_RELATIVE = having(Trait.RELATIVE_PRONOUN)
_IRREGULAR = irregular_pasts()
_SHARED = occupations.having(occupations.Trait.ALSO_OF_BODIES)
"""Roles that an organization or a country can have too."""

_AUXILIARIES = having(Trait.BE, Trait.DO, Trait.HAVE, Trait.MODAL)
_PERSONAL = having(Trait.FEMININE, Trait.MASCULINE)
_FAR = 9
"""Words within which a pronoun must follow the verb."""


def acts_human(words: Sequence[Word], last: int) -> bool:
    """Whether what follows the name that ends before word ``last`` is what only people do.

    "Zorvane died", "Zorvane was arrested", "Zorvane returned to the town with his books". In the last case nothing
    else may stand between that "his" could mean.
    """
    place = last
    if not 0 < last < len(words) or words[last - 1].possessive or words[place].gap != " ":
        return False
    while place + 1 < len(words) and _adverb(words[place].text) and words[place + 1].gap == " ":
        place += 1
    verb = words[place].text
    if verb in _HUMAN:
        return True
    after = words[place + 1].text if place + 1 < len(words) and words[place + 1].gap == " " else ""
    if verb in ("was", "is") and (after in _SUFFERED):
        return True
    if verb in ("was", "became") and after in _ARTICLES and _role(words, place + 2):
        return True
    if not (verb in _AUXILIARIES or verb in _IRREGULAR or (verb.islower() and verb.endswith("ed"))):
        return False
    for word in words[place + 1 : place + 1 + _FAR]:
        if word.gap != " " or word.capital:
            return False
        if word.text in _PERSONAL:
            return True
        if word.text in _RELATIVE:
            return False
    return False


def _adverb(word: str) -> bool:
    return word in _ADVERBS or word.endswith("ly")


def _role(words: Sequence[Word], place: int) -> bool:
    """Whether a role that only people have follows from word ``place`` on: "was a young lawyer"."""
    for word in words[place : place + 3]:
        if word.gap != " " or word.capital:
            return False
        if word.text in _ROLES:
            return word.text not in _SHARED
    return False
