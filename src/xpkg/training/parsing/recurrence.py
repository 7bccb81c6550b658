"""The quasi-recurrent layer (Bradbury et al. 2017) in torch, with its own gradient."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from xpkg.training.parsing.heads import Dense


class _Recurrence(torch.autograd.Function):
    """c[t] = keep[t] * c[t - 1] + new[t] along the first axis. The loop is cheap; recording it step by step is not."""

    @staticmethod
    def forward(ctx: Any, keep: Tensor, new: Tensor) -> Tensor:
        cells = new.clone()
        for at in range(1, len(cells)):
            cells[at].addcmul_(keep[at], cells[at - 1])
        ctx.save_for_backward(keep, cells)
        return cells

    @staticmethod
    def backward(ctx: Any, *slopes: Tensor) -> tuple[Tensor, Tensor]:
        keep, cells = ctx.saved_tensors
        total = slopes[0].contiguous().clone()
        for at in range(len(total) - 1, 0, -1):
            total[at - 1].addcmul_(keep[at], total[at])
        kept = torch.zeros_like(total)
        torch.mul(total[1:], cells[:-1], out=kept[1:])
        return kept, total


class Recurrent(nn.Module):
    """A quasi-recurrent layer in both directions; the first of a stack sees ``reach`` neighbouring words."""

    def __init__(self, width: int, size: int, reach: int, residual: bool = False) -> None:
        super().__init__()
        self.gates = Dense(reach * width, 6 * size)
        with torch.no_grad():
            # some cells forget soon, some late
            self.gates.bias.view(2, 3, size)[:, 1] = torch.linspace(0, 2.5, size)
        self.gain = nn.Parameter(torch.ones(2 * size))
        self.size, self.reach, self.residual = size, reach, residual

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """``states`` are (sentences, words, numbers), zero outside ``mask``."""
        sentences, length, _ = states.shape
        heard = states
        if self.reach == 3:
            padded = nn.functional.pad(states, (0, 0, 1, 1))
            heard = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)
        gates = self.gates(heard.transpose(0, 1)).view(length, sentences, 2, 3, self.size)
        forward, backward = gates[:, :, 0], gates[:, :, 1].flip(0)
        inputs = torch.stack([forward[:, :, 0], backward[:, :, 0]], 2).tanh()
        keep = torch.stack([forward[:, :, 1], backward[:, :, 1]], 2).sigmoid()
        real = mask.t()[:, :, None, None]
        real = torch.cat([real, real.flip(0)], 2)
        cells = _Recurrence.apply(keep, inputs * (1 - keep) * real)  # type: ignore[no-untyped-call]
        out = torch.sigmoid(gates[:, :, :, 2])
        mixed = torch.cat([cells[:, :, 0] * out[:, :, 0], cells[:, :, 1].flip(0) * out[:, :, 1]], -1).transpose(0, 1)
        if self.residual:
            mixed = mixed + states
        return mixed * torch.rsqrt(mixed.square().mean(-1, keepdim=True) + 1e-5) * self.gain
