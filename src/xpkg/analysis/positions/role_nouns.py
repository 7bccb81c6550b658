"""The nouns that say what office, post or trade somebody has."""

from __future__ import annotations

from xpkg.lexicon import modifiers, occupations, titles
from xpkg.lexicon.inflection import plural
from xpkg.lexicon.occupations import Trait
from xpkg.lexicon.title_abbreviations import titles_in_full


def roles_having(*traits: Trait) -> frozenset[str]:
    """The roles that have one of ``traits`` or several, in lower case."""
    return frozenset(noun.lower() for noun in occupations.having(*traits))


POSTNOMINALS = titles.having(titles.Trait.POSTNOMINAL)
"""Letters of an office behind a name: "MP"."""
ROLES = roles_having(Trait.POSITION) | {letters.lower() for letters in POSTNOMINALS}
_SINGULARS = {plural(role): role for role in ROLES}
SHORTENED = titles_in_full()
FORMER = modifiers.having(modifiers.Trait.FORMER)
CURRENT = modifiers.having(modifiers.Trait.CURRENT)
"""Words before a role that describe its holder and not the role; "acting" stays with the role."""


CALLINGS = roles_having(Trait.CALLING)
_PLURAL_CALLINGS = {plural(role): role for role in CALLINGS}
OFFICES = roles_having(Trait.TITLE_BEFORE_NAME, Trait.OF_BODIES, Trait.OF_FIRMS, Trait.OF_PORTFOLIO, Trait.OF_STATE)
OFFICES -= roles_having(Trait.RANK, Trait.CALLING)
"""Roles that are offices, from which one resigns: no trades, and no ranks."""
FORMERLY = modifiers.having(modifiers.Trait.FORMERLY)
OF_TENURE = modifiers.having(modifiers.Trait.OF_TENURE)
"""Adverbs before a role: that it is over, and that or when it is held."""
GRADED = roles_having(Trait.GRADED) | modifiers.having(modifiers.Trait.GRADED)
"""What an ordinal before it gives a rank: "first secretary", "second vice president"."""
VAGUE = roles_having(Trait.VAGUE)


def role_of(word: str) -> str:
    """The role that a lower-case word names, in the singular; the empty string for none.

    >>> role_of("journalists"), role_of("secretary"), role_of("tree")
    ('journalist', 'secretary', '')
    """
    if word in ROLES:
        return word
    if word in _SINGULARS:
        return _SINGULARS[word]
    tail = word.rpartition("-")[2]
    return word if tail in ROLES and tail != word else ""


def held_role(word: str) -> str:
    """The same, and what somebody works as: "hydrologist" is a position of whom a text calls so, and no office.

    >>> held_role("hydrologists"), held_role("mayor"), held_role("victim")
    ('hydrologist', 'mayor', '')
    """
    if word in CALLINGS:
        return word
    return role_of(word) or _PLURAL_CALLINGS.get(word, "")
