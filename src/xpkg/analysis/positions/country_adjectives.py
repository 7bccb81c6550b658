"""Parts the adjective of a land from an office of state: the "Australian Foreign Minister" is Australia's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from xpkg.model import Position, Span

_OF_STATES = frozenset(
    "president vice-president minister premier chancellor king queen emperor empress sultan emir shah tsar leader "
    "ruler dictator ambassador envoy diplomat senator lawmaker legislator mp secretary prosecutor official general "
    "admiral commander".split()
)
"""Offices that somebody holds for a land; a "French painter" only comes from there."""
_LONGEST = 2
"""Words of an adjective: "South Korean"."""


def with_land(position: Position, words: str, adjectives: Collection[str]) -> Position:
    """``position`` with the adjective of a land that opens its role, in the text ``words``, as its place.

    One that has a place or body already, and a trade, stay as they are. ``adjectives`` are those of lands.
    """
    parts = position.role.split(" ")
    if position.place or position.organization or parts[-1].lower() not in _OF_STATES:
        return position
    for number in range(min(_LONGEST, len(parts) - 1), 0, -1):
        land = " ".join(parts[:number])
        span = Span(position.role_span.start, position.role_span.start + len(land))
        if land in adjectives and span.cut(words) == land:
            rest = len(words[span.end :]) - len(words[span.end :].lstrip())
            role = Span(span.end + rest, position.role_span.end)
            return replace(position, role=" ".join(parts[number:]), role_span=role, place=span)
    return position
