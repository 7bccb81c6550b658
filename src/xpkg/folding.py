"""The key under which names are compared: how they are written, not what they mean."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[’'`ʼ]")


def folded(name: str) -> str:
    """``name`` without capitals, accents and punctuation, and without an article before it.

    >>> folded("The Côte d’Ivoire"), folded("U.S. Steel"), folded("中国")
    ('cote divoire', 'us steel', '中国')
    """
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", name).replace(".", ""))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _APART.sub(" ", letters).strip().casefold().removeprefix("the ")
