"""Makes trees of scores of arcs: the best tree with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
_LONG = 250
_Merged = tuple[int, dict[int, tuple[int, int]]]
"""A node that stands for a cycle, and the arc (word and head) of each node in it."""


def are_trees(heads: Ints, sentences: Ints) -> NDArray[np.bool_]:
    """Whether each sentence's ``heads`` are a tree with one root.

    ``heads`` hold the place of each word's head in ``heads`` itself, -1 for a root; ``sentences`` the number of each
    word's sentence, counted from 0 without gaps.
    """
    count = int(sentences[-1]) + 1
    roots = np.bincount(sentences[heads < 0], minlength=count)
    # pointer doubling: after k rounds each word points 2^k steps up, and a word in a cycle never reaches the root
    up = np.where(heads < 0, len(heads), heads)
    up = np.append(up, len(heads))
    longest = int(np.bincount(sentences).max())
    for _ in range(max(1, longest.bit_length())):
        up = up[up]
    lost = np.bincount(sentences[up[:-1] != len(heads)], minlength=count)
    result: NDArray[np.bool_] = (roots == 1) & (lost == 0)
    return result


def best_tree(scores: Floats) -> Ints:
    """The heads of the best tree with one root for one sentence.

    ``scores`` are (words, 1 + words): of each word with the root, then with each word. A head is the place of a
    word, -1 for the root. A sentence of more than 250 words keeps each word's best head, and every cycle is opened
    where that costs least. The best tree would take time that grows with the cube of the length.
    """
    if len(scores) > _LONG:
        return _mended(scores)
    size = len(scores) + 1
    weights = np.full((size, size), -np.inf)
    weights[1:, 1:] = scores[:, 1:]
    np.fill_diagonal(weights, -np.inf)
    if size == 2:
        return np.array([-1])
    # the most that a tree with each word as its root can be worth; seldom more than three of them have to be tried
    highest = weights[1:, 1:].max(axis=1)
    most = scores[:, 0] + (highest.sum() - highest)
    best: Ints = np.empty(0, dtype=np.intp)
    worth = -np.inf
    for root in np.argsort(-most, kind="stable").tolist():
        if most[root] <= worth:
            break
        own = weights.copy()
        own[root + 1] = -np.inf
        own[root + 1, 0] = scores[root, 0]
        heads = _arborescence(own)[1:]
        value = float(own[np.arange(1, size), heads].sum())
        if value > worth:
            best, worth = heads - 1, value
    return best


def _arborescence(weights: NDArray[np.float64]) -> Ints:
    """The head of each node in the best tree that hangs from node 0; ``weights`` are (node, head).

    Circles are made one node, round by round, and opened again from the last to the first.
    """
    size = len(weights)
    weights = weights.copy()
    alive, inside = np.ones(size, dtype=bool), np.zeros(size, dtype=bool)
    heads = np.zeros(size, dtype=np.intp)
    # where an arc between what are now nodes really begins and ends
    lower = np.tile(np.arange(size)[:, None], (1, size))
    upper = np.tile(np.arange(size)[None, :], (size, 1))
    merged: list[_Merged] = []
    while True:
        nodes = np.flatnonzero(alive)
        inner = nodes[nodes != 0]
        heads[inner] = nodes[np.argmax(weights[np.ix_(inner, nodes)], axis=1)]
        circle = _circle(heads, inner)
        if not circle:
            break
        own = np.array(circle)
        arcs = {node: (int(lower[node, heads[node]]), int(upper[node, heads[node]])) for node in circle}
        inside[own] = True
        rest = nodes[~inside[nodes]]
        inside[own] = False
        kept = weights[own, heads[own]]
        into = weights[np.ix_(own, rest)] - kept[:, None]
        which = np.argmax(into, axis=0)
        out = weights[np.ix_(rest, own)]
        whence = np.argmax(out, axis=1)
        node = circle[0]
        places = np.arange(len(rest))
        lower[node, rest], upper[node, rest] = lower[own[which], rest], upper[own[which], rest]
        lower[rest, node], upper[rest, node] = lower[rest, own[whence]], upper[rest, own[whence]]
        weights[node, rest], weights[rest, node] = into[which, places], out[places, whence]
        weights[node, node] = -np.inf
        alive[own[1:]] = False
        merged.append((node, arcs))
    result: Ints = np.zeros(size, dtype=np.intp)
    for node in inner:
        result[lower[node, heads[node]]] = upper[node, heads[node]]
    _open(merged, result, {int(lower[node, heads[node]]) for node in inner})
    return result


def _open(merged: list[_Merged], result: Ints, entered: set[int]) -> None:
    """Gives the words of each cycle the heads they had in it, but for the word by which it is entered."""
    stands: dict[int, set[int]] = {}
    parts = []
    for node, arcs in merged:
        parts.append({one: stands.get(one, {one}) for one in arcs})
        stands[node] = set().union(*parts[-1].values())
    for (_, arcs), words_of in zip(reversed(merged), reversed(parts), strict=True):
        for one, (word, head) in arcs.items():
            if not words_of[one] & entered:
                result[word] = head
                entered.add(word)


def _mended(scores: Floats) -> Ints:
    """The best head of each word, with one root; of every cycle the arc that is worth least is attached to the root."""
    root = int(np.argmax(scores[:, 0] - scores[:, 1:].max(axis=1)))
    own = scores.copy()
    own[:, 0] = -np.inf
    np.fill_diagonal(own[:, 1:], -np.inf)
    heads: Ints = np.argmax(own, axis=1) - 1
    heads[root] = -1
    worth = own.max(axis=1)
    state = np.zeros(len(scores), dtype=np.int8)
    for begin in range(len(scores)):
        path = []
        node = begin
        while node >= 0 and state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if node >= 0 and state[node] == 1:
            circle = path[path.index(node) :]
            heads[min(circle, key=lambda one: (worth[one], one))] = root
        state[path] = 2
    return heads


def _circle(heads: Ints, nodes: Ints) -> list[int]:
    """The nodes of a cycle, or nothing."""
    color = dict.fromkeys(nodes.tolist(), 0)
    for begin in nodes.tolist():
        path = []
        node = begin
        while node != 0 and color[node] == 0:
            color[node] = 1
            path.append(node)
            node = int(heads[node])
        if node != 0 and color[node] == 1:
            return path[path.index(node) :]
        for one in path:
            color[one] = 2
    return []
