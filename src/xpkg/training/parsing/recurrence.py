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

    def forward(self, states: Tensor, mask: Tensor, extra: Tensor | None = None) -> Tensor:
        """``states`` are (sentences, words, numbers), zero outside ``mask``; ``extra`` is added to the gates."""
        sentences, length, _ = states.shape
        heard = states
        if self.reach == 3:
            padded = nn.functional.pad(states, (0, 0, 1, 1))
            heard = torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)
        gates = self.gates(heard)
        if extra is not None:
            gates = gates + extra
        gates = gates.transpose(0, 1).reshape(length, sentences, 2, 3, self.size)
        ahead, behind = (way.unbind(2) for way in gates.unbind(2))  # whose gradient is one copy, as a slice's is not
        (inputs, keep), out = (torch.stack([ahead[at], behind[at].flip(0)], 2) for at in (0, 1)), (ahead[2], behind[2])
        real = mask.t()[:, :, None, None]
        real = torch.cat([real, real.flip(0)], 2)
        keep = keep.sigmoid()
        cells = _Recurrence.apply(keep, inputs.tanh() * (1 - keep) * real)  # type: ignore[no-untyped-call]
        forward, backward = cells.unbind(2)
        mixed = torch.cat([forward * out[0].sigmoid(), backward.flip(0) * out[1].sigmoid()], -1).transpose(0, 1)
        if self.residual:
            mixed = mixed + states
        return mixed * torch.rsqrt(mixed.square().mean(-1, keepdim=True) + 1e-5) * self.gain
