"""One claim as a row of items holds it."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.analysis.attributions.methods import Method


@dataclass(frozen=True, slots=True)
class Match:
    """A claim in items: source ``[a, b)``, cue, contents, and how it was found."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    method: Method
    confidence: float
    direct: bool = False
