"""Eight times the text takes about eight times the time, whatever its shape; the whole table is growth.py's."""

from __future__ import annotations

import pytest

from tests.bench.awkward import SHAPES, made
from tests.bench.growth import exponent, measure, measured

SIZES = (8, 64)
MARK = 1.35
"""Above growth.py's own: short texts on a busy machine are measured less well. What is quadratic is far above."""


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    measure(made("ordinary prose, blocks", 4096))


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_of_text_is_read_in_more_than_linear_time(shape: str) -> None:
    times = [measured(made(shape, size * 1024), limit=60) for size in SIZES]
    whole = [sum(each.values()) for each in times if not isinstance(each, str)]
    assert len(whole) == len(SIZES), times
    assert exponent(SIZES, whole) < MARK
