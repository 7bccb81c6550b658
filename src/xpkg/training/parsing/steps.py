"""Learning, step by step: the teacher from treebanks, the student from treebanks and from what the teacher thinks."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils import clip_grad_norm_

from xpkg.training.parsing.examples import Example, endless
from xpkg.training.parsing.heads import hard_loss, soft_loss
from xpkg.training.parsing.learning import gather_batch
from xpkg.training.parsing.student import Student
from xpkg.training.parsing.teacher import Teacher

Say = Callable[[str], None]
Watch = Callable[[int], None]
"""Receives the number of each step that was made, to measure or to save."""


@dataclass(frozen=True, slots=True)
class TeacherSettings:
    """What the teacher that taught the shipped network was trained with."""

    steps: int = 840
    words: int = 1800  # in a step, with padding
    rate: float = 2.5e-4  # of the top layer of MiniLM; each layer below has 0.85 of the one above
    new_rate: float = 2e-3  # of what is put on top
    warm: int = 100


@dataclass(frozen=True, slots=True)
class StudentSettings:
    """What the shipped network was trained with."""

    steps: int = 5000
    words: int = 1500
    rate: float = 2.5e-3
    warm: int = 200
    gold: float = 0.4  # share of the steps that are made on the treebanks
    keep: float = 0.998  # of the running mean of the weights, which is what is kept


def teach(settings: TeacherSettings, model: Teacher, examples: Sequence[Example], seed: int, say: Say) -> None:
    """Fine-tunes ``model`` on the trees of ``examples``."""
    torch.manual_seed(seed)
    new = [values for name, values in model.named_parameters() if not name.startswith("bert")]
    groups = [{"params": new, "lr": settings.new_rate, "weight_decay": 1e-3}]
    for layer in range(model.layers):
        own = [values for name, values in model.bert.items() if name.startswith(f"encoder/layer/{layer}/")]
        rate = settings.rate * 0.85 ** (model.layers - 1 - layer)
        groups.append({"params": own, "lr": rate, "weight_decay": 0.01})
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98))
    full = [group["lr"] for group in optimizer.param_groups]
    order = endless([len(one.words) for one in examples], settings.words, np.random.default_rng(seed))
    model.train()
    for step in range(settings.steps):
        share = min(1, (step + 1) / settings.warm) * max(0.02, 1 - step / settings.steps)
        for group, rate in zip(optimizer.param_groups, full, strict=True):
            group["lr"] = rate * share
        chosen = [examples[at] for at in next(order)]
        scored, mask = model([one.words for one in chosen])
        loss = hard_loss(model, scored, gather_batch(chosen, mask))
        move(optimizer, loss)
        if (step + 1) % 50 == 0:
            say(f"teacher, step {step + 1} of {settings.steps}: loss {loss.item():.3f}")


def distil(
    settings: StudentSettings, model: Student, gold: Sequence[Example], soft: Sequence[Example], seed: int, say: Say
) -> dict[str, Tensor]:
    """Teaches ``model`` the trees of ``gold`` and what the teacher thinks of ``soft``; the mean of its last weights."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    course = Course(model, settings.steps, settings.rate, settings.warm, settings.keep)
    orders = [endless([len(one.words) for one in kind], settings.words, random) for kind in (gold, soft)]
    model.train()
    for step in range(1, settings.steps + 1):
        hard = not soft or random.random() < settings.gold
        chosen = [(gold if hard else soft)[at] for at in next(orders[0 if hard else 1])]
        scored, mask = model([one.words for one in chosen])
        batch = gather_batch(chosen, mask)
        loss = hard_loss(model, scored, batch) if hard else soft_loss(model, scored, batch)
        course.go(step, loss)
        if step % 250 == 0:
            say(f"student, step {step} of {settings.steps}: loss {loss.item():.3f}")
    return course.mean


class Course:
    """Steps of AdamW from 1 to ``steps``, and the running ``mean`` of the weights of ``model``.

    The rate rises for ``warm`` steps and falls along a cosine to a fiftieth. ``keep`` is the mean's share of the old.
    """

    def __init__(self, model: torch.nn.Module, steps: int, rate: float, warm: int, keep: float) -> None:
        self._steps, self._rate, self._warm, self._keep = steps, rate, warm, keep
        self._params = list(model.parameters())
        matrices, others = ([one for one in self._params if (one.ndim > 1) is two] for two in (True, False))
        groups = [{"params": matrices, "weight_decay": 1e-3}, {"params": others, "weight_decay": 0.0}]
        self._optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98))
        self.mean: dict[str, Tensor] = {name: one.detach().clone() for name, one in model.named_parameters()}

    def go(self, step: int, loss: Tensor) -> None:
        """Makes step number ``step`` down the slope of ``loss``."""
        falling = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / self._steps))
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate * min(1, step / self._warm) * falling
        move(self._optimizer, loss)
        keep = min(self._keep, (1 + step) / (10 + step))
        with torch.no_grad():
            for old, new in zip(self.mean.values(), self._params, strict=True):
                old.lerp_(new, 1 - keep)


def move(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    """Makes one step down the slope of ``loss``, of bounded length."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    clip_grad_norm_([one for group in optimizer.param_groups for one in group["params"]], 2.0)
    optimizer.step()
