"""Learns which content belongs to which cue and which cue to which source; scores as ``runtime.link_scores`` does."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

_SIZE = 64
_OUTSIDE = -1e4
_BUCKETS, _SENTENCES, _OTHERS = 24, 5, 5


def drawn(*shape: int, scale: float | None = None) -> nn.Parameter:
    """A matrix of random weights, small enough to keep the size of what it is multiplied with."""
    return nn.Parameter(torch.randn(*shape) * (scale or math.sqrt(1 / math.prod(shape[:-1]))))


class Links(nn.Module):
    """The scores of pairs of a cue and a source or content, ``width`` numbers a token."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.cue = drawn(2 * width, _SIZE)
        self.spans = nn.ParameterDict({role: drawn(2 * width, _SIZE) for role in ("source", "content")})
        self.tables = nn.ParameterDict(
            {
                f"{role}_{name}": drawn(count, _SIZE, scale=0.1)
                for role in self.spans
                for name, count in (("distance", _BUCKETS), ("sentences", _SENTENCES), ("others", _OTHERS))
            }
        )
        self.value = nn.ParameterDict({role: drawn(_SIZE, 1) for role in self.spans})
        self.nobody, self.nobody_bias = drawn(2 * width, 1), nn.Parameter(torch.zeros(1))

    def named_arrays(self) -> dict[str, str]:
        """How the archive calls each weight."""
        names = {"cue": "links.cue", "nobody": "links.nobody", "nobody_bias": "links.nobody.bias"}
        for role in self.spans:
            names |= {f"spans.{role}": f"links.{role}", f"value.{role}": f"links.{role}.value"}
            names |= {f"tables.{role}_{name}": f"links.{role}.{name}" for name in ("distance", "sentences", "others")}
        return names

    def loss(self, states: Tensor, sentences: Tensor, marked: dict[str, Tensor]) -> Tensor:
        """How unlikely the right links are; ``marked`` are the columns of ``make_batch``."""
        has_cue, has_content = marked["has_cue"], marked["has_content"]
        to_cue = self._pairs(states, sentences, marked, "content").masked_fill(has_cue[:, None] == 0, _OUTSIDE)
        chances = to_cue.log_softmax(-1).gather(2, marked["cue_of"][..., None])[..., 0]
        to_source = self._pairs(states, sentences, marked, "source").transpose(1, 2)
        to_source = to_source.masked_fill(marked["has_source"][:, None] == 0, _OUTSIDE)
        nobody = _ends(states, marked["cues"]) @ self.nobody + self.nobody_bias
        by_source = torch.cat([to_source, nobody], -1).log_softmax(-1)
        own = by_source.gather(2, marked["source_of"][..., None])[..., 0]
        return -(
            (chances * has_content).sum() / has_content.sum().clamp(min=1)
            + (own * has_cue).sum() / has_cue.sum().clamp(min=1)
        )

    def _pairs(self, states: Tensor, sentences: Tensor, marked: dict[str, Tensor], role: str) -> Tensor:
        """Scores of each span (second axis) with each cue (third axis)."""
        cues, spans = marked["cues"], marked[f"{role}s"]
        cue_first, cue_last = cues[:, None, :, 0], cues[:, None, :, 1]
        first, last = spans[:, :, None, 0], spans[:, :, None, 1]
        distance = torch.where(first > cue_last, first - cue_last, torch.where(last < cue_first, last - cue_first, 0))
        apart = sentences.gather(1, spans[..., 0])[:, :, None] - sentences.gather(1, cues[..., 0])[:, None, :]
        low, high = torch.minimum(last, cue_last), torch.maximum(first, cue_first)
        heads = cues[:, None, None, :, 0]
        between = (heads > low[..., None]) & (heads < high[..., None]) & (marked["has_cue"][:, None, None, :] > 0)
        together = (_ends(states, cues) @ self.cue)[:, None] + (_ends(states, spans) @ self.spans[role])[:, :, None]
        together = together + self.tables[f"{role}_distance"][_bucket(distance)]
        together = together + self.tables[f"{role}_sentences"][apart.clamp(-2, 2) + 2]
        together = together + self.tables[f"{role}_others"][between.sum(-1).clamp(0, 4)]
        return (together.relu() @ self.value[role])[..., 0]


def _ends(states: Tensor, spans: Tensor) -> Tensor:
    width = states.shape[2]
    return torch.cat([states.gather(1, spans[..., at][..., None].expand(-1, -1, width)) for at in (0, 1)], -1)


def _bucket(distance: Tensor) -> Tensor:
    far = distance.abs()
    coarse = (4 + torch.floor(torch.log2(far.clamp(min=4) / 4.0) * 2).long()).clamp(max=11)
    size = torch.where(far < 4, far, coarse)
    return torch.where(distance < 0, 12 + size, size)
