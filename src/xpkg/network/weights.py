"""Reads and writes weights in 8 bits: whole numbers, and a scale for each column of a layer or row of a table."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_SCALE = "scale:"


def unpack(data: bytes) -> tuple[dict[str, Floats], dict[str, list[str]]]:
    """The arrays of an archive as numbers, and its lists of names."""
    with np.load(BytesIO(data), allow_pickle=False) as archive:
        stored = {name: archive[name] for name in archive.files}
    lists = {
        name.removeprefix("names:"): bytes(stored.pop(name)).decode("utf-8").split("\n")
        for name in list(stored)
        if name.startswith("names:")
    }
    scales = {name.removeprefix(_SCALE): stored.pop(name) for name in list(stored) if name.startswith(_SCALE)}
    arrays = {}
    for name, values in stored.items():
        arrays[name] = values.astype(np.float32)
        if name in scales:
            arrays[name] *= scales[name].astype(np.float32)
    return arrays, lists


def pack(arrays: dict[str, Floats], lists: dict[str, list[str]], tables: frozenset[str]) -> bytes:
    """An archive of ``arrays``: matrices in 8 bits, ``tables`` with a scale a row, others a column; the rest whole."""
    stored: dict[str, NDArray[np.generic]] = {}
    for name, values in sorted(arrays.items()):
        if values.ndim != 2:
            stored[name] = values.astype(np.float32)
            continue
        axis = 1 if name in tables else 0
        scale = (np.abs(values).max(axis=axis, keepdims=True) / 127).astype(np.float32) + np.float32(1e-12)
        stored[name] = np.round(values / scale).astype(np.int8)
        stored[f"{_SCALE}{name}"] = scale
    for name, words in sorted(lists.items()):
        stored[f"names:{name}"] = np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)
    out = BytesIO()
    np.savez_compressed(out, allow_pickle=False, **stored)
    return out.getvalue()
