"""Splits the adjective of a country from an office of state: the "Australian Foreign Minister" is Australia's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from xpkg.analysis.positions.role_nouns import POSTNOMINALS, roles_having
from xpkg.lexicon.occupations import Trait
from xpkg.model import Position, Span

_OF_STATE = roles_having(Trait.OF_STATE) | {letters.lower() for letters in POSTNOMINALS}
_LONGEST = 2
"""Words of an adjective: "South Korean"."""


def with_land(position: Position, words: str, adjectives: Collection[str]) -> Position:
    """``position`` with the adjective of a country that opens its role, in the text ``words``, as its place.

    One that has a place or organization already, and a trade, stay as they are. ``adjectives`` are those of countries.
    """
    parts = position.role.split(" ")
    if position.place or position.organization or parts[-1].lower() not in _OF_STATE:
        return position
    for number in range(min(_LONGEST, len(parts) - 1), 0, -1):
        land = " ".join(parts[:number])
        span = Span(position.role_span.start, position.role_span.start + len(land))
        if land in adjectives and span.cut(words) == land:
            rest = len(words[span.end :]) - len(words[span.end :].lstrip())
            role = Span(span.end + rest, position.role_span.end)
            return replace(position, role=" ".join(parts[number:]), role_span=role, place=span)
    return position
