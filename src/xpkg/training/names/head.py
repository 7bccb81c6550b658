"""The name tagger in torch, for learning: ``xpkg.network.names`` runs the same arithmetic in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from torch import Tensor, nn

from xpkg.network.encoder import pack_sentences
from xpkg.network.names import CASES, TAGS, written
from xpkg.network.parser import Parser, encode, look_up, number_words, one_thread
from xpkg.network.weights import pack
from xpkg.training.parsing.heads import Dense, drop_rows, stack
from xpkg.training.parsing.recurrence import Recurrent

_SHARES = 2


class NameHead(nn.Module):
    """One recurrent layer over what the parser makes of words, and the scores of the tags."""

    def __init__(self, parser: Parser, size: int = 96, dropout: float = 0.2) -> None:
        super().__init__()
        states = parser.layers[-1].gain.shape[0]
        known = parser.vectors.shape[1] + sum(table.shape[1] for table in parser.tables)
        self.widths = (known, states, states)
        self.recurrent = Recurrent(sum(self.widths) + CASES + _SHARES, size, reach=1)
        self.tags = Dense(2 * size, TAGS)
        self.dropout = dropout

    def forward(self, inputs: Tensor, mask: Tensor) -> Tensor:
        """The scores of the tags. ``inputs`` are (sentences, words, numbers), as ``inputs_of`` makes them."""
        heard = drop_rows(inputs, self.dropout, self.training)
        found = drop_rows(self.recurrent(heard, mask), self.dropout, self.training)
        scores: Tensor = self.tags(found)
        return scores

    def archive(self, weights: dict[str, Tensor]) -> bytes:
        """``weights`` (of this head, or their mean over its last steps) as they ship."""
        arrays = {name: values.detach().numpy() for name, values in weights.items()}
        arrays["widths"] = np.array(self.widths)
        return pack(arrays, {}, frozenset())


def inputs_of(
    parser: Parser, sentences: Sequence[tuple[str, ...]], random: np.random.Generator | None = None,
    named: frozenset[str] = frozenset(),
) -> tuple[Tensor, Tensor]:  # fmt: skip
    """What the head reads of ``sentences``, and the mask of their words.

    That is what is known of each word, and what the parser's layers make of it. Then how it is written, and the shares
    of capitals in its sentence. With ``random``, the parser does not know some words, and more of those in ``named``:
    these are heard as new ones.
    """
    lengths = [len(words) for words in sentences]
    packing = pack_sentences(lengths)
    words, packed = number_words(sentences, packing)
    known = look_up(parser, words)
    if random is not None:
        _hide(parser, known, words, random, named)
    with one_thread().limit(limits=1, user_api="blas"):
        heard = encode(parser, known, packed, packing)
    cases, shares = written(sentences)
    states = np.concatenate([heard.known[heard.words], heard.told, heard.last], axis=1)[packing.place]
    plain = np.repeat(shares, lengths, axis=0)
    rows = np.concatenate([states, np.eye(CASES, dtype=np.float32)[cases], plain], axis=1)
    ends = np.cumsum(lengths)
    length = max(lengths)
    parts = [rows[end - count : end] for count, end in zip(lengths, ends, strict=True)]
    mask = stack([np.ones(count, dtype=bool) for count in lengths], length)
    return stack(parts, length), mask


def _hide(
    parser: Parser, known: np.ndarray[tuple[int, int], np.dtype[np.float32]], words: Sequence[str],
    random: np.random.Generator, named: frozenset[str],
) -> None:  # fmt: skip
    """Takes from some words what was learnt of them by name, from some in names the vector of their pieces as well."""
    first = parser.vectors.shape[1]
    last = first + parser.tables[0].shape[1]
    chance = random.random(len(words))
    inside = np.array([word in named for word in words])
    known[(chance < 0.12) | (inside & (chance < 0.27)), first:last] = parser.tables[0][0]
    known[inside & (chance > 0.92), :first] = 0
