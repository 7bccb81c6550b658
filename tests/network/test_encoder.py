"""The quasi-recurrent layer: the same states as its equations give word by word, whatever the gates."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from xpkg.network.encoder import Floats, add_rows, arranged, pack_sentences, recur

SIZE = 5


def states_of(gates: Floats) -> NDArray[np.float64]:
    """The states of a sentence from its gates as they are learnt (words, two directions × new, keep, out × cells)."""
    parts = gates.reshape(len(gates), 2, 3, SIZE).astype(np.float64)
    found = np.zeros((len(gates), 2, SIZE))
    for way, order in enumerate((range(len(gates)), range(len(gates) - 1, -1, -1))):
        cell = np.zeros(SIZE)
        for at in order:
            new, keep, out = parts[at, way]
            kept = 1 / (1 + np.exp(-keep))
            cell = kept * cell + (1 - kept) * np.tanh(new)
            found[at, way] = cell / (1 + np.exp(-out))
    states: NDArray[np.float64] = found.reshape(len(gates), -1)
    return states


@pytest.mark.parametrize("lengths", [[1], [7], [3, 1, 5, 5, 2], [300, 2, 290]], ids=str)
def test_states_are_those_of_the_equations(lengths: list[int]) -> None:
    random = np.random.default_rng(3)
    learnt = random.normal(scale=2, size=(sum(lengths), 6 * SIZE)).astype(np.float32)
    packing = pack_sentences(lengths)
    gates = np.empty_like(learnt)
    gates[packing.place] = arranged(learnt)
    found = recur(gates, packing)[packing.place]
    ends = np.cumsum(lengths).tolist()
    for start, end in zip([0, *ends], ends, strict=False):
        assert np.allclose(found[start:end], states_of(learnt[start:end]), atol=1e-6)


def test_a_gate_beyond_all_bounds_is_shut_without_a_warning() -> None:
    learnt = np.full((2, 6 * SIZE), -1e4, dtype=np.float32)
    assert (recur(arranged(learnt), pack_sentences([2])) == 0).all()


def test_rows_are_added_to_rows() -> None:
    total, table = np.ones((600, 2), dtype=np.float32), np.arange(6, dtype=np.float32).reshape(3, 2)
    rows = np.arange(600) % 3
    add_rows(total, table, rows)
    assert (total == 1 + table[rows]).all()
