"""Fits the confidence of a candidate: a logistic regression from features of its decoding to the annotation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def fit(signs: NDArray[np.float32], right: NDArray[np.float32], pull: float = 1.0) -> NDArray[np.float32]:
    """The weights of the signs, by Newton's method; ``pull`` keeps them small."""
    weights = np.zeros(signs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(signs @ weights)))
        slope = signs.T @ (right - chance) - pull * weights
        bend = (signs * (chance * (1 - chance))[:, None]).T @ signs + pull * np.eye(signs.shape[1])
        weights += np.linalg.solve(bend, slope)
    return weights.astype(np.float32)
