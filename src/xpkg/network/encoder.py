"""Quasi-recurrent layers (Bradbury et al. 2017) over sentences that are packed without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
_ONE = np.float32(1)
_ROWS = 256
"""Words whose gates are worked out together: few enough for the processor's cache."""
_ROWS_ADDED = 64
"""Rows that are added at once: what is taken of a table stays in the cache until it is added."""


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
    """A quasi-recurrent layer, its gates in the order that ``recur`` takes (see ``arranged``)."""

    weight: Floats
    bias: Floats
    gain: Floats


def recurrent_layer(weight: Floats, bias: Floats, gain: Floats) -> Layer:
    """The layer with these weights as they were learnt."""
    return Layer(arranged(weight), arranged(bias), gain)


def arranged(gates: Floats) -> Floats:
    """Weights of gates (…, two directions × new, keep, out × cells) as they were learnt, as ``recur`` takes them.

    What is alike stands together (…, new, keep, out × two directions × cells), and ``keep`` and ``out`` are negated.
    """
    parts = gates.reshape(*gates.shape[:-1], 2, 3, gates.shape[-1] // 6)
    turned = np.moveaxis(parts, -2, -3).reshape(gates.shape)
    turned[..., gates.shape[-1] // 3 :] *= -1
    return turned


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
    """The states of a layer in both directions from its gates: (words, new, keep, out × two directions × cells).

    The gates of ``keep`` and ``out`` come negated, since sigmoid(x) = 1 / (1 + exp(-x)). ``gates`` are overwritten.
    """
    width = gates.shape[1] // 3
    size = width // 2
    keep = np.empty((2, len(gates), size), dtype=np.float32)
    cells = np.empty_like(keep)
    parts = [slice(start, start + _ROWS) for start in range(0, len(gates), _ROWS)]
    with np.errstate(over="ignore"):  # 1 / (1 + infinity) is the 0 that it should be
        for rows in parts:
            _open_gates(gates[rows], keep[:, rows], cells[:, rows])
    _accumulate(keep, cells, packing)
    states = np.empty((len(gates), width), dtype=np.float32)
    for rows in parts:
        for way in (0, 1):
            here = slice(way * size, (way + 1) * size)
            np.divide(cells[way, rows], gates[rows, 2 * width :][:, here], out=states[rows, here])
    return states


def _open_gates(gates: Floats, keep: Floats, cells: Floats) -> None:
    """Works out what is kept of the cells before, and what is new in each; in ``gates``, what the cells are divided by.

    Each direction has its own array: the steps from word to word are much faster through memory without gaps.
    """
    width = gates.shape[1] // 3
    size = width // 2
    new = np.tanh(gates[:, :width])
    shut = np.exp(gates[:, width:])
    shut += _ONE
    for way in (0, 1):
        here = slice(way * size, (way + 1) * size)
        np.divide(_ONE, shut[:, here], out=keep[way])
        np.subtract(_ONE, keep[way], out=cells[way])
        cells[way] *= new[:, here]
    gates[:, 2 * width :] = shut[:, width:]


def _accumulate(keep: Floats, cells: Floats, packing: Packing) -> None:
    """Adds to each cell what it keeps of the one before in its direction; ``keep`` is overwritten."""
    starts = packing.starts.tolist()
    forward, backward = cells
    keep_forward, keep_backward = keep
    for at in range(1, len(starts) - 1):
        last, here, there = starts[at - 1 : at + 2]
        kept, cell = keep_forward[here:there], forward[here:there]
        kept *= forward[last : last + there - here]
        cell += kept
    for at in range(len(starts) - 3, -1, -1):
        here, following, there = starts[at : at + 3]
        end = here + there - following
        kept, cell = keep_backward[here:end], backward[here:end]
        kept *= backward[following:there]
        cell += kept


def add_rows(total: Floats, table: Floats, rows: Ints) -> None:
    """Adds to each row of ``total`` the row of ``table`` that ``rows`` says; a few at a time, without a copy of all."""
    for start in range(0, len(rows), _ROWS_ADDED):
        total[start : start + _ROWS_ADDED] += table[rows[start : start + _ROWS_ADDED]]


def normalize(states: Floats, gain: Floats) -> Floats:
    """``states`` over their root mean square, times ``gain``; in place."""
    mean = np.einsum("ij,ij->i", states, states) / np.float32(states.shape[1])
    states *= (np.float32(1) / np.sqrt(mean + np.float32(1e-5)))[:, None]
    states *= gain
    return states
