"""Learns the attribution network with torch; ``xpkg.analysis.attributions.neural.runtime`` runs it in numpy."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import embedding

from xpkg.analysis.attributions.neural.rows import FEATURES
from xpkg.analysis.attributions.neural.runtime import LABELS
from xpkg.network.weights import pack, unpack
from xpkg.training.batches import make_batch
from xpkg.training.crf import Unlikely
from xpkg.training.links import Links, drawn
from xpkg.training.parsing.heads import drop_rows
from xpkg.training.parsing.recurrence import Recurrent
from xpkg.training.samples import Sample

_FEATURE_WIDTH = 8
_HINTS = list(FEATURES).index("hints")


@dataclass(frozen=True, slots=True)
class Settings:
    """What was found to do well on held-aside articles."""

    epochs: float = 12
    tokens: int = 2048  # in a step
    size: int = 128  # of each direction of a layer
    layers: int = 2
    rate: float = 2e-3
    warm: int = 150
    decay: float = 0.01
    dropout: float = 0.3
    input_dropout: float = 0.2
    hint_dropout: float = 0.1  # of rows that are read without the rules' hints
    links: float = 0.5  # weight of the links in the loss
    agree: float = 1.0  # weight of what two readings differ by (R-Drop, Liang et al. 2021)
    keep: float = 0.998  # of the running mean of the weights, which is what is kept


class Attributor(nn.Module):
    """Quasi-recurrent layers over the states of the parser's encoder, a CRF over labels, and links."""

    def __init__(self, settings: Settings, width: int) -> None:
        super().__init__()
        size, states = settings.size, 2 * settings.size
        self.settings = settings
        tables = {name: drawn(count, _FEATURE_WIDTH, scale=0.5) for name, count in FEATURES.items()}
        self.features = nn.ParameterDict(tables)
        self.mix = drawn(_FEATURE_WIDTH * len(FEATURES), 6 * size)
        self.layers = nn.ModuleList(
            Recurrent(states if at else width, size, 1, residual=at > 0) for at in range(settings.layers)
        )
        self.out, self.out_bias = drawn(states, len(LABELS)), nn.Parameter(torch.zeros(len(LABELS)))
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.links = Links(states)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """States (rows, tokens, numbers) and scores of labels (rows, tokens, labels)."""
        mask, marks = batch["mask"], batch["marks"]
        if self.training:
            marks = marks.clone()
            marks[..., _HINTS] *= torch.rand(len(marks), 1) >= self.settings.hint_dropout
        told = [embedding(marks[..., at], self.features[name]) for at, name in enumerate(FEATURES)]
        extra = torch.cat(told, -1) @ self.mix
        states = drop_rows(batch["states"], self.settings.input_dropout, self.training) * mask[..., None]
        for at, layer in enumerate(self.layers):
            states = layer(states, mask, None if at else extra)
            states = drop_rows(states, self.settings.dropout, self.training) * mask[..., None]
        return states, states @ self.out + self.out_bias

    def archive(self, weights: dict[str, Tensor], calibration: NDArray[np.float32]) -> bytes:
        """``weights`` (of this network, or their mean over its last steps) as they ship."""
        names = self._names()
        arrays = {names.get(name, name): values.detach().numpy() for name, values in weights.items()}
        return pack({**arrays, "calibration": calibration}, {}, frozenset())

    def start_from(self, archive: bytes) -> None:
        """Takes the weights of an archive of such a network, to learn on from there."""
        arrays, _ = unpack(archive)
        names = self._names()
        with torch.no_grad():
            for name, values in self.named_parameters():
                values.copy_(torch.from_numpy(arrays[names.get(name, name)]))

    def _names(self) -> dict[str, str]:
        """How the archive calls the weights that it calls otherwise than this class."""
        names = {"out": "out.weight", "out_bias": "out.bias"}
        return names | {f"links.{own}": name for own, name in self.links.named_arrays().items()}


def learn(
    settings: Settings, model: Attributor, data: Sequence[Sequence[Sample]], seed: int, say: Callable[[str], None]
) -> dict[str, Tensor]:
    """The weights of ``model`` after learning from the rows of ``data``, averaged over the last steps.

    Each group of rows is read once an epoch. A step takes its rows from one group: rows of a size go together.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    params = list(model.parameters())
    matrices, others = [one for one in params if one.ndim > 1], [one for one in params if one.ndim < 2]
    groups = [{"params": matrices, "weight_decay": settings.decay}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.99))
    mean = {name: values.detach().clone() for name, values in model.named_parameters()}
    each = len(list(_steps(settings, data, random)))
    total = round(settings.epochs * each)
    coming: Iterator[list[Sample]] = iter(())
    losses: list[float] = []
    model.train()
    for step in range(total):
        if not step % each:
            coming = _steps(settings, data, random)
        batch = make_batch(next(coming))
        falling = 0.5 * (1 + math.cos(math.pi * step / total)) * 0.98 + 0.02
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * min(1, (step + 1) / settings.warm) * falling
        loss = _loss(settings, model, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(params, 1.0)
        optimizer.step()
        keep = min(settings.keep, (1 + step) / (10 + step))
        with torch.no_grad():
            for old, new in zip(mean.values(), params, strict=True):
                old.lerp_(new, 1 - keep)
        losses.append(loss.item())
        if (step + 1) % each == 0:
            say(f"epoch {(step + 1) // each} of {settings.epochs:g}: loss {np.mean(losses):.4f}")
            losses = []
    return mean


def _steps(settings: Settings, data: Sequence[Sequence[Sample]], random: np.random.Generator) -> Iterator[list[Sample]]:
    """The rows of each step of an epoch, in an order drawn anew."""
    steps = []
    for rows in data:
        size = settings.tokens // max(len(row.labels) for row in rows)
        order = random.permutation(len(rows)).tolist()
        steps += [[rows[at] for at in order[start : start + size]] for start in range(0, len(order), size)]
    for at in random.permutation(len(steps)).tolist():
        yield steps[at]


def _loss(settings: Settings, model: Attributor, batch: dict[str, Tensor]) -> Tensor:
    if settings.agree:
        batch = {name: torch.cat([column, column]) for name, column in batch.items()}
    states, emissions = model(batch)
    unlikely = Unlikely.apply(emissions, model.transitions, batch["labels"], batch["mask"])  # type: ignore[no-untyped-call]
    links = model.links.loss(states, batch["sentences"], batch)
    loss: Tensor = 10 * unlikely / batch["mask"].sum() + settings.links * links
    if not settings.agree:
        return loss
    one, other = emissions.log_softmax(-1).chunk(2)
    mask = batch["mask"].chunk(2)[0]
    apart = ((one.exp() - other.exp()) * (one - other)).sum(-1)
    return loss + settings.agree * (apart * mask).sum() / mask.sum()
