"""The network that ships, in torch for learning: ``xpkg.network.parser`` runs the same arithmetic in numpy."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import embedding

from xpkg.network.parser import TABLES
from xpkg.network.weights import pack
from xpkg.network.words import SHAPES, Vocabulary
from xpkg.training.parsing.examples import Inventory
from xpkg.training.parsing.heads import ArcHead, Dense, Scored, drop_rows, stack
from xpkg.training.parsing.recurrence import Recurrent
from xpkg.training.parsing.vocabulary import DIMENSIONS

_WIDTHS = (32, 24, 16, 16, 8)
"""How many numbers each of ``TABLES`` has for a word."""
_TAG_LAYER = 1


class Student(nn.Module):
    """Quasi-recurrent layers over words; tags are predicted half way up and passed to the layers above."""

    def __init__(
        self, vocabulary: Vocabulary, vectors: NDArray[np.float32], names: Inventory, size: int = 160,
        layers: int = 4, dropout: float = 0.15,
    ) -> None:  # fmt: skip
        super().__init__()
        self.vocabulary, self.vectors, self.names, self.dropout = vocabulary, vectors, names, dropout
        self.known: dict[str, NDArray[np.float32]] = {}
        rows = (len(vocabulary.words) + 1, len(vocabulary.suffixes3) + 1, len(vocabulary.suffixes2) + 1,
                len(vocabulary.prefixes3) + 1, SHAPES)  # fmt: skip
        upos, xpos, relations = len(names.upos), len(names.xpos), len(names.relations)
        self.tables = nn.ParameterDict(
            {name: nn.Parameter(torch.randn(count, width) * 0.3)
             for name, width, count in zip(TABLES, _WIDTHS, rows, strict=True)}
        )  # fmt: skip
        width = DIMENSIONS + sum(_WIDTHS)
        self.layers = nn.ModuleList(
            Recurrent(width if at == 0 else 2 * size, size, 3 if at == 0 else 1, residual=at > 0)
            for at in range(layers)
        )
        self.upos, self.xpos = Dense(2 * size, upos), Dense(2 * size, xpos)
        self.told = Dense(upos + xpos, 2 * size)
        self.head = ArcHead(2 * size, 128, 48, relations, dropout)

    def forward(self, words: list[tuple[str, ...]]) -> tuple[Scored, Tensor]:
        """The scores of a batch of sentences, and the mask of their words."""
        length = max(map(len, words))
        vectors = stack([np.stack([self._vector(word) for word in sentence]) for sentence in words], length)
        look_up = self.vocabulary.look_up
        codes = stack([np.array([look_up(word)[1] for word in sentence]) for sentence in words], length)
        mask = stack([np.ones(len(row), dtype=bool) for row in words], length)
        real = mask[..., None]
        if self.training:
            codes[..., 0] *= torch.rand(codes.shape[:2]) >= 0.15
            vectors = vectors * (torch.rand(*codes.shape[:2], 1) >= 0.05)
        parts = [vectors, *(embedding(codes[..., at], self.tables[name]) for at, name in enumerate(TABLES))]
        states = drop_rows(torch.cat(parts, -1), 0.1, self.training) * real
        for at, layer in enumerate(self.layers):
            states = drop_rows(layer(states, mask), self.dropout, self.training) * real
            if at == _TAG_LAYER:
                upos, xpos = self.upos(states), self.xpos(states)
                tags = torch.cat([upos.softmax(-1), xpos.softmax(-1)], -1)
                states = (states + self.told(tags)) * real
        arcs, dependents, governors = self.head(states, mask)
        return Scored(upos, xpos, arcs, dependents, governors), mask

    def _vector(self, word: str) -> NDArray[np.float32]:
        """The mean of the vectors of the word's pieces, with a mean square of 1."""
        found = self.known.get(word)
        if found is None:
            pieces, _ = self.vocabulary.look_up(word)
            mean = self.vectors[list(pieces)].mean(axis=0) if pieces else np.zeros(DIMENSIONS, dtype=np.float32)
            found = self.known[word] = (mean / np.sqrt((mean * mean).mean() + 1e-6)).astype(np.float32)
        return found

    def archive(self, weights: dict[str, Tensor]) -> bytes:
        """``weights`` (of this network, or their mean over its last steps) as they ship."""
        arrays = {name: values.detach().numpy() for name, values in weights.items()}
        arrays["vectors"], arrays["tag_layer"] = self.vectors, np.array([_TAG_LAYER])
        known = self.vocabulary
        tables = (known.words, known.suffixes3, known.suffixes2, known.prefixes3)
        lists = {name: list(table) for name, table in zip(TABLES, tables, strict=False)}
        lists |= {"pieces": list(known.pieces)}
        names = self.names
        lists |= {"upos": list(names.upos), "xpos": list(names.xpos), "relations": list(names.relations)}
        by_row = frozenset({"vectors", "head.distance", *(f"tables.{name}" for name in TABLES)})
        return pack(arrays, lists, by_row)
