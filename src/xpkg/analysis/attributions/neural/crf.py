"""The linear chain over labels: what the network's scores make likely, and which parts to take from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from xpkg.analysis.attributions.neural.runtime import LABELS
from xpkg.network.encoder import Floats, pack_sentences

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
    """The parts of each of several sequences, by the number of the label that begins them.

    ``emissions`` (tokens, labels) holds one sequence behind the other, of ``lengths`` tokens. Taken are not the parts
    of the likeliest labelling, but those that are likely over all labellings. Each part is scored by itself on an exact
    match.
    """
    marginals, onward = _posterior(emissions, allowed(transitions), lengths)
    start = 0
    for length in lengths:
        end = start + length
        yield {
            begin: _parts(marginals[start:end, begin], onward[start:end, kind]) for kind, begin in enumerate(BEGINNINGS)
        }
        start = end


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
    """Each label's probability (tokens, labels), and that of going on inside each kind of part (tokens, kinds, 2). The
    last axis: the token before is the first of the part, or a later one.

    Forward and backward sums, scaled at each step so that products of probabilities suffice. Given the whole sequence,
    the labels are a Markov chain; how likely each step goes on inside a part is what the parts' ends are computed from.
    """
    packing = pack_sentences(lengths)
    starts = packing.starts.tolist()
    steps = np.empty_like(emissions)
    steps[packing.place] = emissions
    steps[: starts[1], 2::2] += OUTSIDE
    weights = np.exp(steps - steps.max(axis=1, keepdims=True))
    moves = np.exp(transitions)
    turned = np.ascontiguousarray(moves.T)
    forward = weights / weights.sum(axis=1, keepdims=True)
    for at in range(1, len(starts) - 1):
        last, here, there = starts[at - 1 : at + 2]
        total = forward[last : last + there - here] @ moves
        total *= weights[here:there]
        total /= total.sum(axis=1, keepdims=True)
        forward[here:there] = total
    backward, totals = np.ones_like(weights), np.ones_like(weights)
    for at in range(len(starts) - 3, -1, -1):
        here, following, there = starts[at : at + 3]
        total = totals[here : here + there - following]
        np.matmul(backward[following:there] * weights[following:there], turned, out=total)
        backward[here : here + there - following] = total / total.sum(axis=1, keepdims=True)
    ahead = backward * weights
    onward = np.zeros((len(weights), len(BEGINNINGS), 2), dtype=np.float32)
    (later,) = np.nonzero(packing.before < len(weights))
    for kind, begin in enumerate(BEGINNINGS):
        within = ahead[later, begin + 1, None] * moves[begin : begin + 2, begin + 1]
        onward[later, kind] = within / totals[packing.before[later], begin : begin + 2]
    product = forward * backward
    product /= product.sum(axis=1, keepdims=True)
    return product[packing.place], onward[packing.place]
