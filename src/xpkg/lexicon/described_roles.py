"""How an encyclopaedia describes people to whom a text gives a role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from xpkg.lexicon.loading import load


@dataclass(frozen=True, slots=True)
class DescribedRole:
    """A row of the table: the last word of a role, and words that describe those who have it."""

    role: str
    described: frozenset[str]


@cache
def described_roles() -> Mapping[str, frozenset[str]]:
    """The words that describe people of a role, by its last word. Raises LexiconError for a damaged table.

    >>> sorted(described_roles()["envoy"])
    ['diplomat']
    """
    return {row.role: row.described for row in load("described_roles", DescribedRole)}
