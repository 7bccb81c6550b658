"""Tells whether a capitalised word acts as only people do: is born, marries, or does a thing with "his" or "her"."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.names.words import Word

_ADVERBS = frozenset(
    "also then later never often once still soon finally reportedly allegedly apparently himself herself".split()
)
_HUMAN = frozenset(
    """
    died married smiled laughed wept cried sighed shrugged nodded grinned recalled remembered resigned studied
    graduated apologized apologised thought felt knew wore wondered sat
    """.split()
)
"""What no body and no place does."""

_SUFFERED = frozenset(
    "born arrested killed shot jailed imprisoned married buried hanged executed sentenced convicted acquitted wounded "
    "murdered raped detained educated baptized baptised".split()
)
"""What is done to people alone, after "was"."""

_AUXILIARIES = frozenset("was is had has would could did will can may might must".split())
_PERSONAL = frozenset("he she his her him himself herself".split())
_FAR = 9
"""Words within which a pronoun must follow the verb."""


def acts_human(words: Sequence[Word], last: int) -> bool:
    """Whether what follows the name that ends before word ``last`` is what only people do.

    "Zorvane died", "Zorvane was arrested", "Zorvane returned to the town with his books": in the last case nothing
    else that "his" could mean may stand between.
    """
    place = last
    if not 0 < last < len(words) or words[last - 1].possessive or words[place].gap != " ":
        return False
    while place + 1 < len(words) and words[place].text in _ADVERBS and words[place + 1].gap == " ":
        place += 1
    verb = words[place].text
    if verb in _HUMAN:
        return True
    after = words[place + 1].text if place + 1 < len(words) and words[place + 1].gap == " " else ""
    if verb in ("was", "is") and (after in _SUFFERED):
        return True
    if not (verb in _AUXILIARIES or (verb.islower() and verb.endswith("ed"))):
        return False
    for word in words[place + 1 : place + 1 + _FAR]:
        if word.gap != " " or word.capital:
            return False
        if word.text in _PERSONAL:
            return True
        if word.text in ("who", "whose", "that", "which"):
            return False
    return False
