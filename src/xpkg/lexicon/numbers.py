"""Words for numbers, with their value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from xpkg.lexicon.loading import load


class NumberType(StrEnum):
    """How a word expresses its number."""

    CARDINAL = "cardinal"
    COLLECTIVE = "collective"
    """A noun for so many: "dozen"."""
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A row of the table."""

    word: str
    value: int
    kind: NumberType


@cache
def values(*kinds: NumberType) -> Mapping[str, int]:
    """The words of ``kinds`` with their values, the smallest first. Raises LexiconError for a faulty table.

    >>> values(NumberType.CARDINAL)["twelve"], values(NumberType.COLLECTIVE)["dozen"]
    (12, 12)
    """
    rows = sorted((row.value, row.word) for row in load("numbers", NumberWord) if row.kind in kinds)
    return MappingProxyType({word: value for value, word in rows})
