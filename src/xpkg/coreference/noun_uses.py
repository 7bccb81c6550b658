"""Follows how one story uses a noun: set beside a name, brought in anew ("a rival newspaper"), or before any name."""

from __future__ import annotations

import re

from xpkg.lexicon import closed_classes, verb_classes
from xpkg.lexicon.alternation import alternation
from xpkg.model import Mention

_CLASS = closed_classes.Trait
_INDEFINITE = re.compile(r"\b(?:[Aa]n?|[Aa]nother)(?P<words>(?: [\w’'-]+){0,3}) $")
_NEAR = 60
"""Code points before a noun in which its article is looked for."""
_IS = alternation(verb_classes.having(verb_classes.Trait.EQUATIVE))
_APPOSED = re.compile(rf"(?: \([^()\n]*\))?(?:,(?: who (?:is|was)| [a-z]+)?| {_IS}) ")
"""What stands between a name and an article where the noun says what has been named: "Zontek, | a firm in Lodz"."""
_ENDS = closed_classes.having(_CLASS.PREPOSITION, _CLASS.DETERMINER, _CLASS.COORDINATOR, _CLASS.RELATIVE_PRONOUN)


class NounUses:
    """The nouns by which one story has spoken of bodies so far.

    ``first`` is the first mention of each entity, by numbers.
    """

    def __init__(self) -> None:
        self.first: dict[int, int] = {}
        self._used: dict[str, int] = {}
        self._named: dict[str, int] = {}

    def note(self, number: int, mention: Mention, entity: int | None) -> None:
        """Notes that ``mention`` stands there; ``entity`` is the body whose name stands right behind it."""
        noun = mention.name.lower()
        self._used.setdefault(noun, number)
        if entity is not None:
            self._named[noun] = entity

    def named(self, mention: Mention) -> list[int]:
        """The body that the same noun has been set beside: "The group, Open Hands, said. … The group"."""
        entity = self._named.get(mention.name.lower())
        return [] if entity is None else [entity]

    def may_mean(self, mention: Mention, entity: int) -> bool:
        """Whether the noun was not in use before ``entity`` came in: then it stands for another."""
        used = self._used.get(mention.name.lower())
        return used is None or self.first.get(entity, used) < used


def is_introduced(noun: str, source: str, start: int, end: int) -> bool:
    """Whether the code points ``start`` to ``end``, behind a name, have the noun with "a" or "another" before it.

    >>> text = "The Orm Gazette paid. A rival paper sued. The paper lost."
    >>> is_introduced("paper", text, 15, 42), is_introduced("paper", "Orm, a daily paper, sued. The paper", 3, 26)
    (True, False)
    """
    at = source.find(noun, start, end)
    while at >= 0:
        article = _INDEFINITE.search(source, max(start, at - _NEAR), at)
        if article is not None and _ENDS.isdisjoint(article["words"].lower().split()):
            between = source[start : article.start()]
            if not source[at + len(noun)].isalnum() and _APPOSED.fullmatch(between) is None:
                return True
        at = source.find(noun, at + 1, end)
    return False
