"""Files are read in the tests' own process: what a reader makes of them is the same, without the start of another."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _read_here(read_here: None) -> None:
    """See ``read_here``."""
