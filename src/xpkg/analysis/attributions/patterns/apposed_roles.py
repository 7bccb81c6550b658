"""Distinguishes a name with its role ("Ann Low, a teacher", "the aide, Ann Low") from a clause."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.analysis.attributions.patterns.items import Item, ItemKind
from xpkg.analysis.attributions.patterns.word_classes import AUXILIARIES, DETERMINERS, is_mark

_LONGEST_NAME = 4
"""Words in a name at most."""


def role_and_name(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    """The "the mayor's aide, Ann Low," between a clause and a verb that closes the sentence; None without them."""
    commas = [at for at in range(verb) if is_mark(items[at], ",")]
    if len(commas) < 3 or commas[-1] != verb - 1:
        return None
    before, opened, middle, closed = commas[-4] if len(commas) > 3 else -1, *commas[-3:]
    role, name, clause = items[opened + 1 : middle], items[middle + 1 : closed], items[before + 1 : opened]
    named = 0 < len(name) <= _LONGEST_NAME and all(item.kind is ItemKind.WORD and item.capital for item in name)
    if not named or len(role) < 2 or role[0].low not in DETERMINERS or any(_acts(item) for item in role):
        return None
    return (opened + 1, closed) if any(_acts(item) for item in clause) else None


def is_name_with_role(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether the items ``[start, end)`` are "Ann Low, a teacher" and nothing more: a subject, not a clause."""
    comma = next((at for at in range(start, end) if is_mark(items[at], ",")), None)
    if comma is None or comma == start or comma + 2 >= end:
        return False
    named = all(item.kind is ItemKind.WORD and item.capital for item in items[start:comma])
    return named and items[comma + 1].low in DETERMINERS and not any(_acts(item) for item in items[comma:end])


def _acts(item: Item) -> bool:
    return item.kind is ItemKind.WORD and not item.capital and item.low in AUXILIARIES - {"'s"}
