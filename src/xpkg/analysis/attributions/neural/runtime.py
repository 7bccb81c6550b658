"""Runs the attribution network: words to scores of labels and of links, in plain arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from xpkg.analysis.attributions.neural.features import Row, shape_of

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_MEMBER_WORDS = ("emb", "suf")


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of an ensemble of networks that share their vocabulary.

    ``vectors`` are static word vectors; each member has its own embeddings, layers and outputs, by name.
    """

    vector_of: dict[str, int]
    word_of: dict[str, int]
    suffix_of: dict[str, int]
    vectors: Floats
    members: tuple[dict[str, Floats], ...]
    calibration: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network makes of rows: ``labels`` (rows, tokens, labels) and each member's reading of each token."""

    labels: Floats
    transitions: Floats
    hidden: tuple[Floats, ...]


def fold_word(word: str) -> str:
    """``word`` as the vocabulary has it: lower case, straight apostrophes."""
    return word.lower().replace("’", "'")


@cache
def one_thread() -> ThreadpoolController:
    """Holds the arithmetic to one thread: its matrices are too small for more, and sums keep their order."""
    return ThreadpoolController()


@cache
def load_network() -> Network:
    """The network that ships with xpkg, read once."""
    return network_from((files("xpkg.analysis.attributions.neural") / "weights.npz").read_bytes())


def network_from(data: bytes) -> Network:
    """The network in an ``.npz`` archive as ``xpkg.training`` writes it."""
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        stored = {name: archive[name] for name in archive.files}
    vector_of, word_of, suffix_of = (
        {word: at + 1 for at, word in enumerate(bytes(stored.pop(name)).decode("utf-8").split("\n"))}
        for name in ("vector_words", "words", "suffixes")
    )
    vectors = stored.pop("vectors").astype(np.float32) * stored.pop("vector_scale").astype(np.float32)
    calibration = stored.pop("calibration").astype(np.float32)
    members: dict[str, dict[str, Floats]] = {}
    for name, values in stored.items():
        member, _, weight = name.partition("/")
        members.setdefault(member, {})[weight] = values.astype(np.float32)
    for member_weights in members.values():
        for weight in _MEMBER_WORDS:
            if f"{weight}_scale" in member_weights:
                member_weights[weight] = member_weights[weight] * member_weights.pop(f"{weight}_scale")
    in_order = tuple(members[name] for name in sorted(members))
    return Network(vector_of, word_of, suffix_of, vectors, in_order, calibration)


def encode(network: Network, rows: Sequence[Row]) -> Ints:
    """Of each token the numbers of vector, word, suffix, shape, quotation, flags, block, hint, name; 0 is padding."""
    length = max(len(row.words) for row in rows)
    codes = np.zeros((9, len(rows), length), dtype=np.intp)
    vector_of, word_of, suffix_of = network.vector_of, network.word_of, network.suffix_of
    known: dict[str, tuple[int, int, int, int]] = {}
    for at, row in enumerate(rows):
        numbers = []
        for word in row.words:
            found = known.get(word)
            if found is None:
                folded = fold_word(word)
                found = known[word] = (
                    vector_of.get(folded, 0),
                    word_of.get(folded, 0),
                    suffix_of.get(folded[-3:], 0),
                    shape_of(word),
                )
            numbers.append(found)
        size = len(row.words)
        codes[:4, at, :size] = np.array(numbers).T
        codes[4, at, :size] = row.quotes
        codes[5, at, :size] = row.flags
        codes[6, at, :size] = row.kinds
        codes[7, at, :size] = row.hints
        codes[8, at, :size] = row.names
    return codes


def score_rows(network: Network, rows: Sequence[Row]) -> Scores:
    """The scores of ``rows``, the mean of the ensemble's."""
    codes = encode(network, rows)
    mask = np.zeros(codes.shape[1:], dtype=np.float32)
    for at, row in enumerate(rows):
        mask[at, : len(row.words)] = 1.0
    vectors = network.vectors[codes[0]]
    hidden = tuple(_read(member, codes, vectors, mask[..., None]) for member in network.members)
    labels = sum(
        (state @ member["out"] + member["outb"] for state, member in zip(hidden, network.members, strict=True)),
        start=np.zeros((*mask.shape, len(LABELS)), dtype=np.float32),
    )
    count = np.float32(len(network.members))
    transitions = sum((member["T"] for member in network.members), start=np.zeros((7, 7), dtype=np.float32))
    return Scores(labels / count, transitions / count, hidden)


def _read(member: dict[str, Floats], codes: Ints, vectors: Floats, mask: Floats) -> Floats:
    """One member's reading of each token, from both sides."""
    names = ("emb", "suf", "shape", "quote", "flag", "kind", "hint", "name")
    state = np.concatenate([vectors, *(member[name][codes[at]] for at, name in enumerate(names, start=1))], axis=-1)
    state *= mask
    layer = 0
    while f"w{layer}" in member:
        weights, bias = member[f"w{layer}"], member[f"b{layer}"]
        heard = _with_neighbours(state, len(weights) // state.shape[-1])
        gates = heard @ weights
        gates += bias
        mixed = _recur(gates)
        if layer:
            mixed += state
        mixed /= np.sqrt(np.mean(mixed * mixed, axis=-1, keepdims=True) + np.float32(1e-5))
        state = mixed * member[f"n{layer}"] * mask
        layer += 1
    return state


def _with_neighbours(state: Floats, width: int) -> Floats:
    """Each token's state beside those of its neighbours, ``width`` tokens in all."""
    if width == 1:
        return state
    reach = width // 2
    length = state.shape[1]
    padded = np.pad(state, ((0, 0), (reach, reach), (0, 0)))
    return np.concatenate([padded[:, at : at + length] for at in range(width)], axis=-1)


def _recur(gates: Floats) -> Floats:
    """A quasi-recurrent layer (Bradbury et al. 2017) in both directions: the gates depend on the input alone.

    ``gates`` is used up: its memory is written into.
    """
    rows, length, width = gates.shape
    size = width // 6
    parts = gates.reshape(rows, length, 2, 3, size)
    # time first, so that each step of the recurrence works on neighbouring memory
    keep = np.empty((length, rows, 2, size), dtype=np.float32)
    new = np.empty_like(keep)
    for side, turned in ((0, parts[:, :, 0]), (1, parts[:, ::-1, 1])):
        keep[:, :, side] = turned[:, :, 1].swapaxes(0, 1)
        new[:, :, side] = turned[:, :, 0].swapaxes(0, 1)
    _squash(keep)
    np.tanh(new, out=new)
    new *= 1 - keep
    for at in range(1, length):
        keep[at] *= new[at - 1]
        new[at] += keep[at]
    out = np.empty((rows, length, 2, size), dtype=np.float32)
    out[:, :, 0] = new[:, :, 0].swapaxes(0, 1)
    out[:, :, 1] = new[::-1, :, 1].swapaxes(0, 1)
    last = parts[:, :, :, 2]
    _squash(last)
    out *= last
    return out.reshape(rows, length, 2 * size)


def _squash(values: Floats) -> None:
    """Puts the logistic function of ``values`` in their place: most of the time goes into memory, not arithmetic."""
    np.negative(values, out=values)
    np.exp(values, out=values)
    values += np.float32(1)
    np.divide(np.float32(1), values, out=values)


def link_scores(
    network: Network, hidden: Sequence[Floats], row: int, sentences: Ints, cues: Ints, spans: Ints, role: str
) -> Floats:
    """How well each of ``spans`` goes with each of ``cues`` (spans, cues), both as first and last token of ``row``.

    ``role`` is "s" for sources, "x" for contents.
    """
    cue_first, cue_last = cues[None, :, 0], cues[None, :, 1]
    first, last = spans[:, None, 0], spans[:, None, 1]
    distance = np.where(first > cue_last, first - cue_last, np.where(last < cue_first, last - cue_first, 0))
    sentence = np.clip(sentences[spans[:, 0]][:, None] - sentences[cues[:, 0]][None, :], -2, 2) + 2
    low, high = np.minimum(last, cue_last), np.maximum(first, cue_first)
    between = (cues[None, None, :, 0] > low[..., None]) & (cues[None, None, :, 0] < high[..., None])
    others = np.minimum(between.sum(axis=-1), 4)
    buckets = _bucket(distance)
    total = np.zeros(distance.shape, dtype=np.float32)
    for member, state in zip(network.members, hidden, strict=True):
        ends = _ends(state[row], cues) @ member["lc"]
        mine = _ends(state[row], spans) @ member[f"l{role}"]
        together = ends[None] + mine[:, None] + member[f"ld{role}"][buckets]
        together += member[f"lb{role}"][sentence] + member[f"lm{role}"][others]
        total += (np.maximum(together, 0) @ member[f"lv{role}"])[..., 0]
    result: Floats = total / np.float32(len(network.members))
    return result


def sourceless_scores(network: Network, hidden: Sequence[Floats], row: int, cues: Ints) -> Floats:
    """How well each cue does without a source, on the scale of ``link_scores``."""
    total = np.zeros(len(cues), dtype=np.float32)
    for member, state in zip(network.members, hidden, strict=True):
        total += (_ends(state[row], cues) @ member["null"])[..., 0] + member["nullb"]
    result: Floats = total / np.float32(len(network.members))
    return result


def _ends(state: Floats, spans: Ints) -> Floats:
    return np.concatenate([state[spans[:, 0]], state[spans[:, 1]]], axis=-1)


def _bucket(distance: Ints) -> Ints:
    """0 to 11 for tokens ahead, finer when near, 12 to 23 for tokens behind."""
    far = np.abs(distance)
    coarse = np.minimum(4 + np.floor(np.log2(np.maximum(far, 4) / 4.0) * 2).astype(np.intp), 11)
    size = np.where(far < 4, far, coarse)
    result: Ints = np.where(distance < 0, 12 + size, size)
    return result
