"""A text of any shape is read, and its graph conforms; how the time grows is told by growth.py, not tested."""

from __future__ import annotations

import pytest

from tests.bench.awkward import SHAPES, made
from tests.bench.growth import measure

SIZE = 600
"""Characters: an expression that is exponential does not end on them."""


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_of_any_shape_is_read(shape: str) -> None:
    assert measure(made(shape, SIZE))
