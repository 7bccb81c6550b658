"""Words for people as a pattern and the values in it, so that pages can show the pattern in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]
"""Gives a pattern in another language."""


def message(words: str) -> str:
    """``words`` unchanged: it marks what is translated where it is shown."""
    return words


def english(words: str) -> str:
    """``words`` unchanged: the patterns are in English."""
    return words


@dataclass(frozen=True, slots=True)
class Wording:
    """A ``pattern`` with places such as ``%(name)s``, and the value of each.

    >>> Wording("%(word)s is no variable", {"word": "who"}).told()
    'who is no variable'
    """

    pattern: str
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, translate: Translate = english) -> str:
        """The words, with the pattern that ``translate`` gives."""
        return translate(self.pattern) % self.values
