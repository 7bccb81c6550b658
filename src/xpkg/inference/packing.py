"""Makes words small: a number that stands for them, or their bytes packed."""

from __future__ import annotations

import hashlib
import zlib


def number(*words: str) -> int:
    """A number that stands for ``words``: 63 bits, the same for the same words.

    >>> number("a") == number("a"), number("a") == number("b")
    (True, False)
    """
    return int.from_bytes(hashlib.blake2b("\0".join(words).encode(), digest_size=8).digest()) >> 1


def packed(body: str) -> bytes:
    """``body`` in few bytes.

    >>> unpacked(packed("Low"))
    'Low'
    """
    return zlib.compress(body.encode(), 1)


def unpacked(body: bytes) -> str:
    """What was ``packed``."""
    return zlib.decompress(body).decode()
