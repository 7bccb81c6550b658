"""What a name tells: whether it is whole, whether any land has a body called so, whether another name adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from xpkg.folding import folded
from xpkg.lexicon.closed_classes import Trait as Closed
from xpkg.lexicon.closed_classes import having as closed
from xpkg.lexicon.organizations import Trait, having
from xpkg.model import Kind

_ACRONYM = re.compile(r"[A-Z0-9&.\-]{1,7}s?")
_INITIAL = re.compile(r"\w\.?")
_SHORT = 4  # letters: a shorter word is shared by too many
_TITLE = 3  # words from which a title tells a work


def is_whole(name: str, kind: Kind) -> bool:
    """Whether ``name`` is a whole name: no acronym, no family name, no title of a word or two.

    >>> [is_whole(name, Kind.ORGANIZATION) for name in ("EFE", "G20", "Airbus", "The Independent", "BMW Group")]
    [False, False, True, True, True]
    >>> [is_whole(name, Kind.PERSON) for name in ("Menendez", "R. Menendez", "Robert Menendez")]
    [False, False, True]
    """
    words: Sequence[str] = name.removeprefix("The ").removeprefix("the ").split()
    telling = [word for word in words if not _INITIAL.fullmatch(word)]
    if kind is Kind.PERSON:
        return len(telling) > 1
    if kind is Kind.DOCUMENT:
        return len(words) >= _TITLE
    return len(words) > 1 or (len(words) == 1 and not _ACRONYM.fullmatch(words[0]) and len(words[0]) >= _SHORT)


def is_of_any_land(name: str) -> bool:
    """Whether any land, or any part of one, may have a body of this name: it says what the body is for, and no more.

    >>> [is_of_any_land(name) for name in ("Department of Orchards", "Supreme Court", "Court of Norland", "Orm Police")]
    [True, True, False, False]
    """
    heads, before = closed(Closed.PREPOSITION), having(Trait.GENERIC, Trait.TOPIC, Trait.FIELD)
    words = name.removeprefix("The ").removeprefix("the ").split()
    known = [word.lower() in before or word.lower() in _small() for word in words]
    at = next((place for place, word in enumerate(words) if word in heads), len(words))
    field = at and words[at - 1].lower() in having(Trait.TOPICAL)
    return all(known) or (bool(field) and all(known[:at]))


def head_of(role: str) -> str:
    """The word of a role that tells what somebody is.

    >>> head_of("Foreign Minister"), head_of("Chargers coach")
    ('minister', 'coach')
    """
    return folded(role).rpartition(" ")[2]


def added(shared: Iterable[str], label: str, kind: Kind) -> frozenset[str]:
    """The ``shared`` names (folded) that tell more than ``label``: whoever has the label need not have these as well.

    A shorter form, an acronym and a nickname before the family name follow from the label; so does a form with nothing
    but words that names of bodies have in common. A further given name, or another name, does not.

    >>> sorted(added({"ana belo", "ana m belo", "ana maria belo", "bel ana", "nana belo"}, "Ana Belo", Kind.PERSON))
    ['ana maria belo', 'bel ana']
    >>> sorted(added({"orm ferry company", "orm ferry", "ofc", "blue line"}, "Orm Ferry", Kind.ORGANIZATION))
    ['blue line']
    """
    own = folded(label).split()
    return frozenset(name for name in shared if _adds(name.split(), own, kind))


def _adds(name: list[str], own: list[str], kind: Kind) -> bool:
    if set(name) <= set(own) or not name:
        return False
    if len(name) == 1 and kind is not Kind.PLACE and len(name[0]) < 2 * _SHORT and name[0][0] == own[0][0]:
        return not _abbreviates(name[0], own)
    more = [word for word in name if word not in own and len(word) > 1]
    if kind is Kind.PERSON:
        return name[-1] != own[-1] or (set(own) < set(name) and bool(more))
    return bool({*more} - _of_bodies() - _small()) and not _abbreviates("".join(own), name)


def _abbreviates(short: str, words: Sequence[str]) -> bool:
    """Whether the letters of ``short`` are those that ``words`` begin with, one after the other, some left out."""
    letters = iter("".join(word[0] for word in words))
    return all(letter in letters for letter in short[: len(words)])


@cache
def _of_bodies() -> frozenset[str]:
    """The words that names of bodies have in common, as names are compared."""
    return frozenset(map(folded, having(*Trait)))


@cache
def _small() -> frozenset[str]:
    return closed(Closed.ARTICLE, Closed.PREPOSITION, Closed.COORDINATOR)
