"""The linear chain over labels: what the network's scores make likely, and which parts to take from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xpkg.analysis.attributions.neural.runtime import LABELS, Floats

OUTSIDE = np.float32(-1e4)
"""The score of what cannot be."""
_LIKELY = 0.45
"""A part as likely as this is taken: F1 is best served by what is likelier than half of it (Lipton et al. 2014)."""
_BEGUN = 0.5
"""Where a part begins as likely as this, it is taken though its end is open ..."""
_GUESSED = 0.15
"""... if its likeliest end is not less likely than this."""
BEGINNINGS = tuple(at for at, label in enumerate(LABELS) if label.startswith("B-"))


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring tokens with one label: first and last token of the row, and how sure both ends are (log)."""

    first: int
    last: int
    sure: float


def allowed(transitions: Floats) -> Floats:
    """``transitions`` with those ruled out that would open a part in its middle."""
    result = transitions.copy()
    for before in range(len(LABELS)):
        for begin in BEGINNINGS:
            if before not in (begin, begin + 1):
                result[before, begin + 1] = OUTSIDE
    return result


def likely_parts(emissions: Floats, transitions: Floats, lengths: Sequence[int]) -> Iterator[dict[int, list[Part]]]:
    """For each row of ``emissions`` (rows, tokens, labels) its parts, by the number of the label that begins them.

    Not the parts of the likeliest labelling, but those that are likely over all labellings. Each part is scored by
    itself on an exact match.
    """
    marginals, onward = _posterior(emissions, allowed(transitions), lengths)
    for row, length in enumerate(lengths):
        yield {
            begin: _parts(marginals[row, :length, begin], onward[row, :length, kind])
            for kind, begin in enumerate(BEGINNINGS)
        }


def _parts(begins: Floats, onward: Floats) -> list[Part]:
    """The parts of one kind: ``begins`` has the probability that one begins at each token. ``onward`` (tokens, 2)
    has the probability that one with the token before has this one too; the token before is its first or a later
    one.
    """
    candidates = []
    for first in np.flatnonzero(begins >= _GUESSED).tolist():
        chance = float(begins[first])
        least = _GUESSED if chance >= _BEGUN else _LIKELY
        last = first
        while chance >= least:
            further = float(onward[last + 1, int(last > first)]) if last + 1 < len(begins) else 0.0
            if chance * (1 - further) >= least:
                candidates.append((chance * (1 - further), first, last))
            chance *= further
            last += 1
    taken: list[Part] = []
    for chance, first, last in sorted(candidates, key=lambda one: (-one[0], one[1:])):
        if all(last < other.first or other.last < first for other in taken):
            taken.append(Part(first, last, float(np.log(chance))))
    return sorted(taken, key=lambda part: part.first)


def _posterior(emissions: Floats, transitions: Floats, lengths: Sequence[int]) -> tuple[Floats, Floats]:
    """Each label's probability (rows, tokens, labels), and that of going on inside each kind of part (rows, tokens,
    kinds, 2). The last axis: the token before is the first of the part, or a later one.

    Forward and backward sums, scaled at each step so that products of probabilities suffice. Given the whole row, the
    labels are a Markov chain; how likely each step goes on inside a part is what the parts' ends are computed from.
    """
    inside = np.arange(emissions.shape[1])[:, None] < np.array(lengths)[None, :]
    steps = np.where(inside[..., None], emissions.swapaxes(0, 1), 0).astype(np.float32)
    steps[0, :, 2::2] += OUTSIDE
    length = len(steps)
    weights = np.exp(steps - steps.max(axis=2, keepdims=True))
    moves = np.exp(transitions)
    forward = np.empty_like(weights)
    backward = np.ones_like(weights)
    onward = np.zeros((length, weights.shape[1], len(BEGINNINGS), 2), dtype=np.float32)
    forward[0] = weights[0] / weights[0].sum(axis=1, keepdims=True)
    for at in range(1, length):
        total = (forward[at - 1] @ moves) * weights[at]
        forward[at] = total / total.sum(axis=1, keepdims=True)
    for at in range(length - 2, -1, -1):
        ahead = backward[at + 1] * weights[at + 1]
        total = ahead @ moves.T
        for kind, begin in enumerate(BEGINNINGS):
            within = ahead[:, begin + 1, None] * moves[begin : begin + 2, begin + 1]
            onward[at + 1, :, kind] = within / total[:, begin : begin + 2]
        total /= total.sum(axis=1, keepdims=True)
        backward[at] = np.where(inside[at + 1][:, None], total, 1.0)
    product = forward * backward
    marginals: Floats = (product / product.sum(axis=2, keepdims=True)).swapaxes(0, 1)
    return marginals, onward.swapaxes(0, 1)
