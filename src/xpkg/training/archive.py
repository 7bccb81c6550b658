"""Writes a trained network as the small archive that ships, and reads what rounds of learning have left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from xpkg.analysis.attributions.neural.runtime import Network, network_from

Floats = NDArray[np.float32]

_BYTE_SIZED = ("emb", "suf")
_LEFT_OUT = ("auxw", "auxb")
NEUTRAL = np.array([0, 0, 0, 0, 0, 0, 1], dtype=np.float32)
"""A calibration without features: every candidate has the same confidence."""


def pack(
    vocabularies: Mapping[str, Collection[str]],
    vectors: Floats,
    members: Sequence[Mapping[str, Floats]],
    calibration: Floats = NEUTRAL,
) -> bytes:
    """The ``.npz`` archive that ``network_from`` reads.

    Word vectors and embeddings have 8 bits a number and a scale a dimension, other weights 16 bits.
    ``vocabularies`` holds "vector_words", "words" and "suffixes", each in order; row 0 of each table
    is for what is in none.
    """
    stored: dict[str, NDArray[np.generic]] = {
        name: np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8) for name, words in vocabularies.items()
    }
    stored["vectors"], stored["vector_scale"] = _bytes(vectors)
    stored["calibration"] = calibration
    for number, member in enumerate(members):
        for name, values in member.items():
            if name in _BYTE_SIZED:
                stored[f"{number}/{name}"], stored[f"{number}/{name}_scale"] = _bytes(values)
            elif name not in _LEFT_OUT:
                stored[f"{number}/{name}"] = values.astype(np.float16)
    buffer = BytesIO()
    np.savez_compressed(buffer, **stored)  # type: ignore[arg-type]
    return buffer.getvalue()


def mean_of(paths: Sequence[Path]) -> Network:
    """The network with the mean of the weights of those in ``paths``, and all else as the last one has it.

    Rounds of one course of learning lie in one basin, whose middle does well (Izmailov et al. 2018); that they share
    their vocabulary is taken for granted.
    """
    networks = [network_from(path.read_bytes()) for path in paths]
    members = [
        {name: np.mean([member[name] for member in same], axis=0) for name in same[0]}
        for same in zip(*(network.members for network in networks), strict=True)
    ]
    return replace(networks[-1], members=tuple(members))


def _bytes(values: Floats) -> tuple[NDArray[np.int8], Floats]:
    scale = np.maximum(np.abs(values).max(axis=0) / 127, 1e-8).astype(np.float32)
    return np.round(values / scale).astype(np.int8), scale
