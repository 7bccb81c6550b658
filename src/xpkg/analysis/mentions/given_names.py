"""Reads given names, their gender, and family names that come first; for people and pronouns alone."""

from __future__ import annotations

from functools import cache

from xpkg.lexicon import ambiguous_names, calendar, sentence_openers, titles
from xpkg.lexicon.given_names import given_names
from xpkg.model import Gender
from xpkg.resources import folder

_CALENDAR = calendar.names()
_OPENERS = sentence_openers.having(sentence_openers.Trait.BEGINS_NO_NAME)
_TITLES = titles.titles_before_names()

_CHRISTENED = ambiguous_names.having(ambiguous_names.Trait.TITLE)
"""Titles that are given names at least as often."""

_WORDS = ambiguous_names.having(ambiguous_names.Trait.GIVEN_NAME)
"""Given names that are words, titles or places as well: alone they are no evidence."""


@cache
def family_names() -> frozenset[str]:
    """Frequent family names (``data/names/family.tsv``): a weak sign of a person."""
    return frozenset((folder("data") / "names" / "family.tsv").read_text(encoding="utf-8").splitlines()[1:])


def is_given(word: str) -> bool:
    """Whether ``word`` is a given name and hardly anything else. "Jean-Marie" is one by its parts."""
    names = given_names()
    if word in _WORDS or word in _OPENERS or (word in _CALENDAR and word != "Jan"):
        return False
    if word in _TITLES and word not in _CHRISTENED:
        return False
    return word in names or ("-" in word and word.partition("-")[0] in names)


def may_be_given(word: str) -> bool:
    """Whether ``word`` is a given name among other things ("Jordan", "Grace")."""
    return word in given_names()


def gender_of(word: str) -> Gender | None:
    """The gender of a given name, if it has one."""
    names = given_names()
    return names.get(word) or names.get(word.partition("-")[0])
