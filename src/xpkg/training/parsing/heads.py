"""What both teacher and student put on top of their states: scores of tags, of heads and of relations, and the loss."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, leaky_relu, linear, log_softmax

from xpkg.network.arcs import BUCKETS, bucket_table

PRODUCTS = torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
"""What large products are made in: 16 bits are twice as fast where a processor has them, ten times slower elsewhere."""


def half(values: Tensor, weights: Tensor, bias: Tensor | None = None) -> Tensor:
    """A product in ``PRODUCTS``."""
    found = linear(values.to(PRODUCTS), weights.to(PRODUCTS)).float()
    return found if bias is None else found + bias


class Dense(nn.Module):
    """A linear layer; weights are (inputs, outputs), as numpy multiplies them."""

    def __init__(self, inputs: int, outputs: int, scale: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * scale / math.sqrt(inputs))
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, values: Tensor) -> Tensor:
        return half(values, self.weight.t(), self.bias)


def drop_rows(values: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with one mask a sentence: ``values`` are (sentences, words, numbers)."""
    if not training or not share:
        return values
    mask = torch.rand(values.shape[0], 1, values.shape[2]) >= share
    return values * (mask / (1 - share))


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of a batch: tags (sentences, words, tags), ``arcs`` (sentences, words, 1 + words; the root first)."""

    upos: Tensor
    xpos: Tensor
    arcs: Tensor
    dependents: Tensor
    governors: Tensor


class ArcHead(nn.Module):
    """Scores of heads: bilinear, with a bias of the head and a term for how far it stands."""

    def __init__(self, width: int, arc: int, label: int, relations: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.arc_dependent, self.arc_head = Dense(width, arc), Dense(width, arc)
        self.bilinear = nn.Parameter(torch.randn(arc, arc) / arc)
        self.head_bias = nn.Parameter(torch.zeros(arc))
        self.distance = nn.Parameter(torch.randn(BUCKETS, arc) * 0.02)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.3)
        self.label_dependent, self.label_head = Dense(width, label), Dense(width, label)
        self.label_root = nn.Parameter(torch.randn(label) * 0.3)
        self.label_bilinear = nn.Parameter(torch.randn(label, relations * label) / label)
        self.label_linear = Dense(2 * label, relations)
        self.relations = relations

    def project(self, layer: Dense, states: Tensor) -> Tensor:
        return drop_rows(leaky_relu(layer(states), 0.1), self.dropout, self.training)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        sentences, length, _ = states.shape
        dependents = self.project(self.arc_dependent, states)
        heads = self.project(self.arc_head, states)
        heads = torch.cat([self.arc_root.expand(sentences, 1, -1), heads], 1)
        scores = (dependents @ self.bilinear) @ heads.transpose(1, 2)
        scores = scores + (heads @ self.head_bias)[:, None, :]
        buckets = torch.tensor(bucket_table(length)).expand(sentences, -1, -1)
        scores = scores + torch.gather(dependents @ self.distance.t(), 2, buckets)
        possible = torch.cat([torch.ones(sentences, 1, dtype=torch.bool), mask], 1)
        scores = scores.masked_fill(~possible[:, None, :], -1e4)
        label_heads = self.project(self.label_head, states)
        label_heads = torch.cat([self.label_root.expand(sentences, 1, -1), label_heads], 1)
        return scores, self.project(self.label_dependent, states), label_heads

    def label(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """Scores of relations of pairs: both are (pairs, numbers)."""
        mixed = half(dependents, self.label_bilinear.t()).view(len(dependents), self.relations, -1)
        return (mixed * heads[:, None, :]).sum(-1) + self.label_linear(torch.cat([dependents, heads], -1))


def hard_loss(model: Any, scored: Scored, batch: dict[str, Tensor], smoothing: float = 0.03) -> Tensor:
    """The loss against the trees of a treebank."""
    mask = batch["mask"]
    arcs = cross_entropy(scored.arcs[mask], batch["heads"][mask])
    upos = cross_entropy(scored.upos[mask], batch["upos"][mask], label_smoothing=smoothing)
    xpos = cross_entropy(scored.xpos[mask], batch["xpos"][mask], label_smoothing=smoothing)
    labels = model.head.label(*pairs(scored, batch["heads"], mask))
    return arcs + cross_entropy(labels, batch["relations"][mask], label_smoothing=smoothing) + 0.5 * (upos + xpos)


def soft_loss(model: Any, scored: Scored, batch: dict[str, Tensor]) -> Tensor:
    """The loss against what the teacher thinks: the chances of each tag, head, and relation to the best head."""
    mask = batch["mask"]

    def against(scores: Tensor, chances: Tensor) -> Tensor:
        return -(chances * log_softmax(scores, -1)).sum(-1).mean()

    arcs = against(scored.arcs[mask], batch["soft_heads"][mask])
    upos = against(scored.upos[mask], batch["soft_upos"][mask])
    xpos = against(scored.xpos[mask], batch["soft_xpos"][mask])
    labels = model.head.label(*pairs(scored, batch["heads"], mask))
    return arcs + against(labels, batch["soft_relations"][mask]) + 0.5 * (upos + xpos)


def pairs(scored: Scored, heads: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
    """Each word's own state beside its head's, for the words under ``mask``."""
    chosen = torch.gather(scored.governors, 1, heads[..., None].expand(-1, -1, scored.governors.shape[-1]))
    return scored.dependents[mask], chosen[mask]


def stack(rows: list[np.ndarray[Any, Any]], length: int) -> Tensor:
    """Rows of like width, one a sentence, filled up with zeros to ``length``."""
    out = np.zeros((len(rows), length, *rows[0].shape[1:]), dtype=rows[0].dtype)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return torch.from_numpy(out)
