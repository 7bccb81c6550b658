"""One candidate as spans of sentence items."""

from __future__ import annotations

from dataclasses import dataclass

from xpkg.model import Method


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate in items: source ``[a, b)``, cue, contents, and how it was found."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    method: Method
    confidence: float
    direct: bool = False
