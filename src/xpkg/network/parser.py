"""Tags words and finds their heads and relations: the network of the syntax, in plain arrays, on one thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from xpkg.network.arcs import bucket_table
from xpkg.network.encoder import Heard, Layer, Packing, add_rows, normalize, pack_sentences, recur, recurrent_layer
from xpkg.network.known_words import KnownWords
from xpkg.network.names import NameSpan, NameTagger, find_names
from xpkg.network.trees import are_trees, best_tree
from xpkg.network.weights import unpack
from xpkg.network.words import Vocabulary

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

WORDS_AT_ONCE = 1500
"""Words that are read in one go: enough for the arithmetic to be fast, few enough for the processor's cache."""
_AT_ONCE = 256
"""Words whose relations are worked out together."""
_LARGEST_KEPT = 31 << 20
"""Bytes; beyond 32 MB the library learns nothing."""
TABLES = ("words", "suffixes3", "suffixes2", "prefixes3", "shapes")
"""The learnt tables of words and parts of them, in the order of ``Vocabulary.look_up``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of one sentence, a value for each word; and the names in it, where they are asked for.

    ``heads`` are places in the sentence, -1 for the root's. ``states`` (words, numbers) is what the encoder makes of
    each word in its sentence: the input of other networks.
    """

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[NameSpan, ...] = ()
    states: Floats = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Parser:
    """The network: vocabulary, tables, layers and outputs, and the names of its tags and relations."""

    vocabulary: Vocabulary
    vectors: Floats
    tables: tuple[Floats, ...]
    layers: tuple[Layer, ...]
    weights: dict[str, Floats]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    relations: tuple[str, ...]
    tag_layer: int
    known: KnownWords = field(default_factory=KnownWords, compare=False, repr=False)


@cache
def one_thread() -> ThreadpoolController:
    """Holds the arithmetic to one thread: its matrices are too small for more, and sums keep their order."""
    return ThreadpoolController()


@cache
def load_parser() -> Parser:
    """The network that ships with xpkg, read once."""
    _keep_freed_memory()
    return parser_from((files("xpkg.network") / "parser.npz").read_bytes())


def _keep_freed_memory() -> None:
    """Has the C library keep the memory of arrays that are freed, for those of the next layer and the next text.

    Blocks larger than any that it has seen freed go back to the system at once (see mallopt(3), dynamic threshold).
    Each array of a layer would then be made of fresh pages, which takes a tenth of a reading's time.
    """
    np.empty(_LARGEST_KEPT, dtype=np.uint8)  # made and freed, and never touched


def parser_from(data: bytes) -> Parser:
    """The network in an archive as ``xpkg.training`` writes it."""
    arrays, names = unpack(data)
    words, suffixes3, suffixes2, prefixes3 = (
        {part: at + 1 for at, part in enumerate(names[table])} for table in TABLES[:-1]
    )
    pieces = {piece: at for at, piece in enumerate(names["pieces"])}
    vocabulary = Vocabulary(pieces, words, suffixes3, suffixes2, prefixes3)
    layers: list[Layer] = []
    while (stem := f"layers.{len(layers)}.") + "gain" in arrays:
        parts = (arrays.pop(f"{stem}{name}") for name in ("gates.weight", "gates.bias", "gain"))
        layers.append(recurrent_layer(*parts))
    tables = tuple(arrays.pop(f"tables.{name}") for name in TABLES)
    vectors = arrays.pop("vectors")
    tag_layer = int(arrays.pop("tag_layer")[0])
    return Parser(
        vocabulary, vectors, tables, tuple(layers), arrays,
        tuple(names["upos"]), tuple(names["xpos"]), tuple(names["relations"]), tag_layer,
    )  # fmt: skip


def read_sentences(
    parser: Parser, sentences: Sequence[Sequence[str]], tagger: NameTagger | None = None
) -> list[Reading]:
    """The reading of each sentence, given its words, with the names that ``tagger`` finds in it.

    An empty one has an empty reading.

    Each sentence is read by itself: those beside it change nothing but the speed.
    """
    out = [Reading((), (), (), ())] * len(sentences)
    with one_thread().limit(limits=1, user_api="blas"):
        for chosen in _portions(sentences):
            for at, reading in zip(chosen, _read(parser, [sentences[at] for at in chosen], tagger), strict=True):
                out[at] = reading
    return out


def _portions(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """The numbers of sentences that are read together, in the order of the text."""
    chosen: list[int] = []
    words = 0
    for at, sentence in enumerate(sentences):
        if not sentence:
            continue
        if chosen and words + len(sentence) > WORDS_AT_ONCE:
            yield chosen
            chosen, words = [], 0
        chosen.append(at)
        words += len(sentence)
    if chosen:
        yield chosen


def _read(parser: Parser, sentences: Sequence[Sequence[str]], tagger: NameTagger | None) -> Iterator[Reading]:
    lengths = [len(sentence) for sentence in sentences]
    packing = pack_sentences(lengths)
    words, packed = number_words(sentences, packing)
    heard = encode(parser, look_up(parser, words), packed, packing)
    states = heard.last[packing.place]
    heads, relations = _arcs(parser, states, lengths)
    upos, xpos = heard.upos[packing.place], heard.xpos[packing.place]
    names = [()] * len(sentences) if tagger is None else find_names(tagger, sentences, heard, packing)
    start = 0
    for length, found in zip(lengths, names, strict=True):
        end = start + length
        yield Reading(
            tuple([parser.upos[tag] for tag in upos[start:end].tolist()]),
            tuple([parser.xpos[tag] for tag in xpos[start:end].tolist()]),
            tuple(heads[start:end].tolist()),
            tuple([parser.relations[name] for name in relations[start:end].tolist()]),
            found,
            states[start:end],
        )
        start = end


def encode(parser: Parser, known: Floats, packed: Ints, packing: Packing) -> Heard:
    """What the layers make of words: ``known`` has a row for each different one, ``packed`` the row of each."""
    first = parser.layers[0]
    # what each word says to itself and to its neighbours is worked out once for all its occurrences
    none, width = known.shape
    parts = [np.zeros((none + 1, first.weight.shape[1]), dtype=np.float32) for _ in range(3)]
    for at, part in enumerate(parts):
        np.matmul(known, first.weight[at * width : (at + 1) * width], out=part[:none])
    beside = np.append(packed, none)
    parts[1] += first.bias
    gates = parts[1][packed]
    for part, neighbours in ((parts[0], packing.before), (parts[2], packing.after)):
        add_rows(gates, part, beside[neighbours])
    states = told = normalize(recur(gates, packing), first.gain)
    weights = parser.weights
    upos = xpos = np.zeros(0, dtype=np.intp)
    for at, layer in enumerate(parser.layers):
        if at:
            np.matmul(states, layer.weight, out=gates)
            gates += layer.bias
            heard = states
            states = recur(gates, packing)
            states += heard
            states = normalize(states, layer.gain)
        if at == parser.tag_layer:
            coarse = states @ weights["upos.weight"] + weights["upos.bias"]
            fine = states @ weights["xpos.weight"] + weights["xpos.bias"]
            upos, xpos = coarse.argmax(axis=1), fine.argmax(axis=1)
            tags = np.concatenate([_softmax(coarse), _softmax(fine)], axis=1)
            states += tags @ weights["told.weight"]
            states += weights["told.bias"]
            told = states
    return Heard(known, packed, told, states, upos, xpos)


def number_words(sentences: Sequence[Sequence[str]], packing: Packing) -> tuple[list[str], Ints]:
    """The different words of ``sentences``, and the number of each word as it is packed."""
    number: dict[str, int] = {}
    packed = np.empty(len(packing.place), dtype=np.intp)
    packed[packing.place] = [number.setdefault(word, len(number)) for sentence in sentences for word in sentence]
    return list(number), packed


def look_up(parser: Parser, words: Sequence[str]) -> Floats:
    """What the network knows of each of ``words`` by itself."""
    return parser.known.rows_of(words, lambda new: _work_out(parser, new))


def _work_out(parser: Parser, words: Sequence[str]) -> Floats:
    found = [parser.vocabulary.look_up(word) for word in words]
    counts = np.array([len(pieces) for pieces, _ in found])
    vectors = np.zeros((len(words), parser.vectors.shape[1]), dtype=np.float32)
    some = np.flatnonzero(counts)
    if len(some):
        pieces = parser.vectors[[piece for own, _ in found for piece in own]]
        begins = np.cumsum(counts[some]) - counts[some]
        mean = np.add.reduceat(pieces, begins, axis=0) / counts[some, None].astype(np.float32)
        vectors[some] = mean / np.sqrt(np.mean(mean * mean, axis=1, keepdims=True) + np.float32(1e-6))
    codes = np.array([codes for _, codes in found])
    return np.concatenate([vectors, *(table[codes[:, at]] for at, table in enumerate(parser.tables))], axis=1)


def _arcs(parser: Parser, states: Floats, lengths: Sequence[int]) -> tuple[Ints, Ints]:
    """The head of each word, as a place in its sentence, and the number of its relation."""
    weights = parser.weights
    dependents = _projected(states, weights, "arc_dependent")
    heads = _projected(states, weights, "arc_head")
    to_root = dependents @ weights["head.bilinear"]
    far = dependents @ weights["head.distance"].T
    bias = heads @ weights["head.head_bias"]
    root = weights["head.arc_root"]
    from_root = to_root @ root + root @ weights["head.head_bias"]
    chosen = np.empty(len(states), dtype=np.intp)
    scores = []
    start = 0
    for length in lengths:
        end = start + length
        arcs = np.empty((length, length + 1), dtype=np.float32)
        arcs[:, 0] = from_root[start:end]
        np.matmul(to_root[start:end], heads[start:end].T, out=arcs[:, 1:])
        arcs[:, 1:] += bias[start:end]
        arcs += np.take_along_axis(far[start:end], bucket_table(length), axis=1)
        scores.append(arcs)
        chosen[start:end] = arcs.argmax(axis=1)
        start = end
    own = np.repeat(np.arange(len(lengths)), lengths)
    first = np.cumsum(lengths) - np.array(lengths)
    above = np.where(chosen > 0, chosen - 1 + first[own], -1)
    for at in np.flatnonzero(~are_trees(above, own)).tolist():
        start = int(first[at])
        chosen[start : start + lengths[at]] = best_tree(scores[at]) + 1
    above = np.where(chosen > 0, chosen - 1 + first[own], len(states))
    return chosen - 1, _labels(weights, states, above, parser.relations.index("root"))


def _labels(weights: dict[str, Floats], states: Floats, above: Ints, root: int) -> Ints:
    """The relation of each word to its head, the row ``above`` of ``states``; one row more is the root.

    ``root`` is the number of the relation that roots have, and nothing else.
    """
    dependents = _projected(states, weights, "label_dependent")
    heads = _projected(states, weights, "label_head")
    heads = np.vstack([heads, weights["head.label_root"]])[above]
    size = dependents.shape[1]
    scores = np.empty((len(states), len(weights["head.label_linear.bias"])), dtype=np.float32)
    for start in range(0, len(states), _AT_ONCE):  # a few words at a time: the products are large
        rows = slice(start, start + _AT_ONCE)
        mixed = (dependents[rows] @ weights["head.label_bilinear"]).reshape(-1, scores.shape[1], size)
        np.matmul(mixed, heads[rows, :, None], out=scores[rows, :, None])
    linear = weights["head.label_linear.weight"]
    scores += dependents @ linear[:size]
    scores += heads @ linear[size:]
    scores += weights["head.label_linear.bias"]
    scores[:, root] = np.where(above == len(states), np.inf, -np.inf)
    best: Ints = scores.argmax(axis=1)
    return best


def _projected(states: Floats, weights: dict[str, Floats], name: str) -> Floats:
    values: Floats = states @ weights[f"head.{name}.weight"]
    values += weights[f"head.{name}.bias"]
    np.maximum(values, values * np.float32(0.1), out=values)
    return values


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Floats = raised / raised.sum(axis=1, keepdims=True)
    return result
