"""A linear-chain CRF over the labels of tokens in torch, with its own gradient: how unlikely the right labels are."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import one_hot

from xpkg.analysis.attributions.neural.crf import OUTSIDE, allowed
from xpkg.analysis.attributions.neural.runtime import LABELS

_FORBIDDEN = torch.from_numpy(allowed(np.zeros((len(LABELS), len(LABELS)), np.float32)))
_FIRST = torch.tensor([OUTSIDE if label.startswith("I-") else 0.0 for label in LABELS])


class Unlikely(torch.autograd.Function):
    """The sum over rows of the negative log likelihood of ``labels``; a part cannot open in its middle.

    The gradient is the difference between what the chain expects and what is right, which forward and backward sums
    give. Both are scaled at each step, so that products of probabilities suffice.
    """

    @staticmethod
    def forward(ctx: Any, emissions: Tensor, transitions: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """``emissions`` (rows, tokens, labels), ``transitions`` (before, after), the others (rows, tokens)."""
        rows, length, count = emissions.shape
        moves = transitions + _FORBIDDEN
        steps = emissions.clone()
        steps[:, 0] += _FIRST
        highest = steps.max(2, keepdim=True).values
        weights = (steps - highest).exp().transpose(0, 1).contiguous()
        go = moves.exp()
        real = mask.t().bool()
        forward = torch.empty(length, rows, count)
        backward = torch.ones(length, rows, count)
        scale = torch.ones(length, rows)
        scale[0] = weights[0].sum(1)
        forward[0] = weights[0] / scale[0][:, None]
        for at in range(1, length):
            ahead = (forward[at - 1] @ go) * weights[at]
            total = ahead.sum(1)
            forward[at] = torch.where(real[at][:, None], ahead / total[:, None], forward[at - 1])
            scale[at] = torch.where(real[at], total, torch.ones(()))
        for at in range(length - 2, -1, -1):
            behind = (backward[at + 1] * weights[at + 1]) @ go.t() / scale[at + 1][:, None]
            backward[at] = torch.where(real[at + 1][:, None], behind, backward[at + 1])
        every = scale.log().sum() + (highest[..., 0] * mask).sum()
        right = one_hot(labels, count).float() * mask[..., None]
        expected = (forward * backward).transpose(0, 1) * mask[..., None]
        ahead = backward[1:] * weights[1:] / scale[1:][..., None] * real[1:][..., None]
        moved = torch.zeros(count, count)
        moved.index_put_((labels[:, :-1].reshape(-1), labels[:, 1:].reshape(-1)), mask[:, 1:].reshape(-1), True)
        ctx.save_for_backward(expected - right, torch.einsum("tri,trj->ij", forward[:-1], ahead) * go - moved)
        return every - (emissions * right).sum() - (moves * moved).sum()

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, Tensor, None, None]:
        emissions, transitions = ctx.saved_tensors
        return emissions * slopes[0], transitions * slopes[0], None, None
