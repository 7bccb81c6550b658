"""The canonical form of a graph: sorted N-Quads lines, each once, and their digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import Quad


def sorted_lines(quads: Iterable[Quad]) -> list[str]:
    """``quads`` as N-Quads lines, sorted, each once: the same for two builds of the same input."""
    return sorted({f"{quad} ." for quad in quads})


def digest_of(lines: Iterable[str]) -> str:
    """SHA-256 (64 hexadecimal digits) of ``lines``, each with its line feed, in UTF-8.

    >>> digest_of([])[:8]
    'e3b0c442'
    """
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()
