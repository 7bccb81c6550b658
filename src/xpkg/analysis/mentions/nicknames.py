"""Knows which given names are short for which: "Bob" for Robert."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from xpkg.resources import folder


@cache
def _nicknames() -> Mapping[str, frozenset[str]]:
    """The names of ``data/names/nicknames.tsv``, each with those for which it stands."""
    lines = (folder("data") / "names" / "nicknames.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    return MappingProxyType({short: frozenset(full.split("|")) for short, full in pairs})


def short_for(one: str, other: str) -> bool:
    """Whether one of two given names is short for the other, or both for a third.

    >>> short_for("Bob", "Robert"), short_for("Bill", "Will"), short_for("Bob", "William")
    (True, True, False)
    """
    names = _nicknames()
    first, second = names.get(one, frozenset()), names.get(other, frozenset())
    return one in second or other in first or bool(first & second)
