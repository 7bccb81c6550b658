"""The chain over labels, held against every labelling there is, and the parts taken from it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from xpkg.analysis.attributions.neural.crf import BEGINNINGS, Part, allowed, likely_parts
from xpkg.analysis.attributions.neural.runtime import LABELS
from xpkg.network.encoder import Floats

_NEVER = np.float32(-50)


def _chances(emissions: Floats, transitions: Floats) -> dict[tuple[int, int, int], float]:
    """How likely each part (label, first, last) is, over all labellings."""
    length = len(emissions)
    moves = allowed(transitions)
    weights: dict[tuple[int, int, int], float] = {}
    total = 0.0
    for labels in itertools.product(range(len(LABELS)), repeat=length):
        if labels[0] in (2, 4, 6):
            continue
        score = sum(float(emissions[at, label]) for at, label in enumerate(labels))
        score += sum(float(moves[pair]) for pair in itertools.pairwise(labels))
        weight = float(np.exp(score))
        total += weight
        for first, label in enumerate(labels):
            if label in BEGINNINGS:
                last = first
                while last + 1 < length and labels[last + 1] == label + 1:
                    last += 1
                weights[label, first, last] = weights.get((label, first, last), 0.0) + weight
    return {part: weight / total for part, weight in weights.items()}


@pytest.mark.parametrize("seed", range(12))
def test_a_part_is_as_sure_as_all_labellings_make_it(seed: int) -> None:
    random = np.random.default_rng(seed)
    emissions = (random.standard_normal((9, len(LABELS))) * 2).astype(np.float32)
    transitions = random.standard_normal((len(LABELS), len(LABELS))).astype(np.float32)
    found = list(likely_parts(emissions, transitions, [5, 4]))
    for row, (start, end) in enumerate(((0, 5), (5, 9))):
        chances = _chances(emissions[start:end], transitions)
        taken = [(label, part) for label, parts in found[row].items() for part in parts]
        for label, part in taken:
            assert np.exp(part.sure) == pytest.approx(chances[label, part.first, part.last], rel=1e-3)
        likely = {place for place, chance in chances.items() if chance > 0.5}
        assert likely <= {(label, part.first, part.last) for label, part in taken}


def _emissions(*labels: dict[int, float]) -> Floats:
    """Each token's labels with their chances; all else never."""
    rows = np.full((len(labels), len(LABELS)), _NEVER, dtype=np.float32)
    for at, chances in enumerate(labels):
        for label, chance in chances.items():
            rows[at, label] = np.log(chance)
    return rows


FREE = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)


def _contents(*labels: dict[int, float]) -> list[tuple[int, int]]:
    parts = next(iter(likely_parts(_emissions(*labels), FREE, [len(labels)])))
    return [(part.first, part.last) for part in parts[5]]


def test_a_sure_beginning_with_an_open_end_is_still_a_part() -> None:
    # ends after one token (.34), two (.30) or three (.36): none is likely, that something is said is sure
    assert _contents({5: 1.0}, {6: 0.66, 0: 0.34}, {6: 0.55, 0: 0.45}, {0: 1.0}) == [(0, 2)]


def test_what_is_neither_begun_nor_likely_is_no_part() -> None:
    assert _contents({5: 0.4, 0: 0.6}, {0: 1.0}) == []
    assert _contents({5: 0.47, 0: 0.53}, {0: 1.0}) == [(0, 0)]


def test_parts_of_one_kind_do_not_overlap() -> None:
    found = next(iter(likely_parts(_emissions({5: 0.46, 0: 0.54}, {5: 0.5, 6: 0.5}, {0: 1.0}), FREE, [3])))
    assert all(one.last < two.first for one, two in itertools.pairwise(found[5]))


def test_a_part_ends_with_its_row() -> None:
    assert next(iter(likely_parts(_emissions({3: 1.0}, {4: 1.0}), FREE, [2])))[3] == [Part(0, 1, 0.0)]
