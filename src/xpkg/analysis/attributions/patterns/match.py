"""One claim as a row of items holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A claim in items: source ``[a, b)``, cue, contents, and how it was found."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    rule: str
    confidence: float
    direct: bool = False
