"""Compares words across sources: quoted words without their typography, and the words that carry meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from xpkg.lexicon.closed_classes import Trait, having

_QUOTED = re.compile(r"“([^“”]+)”?|\"([^\"]+)\"?|(?<!\w)(?:''|``)(.+?)(?:''|$)|«([^«»]+)»?")
_INSERTED = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SUFFIX = re.compile(r"(?<=\w{4})(?:ations?|ings?|ions?|ed|es|(?<!s)s|e)$")

FUNCTION_WORDS = having(
    *(Trait.ARTICLE, Trait.DEMONSTRATIVE, Trait.QUANTIFIER, Trait.POSSESSIVE_DETERMINER),
    *(Trait.SUBJECT_PRONOUN, Trait.OBJECT_PRONOUN, Trait.RELATIVE_PRONOUN, Trait.WH_WORD),
    *(Trait.BE, Trait.HAVE, Trait.DO, Trait.MODAL, Trait.NEGATOR),
    *(Trait.PREPOSITION, Trait.COORDINATOR, Trait.SUBORDINATOR, Trait.RESTRICTIVE),
) | {"such", "own", "same", "other", "too", "very", "also", "there"}
"""Words that say nothing by themselves, so that two statements may share them and have nothing in common."""


def quoted(content: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The quoted stretches of ``content``, each as words without capitals and marks, and as it stands.

    An insertion in brackets parts one stretch from the next.
    """
    found = []
    for match in _QUOTED.finditer(content):
        inside = next(group for group in match.groups() if group is not None)
        for piece in _INSERTED.split(inside):
            if words := plain(piece):
                found.append((words, piece.strip(" .,;:!?…")))
    return tuple(found)


def plain(words: str) -> tuple[str, ...]:
    """``words`` as they compare: Unicode folded, no capitals, no punctuation, straight apostrophes."""
    folded = unicodedata.normalize("NFKC", words).casefold().replace("’", "'")
    return tuple(_WORD.findall(folded))


def telling(words: tuple[str, ...]) -> bool:
    """Whether quoted words are long enough to identify an utterance: three words, two of them not mere function
    words."""
    return len(words) >= 3 and sum(word not in FUNCTION_WORDS for word in words) >= 2


def contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether ``shorter`` stands word for word in ``longer``."""
    width = len(shorter)
    return any(longer[at : at + width] == shorter for at in range(len(longer) - width + 1))


def stems(words: str, without: Iterable[str] = ()) -> frozenset[str]:
    """The meaningful words of ``words``, cut to their stems, but for those of the names ``without``."""
    names = {stem(word) for name in without for word in plain(name)}
    return frozenset(stem(word) for word in plain(words) if word not in FUNCTION_WORDS and not word.isdigit()) - names


def stem(word: str) -> str:
    """``word`` without its commonest endings; rough, for comparing only.

    >>> stem("discussions") == stem("discussed")
    True
    """
    return _SUFFIX.sub("", word.removesuffix("'s"))
