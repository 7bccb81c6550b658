"""Quasi-recurrent layers (Bradbury et al. 2017) over sentences that are packed without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Packing:
    """Where the words of sentences lie when all first words stand together, then all second words, and so on.

    The longest sentence comes first, so that the sentences which still go on are always the first ones.
    ``place`` is the row of each word, sentence by sentence; ``starts`` the first row of each step, with the end as the
    last; ``before`` and ``after`` the rows of the neighbours, the number of rows where there is none.
    """

    place: Ints
    starts: Ints
    before: Ints
    after: Ints


class Heard(NamedTuple):
    """What the network has made of the words of sentences, as they are packed.

    ``known`` is what it knows of each different word by itself, ``words`` the row there of each word. ``told`` are the
    states of the layer that tells the tags, with these added; ``last`` those of the last layer.
    """

    known: Floats
    words: Ints
    told: Floats
    last: Floats
    upos: Ints
    xpos: Ints


@dataclass(frozen=True, slots=True)
class Layer:
    """A quasi-recurrent layer, its gates of ``keep`` and ``out`` halved (see ``recur``)."""

    weight: Floats
    bias: Floats
    gain: Floats


def recurrent_layer(weight: Floats, bias: Floats, gain: Floats) -> Layer:
    """The layer with these weights as they were learnt."""
    return Layer(halved(weight), halved(bias), gain)


def halved(gates: Floats) -> Floats:
    """Weights of gates (…, two directions × new, keep, out × cells) as they were learnt, as ``recur`` takes them."""
    scale = np.ones((2, 3, gates.shape[-1] // 6), dtype=np.float32)
    scale[:, 1:] = 0.5
    return gates * scale.reshape(-1)


def pack_sentences(lengths: Sequence[int]) -> Packing:
    """The packing of sentences of these lengths, none of them empty."""
    sizes = np.array(lengths, dtype=np.intp)
    rank = np.empty(len(sizes), dtype=np.intp)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
    going = np.bincount(sizes, minlength=int(sizes.max()) + 1)[::-1].cumsum()[::-1][1:]
    starts = np.zeros(len(going) + 1, dtype=np.intp)
    np.cumsum(going, out=starts[1:])
    total = int(starts[-1])
    first = np.cumsum(sizes) - sizes
    step = np.arange(total) - np.repeat(first, sizes)
    place = starts[step] + np.repeat(rank, sizes)
    before, after = np.full(total, total), np.full(total, total)
    later = step > 0
    before[place[later]] = place[np.flatnonzero(later) - 1]
    after[place[np.flatnonzero(later) - 1]] = place[later]
    return Packing(place, starts, before, after)


def recur(gates: Floats, packing: Packing) -> Floats:
    """The states of a layer in both directions from its gates: (words, two directions × new, keep, out × cells).

    The gates of ``keep`` and ``out`` come halved, since sigmoid(x) = (1 + tanh(x / 2)) / 2: one function for all.
    """
    size = gates.shape[1] // 6
    np.tanh(gates, out=gates)
    parts = gates.reshape(-1, 2, 3, size)
    keep = parts[:, :, 1]
    keep *= np.float32(0.5)
    keep += np.float32(0.5)
    cells = parts[:, :, 0] * (np.float32(1) - keep)
    starts = packing.starts.tolist()
    forward, backward = cells[:, 0], cells[:, 1]
    keep_forward, keep_backward = keep[:, 0], keep[:, 1]
    for at in range(1, len(starts) - 1):
        here, there = starts[at], starts[at + 1]
        last = starts[at - 1]
        forward[here:there] += keep_forward[here:there] * forward[last : last + there - here]
    for at in range(len(starts) - 3, -1, -1):
        here, following, there = starts[at], starts[at + 1], starts[at + 2]
        count = there - following
        backward[here : here + count] += keep_backward[here : here + count] * backward[following:there]
    out = parts[:, :, 2]
    out += np.float32(1)
    out *= np.float32(0.5)
    cells *= out
    return cells.reshape(-1, 2 * size)


def normalize(states: Floats, gain: Floats) -> Floats:
    """``states`` over their root mean square, times ``gain``; in place."""
    mean = np.einsum("ij,ij->i", states, states) / np.float32(states.shape[1])
    states *= (np.float32(1) / np.sqrt(mean + np.float32(1e-5)))[:, None]
    states *= gain
    return states
