"""Learns one network's weights with JAX; the forward pass is that of ``xpkg.analysis.attributions.neural.runtime``."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions.neural.features import FLAGS, HINTS, KINDS, NAMES, QUOTE_STATES, ROW, SHAPES
from xpkg.analysis.attributions.neural.runtime import LABELS
from xpkg.training.crf import crf
from xpkg.training.links import link_loss
from xpkg.training.syntax import SYNTAX

Weights = dict[str, Any]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """What was found to do well on held-aside articles."""

    epochs: int = 14
    rows: int = 16  # in a step
    size: int = 128  # of each direction of a layer
    layers: int = 3
    reach: int = 3  # tokens that the first layer sees at once
    rate: float = 2e-3
    decay: float = 0.01
    dropout: float = 0.35
    input_dropout: float = 0.3
    word_dropout: float = 0.1
    hint_dropout: float = 0.1  # of rows that are read without the rules' hints
    syntax: float = 0.3  # weight of the grammar in the loss
    syntax_layer: int = 1  # the layer from which the grammar is predicted
    links: float = 0.5  # weight of the links in the loss
    link_size: int = 64
    agree: float = 2.0  # weight of what two readings differ by


def first_weights(settings: Settings, vectors: int, words: int, suffixes: int, seed: int) -> Weights:
    """Weights before learning: a function of ``seed`` alone."""
    random = np.random.default_rng(seed)

    def draw(*shape: int, scale: float | None = None) -> Floats:
        spread = scale if scale is not None else math.sqrt(1.0 / math.prod(shape[:-1]))
        return (random.standard_normal(shape) * spread).astype(np.float32)

    weights: Weights = {
        "emb": draw(words + 1, 32, scale=0.3),
        "suf": draw(suffixes + 1, 16, scale=0.3),
        "shape": draw(SHAPES, 8, scale=0.3),
        "quote": draw(QUOTE_STATES, 8, scale=0.5),
        "flag": draw(FLAGS, 4, scale=0.5),
        "kind": draw(KINDS, 4, scale=0.3),
        "hint": draw(HINTS, 8, scale=0.5),
        "name": draw(NAMES, 8, scale=0.5),
    }
    width = vectors + sum(weights[name].shape[1] for name in weights)
    for layer in range(settings.layers):
        reach = settings.reach if layer == 0 else 1
        weights[f"w{layer}"] = draw(reach * width, 6 * settings.size)
        bias = np.zeros((2, 3, settings.size), dtype=np.float32)
        bias[:, 1] = np.linspace(0, 2.5, settings.size)  # some cells forget soon, some late
        weights[f"b{layer}"] = bias.reshape(-1)
        width = 2 * settings.size
        weights[f"n{layer}"] = np.ones(width, dtype=np.float32)
    weights |= {"out": draw(width, len(LABELS)), "outb": np.zeros(len(LABELS), np.float32)}
    weights["T"] = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for name in ("lc", "ls", "lx"):
        weights[name] = draw(2 * width, settings.link_size)
    for role in ("s", "x"):
        weights[f"ld{role}"] = draw(24, settings.link_size, scale=0.1)
        weights[f"lb{role}"] = draw(5, settings.link_size, scale=0.1)
        weights[f"lm{role}"] = draw(5, settings.link_size, scale=0.1)
        weights[f"lv{role}"] = draw(settings.link_size, 1)
    weights |= {"null": draw(2 * width, 1), "nullb": np.zeros(1, np.float32)}
    weights |= {"auxw": draw(width, sum(SYNTAX)), "auxb": np.zeros(sum(SYNTAX), np.float32)}
    return weights


def learn(
    settings: Settings, vectors: Floats, weights: Weights, data: list[Any], seed: int, say: Callable[[str], None]
) -> dict[str, Floats]:
    """The weights after learning from ``data`` (see ``make_batch``, with ``tell_syntax`` as its last column), averaged
    over the last steps.
    """
    random = np.random.default_rng(seed)
    key = jax.random.PRNGKey(seed)
    count = len(data[0])
    steps = count // settings.rows
    weights = jax.tree.map(jnp.asarray, weights)
    update = jax.jit(partial(_update, settings, jnp.asarray(vectors), steps * settings.epochs))
    first = second = jax.tree.map(jnp.zeros_like, weights)
    mean = weights
    step = 0
    for epoch in range(settings.epochs):
        order = random.permutation(count)
        losses = []
        for at in range(steps):
            chosen = np.sort(order[at * settings.rows : (at + 1) * settings.rows])
            key, own = jax.random.split(key)
            batch = [column[chosen] for column in data]
            weights, first, second, mean, loss = update(weights, first, second, mean, step, batch, own)
            losses.append(float(loss))
            step += 1
        say(f"epoch {epoch + 1} of {settings.epochs}: loss {np.mean(losses):.4f}")
    return {name: np.asarray(values) for name, values in mean.items()}


def _update(
    settings: Settings, vectors: Any, total: int, weights: Weights, first: Weights, second: Weights, mean: Weights,
    step: Any, batch: list[Any], key: Any,
) -> tuple[Weights, Weights, Weights, Weights, Any]:  # fmt: skip
    """One step of AdamW, the rate rising at first and falling along a cosine, and of the running mean of weights."""
    loss, slopes = jax.value_and_grad(partial(_loss, settings, vectors))(weights, batch, key)
    length = jnp.sqrt(sum((slope**2).sum() for slope in jax.tree.leaves(slopes)))
    slopes = jax.tree.map(lambda slope: slope * jnp.minimum(1, 1 / length), slopes)
    falling = 0.5 * (1 + jnp.cos(jnp.pi * jnp.minimum(step / total, 1))) * 0.98 + 0.02
    rate = settings.rate * jnp.minimum(1, (step + 1) / 150) * falling
    first = jax.tree.map(lambda old, slope: 0.9 * old + 0.1 * slope, first, slopes)
    second = jax.tree.map(lambda old, slope: 0.99 * old + 0.01 * slope**2, second, slopes)
    start, long = 1 - 0.9 ** (step + 1.0), 1 - 0.99 ** (step + 1.0)

    def moved(old: Any, one: Any, two: Any) -> Any:
        pull = settings.decay * old * (old.ndim > 1)
        return old - rate * (one / start / (jnp.sqrt(two / long) + 1e-8) + pull)

    weights = jax.tree.map(moved, weights, first, second)
    keep = jnp.minimum(0.998, (1 + step) / (10 + step))
    mean = jax.tree.map(lambda old, new: keep * old + (1 - keep) * new, mean, weights)
    return weights, first, second, mean, loss


def _loss(settings: Settings, vectors: Any, weights: Weights, batch: list[Any], key: Any) -> Any:
    """The mean loss of two readings of the batch, each with other parts dropped, and what they differ by (R-Drop, Liang
    et al. 2021).
    """
    first, second = jax.random.split(key)
    loss, chances = _reading_loss(settings, vectors, weights, batch, first)
    if not settings.agree:
        return loss
    other, others = _reading_loss(settings, vectors, weights, batch, second)
    apart = ((jnp.exp(chances) - jnp.exp(others)) * (chances - others)).sum(-1)
    return (loss + other) / 2 + settings.agree * (apart * batch[2]).sum() / batch[2].sum()


def _reading_loss(settings: Settings, vectors: Any, weights: Weights, batch: list[Any], key: Any) -> tuple[Any, Any]:
    codes, labels, mask, sentences, *rest, told = batch
    state, middle = _read(settings, vectors, weights, codes, mask, key)
    emissions = state @ weights["out"] + weights["outb"]
    unlikely, chances = crf(emissions, weights["T"], labels, mask)
    label_loss = unlikely.sum() / mask.sum()
    links = link_loss(weights, state, sentences, rest)
    grammar = _syntax_loss(middle @ weights["auxw"] + weights["auxb"], told)
    return 10 * label_loss + settings.links * links + settings.syntax * grammar, chances


def _syntax_loss(scores: Any, told: Any) -> Any:
    """The cross entropies of all that a parser gives for each token; the network learns grammar beside its task."""
    known = told[:, 0] >= 0
    total = jnp.zeros(())
    start = 0
    for number, size in enumerate(SYNTAX):
        chances = jax.nn.log_softmax(scores[..., start : start + size], -1)
        start += size
        right = jnp.take_along_axis(chances, jnp.maximum(told[:, number], 0)[..., None], -1)[..., 0]
        total = total - (right * known).sum() / known.sum()
    return total


def _dropped(key: Any, values: Any, share: float) -> Any:
    return jnp.where(jax.random.bernoulli(key, 1 - share, values.shape), values / (1 - share), 0)


def _read(settings: Settings, vectors: Any, weights: Weights, codes: Any, mask: Any, key: Any) -> tuple[Any, Any]:
    """Each token's state after the last layer, and after the one that predicts the grammar."""
    keys = jax.random.split(key, settings.layers + 3)
    words = jnp.where(jax.random.bernoulli(keys[0], settings.word_dropout, codes[:, 1].shape), 0, codes[:, 1])
    parts = [vectors[codes[:, 0]], weights["emb"][words]]
    parts += [weights[name][codes[:, at]] for at, name in enumerate(("suf", "shape", "quote", "flag", "kind"), start=2)]
    unhinted = jax.random.bernoulli(keys[-1], settings.hint_dropout, (len(mask), 1, 1))
    parts.append(jnp.where(unhinted, 0, weights["hint"][codes[:, 7]]))
    parts.append(weights["name"][codes[:, 8]])
    middle = mask
    state = _dropped(keys[1], jnp.concatenate(parts, -1), settings.input_dropout) * mask[..., None]
    for layer in range(settings.layers):
        heard = state
        if layer == 0 and settings.reach > 1:
            aside = settings.reach // 2
            padded = jnp.pad(state, ((0, 0), (aside, aside), (0, 0)))
            heard = jnp.concatenate([padded[:, at : at + ROW] for at in range(settings.reach)], -1)
        mixed = _recur(heard @ weights[f"w{layer}"] + weights[f"b{layer}"])
        if layer:
            mixed = mixed + state
        mixed = mixed / jnp.sqrt((mixed**2).mean(-1, keepdims=True) + 1e-5) * weights[f"n{layer}"]
        state = _dropped(keys[layer + 2], mixed, settings.dropout) * mask[..., None]
        middle = state if layer == settings.syntax_layer else middle
    return state, middle


def _recur(gates: Any) -> Any:
    rows, length, width = gates.shape
    size = width // 6
    parts = gates.reshape(rows, length, 2, 3, size)
    parts = jnp.stack([parts[:, :, 0], parts[:, ::-1, 1]], 2)
    keep = jax.nn.sigmoid(parts[:, :, :, 1])
    new = jnp.tanh(parts[:, :, :, 0]) * (1 - keep)

    def step(cell: Any, both: Any) -> tuple[Any, Any]:
        cell = both[0] * cell + both[1]
        return cell, cell

    _, cells = jax.lax.scan(
        step, jnp.zeros((rows, 2, size)), (jnp.moveaxis(keep, 1, 0), jnp.moveaxis(new, 1, 0)), unroll=8
    )
    out = jax.nn.sigmoid(parts[:, :, :, 2]) * jnp.moveaxis(cells, 0, 1)
    return jnp.concatenate([out[:, :, 0], out[:, ::-1, 1]], -1)
