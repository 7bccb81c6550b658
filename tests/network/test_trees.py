"""Trees made of scores: the best one, always a tree, always with one root."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from xpkg.network.trees import Ints, are_trees, best_tree


def value(scores: np.ndarray[tuple[int, int], np.dtype[np.float32]], heads: tuple[int, ...]) -> float:
    return float(sum(scores[at, head + 1] for at, head in enumerate(heads)))


def is_tree(heads: tuple[int, ...]) -> bool:
    return bool(are_trees(np.array(heads), np.zeros(len(heads), dtype=np.intp))[0])


@pytest.mark.parametrize(
    ("heads", "expected"),
    [((-1,), True), ((-1, 0), True), ((1, -1, 1), True), ((-1, -1), False), ((1, 0), False), ((1, 0, -1), False),
     ((0, -1), False)],
)  # fmt: skip
def test_what_is_a_tree(heads: tuple[int, ...], expected: bool) -> None:
    assert is_tree(heads) is expected


def test_sentences_are_judged_one_by_one() -> None:
    heads = np.array([-1, 0, 3, 2, -1, -1, -1, 6])
    assert are_trees(heads, np.array([0, 0, 1, 1, 1, 2, 3, 3])).tolist() == [True, False, True, True]


@pytest.mark.parametrize("seed", range(60))
def test_the_best_tree_is_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    size = 1 + seed % 5
    scores = random.normal(size=(size, size + 1)).astype(np.float32)
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    candidates = (heads for heads in itertools.product(range(-1, size), repeat=size) if is_tree(heads))
    assert value(scores, found) == pytest.approx(max(value(scores, heads) for heads in candidates), abs=1e-4)


@pytest.mark.parametrize("size", [2, 40, 250, 251, 900])
@pytest.mark.parametrize("kind", ["random", "equal", "circle", "roots"])
def test_a_tree_comes_of_any_scores(size: int, kind: str) -> None:
    scores = np.random.default_rng(size).normal(size=(size, size + 1)).astype(np.float32)
    if kind == "equal":
        scores[:] = 0
    elif kind == "circle":  # each word likes the next best, the last the first
        scores[np.arange(size), (np.arange(size) + 1) % size + 1] += 50
    elif kind == "roots":
        scores[:, 0] += 50
    heads: Ints = best_tree(scores)
    assert is_tree(tuple(heads.tolist()))
