"""Runs the attribution network on the parser's states: the scores of labels and of links, in plain arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from xpkg.analysis.attributions.neural.rows import FEATURES, NOWHERE, Row
from xpkg.network.encoder import (
    Floats,
    Ints,
    Layer,
    add_rows,
    arranged,
    normalize,
    pack_sentences,
    recur,
    recurrent_layer,
)
from xpkg.network.parser import load_parser, look_up
from xpkg.network.weights import unpack

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
SIGNS = 7
"""What the confidence of a candidate is computed from, in number."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights. ``features`` is what each value of each of ``FEATURES`` adds to the gates of the first layer.

    ``words`` is the part of that layer's weights which reads the words by themselves. ``weights`` are those of labels
    and links, by name. ``calibration`` turns signs into a confidence.
    """

    features: tuple[Floats, ...]
    words: Floats
    layers: tuple[Layer, ...]
    weights: dict[str, Floats]
    calibration: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network makes of the tokens of one row: scores of labels (tokens, labels), and states for the links."""

    labels: Floats
    states: Floats


@cache
def load_network() -> Network:
    """The network that ships with xpkg, read once."""
    return network_from((files("xpkg.analysis.attributions.neural") / "weights.npz").read_bytes())


def network_from(data: bytes) -> Network:
    """The network in an archive as ``xpkg.training`` writes it."""
    arrays, _ = unpack(data)
    mix = arrays.pop("mix")
    width = len(mix) // len(FEATURES)
    features = tuple(
        arranged(arrays.pop(f"features.{name}") @ mix[at * width : (at + 1) * width])
        for at, name in enumerate(FEATURES)
    )
    layers: list[Layer] = []
    while (stem := f"layers.{len(layers)}.") + "gain" in arrays:
        parts = (arrays.pop(f"{stem}{name}") for name in ("gates.weight", "gates.bias", "gain"))
        layers.append(recurrent_layer(*parts))
    first = layers[0]
    width = len(load_parser().layers[-1].gain)
    layers[0] = replace(first, weight=first.weight[:width])
    return Network(features, first.weight[width:], tuple(layers), arrays, arrays.pop("calibration"))


def score_rows(network: Network, rows: Sequence[Row], states: Floats) -> Iterator[Scores]:
    """The scores of each of ``rows``; ``states`` are what the parser's encoder makes of all tokens of the text."""
    lengths = [len(row.words) for row in rows]
    packing = pack_sentences(lengths)
    places = np.array([place for row in rows for place in row.places])
    read = places != NOWHERE
    own = np.zeros((len(places), states.shape[1]), dtype=np.float32)
    own[packing.place[read]] = states[places[read]]
    order = _inverse(packing.place)
    gates = own @ network.layers[0].weight
    gates += network.layers[0].bias
    for table, which in (_marked(network, rows), _by_word(network, rows)):
        add_rows(gates, table, which[order])
    found = normalize(recur(gates, packing), network.layers[0].gain)
    for layer in network.layers[1:]:
        gates = found @ layer.weight
        gates += layer.bias
        found = normalize(recur(gates, packing) + found, layer.gain)
    labels = found @ network.weights["out.weight"]
    labels += network.weights["out.bias"]
    start = 0
    for length in lengths:
        chosen = packing.place[start : start + length]
        yield Scores(labels[chosen], found[chosen])
        start += length


def _inverse(place: Ints) -> Ints:
    turned = np.empty_like(place)
    turned[place] = np.arange(len(place))
    return turned


def _by_word(network: Network, rows: Sequence[Row]) -> tuple[Floats, Ints]:
    """What each different word by itself adds to the gates, and which it is, row by row.

    A token that opens a block adds nothing.
    """
    number: dict[str, int] = {}
    which = np.array([number.setdefault(word, len(number)) for row in rows for word in row.words])
    known = look_up(load_parser(), list(number))
    if "" in number:
        known[number[""]] = 0
    return known @ network.words, which


def _marked(network: Network, rows: Sequence[Row]) -> tuple[Floats, Ints]:
    """What the marks of a token add to the gates, for all combinations that occur, and which it is, row by row."""
    columns = np.concatenate([np.array(row.marks()) for row in rows], axis=1)
    code = np.zeros(columns.shape[1], dtype=np.intp)
    for column, size in zip(columns, FEATURES.values(), strict=True):
        code = code * size + column
    # few of all combinations occur, so that each is added up once
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    parts = (table[column[first]] for table, column in zip(network.features, columns, strict=True))
    total: Floats = sum(parts, start=np.zeros((len(first), len(network.layers[0].bias)), dtype=np.float32))
    return total, which


def link_scores(network: Network, states: Floats, sentences: Ints, cues: Ints, spans: Ints, role: str) -> Floats:
    """How well each of ``spans`` goes with each of ``cues`` (spans, cues), both as first and last token of a row.

    ``role`` is "source" or "content"; ``sentences`` numbers the sentences of the row's tokens.
    """
    weights = network.weights
    cue_first, cue_last = cues[None, :, 0], cues[None, :, 1]
    first, last = spans[:, None, 0], spans[:, None, 1]
    distance = np.where(first > cue_last, first - cue_last, np.where(last < cue_first, last - cue_first, 0))
    apart = np.clip(sentences[spans[:, 0]][:, None] - sentences[cues[:, 0]][None, :], -2, 2) + 2
    low, high = np.minimum(last, cue_last), np.maximum(first, cue_first)
    between = (cues[None, None, :, 0] > low[..., None]) & (cues[None, None, :, 0] < high[..., None])
    others = np.minimum(between.sum(axis=-1), 4)
    by_cue, by_span = _ends(states, cues) @ weights["links.cue"], _ends(states, spans) @ weights[f"links.{role}"]
    together = by_cue[None] + by_span[:, None]
    together += weights[f"links.{role}.distance"][_bucket(distance)]
    together += weights[f"links.{role}.sentences"][apart]
    together += weights[f"links.{role}.others"][others]
    found: Floats = (np.maximum(together, 0) @ weights[f"links.{role}.value"])[..., 0]
    return found


def sourceless_scores(network: Network, states: Floats, cues: Ints) -> Floats:
    """How well each cue does without a source, on the scale of ``link_scores``."""
    found: Floats = (_ends(states, cues) @ network.weights["links.nobody"])[..., 0]
    found += network.weights["links.nobody.bias"]
    return found


def _ends(states: Floats, spans: Ints) -> Floats:
    return np.concatenate([states[spans[:, 0]], states[spans[:, 1]]], axis=-1)


def _bucket(distance: Ints) -> Ints:
    """0 to 11 for tokens ahead, finer when near, 12 to 23 for tokens behind."""
    far = np.abs(distance)
    coarse = np.minimum(4 + np.floor(np.log2(np.maximum(far, 4) / 4.0) * 2).astype(np.intp), 11)
    size = np.where(far < 4, far, coarse)
    result: Ints = np.where(distance < 0, 12 + size, size)
    return result
