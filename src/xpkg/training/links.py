"""Learns which content belongs to which cue and which cue to which source; scores as ``network.link_scores`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp

Weights = Mapping[str, Any]
_OUTSIDE = -1e4


def link_loss(weights: Weights, state: Any, sentences: Any, marked: Sequence[Any]) -> Any:
    """How unlikely the right links are; ``marked`` are the last eight columns of ``make_batch``."""
    cues, has_cue, sources, has_source, contents, has_content, source_of, cue_of = marked
    to_cue = _pairs(weights, state, sentences, cues, has_cue, contents, "x")
    to_cue = jax.nn.log_softmax(jnp.where(has_cue[:, None] > 0, to_cue, _OUTSIDE), -1)
    content_loss = -(jnp.take_along_axis(to_cue, cue_of[..., None], -1)[..., 0] * has_content).sum()
    to_source = jnp.moveaxis(_pairs(weights, state, sentences, cues, has_cue, sources, "s"), 1, 2)
    to_source = jnp.where(has_source[:, None] > 0, to_source, _OUTSIDE)
    nobody = _ends(state, cues) @ weights["null"] + weights["nullb"]
    to_source = jax.nn.log_softmax(jnp.concatenate([to_source, nobody], -1), -1)
    source_loss = -(jnp.take_along_axis(to_source, source_of[..., None], -1)[..., 0] * has_cue).sum()
    return content_loss / jnp.maximum(has_content.sum(), 1) + source_loss / jnp.maximum(has_cue.sum(), 1)


def _ends(state: Any, spans: Any) -> Any:
    return jnp.concatenate([jnp.take_along_axis(state, spans[..., at][..., None], 1) for at in (0, 1)], -1)


def _pairs(weights: Weights, state: Any, sentences: Any, cues: Any, has_cue: Any, spans: Any, role: str) -> Any:
    """Scores of each span (second axis) with each cue (third axis)."""
    cue_first, cue_last = cues[:, None, :, 0], cues[:, None, :, 1]
    first, last = spans[:, :, None, 0], spans[:, :, None, 1]
    distance = jnp.where(first > cue_last, first - cue_last, jnp.where(last < cue_first, last - cue_first, 0))
    apart = (
        jnp.take_along_axis(sentences, spans[..., 0], 1)[:, :, None]
        - jnp.take_along_axis(sentences, cues[..., 0], 1)[:, None, :]
    )
    low, high = jnp.minimum(last, cue_last), jnp.maximum(first, cue_first)
    heads = cues[:, None, None, :, 0]
    between = ((heads > low[..., None]) & (heads < high[..., None]) & (has_cue[:, None, None, :] > 0)).sum(-1)
    together = (_ends(state, cues) @ weights["lc"])[:, None] + (_ends(state, spans) @ weights[f"l{role}"])[:, :, None]
    together = together + weights[f"ld{role}"][_bucket(distance)] + weights[f"lb{role}"][jnp.clip(apart, -2, 2) + 2]
    together = together + weights[f"lm{role}"][jnp.clip(between, 0, 4)]
    return (jax.nn.relu(together) @ weights[f"lv{role}"])[..., 0]


def _bucket(distance: Any) -> Any:
    far = jnp.abs(distance)
    coarse = jnp.minimum(4 + jnp.floor(jnp.log2(jnp.maximum(far, 4) / 4.0) * 2).astype(jnp.int32), 11)
    size = jnp.where(far < 4, far, coarse)
    return jnp.where(distance < 0, 12 + size, size)
