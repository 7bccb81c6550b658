"""What the networks weigh."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def test_all_weights_together_stay_small() -> None:
    weights = sorted(Path(str(files("xpkg"))).rglob("*.npz"))
    assert weights
    assert sum(path.stat().st_size for path in weights) < 8_000_000
