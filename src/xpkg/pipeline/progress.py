"""How far a build is, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sources, and of how many, are done, and how many of their words."""

    done: int
    of: int
    words: int
    of_words: int


Tell = Callable[[Progress], None]
"""Told how far a build is, each time one more source is done."""
