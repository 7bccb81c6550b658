"""Draws who is tied to whom: names on a circle, and a line for each pair."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SIZE = 800
MOST = 60
"""Pairs in one picture at most: more lines tell nobody anything."""
_RADIUS = 230
_THICK = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are tied, by their keys; how strongly, where the line leads, and what it says."""

    one: str
    other: str
    number: float
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """Somebody in the network, where they stand in the picture, and where the name leads.

    The name begins or ends (``anchor``) at the circle and runs outwards: it is turned by so many degrees about (x, y).
    """

    key: str
    name: str
    address: str
    x: float
    y: float
    anchor: str
    turn: float


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """A line for a pair, ``thick`` from 1 to 5; it goes from (x1, y1) to (x2, y2)."""

    pair: Pair
    thick: int
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Network:
    """What a picture of a network shows."""

    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]


def network(pairs: Iterable[Pair], names: Mapping[str, tuple[str, str]]) -> Network:
    """The picture of the strongest ``pairs``; ``names`` has the name and address of each key."""
    kept = sorted((pair for pair in pairs if pair.one != pair.other), key=lambda pair: -pair.number)[:MOST]
    keys = {key for pair in kept for key in (pair.one, pair.other)}
    ordered = sorted(keys, key=lambda key: (names[key][0], key))
    nodes = {key: _node(key, *names[key], place, len(ordered)) for place, key in enumerate(ordered)}
    most = max((pair.number for pair in kept), default=1) or 1
    edges = [
        NetworkEdge(pair, max(1, round(pair.number / most * _THICK)), nodes[pair.one].x, nodes[pair.one].y,
                    nodes[pair.other].x, nodes[pair.other].y)
        for pair in kept
    ]  # fmt: skip
    return Network(tuple(nodes.values()), tuple(edges))


def _node(key: str, name: str, address: str, place: int, number: int) -> NetworkNode:
    """The node at ``place`` of ``number`` on the circle, from the top and with the clock."""
    angle = 2 * math.pi * place / number - math.pi / 2
    x, y = SIZE / 2 + _RADIUS * math.cos(angle), SIZE / 2 + _RADIUS * math.sin(angle)
    left = math.cos(angle) < -1e-9
    turn = math.degrees(angle) + (180 if left else 0)  # so that no name stands on its head
    return NetworkNode(key, name, address, round(x, 1), round(y, 1), "end" if left else "start", round(turn, 1))
