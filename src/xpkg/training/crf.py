"""A linear-chain CRF over the labels of tokens, for the learner: how unlikely the right labels are, and all chances."""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from xpkg.analysis.attributions.neural.crf import OUTSIDE, allowed
from xpkg.analysis.attributions.neural.runtime import LABELS


def crf(emissions: Any, transitions: Any, labels: Any, mask: Any) -> Any:
    """Of a linear-chain CRF: the negative log likelihood of each row's ``labels``, and the log chances of all labels.

    A part cannot open in its middle.
    """
    moves = transitions + allowed(np.zeros((len(LABELS), len(LABELS)), np.float32))
    first = emissions[:, 0] + np.array([0, 0, OUTSIDE, 0, OUTSIDE, 0, OUTSIDE], np.float32)

    def ahead(sums: Any, both: Any) -> tuple[Any, Any]:
        here, inside = both
        new = jax.nn.logsumexp(sums[:, :, None] + moves[None], 1) + here
        new = jnp.where(inside[:, None] > 0, new, sums)
        return new, new

    def back(sums: Any, both: Any) -> tuple[Any, Any]:
        here, inside = both
        new = jax.nn.logsumexp(moves[None] + (here + sums)[:, None, :], 2)
        new = jnp.where(inside[:, None] > 0, new, sums)
        return new, new

    rest = (jnp.moveaxis(emissions, 1, 0)[1:], mask.T[1:])
    sums, before = jax.lax.scan(ahead, first, rest, unroll=8)
    _, after = jax.lax.scan(back, jnp.zeros_like(first), rest, reverse=True, unroll=8)
    whole = jnp.concatenate([first[None], before]) + jnp.concatenate([after, jnp.zeros_like(first)[None]])
    own = (jnp.take_along_axis(emissions, labels[..., None], -1)[..., 0] * mask).sum(1)
    own = own + (moves[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]).sum(1)
    return jax.nn.logsumexp(sums, -1) - own, jnp.moveaxis(jax.nn.log_softmax(whole, -1), 0, 1)
