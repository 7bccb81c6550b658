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
    params = list(model.parameters())
    matrices, others = [one for one in params if one.ndim > 1], [one for one in params if one.ndim < 2]
    groups = [{"params": matrices, "weight_decay": 1e-3}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98))
    mean = {name: values.detach().clone() for name, values in model.named_parameters()}
    orders = [endless([len(one.words) for one in kind], settings.words, random) for kind in (gold, soft)]
    model.train()
    for step in range(1, settings.steps + 1):
        falling = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / settings.steps))
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * min(1, step / settings.warm) * falling
        hard = not soft or random.random() < settings.gold
        chosen = [(gold if hard else soft)[at] for at in next(orders[0 if hard else 1])]
        scored, mask = model([one.words for one in chosen])
        batch = gather_batch(chosen, mask)
        loss = hard_loss(model, scored, batch) if hard else soft_loss(model, scored, batch)
        move(optimizer, loss)
        keep = min(settings.keep, (1 + step) / (10 + step))
        with torch.no_grad():
            for old, new in zip(mean.values(), params, strict=True):
                old.lerp_(new, 1 - keep)
        if step % 250 == 0:
            say(f"student, step {step} of {settings.steps}: loss {loss.item():.3f}")
    return mean


def move(optimizer: torch.optim.Optimizer, loss: Tensor) -> None:
    """Makes one step down the slope of ``loss``, of bounded length."""
    optimizer.zero_grad()
    loss.backward()  # type: ignore[no-untyped-call]
    clip_grad_norm_([one for group in optimizer.param_groups for one in group["params"]], 2.0)
    optimizer.step()
