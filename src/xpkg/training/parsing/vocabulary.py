"""What the network knows by name: words and parts of words, and the vectors of word pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from xpkg.network.words import Vocabulary, affixes
from xpkg.training.parsing.embeddings import read_embeddings

DIMENSIONS = 64
"""Principal components of MiniLM's input embeddings."""
_LEAST = (4, 12, 12, 14)
"""How often a word, its last three and two letters, and its first three have to occur to have numbers of their own."""
_MOST_WORDS = 12_000


def make_vocabulary(sentences: Iterable[tuple[str, ...]]) -> tuple[Vocabulary, NDArray[np.float32]]:
    """The words, endings and beginnings that occur often in ``sentences``, and the vectors of word pieces.

    The vectors are principal components of MiniLM's input embeddings, rounded to the 8 bits that ship.
    """
    counts: list[Counter[str]] = [Counter() for _ in _LEAST]
    for sentence in sentences:
        for word in sentence:
            for counter, part in zip(counts, affixes(word), strict=True):
                counter[part] += 1
    kept = [
        [part for part, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])) if count >= least]
        for counter, least in zip(counts, _LEAST, strict=True)
    ]
    kept[0] = kept[0][:_MOST_WORDS]
    tables = [{part: at + 1 for at, part in enumerate(parts)} for parts in kept]
    names, values = read_embeddings()
    chosen = [at for at, name in enumerate(names) if name.isascii() and not name.startswith("[")]
    matrix = values[chosen] - values[chosen].mean(axis=0)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-6
    _, _, axes = np.linalg.svd(matrix[:12_000], full_matrices=False)
    reduced = matrix @ axes[:DIMENSIONS].T
    reduced /= np.sqrt((reduced**2).mean())
    scale = np.abs(reduced).max(axis=1, keepdims=True) / 127
    reduced = (np.round(reduced / scale) * scale).astype(np.float32)
    words, suffixes3, suffixes2, prefixes3 = tables
    pieces = {names[at]: number for number, at in enumerate(chosen)}
    return Vocabulary(pieces, words, suffixes3, suffixes2, prefixes3), reduced
