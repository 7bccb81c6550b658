"""Puts rows together as tensors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from xpkg.training.samples import Sample


def make_batch(chosen: Sequence[Sample]) -> dict[str, Tensor]:
    """The rows of ``chosen`` as tensors, filled up to the longest; ``mask`` is 1 on their tokens.

    ``cues``, ``sources`` and ``contents`` are first and last tokens; ``has_cue`` and so on tell how many there are.
    ``source_of`` is the source of each cue (``MOST`` for none), ``cue_of`` the cue of each content.
    """
    length = max(len(one.labels) for one in chosen)
    mask = np.zeros((len(chosen), length), dtype=np.float32)
    columns = {
        name: np.zeros((len(chosen), length, *getattr(chosen[0], name).shape[1:]), dtype=kind)
        for name, kind in (("states", np.float32), ("marks", np.int64), ("sentences", np.int64), ("labels", np.int64))
    }
    for at, one in enumerate(chosen):
        mask[at, : len(one.labels)] = 1
        for name, column in columns.items():
            column[at, : len(one.labels)] = getattr(one, name)
    columns |= {name: np.stack([one.links[name] for one in chosen]) for name in chosen[0].links}
    return {"mask": torch.from_numpy(mask), **{name: torch.from_numpy(column) for name, column in columns.items()}}
