"""Puts rows together as tensors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from xpkg.training.samples import Sample


def make_batch(chosen: Sequence[Sample]) -> dict[str, Tensor]:
    """The rows of ``chosen`` as tensors, filled up to the longest; ``mask`` is 1 on their tokens.

    ``cues``, ``sources`` and ``contents`` are first and last tokens; ``has_cue`` and so on tell how many there are.
    ``source_of`` is the source of each cue (the last number and one for none), ``cue_of`` the cue of each content.
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
    columns |= _links(chosen)
    return {"mask": torch.from_numpy(mask), **{name: torch.from_numpy(column) for name, column in columns.items()}}


def _links(chosen: Sequence[Sample]) -> dict[str, NDArray[np.generic]]:
    """The columns of links, no longer than the most that a row has."""
    columns = {name: np.stack([one.links[name] for one in chosen]) for name in chosen[0].links}
    some = sum(columns[name].any(axis=0) for name in ("has_cue", "has_source", "has_content"))
    most = max(1, int(np.count_nonzero(some)))
    columns = {name: column[:, :most] for name, column in columns.items()}
    owners = {"source_of": np.minimum(columns["source_of"], most), "cue_of": np.minimum(columns["cue_of"], most - 1)}
    return {**columns, **owners}
